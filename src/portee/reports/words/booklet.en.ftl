# The training booklet of a territory.

learn-title = What is within reach? Booklet of { $territory }
learn-subtitle = Understand access to work, training and services with the territory's own figures: five chapters, a quiz, a bad-day drill and notes for trainers.
learn-contents = In this booklet
learn-licence = This booklet is a commons: you may copy it, change it and pass it on under the licence CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/), naming “{ $territory }, Portée”.
learn-foot = Made with Portée { $version }, for { DAY($day) }. Same data, same booklet.
learn-exercise = Your turn
learn-things = { $kind ->
    [jobs] jobs
    [training] training places
    [childcare] childcare places
    [school] schools
    [health] health practitioners
    [shops] shops
   *[services] services
}
learn-of-things = { $kind ->
    [jobs] jobs
    [training] training places
    [childcare] childcare places
    [school] schools
    [health] health practitioners
    [shops] shops
   *[services] services
}
learn-the-nearest = { $kind ->
    [jobs] the nearest job
    [training] the nearest training place
    [childcare] the nearest childcare
    [school] the nearest school
    [health] the nearest health practitioner
    [shops] the nearest shop
   *[services] the nearest service
}
learn-minutes = { $minutes } min
learn-percent = { $percent }%
learn-beyond = over 90 min
learn-none = –
learn-hour = { CLOCK($time) }
learn-place = place
learn-near = near “{ $place }”

## What "within reach" means

learn-reach-title = What “within reach” means
learn-reach-answer = At { CLOCK($busy) }, { $near }, { $reached } out of { $total } { $things } are within reach in { $minutes } minutes.
learn-reach-what = A place is “within reach” when one gets there in the time one has: the walk to the stop, the wait, the ride, changes and the walk to the door. Distance is not enough: two places equally far away may be ten minutes or an hour off.
learn-reach-how = For this booklet, Portée took published streets and timetables on a usual day, and worked out the quickest trip on foot and by public transport for a departure at each minute of half an hour. The figure told is that of a middling departure: half of the departures do better, the other half worse.
learn-reach-time = Time matters more than it seems: in { $shorter } minutes instead of { $minutes }, one reaches only { $less } { $things }. Taking away a third of the time takes away { $lost }% of what is within reach.
learn-reach-table = What is within reach, by the time one has
learn-reach-minutes = time
learn-reach-share = share of all
learn-map-alt = Map: the starting point { $near }, the area reached in { $half } minutes and, larger, the one reached in { $minutes } minutes. The table of this chapter says the same in figures.
learn-map-here = start
learn-map-near = in { $half } minutes
learn-map-far = in { $minutes } minutes
learn-map-credit = { $osm ->
    [yes] © OpenStreetMap contributors (ODbL). Sources: last chapter.
   *[no] Sources: last chapter.
}
learn-reach-task = From the table, how many { $of-things } does one gain by going from { $from } to { $to } minutes? And from { $before } to { $from } minutes? Why are the two numbers not the same?
learn-reach-solution = From { $from } to { $to } minutes: { $gain } { $things } more; from { $before } to { $from } minutes: { $first }. The area within reach grows faster than time does, until one leaves the dense districts or lines end.

## Who reaches what, and when

learn-hours-title = At { CLOCK($busy) } and at { CLOCK($early) }
learn-hours-answer = { $change ->
    [less] { $near }, leaving at { CLOCK($early) } rather than at { CLOCK($busy) } keeps { $percent }% of the { $things } within reach.
   *[same] { $near }, as many { $of-things } or more are within reach at { CLOCK($early) } as at { CLOCK($busy) }.
}
learn-hours-what = Many jobs start before lines run often: cleaning, care, logistics, bakeries. A map made for { CLOCK($busy) } says nothing of them.
learn-hours-table = { $things } within reach in { $minutes } minutes, by place and hour
learn-hours-kept = what remains
learn-people-table = At the same place, by person
learn-people-lead = Leaving { $near }, { $minutes } minutes, with each profile's monthly budget. A profile is a kind of resident, never a person.
learn-people-who = profile
learn-people-budget = budget a month
learn-people-unlimited = no limit
learn-people-after = A licence, a vehicle, rights and a budget change what is within reach, far more often than willingness does.
learn-hours-task = Choose a row of the first table. Divide the number at { CLOCK($early) } by the one at { CLOCK($busy) }, then multiply by one hundred. What does the result tell someone who looks for a morning job?
learn-hours-solution = For the start { $near }: { $early-count } divided by { $busy-count }, that is { $percent }%.

