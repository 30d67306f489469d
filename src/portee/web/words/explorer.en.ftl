# The explorer.

page-explorer = Explore the map
page-explorer-lead = From anywhere: jobs, training, childcare and services within reach, by hour, time and budget.

explorer-question = What is within reach from here?
explorer-near = Near “{ $name }”
explorer-here = At this place

explorer-kind = { $kind ->
    [jobs] Jobs
    [jobs-only] Places of work
    [training] Training places
    [training-only] Training centres
    [childcare] Childcare places
    [childcare-only] Childcare centres
    [school] Schools
    [health] Health practitioners
    [health-only] Places of health care
    [shops] Shops
   *[services] Services
}

explorer-answer-there = { $place }, leaving around { CLOCK($there) }, { $kind ->
    [jobs] { $reached ->
        [one] { $reached } job
       *[other] { $reached } jobs
    } out of { $total }
    [jobs-only] { $reached ->
        [one] { $reached } place of work
       *[other] { $reached } places of work
    } out of { $total }
   *[other] { $reached } places out of { $total }
} can be reached within { $minutes } minutes ({ $share }%).
explorer-answer-back = { $place }, being back around { CLOCK($back) }, one gets home within { $minutes } minutes from { $kind ->
    [jobs] { $reached ->
        [one] { $reached } job
       *[other] { $reached } jobs
    } out of { $total }
    [jobs-only] { $reached ->
        [one] { $reached } place of work
       *[other] { $reached } places of work
    } out of { $total }
   *[other] { $reached } places out of { $total }
} ({ $share }%).
explorer-answer-both = { $place }, leaving around { CLOCK($there) } and back around { CLOCK($back) }: { $kind ->
    [jobs] { $reached ->
        [one] { $reached } job
       *[other] { $reached } jobs
    } out of { $total }
    [jobs-only] { $reached ->
        [one] { $reached } place of work
       *[other] { $reached } places of work
    } out of { $total }
   *[other] { $reached } places out of { $total }
} within reach, { $minutes } minutes at most each way ({ $share }%).
explorer-nothing-known = { $place }: this territory has no data on jobs and services yet. The map shows how far one gets.
explorer-below-one = less than 1

explorer-missing = Missing: { $kind ->
    [jobs] no job
    [jobs-only] no place of work
    [training] no training place
    [training-only] no training centre
    [childcare] no childcare place
    [childcare-only] no childcare centre
    [school] no school
    [health] no health practitioner
    [health-only] no place of health care
    [shops] no shop
   *[services] no service
} within reach in this time. The nearest one is { $nearest } minutes away.
explorer-missing-far = Missing: { $kind ->
    [jobs] no job
    [jobs-only] no place of work
    [training] no training place
    [training-only] no training centre
    [childcare] no childcare place
    [childcare-only] no childcare centre
    [school] no school
    [health] no health practitioner
    [health-only] no place of health care
    [shops] no shop
   *[services] no service
} within reach, not even in { $longest } minutes.

explorer-failed = This question has no answer. Change the date or the time, then try again.
explorer-failed-OutsideNetworkError = There is no street at this place. Choose another point on the map, or a name.
explorer-failed-NoServiceError = No vehicle runs on this date, according to the territory's timetable. Choose another date.

## The form

explorer-place = Place
explorer-place-hint = A neighbourhood, a stop, a street, or a latitude and a longitude such as “43.30, 5.37”. You can also click on the map.
explorer-other-names = Other places of this name:
explorer-name = { $name } ({ $kind ->
    [stop] stop
    [street] street
   *[neighbourhood] neighbourhood
})
explorer-zone = Or choose a neighbourhood
explorer-zone-none = None: keep the place above
explorer-direction = Journey
explorer-direction-there = Leave from here
explorer-direction-back = Come back here
explorer-direction-both = There and back
explorer-there = Departure
explorer-back = Back home
explorer-day = Day
explorer-minutes-label = Accepted travel time, in minutes
explorer-profile = For whom
explorer-anybody = Anybody, walking and by public transport
explorer-profile-hint = A profile brings its way of walking, vehicles, rights and fares. It is never a real person.
explorer-budget = Budget per month, in euros
explorer-budget-hint = Empty: no limit. Asks for a profile.
explorer-show = Show
explorer-why-not-more = Why not more?
explorer-wrong-place = This place is not known in this territory. Write another name, or a latitude and a longitude.
explorer-wrong-direction = Choose a journey from the list.
explorer-wrong-profile = Choose a profile from the list.
explorer-wrong-day = The date is not understood. Write it like 2026-03-10.
explorer-wrong-time = The time is not understood. Write it like 07:30.
explorer-wrong-minutes = The travel time goes from 5 to 90 minutes.
explorer-wrong-budget = The budget goes from 0 to 10,000 euros a month.
explorer-budget-asks-profile = To set a budget, choose a profile first: fares depend on it.

## The map

explorer-map-label = Map of what is within reach. Move it with the arrow keys; Enter chooses its centre.
explorer-map-hint = Click to start from another place.
explorer-no-map = The interactive map is not installed on this server. The picture and the tables say the same.
explorer-picture-alt = Map of the area within reach. The tables below say the same in figures.
explorer-legend = Whole area: within { $minutes } minutes; inner area: within { $half } minutes.
explorer-scale-m = { $length } m
explorer-scale-km = { $length } km

