# Pages on goods, in English. The same messages are in goods.fr.ftl, with the same variables.

## The question and the answer

goods-question-route = Which rounds for “{ $name }”?
goods-question-compare = “{ $name }”: better than vans from the depot?
goods-question-design = “{ $name }”: where, and with which rounds?
goods-answer = { $served ->
    [all] All { $parcels } parcels are delivered or picked up
   *[some] { $parcels } parcels are delivered or picked up
  } in { $rounds ->
    [one] { $rounds } round
   *[other] { $rounds } rounds
  }, for { EUR($cost) } a parcel{ $vans ->
    [yes] , against { EUR($other) } by van from the depot.
   *[no] .
  }
goods-answer-none = No parcel is delivered.
goods-lead-sited = { $opened ->
    [one] { $opened } micro-hub is found
   *[other] { $opened } micro-hubs are found
  } among { $spots } places: { $minutes } min on average to a door.
goods-lead-gap = Another choice of places may be better, by { $gap }% at most.
goods-lead-lockers = { $opened ->
    [one] { $opened } locker is found
   *[other] { $opened } lockers are found
  } among { $spots } places: { $share }% of parcels are within the walk.
goods-lead-g = Greenhouse gases: { $plan } g CO₂e a parcel, against { $vans } by van.
goods-lead-kerb = Street taken: { $plan } min in all, against { $vans }. Jobs: { $jobs } full-time, against { $other }.
goods-lead-left = { $count ->
    [one] { $count } stop is in no round: the reason is told below.
   *[other] { $count } stops are in no round: the reasons are told below.
  }
goods-lead-dry = First of all the { $supply } fails: { $why }.
goods-lead-best = This is the best plan found in { $iterations } iterations; nothing says that there is no cheaper one. Every round was checked apart.

## The map

goods-map-alt = Map: { $rounds } rounds along the streets, { $hubs } micro-hubs, { $depots } depots, { $lockers } lockers and { $stops } stops.
goods-map-depot = depot
goods-map-hub = micro-hub
goods-map-locker = locker
goods-map-stop = stop
goods-map-supply = supply
goods-map-rounds = rounds from { $site }

## The tables

goods-figures-title = Per parcel, and in all
goods-figures-lead = { $parcels } parcels delivered or picked up, in a day.
goods-figure = what is counted
goods-plan = plan
goods-vans = vans
goods-difference = difference
goods-total-plan = plan, in all
goods-total-vans = vans, in all
goods-figure-cost = cost, €
goods-figure-g_co2e = g CO₂e
goods-figure-km = kilometres
goods-figure-kerb_min = kerb minutes
goods-figure-noise_h = noise-hours
goods-figure-driver_h = driver hours
goods-figure-insertion_h = hours of insertion work
goods-figure-jobs = full-time jobs, in all
goods-sites-title = Sites
goods-rounds-title = Rounds
goods-van-rounds-title = Rounds of the vans
goods-left-title = Stops that are not served
goods-steps-title = With fewer micro-hubs
goods-locker-steps-title = With fewer lockers
goods-steps-lead = What each place more changes, before any round.
goods-site = site
goods-kind = kind
goods-kind-depot = depot
goods-kind-micro_hub = micro-hub
goods-kind-locker = locker
goods-parcels = parcels
goods-parcels-both = parcels, delivered or picked up
goods-parcels-out = parcels delivered
goods-rounds = rounds
goods-cost-day = € a day
goods-position = longitude, latitude
goods-vehicle = vehicle
goods-starts = start
goods-ends = end
goods-stops = stops
goods-km = km
goods-cost = cost, €
goods-order = order
goods-left-together = { $first } and { $count } others
goods-why = why
goods-count = places
goods-minutes = minutes to a door
goods-covered = parcels within reach
goods-percent = { $value }%

## Why a stop is not served

goods-left-no_vehicle = no vehicle
goods-left-no_way = the streets do not lead there, or not back ({ $vehicle }): move it, or take another kind of vehicle
goods-left-kg = { $amount } kg too heavy for { $vehicle }: split it, or take a stronger vehicle
goods-left-parcels = { $amount } parcels too many for { $vehicle }: split it
goods-left-litres = { $amount } L too large for { $vehicle }: split it, or take a larger vehicle
goods-left-window = { $vehicle } gets there { $amount } min after the end of the window at the soonest: make it longer, or start sooner
goods-left-driver_hours = the day of { $vehicle } is { $amount } min too short: make it longer, or serve from a nearer site
goods-left-site_closed = the site of { $vehicle } closes { $amount } min too soon: open it longer
goods-left-range = { $vehicle } lacks { $amount } km of range: serve from a nearer site
goods-left-fleet = all vehicles are taken: one more { $vehicle } could, in { $amount } min
goods-left-supply = nothing is brought to { $vehicle } in time: see why its supply is missing
goods-supply-of = supply of { $site }

## What explains it

goods-how-siting = Where: places were chosen among those given, for what the model “{ $model }” counts: the real ride to each door, there and back. { $best ->
    [yes] No other choice is better, for what is counted.
   *[no] No other choice can be better by more than { $gap }%.
  } What bringing the parcels there costs does not weigh on that choice, but it is counted in the rounds.
goods-how-rounds = Rounds: each order goes to the site that serves it soonest, as long as it has room; the rounds of each site are searched for by local search (PyVRP), with windows, loads, driver hours, range and reloading; a verifier of its own computes everything again.
goods-how-times = Times: on the real streets, by kind of vehicle; bicycles follow slopes where the network has any. The lines of the map are these ways.
goods-how-vans = Doing nothing: the same parcels, brought to the doors by the vans of the plan from the depot.
goods-how-jobs = Jobs: driver hours of a day, { $days } days a year, { $hours } hours a full-time job.
goods-data-figures-title = Figures read
goods-data-figure = figure
goods-data-source = source
goods-data-checked = checked
goods-data-yes = yes
goods-data-no = no

## The map that can be asked

goods-map-home = Site of departure
goods-map-doors = Doors
goods-map-hour = Time of delivery
goods-map-hours = hours
goods-map-parcels = Parcels delivered

## The workbook

goods-book-compared = comparison
goods-book-vehicles = vehicles
goods-book-sites = sites
goods-book-rounds = rounds
goods-book-stops = stops
goods-book-left = not served
goods-book-assumptions = assumptions
goods-book-figures = sources
goods-book-case = case
goods-book-number = number
goods-book-cost-km = € per km
goods-book-cost-hour = € per hour
goods-book-g-km = g CO₂e per km
goods-book-insertion = share of insertion
goods-book-days = days a year
goods-book-full-time = hours of a full-time job
goods-book-intro = Blue cells may be changed: what rests on them follows. The rounds themselves are not searched for again.

## Evidence

goods-evidence-plan = { $figure }, per parcel: { $name }
goods-evidence-difference = { $figure }, per parcel, more or less than by van: { $name }

goods-variants-title = The plans side by side
goods-variants-lead = Per parcel, then in all. The details below are those of the first plan.
goods-variants-rounds = rounds
goods-variants-left = orders that nobody serves