## One neighbourhood and another

learn-places-title = One neighbourhood and another
learn-places-answer = In { $minutes } minutes, at { CLOCK($busy) }, one reaches { $best-count } { $things } { $best }, and { $least-count } { $least }.
learn-places-what = Neighbourhoods have neither the same lines nor the same distance to { $things }. This is no ranking of residents: it is places and services that have gaps.
learn-places-table = Minutes to the nearest, at { CLOCK($busy) }
learn-places-after = Minutes rounded up. A person who lacks childcare cannot use the jobs that are within reach.
learn-places-task = What share of what is within reach { $best } is within reach { $least } too? Name two changes (a line, an hour, a service nearby) that would narrow the gap.
learn-places-solution = { $least-count } divided by { $best-count }, that is { $percent }%. There is more than one good answer for the changes: the page “What if” of the application, or the command “portee scenario”, tries them.

## What a commute costs a month

learn-money-title = What a commute costs a month
learn-money-answer = With €{ $eur } a month, the profile “{ $who }” reaches { $reached } { $things }; with no limit of price, { $most }.
learn-money-what = The price of a month counts tickets or a pass, the aids that the profile has a right to and, for a vehicle, energy and wear. It does not count buying or insuring the vehicle.
learn-money-ways = The ways of “{ $who }”
learn-money-way = way
learn-money-month = a month
learn-money-range = { $low } to { $high }
learn-money-budgets = { $things } within reach in { $minutes } minutes, by budget
learn-money-budget = budget a month
learn-money-task = “{ $way }” costs up to { $month } a month. How much over eleven months of work? And a day, with { $days } working days in the month?
learn-money-solution = { $year } over eleven months; { $day } a working day.
learn-way = { $kind ->
    [walk] On foot
    [bicycle] By bicycle
    [car] By car
    [transit] By public transport
   *[other] Other
}

## A bad day

learn-bad-title = A bad day
learn-bad-answer = { $worst ->
    [none] None of the shocks drawn changes what is within reach { $near }: a territory can hold.
   *[some] The hardest shock takes away { $percent }% of the { $things } within reach { $near }, there and back.
}
learn-bad-what = A line stops, a street closes, fewer trips run. The drill draws shocks with a number, { $seed }: the same number, on the same data, gives the same shocks again. They are not forecasts.
learn-bad-how = Counted here is what one reaches leaving at { CLOCK($busy) } and can be back from for { CLOCK($back) }, in { $minutes } minutes each time.
learn-bad-table = What remains within reach, shock by shock
learn-bad-step = shock
learn-bad-usual = A usual day
learn-bad-task = For each shock: who is hit first? What can be done in an hour, in a day, in a month? Write one action for each.
learn-bad-solution = The table of the chapter says who loses. Have the actions compared with the questions of the shock: are people without a phone told too? who takes over if the first action fails?
learn-bad-replay = To replay it: portee scenario drill NETWORK --seed { $seed } --steps { $steps } -o drill

## Quiz

learn-quiz-title = Quiz
learn-quiz-answer = { $count ->
    [one] One question
   *[other] { $count } questions
} about your territory. The answers are worked out from its data.
learn-quiz-how = Numbers are rounded to two digits. The answers are at the end of the trainer's notes.
learn-ask-reach = { $near }, at { CLOCK($busy) }, how many { $of-things } (of { $total }) are within reach in { $minutes } minutes?
learn-why-reach = The computation gives { $exact } { $things } out of { $total }.
learn-ask-shorter = At the same place, how many { $of-things } in { $shorter } minutes instead of { $minutes }?
learn-why-shorter = The computation gives { $exact } { $things }. A rule of three is wrong: what is within reach does not follow time.
learn-ask-early = At the same place, leaving at { CLOCK($early) }, what share of the { $things } of { CLOCK($busy) } is left?
learn-why-early = { $exact }%. Early in the morning, lines and how often they run are not those of { CLOCK($busy) }.
learn-ask-most = From where does one reach most { $of-things } in { $minutes } minutes, at { CLOCK($busy) }?
learn-why-most = { $near }: { $exact } { $things }.
learn-ask-apart = For every 100 { $things } within reach { $best }, how many { $least }?
learn-why-apart = { $exact }. The gap is that of places and lines, not of residents.
learn-ask-nearest = { $near }, how many minutes to { $nearest }?
learn-why-nearest = { $exact } minutes, walking and waiting included.
learn-ask-money = With €{ $eur } a month, how many { $of-things } does the profile “{ $who }” reach in { $minutes } minutes { $near }?
learn-why-money = The computation gives { $exact } { $things }: a way that costs more than the budget does not count.
learn-ask-worst = Which shock takes away most { $of-things } { $near }?
learn-why-worst = { $exact } of { $usual } remain.
learn-quiz-none = This territory has not enough data for a quiz.

