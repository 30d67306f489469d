# The page that compares mobility hubs with doing nothing.

hubs-page-title = Comparing { $titles }
hubs-question = What would { $count ->
    [one] this hub
   *[other] each of these hubs
  } change, for whom, and who would pay?
hubs-answer = “{ $title }”: { $trips } trips a year in its accounts, { $public } of public money per trip
hubs-answer-free = “{ $title }”: { $trips } trips a year in its accounts, without public money
hubs-answer-none = “{ $title }”: no trip
hubs-short = Hub { $letter }
hubs-short-is = { $short }: “{ $title }”.
hubs-nothing = Without a hub nothing changes: no trip, no expense. Everything is counted against that.
hubs-lead-wanted = “{ $title }”: by the model, residents would want { $wanted } trips a year{ $drawn ->
    [yes] , and from { $low } to { $high } in nine draws out of ten
   *[no] {""}
  }; { $enough ->
    [yes] its vehicles are enough for them
   *[no] its vehicles cannot carry { $unmet } of them, which are not in the accounts
  }.
hubs-lead-money = “{ $title }”: tariffs pay { $coverage }% of the cost; { $result ->
    [gain] the result of { $year } is { $amount }
   *[loss] { $amount } is missing in { $year }
  }.
hubs-lead-offline = “{ $title }”: { $offline }% { $counted ->
    [yes] of the residents for whom the profiles stand
   *[no] of the profiles
  } can take every service that they are able to use without a smartphone and without a bank card.
hubs-share = { $share }%
hubs-none = –

hubs-figures-title = What changes
hubs-figures-lead = A column for each hub; the first is doing nothing. The last tells where the figure comes from.
hubs-figure = Figure
hubs-why = Why this figure?
hubs-case-nothing = Without a hub
hubs-name-trips = Trips a year, in the last year
hubs-name-beneficiaries = Persons who benefit, in the last year
hubs-name-cost_per_trip = Cost of a trip, €
hubs-name-tariffs_per_trip = Tariff of a trip, €
hubs-name-public_per_trip = Public money per trip, €
hubs-name-coverage = Share of the cost that tariffs pay
hubs-name-result_last = Result of the last year, €
hubs-name-present_result = Result of all years, present value, €
hubs-name-lowest_cash = Lowest cash, €
hubs-name-level_physical = Physical integration, 0 to 4
hubs-name-level_digital = Digital integration, 0 to 4
hubs-name-level_democratic = Democratic integration, 0 to 4
hubs-name-served_all = Can take every service that they are able to use
hubs-name-offline_all = … without a smartphone and a bank card
hubs-name-left_out = Left out of a service for want of a telephone or of a way to pay
hubs-why-trips = Sum of the use of each tariff in the file, filled by the model where nobody wrote it.
hubs-why-beneficiaries = Beneficiaries or members of each tariff, in the last year of the file.
hubs-why-cost_per_trip = Running costs, depreciation and interest of all years, over trips.
hubs-why-tariffs_per_trip = Tariffs of all years, over trips.
hubs-why-public_per_trip = Aid of town and state, for posts too, over trips.
hubs-why-coverage = Tariffs over costs, all years.
hubs-why-result_last = Income less costs, depreciation and interest.
hubs-why-present_result = Results discounted at the rate of the file.
hubs-why-lowest_cash = Lowest cash at the end of a year; below nothing, financing is missing.
hubs-why-level_physical = SmartHubs ladder; what lacks is told below.
hubs-why-level_digital = SmartHubs ladder; what lacks is told below.
hubs-why-level_democratic = SmartHubs ladder; what lacks is told below.
hubs-why-served_all = Profiles that have what a way of booking and a way of paying ask.
hubs-why-offline_all = The same, by desk, telephone, SMS or card, without a bank card.
hubs-why-left_out = They would have licence and age; a telephone, a card or a way to pay is missing.

hubs-years-title = The accounts, year by year
hubs-years-lead = Result of the year, then cash at its end, in euros.
hubs-stations-title = Station by station
hubs-stations-lead = From the simulation of a year: who comes to each station, and what share finds what they came for.
hubs-station = Station
hubs-vehicles = Vehicles at first
hubs-station-users = People a day
hubs-station-served = Served
hubs-station-wait = Mean wait, min
hubs-chart-gain = the year brings money in
hubs-chart-lose = the year costs money
hubs-chart-cash = cash at the end of the year
hubs-chart-alt = Chart of the result and the cash of each year. The table that follows tells the same figures.
hubs-year = Year
hubs-result-of = “{ $title }”, result
hubs-cash-of = “{ $title }”, cash
hubs-parties-title = Who pays, who gains
hubs-parties-lead = Over all years, in euros: what each receives less what they pay, with the gains that the file declares.
hubs-party = Who
hubs-party-residents = Residents
hubs-party-employers = Employers
hubs-party-city = Town and developer
hubs-party-state = State
hubs-party-operator = Operator
hubs-party-staff = Staff
hubs-party-suppliers = Suppliers
hubs-party-lenders = Lenders
hubs-people = Persons
hubs-levels-title = What the hub brings together
hubs-levels-lead = SmartHubs integration ladder, 0 to 4. What lacks would open the next level.
hubs-axis = Axis
hubs-lacks = What lacks for the next one
hubs-level = Level
hubs-and = { "; " }
hubs-lacks-none = nothing: it is the highest level
hubs-not-told = { $what } (not told in the file)
hubs-payment-title = Booking and paying: who is served
hubs-payment-lead = { $counted ->
    [yes] Shares of the residents for whom the profiles stand.
   *[no] For want of population each profile counts as one.
  }
