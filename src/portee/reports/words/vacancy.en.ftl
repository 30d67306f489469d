# What a firm reads, in English. The same messages are in vacancy.fr.ftl, with the same variables.

## The question and the answer

vacancy-question = Who can really come to work here, at these hours?
vacancy-page-title = { $question } · { $hours }
vacancy-hours-night = { $hours } the next day
vacancy-answer = { $hours }, { $share } come on time, go home afterwards and pay for the journey.
vacancy-answer-residents = { $hours }, the job is within reach of { $share } of residents: to come on time, go home afterwards and pay for the journey.
vacancy-answer-places = { $hours }, the job is within reach from { $share } of the places of the territory: to come on time, go home afterwards and pay for the journey.
vacancy-share-can = { $case ->
    [all] all people can
    [almost-all] almost all people can
    [tenths] { $n }{"\u00A0"}people out of{"\u00A0"}10 can
    [one-in] 1{"\u00A0"}person in{"\u00A0"}{ $n } can
    [almost-none] almost nobody can
   *[none] nobody can
  }
vacancy-share-people = { $case ->
    [all] all
    [almost-all] almost all
    [tenths] { $n }{"\u00A0"}people out of{"\u00A0"}10
    [one-in] 1{"\u00A0"}person in{"\u00A0"}{ $n }
    [almost-none] almost nobody
   *[none] nobody
  }
vacancy-share-range = { $low } to { $high }, depending on each one's situation,
vacancy-percent = { $value }%
vacancy-percent-less = less than 1%
vacancy-counted = That is about { $reached } people (between { $low } and { $high }) of the { $total } or so that the profiles stand for.
vacancy-represented = The profiles stand for { $share } of the { $everyone } residents of { $from } to { $to } of the territory; the others are not counted.
vacancy-without-motor = Without a car or a motor two-wheeler: { $share }. With one: { $other }.
vacancy-too-dear = For about { $people } more people the journey is possible in time but too dear.
vacancy-wage = Of { EUR($wage) } net a month, { $rest } is left after the journey.
vacancy-wage-one = about { EUR($eur) }
vacancy-wage-range = from { EUR($low) } to { EUR($high) }, depending on the person,
vacancy-better-off = About { $people } people would so earn more than their wage or unemployment benefit of today, before any change of benefits and tax.
vacancy-night = It is a night shift: it ends on the next day.
vacancy-best = What would add most people: { $change }, { $people }.
vacancy-more-people = for about { $central } more people (between { $low } and { $high })
vacancy-more-residents = for { $central } more residents, as a mean of the profiles
vacancy-more-places = from { $central } more places, as a mean of the profiles
vacancy-about = ≈ { $central } ({ $low } to { $high })

## Who lives where

vacancy-basis-mix = Who lives where: "{ $file }", where each profile is spread by age, poverty and single parenthood.
vacancy-basis-residents = Who lives where: "{ $file }". Profiles are not spread over it: each is counted over all residents.
vacancy-basis-places = "{ $file }" does not tell how many people live where: each place counts as one.
vacancy-basis-squares = No file of residents is given: each square of { $side } m that has a street counts as one, lived in or not.

## Who can come

vacancy-who-title = Who can come
vacancy-who-lead = One row per profile. The interval tells how uncertain the number of people is that the profile stands for.
vacancy-who-lead-varies = One row per profile: the share that could come if all were in this situation.
vacancy-profile = profile
vacancy-can = can come
vacancy-share = share
vacancy-trip = there and back
vacancy-cost = cost a month
vacancy-how = most often
vacancy-left = left of the wage
vacancy-medians = Time, cost and rest: the middle value among those who can come, by the quickest way and by the cheapest. "–": nobody, or not known.

## What would add people

vacancy-added-title = What would add people
vacancy-added-lead = Each change is tried alone, with all else as it is.
vacancy-added-none = No change that was tried adds anybody, alone.
vacancy-change = change
vacancy-gained = more
vacancy-lost = fewer
vacancy-expense = cost to the firm
vacancy-add-later = start and end { $minutes } min later
vacancy-add-earlier = start and end { $minutes } min earlier
vacancy-add-carpool = a seat in a carpool
vacancy-add-e_bike = an e-bike on loan
vacancy-add-moped = a moped on loan
vacancy-add-car = an electric car on loan
vacancy-add-pass = public transport paid by the firm
vacancy-add-shuttle = a shuttle from "{ $stop }", { $minutes } min by road
vacancy-expense-none = nothing to pay
vacancy-expense-person = about { EUR($eur) } a month for each person
vacancy-expense-vehicle = about { EUR($eur) } a month for each new vehicle, without energy
vacancy-expense-package = optional: up to { EUR($eur) } a year for each person, free of contributions
vacancy-expense-unknown = not known
vacancy-expense-shuttle = not known: ask for a quote for { NUMBER($km, maximumFractionDigits: 0) } km and { $minutes } min of driving per day worked, at least