## Trainer's notes

learn-trainer-title = Trainer's notes
learn-trainer-answer = Allow two hours for a group of six to fifteen people; no computer is needed.
learn-trainer-plan-title = A suggested course
learn-trainer-plan-1 = Ten minutes: everyone writes down the longest trip of their week, and what it makes possible. Nobody has to read it aloud.
learn-trainer-plan-2 = Thirty minutes: chapters 1 and 2, in pairs, with the exercises.
learn-trainer-plan-3 = Twenty minutes: chapters 3 and 4. Let the group explain the gaps before you give your own view.
learn-trainer-plan-4 = Thirty minutes: the bad-day drill, one shock per table, then share.
learn-trainer-plan-5 = Twenty minutes: the quiz by show of hands (A, B, C, D), then back to the answers that surprise.
learn-trainer-plan-6 = Ten minutes: what one would like to change, and whom to tell.
learn-trainer-care-title = To keep in mind
learn-trainer-care-1 = Ask nobody for their address, income or situation: the booklet's profiles are enough.
learn-trainer-care-2 = A neighbourhood is not a person. Speak of what places lack, not of what people would lack.
learn-trainer-care-3 = Timetables are those published: delays, full buses and feeling unsafe are not in them. Ask the group what the computation does not see, and write it down.
learn-trainer-care-4 = A number of jobs within reach counts posts, neither vacancies nor those that suit somebody.
learn-trainer-solutions = Solutions of the exercises
learn-trainer-answers = Answers of the quiz
learn-trainer-question = question
learn-trainer-right = answer
learn-trainer-explained = explanation
learn-trainer-same = To make this booklet again: portee booklet TERRITORY --seed { $seed } --date { $day } --out booklet.html

## Where the figures come from

learn-sources-title = Where each figure comes from
learn-sources-answer = Every figure of this booklet can be worked out again: here is what was asked, and of which data.
learn-sources-figures = What was asked
learn-sources-figure = figure
learn-sources-asked = question put to the computation
learn-sources-value = value
learn-sources-there = leaving { $lat }; { $lon } in the half hour after { CLOCK($time) }, { $minutes } minutes
learn-sources-both = leaving { $lat }; { $lon } from { CLOCK($time) } and back from { CLOCK($back) }, { $minutes } minutes each time
learn-sources-profile = profile “{ $who }”, { $eur }
learn-sources-eur = { $eur } a month at most
learn-sources-files = The data
learn-sources-what = what
learn-sources-file = file
learn-sources-date = date
learn-sources-licence = licence
learn-sources-none = not told
learn-sources-streets = streets and timetables
learn-sources-prices = prices and offers
learn-sources-network = Network { $key }; day { DAY($day) }; drill no. { $seed }.
learn-sources-notes = To know about these data
learn-sources-limits = What these figures do not say
learn-sources-limit-1 = A delay, a full bus, a street where one does not dare to walk at night.
learn-sources-limit-2 = Whether a job is vacant, and whether it suits somebody.
learn-sources-limit-3 = Trips by shared bicycle, carpool or on demand, where they depend on the hour or on a free seat.

## One-page sheets

learn-sheet-title = What is within reach { $near }
learn-sheet-answer = At { CLOCK($busy) }, { $reached } out of { $total } { $things } in { $minutes } minutes; at { CLOCK($early) }, { $at-early }.
learn-sheet-lead = On foot and by public transport, on a usual day. This sheet can be kept without a phone or a connection.
learn-sheet-code = Code of the place: { $code }
learn-sheet-code-says = Show this code to a counsellor or at the community centre: typed into “One person”, it gives the answer from this place for the typical profile “{ $who }”. It holds no information about you.
learn-sheet-counted = { $things } within reach, by the time one has and the hour of departure.
learn-sheet-kinds = The nearest
learn-sheet-notices = To know
