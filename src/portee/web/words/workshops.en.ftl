# Workshops. The same messages are in workshops.fr.ftl.

page-workshops = Workshops
page-workshops-lead = Write down what is said together, with or without a network, and read what came out of it.
workshops-title = Which workshops took place?
workshops-count = { $count ->
    [0] No workshop in this commons.
    [one] One workshop.
   *[other] { $count } workshops.
 }
workshops-how = To hold one, ask whoever keeps the commons to put the record of the workshop there. What is said is then noted here, with or without a network.
workshops-waiting = { $count ->
    [0] No statement waits.
    [one] One statement waits to enter the commons.
   *[other] { $count } statements wait to enter the commons.
 }
workshops-rules = Write down what is said, never who says it: the number of a seat, no name.
workshops-seat = Number of the seat
workshops-seat-hint = From 1 to 99999. It is not kept once the statement is in the commons.
workshops-kind = It is…
workshops-said = What is said
workshops-motive = About
workshops-keep = Write down
workshops-held = Statements kept on this device
workshops-wrong = This statement is not kept: it needs the number of a seat, from 1 to 1000 signs, and no name, number, link or address.
workshops-full = Too many statements wait: bring them into the commons first.
workshops-bring-lead = Each person gets a name drawn by lot; numbers of seats are erased. What enters the commons is public.
workshops-bring = { $count ->
    [one] Bring this statement into the commons
   *[other] Bring these { $count } statements into the commons
 }
workshops-not-sound = A statement cannot enter the commons; nothing was changed.
workshops-synthesis = Synthesis
workshops-themes = { $count ->
    [0] Nothing is in the commons yet.
    [one] All of it speaks of one thing.
   *[other] What is said speaks of { $count } things.
 }
workshops-statements = { $count ->
    [one] one statement
   *[other] { $count } statements
 }
workshops-people = { $count } people
workshops-untraced = { $count ->
    [0] Each statement is taken up by a need.
    [one] One statement is taken up by no need.
   *[other] { $count } statements are taken up by no need.
 }
workshops-each = The statements of group { $number }
workshops-needs = Needs that rest on these statements:
workshops-no-need = No need rests on these statements yet.
workshops-propose-need = Propose a need from group { $number }
workshops-need-there = There is a need of that name already: propose a change to it.
workshops-vote = Vote by dots
workshops-votes = Dots by need
workshops-rank = Rank
workshops-need = Need
workshops-dots = Dots
workshops-vote-lead = Count the dots on the wall. Only sums are kept, if { $least } people or more voted; a new count takes the place of the old one.
workshops-voters = How many people voted?
workshops-most = Dots for each person
workshops-dots-of = Dots on "{ $need }"
workshops-count-votes = Write the count
workshops-few-voters = Fewer than { $least } people voted: the sums are not written.
workshops-too-many-dots = There are more dots than the voters had. Count again.
workshops-no-dots = No dot is placed.
