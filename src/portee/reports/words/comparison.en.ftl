# The page of a comparison of a scenario, in English. The same messages are in comparison.fr.ftl, with the same variables.

## The question and the answer

comparison-question = What does “{ $name }” change?
comparison-page-title = { $question } · { $figure }
comparison-answer = { $figure }: { $gain }, { $lose }, of { $total }.
comparison-answer-none = { $figure }: nothing changes, for no { $unit ->
    [residents] resident
   *[origins] starting place
  }.
comparison-answer-nobody = { $figure }: no resident is counted.
comparison-answer-few = { $figure }: fewer than 11 residents are counted, nothing is shown.
comparison-gain = { $unit ->
    [residents] { $count ->
        [0] no resident gains
        [one] { $count } resident gains
       *[other] { $count } residents gain
      }
   *[origins] { $count ->
        [0] no starting place gains
        [one] { $count } starting place gains
       *[other] { $count } starting places gain
      }
  }
comparison-lose = { $count ->
    [0] none loses
    [one] { $count } loses
   *[other] { $count } lose
  }
comparison-gain-few = fewer than 11 residents gain
comparison-lose-few = fewer than 11 lose
comparison-few = fewer than 11
comparison-hidden = not shown
comparison-means = On average { $unit ->
    [residents] per resident
   *[origins] per starting place
  }: { $before } before, { $after } after.
comparison-loss = Mean access falls by { $loss }%.
comparison-much = Losing more than a quarter of what they had: { $much }. With nothing left within reach: { $cut }.
comparison-people = { $unit ->
    [residents] { $count ->
        [0] no resident
        [one] { $count } resident
       *[other] { $count } residents
      }
   *[origins] { $count ->
        [0] no starting place
        [one] { $count } starting place
       *[other] { $count } starting places
      }
  }
comparison-people-few = fewer than 11 residents
comparison-gini = How it is shared: { $case ->
    [much-more] clearly more unequal than before
    [more] a little more unequal than before
    [same] as unequal as before
    [less] a little less unequal than before
   *[much-less] clearly less unequal than before
  } (Gini index: { $before } before, { $after } after; 0: all have as much, 1: one has everything).
comparison-when-depart = On { DAY($day) }, leaving between { CLOCK($start) } and { CLOCK($end) }, { $way }.
comparison-when-arrive = On { DAY($day) }, arriving between { CLOCK($start) } and { CLOCK($end) }, { $way }.
comparison-when-any = Trips { $way }, at any hour.
comparison-new = { $count ->
    [one] { $count } starting place is there only after: it is not counted here.
   *[other] { $count } starting places are there only after: they are not counted here.
  }

## What is counted

comparison-figure-jobs = Jobs within { $minutes } min
comparison-figure-count = Places within { $minutes } min
comparison-figure-other = Within { $minutes } min: { $name }
comparison-figure-percentile = { $figure } (percentile { $percentile })

## Tables

comparison-figures-title = Before and after
comparison-groups-title = Who gains, who loses: { $figure }
comparison-groups-hidden = { $count ->
    [one] { $count } group is not shown, so as not to publish a count of fewer than 11 residents.
   *[other] { $count } groups are not shown, so as not to publish a count of fewer than 11 residents.
  }
comparison-everyone = all
comparison-figure = what is counted
comparison-group = group
comparison-residents = residents
comparison-origins = places
comparison-gains = gain
comparison-losses = lose
comparison-before = mean before
comparison-after = mean after
comparison-percent = { $value }%
comparison-losers-title = Where people lose most
comparison-winners-title = Where people gain most
comparison-losers-lead = Per resident, for: { $figure }
comparison-losers-uncounted = Places are not shown one by one, as it is not known how many residents each has.
comparison-losers-more = { $count ->
    [one] { $count } other place loses less.
   *[other] { $count } other places lose less.
  }
comparison-losers-hidden = { $count ->
    [one] { $count } place of fewer than 11 residents loses too; it is not shown.
   *[other] { $count } places of fewer than 11 residents lose too; they are not shown.
  }
comparison-winners-more = { $count ->
    [one] { $count } other place gains less.
   *[other] { $count } other places gain less.
  }
comparison-winners-hidden = { $count ->
    [one] { $count } place of fewer than 11 residents gains too; it is not shown.
   *[other] { $count } places of fewer than 11 residents gain too; they are not shown.
  }
comparison-place = place
comparison-was = before
comparison-is = after
comparison-change = change

## Map

comparison-map-gain = gain
comparison-map-lose = loss
comparison-map-same = no change
comparison-map-alt = Map of the starting places: { $gain } gain (blue triangles pointing up), { $lose } lose (orange-brown triangles pointing down), { $same } do not change (grey squares).
comparison-map-hidden = { $count ->
    [one] { $count } place of fewer than 11 residents is not drawn
   *[other] { $count } places of fewer than 11 residents are not drawn
  }

## What the scenario changes

