# What all forms say.

form-choose = Choose…
form-needed = Answer this question.
form-choice = Choose one of the answers shown.
form-number = Write a number.
form-range = This number is too small or too large.
form-clock = Write a time such as 05:30.
form-same-time = The end is at the same time as the start.
form-problems = { $count ->
    [one] One answer needs another look.
   *[other] { $count } answers need another look.
  }
form-seconds = The answer takes from a few seconds to a minute.

place-hint = A street, a stop, or latitude, longitude. Number and town are not needed.
place-unknown = This place is not found. Try a street nearby or the nearest stop.
place-several = Several places have this name: choose the right one.
place-which = Which one?
place-neighbourhood = { $name } (neighbourhood)
place-stop = { $name } (stop)
place-street = { $name } (street)
place-near = { $name }, near “{ $near }”
