# The register of incidents. The same messages are in incidents.fr.ftl.

incidents-title = What happened, and where?
incidents-count = { $count ->
    [0] No incident is published for these dates.
    [one] One incident is published.
   *[other] { $count } incidents are published.
 }
incidents-open = { $open ->
    [0] All are settled.
    [one] One is not settled.
   *[other] { $open } are not settled.
 }
incidents-add = Report an incident
incidents-lead = Say what happened in a public street, where and when. No account, no photograph, no name.
incidents-privacy = Somebody reads it before it is published. The place is shown: report a public place, never a home. The address of your device is not kept. A published incident is erased after two years, a refused report after 30 days.
incidents-urgent = Is somebody hurt or in danger? Call 112. This form alerts nobody.
incidents-kind = What?
incidents-vehicle = Which vehicle?
incidents-no-vehicle = None, or I do not know
incidents-all = All
incidents-day = Which day?
incidents-day-hint = The day you saw it, a year ago at the earliest.
incidents-day-wrong = Give a day of the past year, not one to come.
incidents-hour = About what hour?
incidents-hour-hint = From 0 to 23; leave it empty if you do not know.
incidents-since = Since
incidents-until = Until
incidents-text = What happened?
incidents-text-hint = No name, no number plate, no telephone, no address with a number. { $longest } signs at most.
incidents-plate = The text seems to hold a number plate. Take it out; nothing was kept.
incidents-caption = Last days first
incidents-when = Day
incidents-where = Place
incidents-state = State
incidents-settled = Settled
incidents-unsettled = To settle
incidents-settle = Say that it is settled
incidents-rule = Rule of this place:
incidents-map-label = Map of published incidents
incidents-map-caption = One point an incident, at the place told, to about ten metres. Numbers are those of the table.
incidents-data = The same data for a program (GeoJSON)
incidents-dates-wrong = Write dates like 2026-03-09.
incidents-about-hour = about { $hour }:00
incident-left-across = Vehicle left across the way
incident-broken-vehicle = Broken vehicle
incident-broken-place = Stop, rack, charger or lift out of order
incident-danger = Hole, glass, ice, dangerous works
incident-crash = Fall or collision
incident-missing = Announced service or vehicle that did not come
incident-rule-broken = Rule of use not respected
incident-other = Something else
vehicle-bike = Bicycle
vehicle-cargo-bike = Cargo bike
vehicle-scooter = E-scooter
vehicle-moped = Moped
vehicle-car = Car
vehicle-van = Van