modifications-title = What the scenario changes
modifications-none = This scenario changes nothing.
modifications-what = change
modifications-detail = in detail
modifications-dates = dates
modified-always = always
modified-since = from { DAY($day) } on
modified-until = until { DAY($day) }
modified-from-until = from { DAY($first) } until { DAY($last) }
modified-not-then = { $dates } (without effect on the day studied)

modification-add_aid = New aid
modification-add_line = New line
modification-add_places = New places
modification-add_residents = New homes
modification-add_service = New service
modification-add_stop = New stop
modification-add_street = New street
modification-cancel = Service cancelled
modification-close_stop = Stops closed
modification-close_streets = Streets closed
modification-curfew = Service ends in the evening
modification-energy_price = Price of energy
modification-hazard = Hazard: flood, fire or other
modification-low_emission_zone = Low-emission zones
modification-move_places = Places moved
modification-open_streets = Streets opened
modification-pedestrianise = Pedestrian streets
modification-remove_line = Line removed
modification-remove_offer = Offers removed
modification-remove_places = Places removed
modification-reroute_line = Line rerouted
modification-service_hours = Hours of service
modification-set_column = Places changed
modification-set_fare = Price of tickets and passes
modification-set_frequency = Frequency of a line
modification-slow_streets = Speed on streets
modification-speed_line = Speed of a line
modification-thin_out = Fewer trips on a line

modified-name = “{ $value }”
modified-line = line { $value }
modified-lines = lines: { $value }
modified-mode = { $value }
modified-modes = for: { $value }
modified-operators = operators: { $value }
modified-stops = stops: { $value }
modified-every_min = every { $value } min
modified-between = { $value }
modified-days = { $value }
modified-like = as on { $value }
modified-speed_kmh = at { $value } km/h
modified-car_kmh = cars at { $value } km/h
modified-one_way = one way
modified-share = { $value } of the trips
modified-keep = { $value } of the trips kept
modified-factor = multiplied by { $value }
modified-last_departure = last departure at { $value }
modified-closed = no stop served after { $value }
modified-first = first departure at { $value }
modified-last = last departure at { $value }
modified-leaves = leaves its course at { $value }
modified-joins = joins it again at { $value }
modified-via = by { $value }
modified-after = after { $value }
modified-before = before { $value }
modified-streets = { $value }
modified-osm_ways = OpenStreetMap ways: { $value }
modified-area = in a drawn area
modified-across = where a drawn line passes
modified-of = of: { $value }
modified-ids = { $value }
modified-places = places: { $value }
modified-closed_stops = stops closed: { $value }
modified-zones = areas: { $value }
modified-at = at { $value }
modified-column = { $value }
modified-cap = their monthly cap too
modified-value = becomes { $value }
modified-price_eur = { $value }
modified-tariff = “{ $value }”
modified-aid = “{ $value }”
modified-service = “{ $value }”
modified-off = zones ended: { $value }
modified-id = { $value }
modified-car = cars kept out from: { $value }
modified-van = vans kept out from: { $value }
modified-two_wheeler = two-wheelers kept out from: { $value }
modified-more = and { $count } more
modified-hours = from { CLOCK($start) } to { CLOCK($end) }
mode-tram = tram
mode-metro = metro
mode-rail = train
mode-bus = bus
mode-ferry = ferry
mode-cable = cable car
mode-funicular = funicular
mode-walk = walking
mode-wheelchair = wheelchair
mode-bicycle = bicycle
mode-e_scooter = electric scooter
mode-car = car

## How it is computed

comparison-how-twice = The territory is computed twice, without the scenario and then with it, with the same residents, the same date and the same timetables elsewhere. A place that the scenario cannot touch keeps its figure from before.
comparison-how-count = “Within” counts what is reached in that time from each starting place, waiting and walking included. Timetables are those that are published: delays are not counted.
comparison-how-median = Of the hours of departure or arrival studied, the median time is kept: every other time, the trip is shorter.
comparison-how-percentile = Of the hours of departure or arrival studied, the time kept is the percentile written beside the figure.
comparison-how-people = A resident gains when the figure of their place rises, and loses when it falls, however little. Means count each place as many times as it has residents.
comparison-how-origins = A starting place gains when its figure rises, and loses when it falls, however little. How many residents there are is not known: each place counts once.
comparison-how-much = “More than a quarter” is a threshold chosen for this page.
comparison-how-gini = “A little” means that the Gini index changes by less than { $little }, and “as unequal” that it does not change once rounded to a thousandth: these are choices.
comparison-how-secret = A count of fewer than 11 residents is never shown: it is written “fewer than 11”, or left out.
comparison-data-scenario = Scenario “{ $name }”, id { $id }.
comparison-data-day = Changes in force on { DAY($day) }.

comparison-by-hour = Leaving around
comparison-by-hour-title = At other hours
comparison-by-hour-lead = The same question at other hours of departure.
comparison-by-profile = Who
comparison-by-profile-title = For other people
comparison-by-profile-lead = As if everybody were of this profile: what they reach in time and come back from, on every day worked, with its vehicles, passes and rights, its hours, its time and its budget. The hour and the minutes asked above do not count here; places of one square of 250 m are taken as one.
comparison-elsewhere = Elsewhere
