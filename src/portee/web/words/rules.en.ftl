# Rules of use and the charter. The same messages are in rules.fr.ftl.

page-rules = Rules of use
page-rules-lead = Know whether a vehicle may be left here, read the charter and who agrees to it, report an incident.
rules-title = May I leave a vehicle or ride here?
rules-count = { $count ->
    [0] No rule is in force.
    [one] One rule is in force.
   *[other] { $count } rules are in force.
 }
rules-placed = { $placed ->
    [0] None has a place that is drawn.
    [one] One rule has a place that is drawn.
   *[other] { $placed } rules have a place that is drawn.
 }
rules-check-title = Ask about a place
rules-check = May I?
rules-day = Which day?
rules-hour = At what time?
rules-now-hint = Empty: now.
rules-day-wrong = Write a day of the calendar, the first before the last.
rules-asked = { $place }, { $at }. What you ask is kept nowhere.
rules-park-yes = No rule of the commons forbids leaving this here: { $vehicle }.
rules-park-no = No: this vehicle is not left here ({ $vehicle }).
rules-ride-yes = Riding: allowed.
rules-ride-no = Riding: forbidden.
rules-take-yes = Taking a vehicle: allowed.
rules-take-no = Taking a vehicle: forbidden.
rules-speed = { $speed } km/h at most
rules-operator = { $name }: the operator does not let a ride end there.
rules-none-here = No rule of the commons that is in force concerns this place at this moment.
rules-only-proposed = Proposed, not in force yet:
rules-limits = Traffic law, orders of the municipality and road signs apply as well; not all of them are here.
rules-map-label = Map of the places where a rule applies
rules-map-caption = Numbers are those of the table. A proposed rule is drawn too; the table tells which is in force.
rules-key-ban = Full line: something is forbidden
rules-key-slow = Dashes: speed is limited
rules-charter = The charter
rules-consent-lead = A rule is in force when it is published: one organisation at least agrees, none objects. When what binds changes, the version counts up and everybody agrees anew.
rules-caption = Rules in force first
rules-state = State
rules-state-in-force = In force
rules-state-consulted = Open to consent
rules-state-objected = An objection to settle
rules-state-draft = Draft
rules-version = Version { $version }
rules-rule = Rule
rules-where = Where
rules-when = When
rules-everywhere = Everywhere
rules-consents = Who agrees
rules-agrees = Agrees: { $names }
rules-objects = Objects: { $names }
rules-aside = Stands aside: { $names }
rules-nobody = Nobody yet
rules-forbids = Forbidden: { $what }
rules-all-vehicles = all vehicles
rules-hours = from { $starts } to { $ends }
rules-since = since { $day }
rules-until = until { $day }
rules-change = Propose a change
rules-change-waiting = A change is under review.
rules-new-waiting = { $count ->
    [one] One new rule is under review.
   *[other] { $count } new rules are under review.
 }
rules-data = The rules for a program (GeoJSON)
rules-add = Propose a rule for a place
rules-add-lead = Say what is forbidden, where and when. The proposal is reviewed, then opened to consent.
rules-in-french = In French; other languages are added afterwards.
rules-ask-title = Name of the rule
rules-ask-rule = The rule, in one sentence
rules-ask-why = Why
rules-ask-what = What follows the first time it is broken?
rules-ask-decided = Who decides that?
rules-ask-forbids = What is forbidden
rules-forbids-needed = Tick what is forbidden, or give a speed.
rules-ask-speed = Highest speed (km/h)
rules-ask-vehicles = Vehicles meant
rules-none-is-all = None ticked: all.
rules-ask-area = Outline: one corner a line
rules-area-hint = "latitude, longitude", in order, three at least. Or touch the map, or give a file.
rules-outline-wrong = This outline cannot be drawn: one polygon is needed, without holes, of 3 to 500 corners.
rules-draw-label = Map: touch each corner
rules-draw-hint = Touch each corner in order. With the keyboard, move the map and press Enter.
rules-draw-undo = Take the last corner away
rules-ask-file = Or a GeoJSON file
rules-file-hint = One polygon, { $size } kB at most. When given, it takes the place of the corners.
rules-ask-days = Days
rules-ask-starts = From
rules-ask-ends = To
rules-hours-wrong = Give both hours, different ones, or neither.
rules-ask-since = Since
rules-ask-until = Until
rules-continue = Continue to the review
