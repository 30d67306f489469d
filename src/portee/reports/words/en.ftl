# What people read, in English. The same messages are in fr.ftl, with the same variables.
# Functions added: CLOCK (seconds after midnight), EUR (euros).

list = { $first } and { $last }
list-or = { $first } or { $second }
yes = yes
no = no
more-rows = { $count ->
    [one] … and { $count } more.
   *[other] … and { $count } more.
  }

## The question and the answer

question-jobs = Which jobs are really within reach?
question-count = Which places of work are really within reach?
page-title = { $question } · { $profile }

answer = From your home, { $limits }, { $share }.
limits-time = in at most { $minutes } min each way
limits-both = in at most { $minutes } min each way and for at most { EUR($eur) } a month
share-jobs = { $case ->
    [all] all jobs are really within reach
    [almost-all] almost all jobs are really within reach
    [tenths] { $n }{"\u00A0"}jobs out of{"\u00A0"}10 are really within reach
    [one-in] 1{"\u00A0"}job in{"\u00A0"}{ $n } is really within reach
    [almost-none] almost no job is really within reach
   *[none] no job is really within reach
  }
share-count = { $case ->
    [all] all places of work are really within reach
    [almost-all] almost all places of work are really within reach
    [tenths] { $n }{"\u00A0"}places of work out of{"\u00A0"}10 are really within reach
    [one-in] 1{"\u00A0"}place of work in{"\u00A0"}{ $n } is really within reach
    [almost-none] almost no place of work is really within reach
   *[none] no place of work is really within reach
  }
counted-jobs = { $reached ->
    [one] That is { $reached } job of { $total }.
   *[other] That is { $reached } jobs of { $total }.
  }
counted-count = { $reached ->
    [one] That is { $reached } place of work of { $total }.
   *[other] That is { $reached } places of work of { $total }.
  }
meaning = “Really within reach”: you arrive in time and get back home, on every day worked, within these limits.
who = Profile: { $title }
when = Week of { DAY($monday) }. Hours: { $hours }.
hours-own = those of each place of work
hours-own-else = those of each place of work; where they are not told, { $hours }
hours-shift = { $days } from { CLOCK($start) } to { CLOCK($end) }
hours-rotation = { $days } from { CLOCK($start) } to { CLOCK($end) }, one week in { $weeks }
days-every = every day
days-run = { $first } to { $last }
days-list = { $days }
day-mon = Monday
day-tue = Tuesday
day-wed = Wednesday
day-thu = Thursday
day-fri = Friday
day-sat = Saturday
day-sun = Sunday
via = By way of { $stops }.
stop-childcare = childcare
stop-school = school

## Ways of getting about

kind-walk = on foot
kind-wheelchair = by wheelchair
kind-bicycle = by bicycle
kind-e_bike = by e-bike
kind-cargo_bike = by cargo bike
kind-e_scooter = by e-scooter
kind-moped = by moped
kind-motorcycle = by motorcycle
kind-car = by car
kind-van = by van
kind-transit = by public transport
kind-bike_and_ride = by public transport
kind-park_and_ride = by car, then public transport
kind-docked = by docked vehicle
kind-free_floating = by shared vehicle
kind-docked_and_ride = by public transport
kind-loan = on loan or hire
kind-carpool = by carpool
kind-on_demand = by ride on demand
kind-car_share = by car-sharing
kind-named = { $kind } ({ $title })

## Why the rest is not within reach

reasons-title = Why the rest is not
reasons-lead = One reason for each place: what would, lifted alone, bring it within reach.
reasons-none = Everything is within reach.
reason = reason
reason-typical = most often
reason-stop_hours = Childcare or school is not open at these hours
reason-no_return = No way back after work
reason-no_arrival = No way to arrive in time
reason-no_service = No transport at these hours
reason-budget = Too expensive
reason-right = A condition is not met
reason-time = Too long
reason-several = Several obstacles at once
reason-too_far = Too far, with all that was tried
detail-stop_hours = { $minutes } min of opening are missing, in the morning or in the evening
detail-no_return = no way back after { CLOCK($time) }
detail-no_return-unknown = time of the last way back not computed
detail-no_arrival = no arrival before { CLOCK($time) }
detail-no_arrival-unknown = time of the first arrival not computed
detail-no_service = there is some from 08:00 to 17:00
detail-budget = { EUR($eur) } a month over the limit
detail-budget-unknown = price unknown: no budget is sure to pay for it
detail-right = { $condition }, to go { $way }
detail-time = { $minutes } min over the limit each way
detail-several = no single change is enough
detail-too_far = even without a limit on money and from 08:00 to 17:00

## Conditions