hubs-service = Service
hubs-served = Served
hubs-offline = of these, without smartphone and card
hubs-without-means = Left out for want of means
hubs-unable = Without licence, age or ability
hubs-untold = Not told
hubs-service-of = { $service } (“{ $title }”)
hubs-who-out = Who is left out, for want of what: { $list }.
hubs-who-out-none = Nobody is left out for want of a telephone or of a way to pay.
hubs-lack-channel = a way of booking
hubs-lack-payment = a way to pay
hubs-out-item = “{ $title }”, { $service }: { $profile } ({ $lacking })
hubs-steps-title = From paper to the application
hubs-steps-lead = Share served by one service at least, with the means of this step and of those before it.
hubs-step = Step
hubs-adds-title = The smallest addition that would serve everybody
hubs-adds-none = “{ $title }”: nothing, nobody is left out for want of means.
hubs-adds = “{ $title }”: { $list }.
hubs-add-channel = also book by: { $name }
hubs-add-payment = also pay by: { $name }
hubs-waive = no longer ask for { $name }
hubs-walk = “{ $title }”: { $metres } m on foot to the nearest stop.
hubs-assumptions = Assumptions of the files
hubs-model = What the model does not know
hubs-how = How it is computed
hubs-how-nothing = Doing nothing is an empty hub, computed as the others: its figures are exactly those of today.
hubs-how-levels = A level is reached when all that it and those below ask is met. What is not told does not count as met.
hubs-how-payment = A way of booking and a way of paying ask things of a person. What is not known of them is never taken for granted.
hubs-how-accounts = The accounts add up to the cent: `portee hub accounts` gives them with their formulas.
hubs-criteria = The criteria of integration
hubs-criterion = Criterion
hubs-criterion-level = Axis and level
hubs-mend = What would meet it
hubs-met = met
hubs-unmet = not met
hubs-sources = Sources and whether they were read
hubs-source = Source
hubs-checked = Read at the source
hubs-yes = yes
hubs-no = no
hubs-unchecked = { $count } figures of the accounts were not checked at their source: replace them by your quotes.
hubs-without-world = Without a network, only what the files tell is compared; use is what they write.
hubs-sheet-figures = Figures
hubs-sheet-years = Accounts
hubs-sheet-parties = Who pays, who gains
hubs-sheet-payment = Booking and paying
hubs-sheet-steps = From paper to the application
hubs-sheet-levels = Integration
hubs-sheet-sources = Sources
hubs-unit = Unit
hubs-change = “{ $title }” less without a hub
hubs-hub = Hub
hubs-some = Served by one service at least
hubs-all = Served by all services that they are able to use
hubs-name-modelled_trips = Trips a year in a usual year, by the choice model
hubs-name-modelled_low = … at least (5% of the draws are lower)
hubs-name-modelled_high = … at most (5% of the draws are higher)
hubs-name-gaining = Residents whose profile gains
hubs-name-surplus = What it is worth to all of them, € a month
hubs-name-saved = Expense avoided by residents, € a month
hubs-name-hours_saved = Time saved by residents, hours a month
hubs-name-service_level = Requests served, of those made
hubs-why-modelled_trips = What each service adds and saves, profile by profile, hour by hour; an order of magnitude.
hubs-why-modelled_low = All assumptions drawn together.
hubs-why-modelled_high = All assumptions drawn together.
hubs-why-gaining = Residents within a walk, of profiles to whom one service at least is worth something.
hubs-why-surplus = Surplus of the choice model: what all changes are worth, in money.
hubs-why-saved = Difference in cost of trips that were made before; below nothing, they cost more.
hubs-why-hours_saved = Difference in duration of trips that were made before; below nothing, they last longer.
hubs-why-service_level = Simulation of a year, trip after trip: who finds a vehicle. A bicycle lent by the month that the fleet does not have is not asked for there: see “left out”.
hubs-name-unmet_trips = … of which left out, for want of vehicles
hubs-why-unmet_trips = Trips that the model sees and the fleet in the file cannot carry; the accounts do not have them.
hubs-gains-title = Who gains
hubs-gains-lead = Per person and month, in euros: what the hub is worth to each by the choice model, against doing nothing.
hubs-profile = Profile
hubs-surplus-month = “{ $title }”, € a month
hubs-few = fewer than 11
hubs-map-gain = people gain
hubs-map-same = nothing changes
hubs-map-equal = one is worth the other
hubs-map-more = “{ $title }” is worth more
hubs-map-hub = the hub
hubs-map-alt = Map: “{ $title }” against doing nothing. People gain in { $gain } places, nothing changes in { $same }. The diamond is the hub.
hubs-map-alt-two = Map: “{ $title }” is worth more in { $up } places, “{ $other }” in { $down }, one is worth the other in { $same }. The diamond is the hub.
hubs-map-hidden = { $count ->
    [one] { $count } place where too few people live is not shown
   *[other] { $count } places where too few people live are not shown
  }
hubs-map-title = What the hub is worth, € a month and person
hubs-sheet-gains = Who gains
hubs-doc-cell = place where people live
hubs-doc-people = persons for whom profiles stand; empty below 11, or where the source estimated them
hubs-axis-physical = Physical
hubs-axis-digital = Digital
hubs-axis-democratic = Democratic
hubs-map-unit = € a month and person
