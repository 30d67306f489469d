# What if: a scenario made of answers, compared with today. The words of the comparison are among those of reports.

page-what-if = What if?
page-what-if-lead = Close a line, add one, change hours or a price: who gains, who loses.
whatif-question = What if something changed?
whatif-promise = Describe the change. Portée compares it with today: who gains, who loses, where.
whatif-first = What do you want to change?
whatif-more = Anything else to change?
whatif-kind = Kind of change
whatif-continue = Continue
whatif-add = Add this change
whatif-back = Go back without adding
whatif-remove = Remove
whatif-remove-one = Remove change { $number }: { $what }
whatif-name = Name of the scenario (optional)
whatif-unnamed = My scenario
whatif-every-line = All lines
whatif-every-tariff = All tickets and passes

## Kinds of change

whatif-close-stop = Close stops
whatif-remove-line = Remove a line
whatif-set-frequency = Change the frequency of a line
whatif-service-hours = Change the hours of service
whatif-add-line = Add a line
whatif-add-stop = Add a stop to a line
whatif-close-streets = Close streets
whatif-slow-streets = Change the speed of cars
whatif-set-fare = Change a price
whatif-cancel = Cancel trips (strike, breakdown)
whatif-curfew = Stop service at an hour
whatif-hazard = A flood
whatif-add-places = Add a place: jobs, training, care, shops, a service hub

## Questions

whatif-ask-stops = Which stops?
whatif-ask-streets = Which streets?
whatif-ask-line = Which line?
whatif-ask-name = What is it called?
whatif-ask-mode = Which vehicle?
whatif-ask-every-min = One every how many minutes?
whatif-ask-from = From
whatif-ask-until = Until
whatif-ask-first = First departure
whatif-ask-last = Last departure
whatif-ask-last-departure = When does the last vehicle leave?
whatif-ask-speed-kmh = How fast, halts included, in km/h?
whatif-ask-car-kmh = How fast, in km/h?
whatif-ask-after = Between which stop…
whatif-ask-before = … and which stop?
whatif-ask-place = Where?
whatif-ask-radius = Up to how many metres around?
whatif-ask-area = Or an outline that you draw
whatif-ask-tariff = Which ticket or pass?
whatif-ask-percent = How many per cent?
whatif-ask-depth-cm = How many centimetres of water?
whatif-ask-of = Which kind of place?
whatif-ask-count = How many jobs, seats or places?
whatif-names-hint = As in the data, one on each line, or separated by semicolons.
whatif-stops-hint = In their order, one on each line. A new stop is written latitude, longitude.
whatif-area-hint = At least three points, one on each line: latitude, longitude.
whatif-no-street = Name a street, or tell where.
whatif-no-hours = Give the first or the last departure.
whatif-few-points = Give at least three points.
whatif-draw-label = Map to draw on
whatif-draw-hint = Touch the map to place a point; with a keyboard, arrows move it and Enter places a point in its middle.
whatif-draw-undo = Remove the last point
whatif-draw-failed = The map cannot be shown here: the form is enough.

## Compare

whatif-compare-title = Compare with today
whatif-ask-reached = What is to be reached?
whatif-ask-cutoff = In how long?
whatif-minutes = { $count } minutes
whatif-ask-depart = Leaving about
whatif-ask-date = On which day? (optional)
whatif-date-hint = Such as 2026-09-08; otherwise a Tuesday with usual service.
whatif-date = Write a day such as 2026-09-08 that the timetable covers.
whatif-compare = See who gains and who loses
whatif-no-homes = This territory does not tell where people live: there is nothing to compare.
whatif-busy = Much work is waiting already.
whatif-busy-hint = Come back in a few minutes, or sign in.

## File

whatif-file = scenario
whatif-file-title = The file
whatif-file-lead = It is the one that the command portee scenario reads: keep it, change it, share it.
whatif-save = Save the scenario
whatif-see = See the file
whatif-upload = Open a scenario
whatif-upload-hint = A .yaml file of at most { $size } kB.
whatif-open = Open this file
whatif-no-file = Choose a file.
whatif-elsewhere = This scenario was written for another territory: nothing that it names exists in { $territory }.
whatif-refused = This change cannot be made here:
whatif-unsound = This scenario cannot be read as it is:
whatif-line-number = line { $line }

## Answer

whatif-maps-title = Before and after, on the map
whatif-maps-lead = One point for each place where people live. The table above says the same in figures.
whatif-view-change = What changes
whatif-view-both = Side by side
whatif-map-change = What changes
whatif-map-before = Today
whatif-map-after = With the scenario
whatif-more-places = more
whatif-fewer-places = fewer
whatif-same-places = the same
whatif-up-to = up to { $value }
whatif-beyond = beyond
whatif-prices = Prices
whatif-prices-lead = A price does not change how long a trip takes: it is no part of who gains and loses above.
whatif-tariff = Ticket or pass
whatif-today = Today
whatif-then = With the scenario
whatif-eur = €{ NUMBER($price, minimumFractionDigits: 2, maximumFractionDigits: 2) }
whatif-take = Take it along
whatif-take-lead = To print it: your browser's Print command. The address of this page can be shared.
whatif-take-html = The page
whatif-take-gpkg = The figures of each place
whatif-take-yaml = The scenario
whatif-again = Go on with this scenario
long-again = Go back to the question

whatif-ask-hours = At other hours too? (optional)
whatif-hours-hint = Three at most, such as 5:30; 13:00; 22:00.
whatif-many-hours = Give three hours at most.
whatif-ask-who = For somebody else too? (optional)
whatif-who-hint = A profile has its vehicles, rights, hours and budget. It is never a real person.
whatif-who-all = No
whatif-prices-told = { $down ->
    [0] No ticket gets cheaper
    [one] { $down } ticket gets cheaper
   *[other] { $down } tickets get cheaper
}, { $up ->
    [0] none dearer
    [one] { $up } dearer
   *[other] { $up } dearer
}{ $fresh ->
    [0] .
    [one] , { $fresh } is new.
   *[other] , { $fresh } are new.
}
whatif-prices-chart = Chart of prices today and with the scenario. The table that follows tells the same figures.
whatif-prices-key = Full bar: today; hollow bar: with the scenario.
whatif-price-difference = Difference
whatif-price-new = new
whatif-price-change = €{ $amount }{ $percent ->
    [no] { "" }
   *[other] { " " }({ $percent }%)
}