to-check = to be checked: { $condition }
need-licence_a = a motorcycle licence is needed
need-licence_b = a car licence is needed
need-licence_am = a moped licence or another one is needed
need-bank_card = a bank card is needed
need-smartphone = a smartphone is needed
need-cycles = one must ride a bicycle or scooter
need-carpool = one must accept to travel with others
need-wheelchair = one must use a wheelchair
need-pushchair = one must have a pushchair
need-not = { $condition }: this must be no
need-equal = { $fact }: { $value }
need-one_of = { $fact }: { $values }
need-has = { $fact }: “{ $value }” is needed
need-has_not = { $fact }: without “{ $value }”
need-at_least = { $fact }: { $value } or more
need-at_most = { $fact }: { $value } or less
need-above = { $fact }: more than { $value }
need-below = { $fact }: less than { $value }
fact-age = age
fact-status = situation
fact-income_eur_month = income a month, in euros
fact-household_income_eur_month = income of the household a month, in euros
fact-adults = adults in the household
fact-children = children in the household
fact-youngest_child = age of the youngest child
fact-consumption_units = consumption units of the household
fact-licence_am = moped licence
fact-licence_a = motorcycle licence (A1, A2 or A)
fact-licence_b = car licence
fact-bank_card = bank card
fact-smartphone = smartphone
fact-cycles = bicycle or scooter possible
fact-carpool = travel with others possible
fact-wheelchair = wheelchair
fact-pushchair = pushchair
fact-rights = rights
fact-passes = passes
fact-vehicles = vehicles
fact-languages = languages
status-jobseeker = looking for a job
status-employee = employee
status-apprentice = apprentice
status-student = student
status-trainee = on a training course
status-self_employed = self-employed
status-inactive = not working
status-retired = retired
right-rsa = RSA (minimum income)
right-css = CSS (solidarity health cover)
right-internship_agreement = internship under an agreement
right-disability_card = disability card
right-priority_neighbourhood = to live in a priority neighbourhood
right-solidarity_fare = solidarity fare

## What is within reach

places-title = What is within reach, nearest first
places-none = Nothing is within reach within these limits.
place = place
place-id = place { $id }
place-id-beside = place { $id }, { $beside }
place-beside-stop = { $metres ->
    [0] at the stop “{ $name }”
   *[other] { $metres }{"\u00A0"}m from the stop “{ $name }”
}
place-beside-street = { $metres ->
    [0] { $name }
   *[other] { $metres }{"\u00A0"}m from { $name }
}
way = how
out = there
back = back
eur-month = cost a month
kg-month = CO₂ a month
cell-minutes = { $minutes }{"\u00A0"}min
cell-kg = { NUMBER($kg, maximumFractionDigits: 1) }{"\u00A0"}kg
places-more = { $count ->
    [one] One more place is within reach.
   *[other] { $count } more places are within reach.
  }
legend-unknown = “–”: not known or not computed.

## What would unlock most

changes-title = What would unlock most
changes-lead = Each change is tried alone, with all else unchanged.
changes-none = No change that was tried brings, alone, one more place within reach.
change = change
gained-jobs = more jobs
gained-count = more places
lost-jobs = fewer jobs
lost-count = fewer places
jobs = jobs
count = places

## What it costs

ways-title = What each way costs
ways-lead = A month, for the days worked. A way that you cannot use is shown with what is missing.
way-cost = cost a month
way-who = for you
price-free = free
price-unknown = price unknown
price-flat = { EUR($eur) }
price-range = { EUR($low) } to { EUR($high) }
price-trip = { EUR($eur) } a trip
price-km = { EUR($eur) } a km
price-minute = { EUR($eur) } a minute
price-plan = a price by the duration and length of the ride
price-owning = and { EUR($eur) } to own the vehicle, whether or not you go to work

## Map

map-alt = { $reached ->
    [one] Map: { $reached } place within reach of { $total }. Places within reach are dark dots, the others small grey squares, the home a house.
   *[other] Map: { $reached } places within reach of { $total }. Places within reach are dark dots, the others small grey squares, the home a house.
  }
map-reached = within reach
map-not = not within reach
map-home = your home
map-osm = © OpenStreetMap contributors
map-data = Data: { $files }
map-km = { NUMBER($km) } km
map-m = { NUMBER($m) } m

## How it was computed, data, limits