## By group

vacancy-groups-title = By group: { $group }
vacancy-groups-lead = A group of too few households, or whose cells are all estimated by the source, is not shown.
vacancy-group = group
vacancy-people = people
vacancy-residents = residents
vacancy-places = places
vacancy-group-none = no group
vacancy-hidden = not shown

## Map

vacancy-map-alt = Map. Half of the profiles or more can come from { $half } places of { $total } (dark discs), fewer than half from { $part } (rings), none from { $none } (small grey squares). Diamond: the place of work.
vacancy-map-half = half of the profiles or more can come
vacancy-map-part = fewer than half
vacancy-map-none = no profile
vacancy-map-work = the place of work

## How it is computed

vacancy-how-both-ways = For each place, each profile and each day worked: the journey that leaves latest and is on time, then the one that is home earliest. The longest of the days counts. Each journey, waiting included, must last no longer than the profile accepts.
vacancy-how-fed = A ride by bicycle or scooter to the stop is tried only from places from which no way along streets alone will do: the number of people who can come is the same.
vacancy-how-money = The cost of a month counts tickets or a pass, less the part that the law has the employer pay, and the energy and wear of a vehicle. It must not exceed the profile's budget. What owning a vehicle costs is not counted.
vacancy-how-profiles = A profile is a kind of person, never somebody. It takes the days and hours of the job; the rest is its own: walking, licence, vehicles, passes, budget, longest time.
vacancy-how-mix = The number of people per profile is a synthetic mix, not a census. The interval adds up all profiles as if all were at their lowest, or all at their highest: it is wide on purpose.
vacancy-how-changes = Each change is applied alone and everything is computed again. "More": those who could not come and now can; "fewer": the other way round.
vacancy-how-carpool = Carpooling assumes that a driver is found, morning and evening. A vehicle on loan is for those who have the licence that it needs, or who are ready to pedal.
vacancy-how-shuttle = The shuttle leaves from the stop that brings most people, among the best served ones within 30 min by road. It arrives 5 min before the start and leaves 5 min after the end; one must be at the stop 5 min before it. One comes there by any way but a car; it is free.
vacancy-how-expense = The cost of a vehicle is that of a new one: loss of value, insurance, inspection, upkeep for the kilometres of those who are added. The cost of public transport paid is what those who are added would pay, the employer's legal share taken off.
vacancy-how-secret = Numbers of a cell of fewer than 11 households, or one estimated by the source, are never shown alone: neither in the map nor in files.
vacancy-how-work = The place of work is written only in the file that you asked for.

## Remarks

vacancy-note-long-shift = The shift lasts { NUMBER($hours, maximumFractionDigits: 1) } h from end to end. With the daily rest of the law, { NUMBER($longest, maximumFractionDigits: 1) } h is the longest in general: check the start and the end.
vacancy-note-low-wage = The wage is below the net minimum for { NUMBER($hours, maximumFractionDigits: 1) } h a week ({ EUR($eur) } a month): check that it is net and by month.
vacancy-note-no-timetable = The network has no timetable: public transport is not counted.
vacancy-note-no-service = Days without any public transport: { $days }. On these days only journeys along streets count.
vacancy-note-care = Childcare is not counted. These profiles must also bring a child somewhere and fetch it: { $profiles }.
vacancy-note-left-out = { $count ->
    [one] { $count } place of the file is outside the network: it is not counted.
   *[other] { $count } places of the file are outside the network: they are not counted.
  }
vacancy-note-far = { $count ->
    [one] { $count } place is far from any street: nobody can come from it.
   *[other] { $count } places are far from any street: nobody can come from them.
  }
vacancy-note-secret = { $count ->
    [one] { $count } place has fewer than 11 households or is estimated by the source: its residents are not shown alone.
   *[other] { $count } places have fewer than 11 households or are estimated by the source: their residents are not shown alone.
  }

## Columns of tables

vacancy-column-profiles_reached = number of profiles that can come from this place
vacancy-column-profiles = number of profiles counted
vacancy-column-people = { $basis ->
    [mix] people whom the profiles stand for; empty: never to be published alone
    [residents] residents; empty: never to be published alone
   *[places] 1 per place
  }
vacancy-column-people_reached = { $basis ->
    [mix] people who can come; empty: never to be published alone
    [residents] residents who can come, as a mean of the profiles; empty: never to be published alone
   *[places] share of the profiles that can come
  }
vacancy-column-withheld = true where the numbers of this place must not be published alone
vacancy-column-group = group: { $group }
vacancy-column-reach = true where this profile can come from this place, go home and pay for the journey: { $profile }
vacancy-column-minutes = there and back by the quickest way, minutes; empty: not within reach: { $profile }
vacancy-column-eur = cost by the cheapest way, euros a month; empty: not within reach or not known: { $profile }