## The tables

explorer-counts = What is within reach
explorer-column-kind = What
explorer-column-reached = Within { $minutes } min
explorer-column-share = Share of the territory
explorer-column-nearest = Nearest
explorer-column-step = { $minutes } min
explorer-of-total = { $share }% of { $total }
explorer-minutes = { $minutes } min
explorer-beyond = over { $minutes } min
explorer-ways = By which means
explorer-column-way = Means
explorer-column-price = Price per month
explorer-way-anybody = Walking and by public transport
explorer-price = { EUR($low) }
explorer-price-range = { EUR($low) } to { EUR($high) }
explorer-price-unknown = price unknown
explorer-price-not-asked = no price without a profile
explorer-beyond-budget = (beyond the budget)
explorer-left-out = Not counted here: { $kind ->
    [docked] docked bicycles and scooters
    [free_floating] free-floating bicycles and scooters
    [car_share] car sharing
    [carpool] carpooling
    [on_demand] transport on demand
    [loan] vehicles on loan
   *[other] other means ({ $kind })
}. The page “One person” looks at them.
explorer-lives-title = Who lives within 500 metres
explorer-lives = { $sure ->
    [yes] { "" }
   *[no] ≈{ " " }
}{ $residents } residents
explorer-lives-poor = { $sure ->
    [yes] { "" }
   *[no] ≈{ " " }
}{ $percent }% of households below the poverty line
explorer-lives-single-parent = { $sure ->
    [yes] { "" }
   *[no] ≈{ " " }
}{ $percent }% of single-parent families
explorer-why-people = Where do these figures come from?
explorer-people-method = Sum of the cells whose centre lies within 500 metres in a straight line. Nothing is told below 30 residents or 11 households. “≈”: more than one resident in ten lives in a cell whose figures the source estimated.

## Why

explorer-why-number = { $name }: why this number?
explorer-formula = Everything is added up whose travel time is no longer than the accepted one, walking and waiting included (cumulative opportunities).
explorer-formula-there = The time is the median (half take less) of departures at every minute, from { CLOCK($there) } to half an hour later.
explorer-formula-back = The time is the median (half take less) of returns at every minute, from { CLOCK($back) } to half an hour later.
explorer-formula-both = On the way there, the median (half take less) of departures in the half hour from { CLOCK($there) }; on the way back, the median of returns in the half hour from { CLOCK($back) }. Both must fit in the accepted time, by the same means.
explorer-formula-budget = Only means count whose monthly price, for the profile's days of work, is within the budget.
explorer-date = Day asked about: { $day }.
explorer-data = Data
explorer-source = { $file } (date: { $date }; licence: { $licence }; fingerprint { $sha })
explorer-unknown = not stated
explorer-limits = Limits
explorer-limit-count = Within reach does not mean obtained: a job may ask for a diploma, a nursery may be full.
explorer-limit-area = Outlines on the map are rounded to the grid of the computation; figures are computed place by place.
explorer-changes = What would change most
explorer-column-change = If one changes…
explorer-column-more = Difference
explorer-change-longer = … the time: { $minutes } minutes
explorer-change-no_budget = … the budget: no limit
explorer-change-one_way = … the journey: there only
explorer-change-busy_hour = … the hour: leaving { CLOCK($there) }, back { CLOCK($back) }
explorer-no-changes = Nothing that can be changed here would add anything.

## Take away

explorer-take = Take the answer away
explorer-share = Address to share
explorer-share-hint = The address tells the place to about a hundred metres, and nothing else about anybody.
explorer-picture = Picture (SVG)
explorer-gpkg = Areas (GeoPackage)
explorer-csv = Table (CSV)
explorer-outside = The ground of the map comes from { $host }, which your browser tells what part of the map you look at.
explorer-privacy = The exact place you choose is kept nowhere.

## Said by the script

explorer-slider = { $label } (slider)
explorer-map-failed = The map could not be shown. The picture and the tables say the same.
explorer-answer-failed = The answer did not arrive. Check the connection, then press “Show”.

## Lines and stops

explorer-lines-title = Lines and their stops
explorer-lines-answer = This territory has { $count ->
    [one] { $count } line
   *[other] { $count } lines
} in its timetable.
explorer-lines-reconstructed = The timetable was reconstructed: it does not come as it is from an operator.
explorer-lines-straight = Dashed: the way between two stops is not known, and the line is straight there.
explorer-lines-day = Departures of { $day }, a usual day, both directions together.
explorer-lines-no-day = No day of this timetable has a departure.
explorer-lines-link = Lines and their stops, as a table
explorer-lines-back = Back to the map
explorer-line = Line
explorer-line-mode = Vehicle
explorer-line-departures = Departures
explorer-line-first = First
explorer-line-last = Last
explorer-line-stops = Stops
explorer-line-count = { $count ->
    [one] { $count } stop
   *[other] { $count } stops
}
explorer-line-night = { $time } (the night after)