notices-title = Please note
how-title = How it was computed
how-both-ways = For each place and each day worked: the journey that leaves latest and arrives in time, then the one that gets back earliest after work. The longest of the days counts. Where one of the two is missing, the place is not within reach.
how-minutes = Times are rounded up to the minute, waiting and walking included. Public transport runs as published: delays are not counted.
how-stops = Stops at childcare or school are made on the way there and back, at the one that makes the journey shortest among those open at these hours.
how-money = The cost a month counts tickets or a pass, the share that the employer pays where the law says so, and the energy and wear of a vehicle. It does not count what owning the vehicle costs.
how-carbon = CO₂ is counted per person, manufacture included, for the kilometres ridden in a vehicle.
how-reasons = To say why a place is not within reach, each limit is lifted alone. Of those that would be enough, the easiest to change is given: hours of childcare or school, then hours of transport, then money or time (whichever is passed by less), then conditions.
how-changes = To say what would unlock most, each change is made alone and everything is computed again.
how-options = A place may have several ways that no other one beats in time, money, CO₂ and changes together: all of them are in the data file.
how-private = Nothing about you is kept, except in the file that you asked for.
data-title = Data and dates
data-file = { $kind ->
    [gtfs] Timetable
    [osm] Streets
    [offers] Fares and services
   *[other] Places
  }
data-what = what
data-name = file
data-date = date
data-licence = licence
data-none = not stated
figures-title = Figures used and their sources
figure-name = figure
figure-value = value
figure-unit = unit
figure-since = since
figure-source = source
figure-state = state
figure-current = current
figure-unchecked = quoted by a third party
figure-expired = out of date, to be read again
figure-table = scale
made-by = Made with Portée { $version }.

## Benefits

benefits-title = Benefits, today and with the job
benefits-lead = At { EUR($eur) } net a month, the middle wage of the places within reach, once the situation lasts.
benefit = benefit
benefit-before = today
benefit-after = with the job
benefits-by = Benefits and tax are computed by { $engine }.
benefits-rounded = To compute benefits, wages are rounded to the nearest { EUR($eur) }.

## Net gain

gain = Wage less commute, childcare and income that stops: { $rest }, before any change of benefits and tax.
gain-whole = Wage less commute, childcare and income that stops, with the change of benefits and tax: { $rest }. Before that change: { $before }.
gain-missing = { $gain } { $why }
gain-one = { EUR($eur) } a month
gain-range = { EUR($low) } to { EUR($high) } a month depending on the place

## In the terminal

terminal-next = Next: { $command }
terminal-written = Written: { $path }
terminal-note = Note: { $text }
terminal-profiles = Profiles that come with Portée:
terminal-own-profile = Or the path of a YAML file of your own, made on the same pattern.

## Columns of tables

column-within_reach = true where the place is within reach, there and back, on every day worked, within the limits
column-reason = why it is not (empty: within reach): { $codes }
column-reason_detail = how much is missing, in the unit of reason_unit
column-reason_unit = unit of reason_detail: min (minutes), eur_month (euros a month), s (seconds after midnight), empty (no figure)
column-reason_words = the same reason in a sentence
column-way = fastest way among those that you can pay and use
column-way_words = the same way in words
column-out_min = time there by that way, minutes
column-back_min = time back by that way, minutes
column-eur_month = cost by that way, euros a month; empty: price unknown
column-kg_co2_month = kg CO₂e a month and person by that way; empty: not computed
column-transfers = changes of vehicle by that way, the leg with more of them; empty: not computed
column-options = number of ways that no other one beats in time, money, CO₂ and changes together
column-stop = id of stop no. { $n } ({ $kind }) chosen by that way
column-net_gain_whole = the same with the change of benefits and income tax once the situation lasts, euros a month; empty: not computed
column-net_gain = net wage less income that stops, commute and childcare, before any change of benefits and tax, euros a month; empty: not known

## Notes of the calculation

note-fares-unknown = Fares are not known: public transport is counted as free.
note-free-flow = Drives are timed in free-flowing traffic.
note-parking-unknown = What parking at work costs is not known: it is counted as free.
note-carpool = Carpooling assumes that a driver is found both ways.
note-dock-price = The price of a ride to a stop is that of its longest allowed duration.
note-left-there = A bicycle or scooter left at a stop is assumed to be at hand at the stop where one comes back.
note-on-the-way = With a child on the way, shared vehicles, vehicles left at a stop and rides within an area or hours are not used.
note-no-fare = No fare is known for some lines: they are not used.
note-fares-left-out = { $count } dearer fares were left out: places that only they open are told as out of reach.
note-ticket-limits = Limits of tickets of several networks are checked for the whole trip, not for each network.
note-service-price = What the service “{ $id }” costs is not known: no budget is sure to pay for it.
note-vehicle-price = What a trip { $vehicle } costs is not known: no budget is sure to pay for it.
note-vehicle-walk = The walk to a vehicle of “{ $id }” is { $count } minutes on average: it may be longer.
note-wheelchair-unknown = Whether the service “{ $id }” takes a wheelchair is not known.
note-stops-on-demand = { $count } kinds of rides on demand to or from stops are left out, such as “{ $id }”.
note-booked-days = The service “{ $id }” is booked { $count } days ahead or more.
note-booked-min = The service “{ $id }” is booked { $count } minutes ahead or more.
note-in-scenario = In the scenario “{ $name }”.
note-cap-stays = The monthly cap of “{ $id }” stays at €{ $eur }.
note-places-left-out = Changes of places of the scenario that do not count here: { $count }.
note-not-in-network = Not in this network, and so not replayed: { $name }.
note-hazard-proxy = A proxy, not a flood map: every place within { $metres } m of a waterway counts as flooded. Neither relief, rain nor drains are looked at.
note-hazard-streets = { $count } street edges lie in a hazard.
note-hazard-untold = No bridge and no tunnel is told in the street data: one over or under a hazard counts as lying in it.
note-hazard-bridges = { $count } street edges on bridges stay above water.
note-hazard-tunnels = { $count } street edges in tunnels are closed by water or smoke.
note-hazard-cut = { $count } trips are cut or stopped where they would cross a hazard, in a straight line from stop to stop ({ $lines }).
note-hazard-slow = { $count } trips are slower where they cross a hazard that does not stop them, in proportion of the straight line from stop to stop ({ $lines }).
note-hazard-spared = { $count } trips cross a hazard and are left alone, as under ground or above it ({ $lines }).
note-streets-closed = { $count } street edges are closed ({ $modes }).
note-line-speed = The line “{ $id }” is taken to run at { $speed } km/h in a straight line.
note-new-street = Places enter the streets where they did before: none enters a new street.
note-moved-places = { $role ->
    [origins] { $count } of { $total } starting places
   *[destinations] { $count } of { $total } destinations
}: the nearest street is connected to no other. Journeys start or end there on the nearest street of the main network.
note-draws = Lines without exact times were drawn { $count } times (seed { $seed }).
note-toll-trips = A toll is counted on every trip of a way that pays it.
note-toll-nowhere = The toll “{ $id }” lies on no street of this network: it is not counted.
note-crit-air = The Crit'Air class of a vehicle is not known: it is kept out of low-emission zones.
note-dark-unknown = No street tells whether it is lit: walking after dark is counted as by day.
note-dark-refused = After dark, streets told to be unlit are not walked. Whether a street is lit is known for { $share } of the length of the streets.
note-dark-felt = After dark, minutes on foot are perceived minutes: along unlit streets each counts { $factor } times. Whether a street is lit is known for { $share } of the length of the streets.
note-gbfs-asks = The file does not tell what “{ $id }” asks of people: a bank card and a smartphone are assumed.
note-gbfs-anywhere = Vehicles of “{ $id }” that stand anywhere are left out.
note-gbfs-plan = Rides of “{ $id }” are priced by the first of its plans.
note-planned = The service “{ $id }” does not exist yet.
note-availability = The service “{ $id }” is available { $share } of the time; times assume that it is.
note-care-hours = Some places do not tell their hours ({ $kind }): { $opens } to { $closes } is assumed.
note-care-free = Free places are not known ({ $kind }): all places are counted.
note-two-stops = With two stops on the way, the { $count } places nearest to home are tried for each.
note-stop-left-out = The profile brings a child ({ $kind }), but no such places are given: the stop is left out.
note-expired = Figures out of date: { $names }.
note-reconstructed = The timetable was reconstructed.
note-synthetic = Invented territory: no place, person, company, stop or figure in these files exists.
note-open-sea = The coordinates lie in the open sea, so that the map cannot be taken for a real town.
note-cc0 = Licence: CC0 1.0, public domain.
note-fares-unread = { $count } of { $total } fares of “{ $name }” were not read at the operator's own page: check them.
note-fares-any-day = The file of fares does not tell their dates: they are taken to be sold on any day.
note-two-tickets = A trip that takes two different tickets of one network is not represented.
note-products-single = The file of fares does not tell passes from tickets: each is read as a ticket.
note-tariff-gap = Between “{ $before }” and “{ $after }” there is no such tariff { $what }.
note-modal-uncalibrated = The constants of the modes are not calibrated on observed shares: what changes may be read, levels may not.
note-modal-straight = Kilometres by public transport are those of the journey in the middle of the window, in straight lines between stops.
note-modal-no-timetable = The network has no timetable: nobody takes public transport.
note-modal-no-fare = No fare is sold to everybody on this date: public transport is counted as free.
note-modal-zones = Low-emission zones keep no car out here: the classes of the cars are not known.
note-modal-tolls = Tolls are not counted here.
note-goods-drawn = The orders are synthetic: drawn from where people live, of no real person or shop.
note-goods-assumed = Costs, capacities and emissions that the plan does not give are working assumptions, not checked at a source.
note-goods-no-supply = No vehicle supplies the micro-hubs: how their goods get there is not counted.
note-goods-next-day = What is handed over at doors leaves the micro-hubs with the supply, counted on the same day.
note-childcare-cost = The cost of childcare is that of a nursery on the national scale, on today's income.

## Drill

drill-losses = Losses measured (portee scenario compare … { $file }):
