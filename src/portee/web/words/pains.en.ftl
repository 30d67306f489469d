# The public map of pains. The same messages are in pains.fr.ftl.

page-pains = Where it hurts
page-pains-lead = Say where moving about is hard, and read what others say.
pains-title = Where is it hard to move about?
pains-count = { $count ->
    [0] No report is published yet.
    [one] One report is published.
   *[other] { $count } reports are published.
 }
pains-add = Report a difficult place
pains-lead = Say what is hard, and where. No account is asked for.
pains-privacy = Somebody reads it before it is published. The exact place is never shown: it is moved at random by 100 to 300 metres, and only when { $least } people or more spoke of the same area.
pains-placed = { $placed ->
    [0] None has a place that is shown.
    [one] One has an approximate place.
   *[other] { $placed } have an approximate place.
 }
pains-caption = Newest first
pains-all-kinds = All
pains-map-label = Map of the approximate places where moving about is hard
pains-map-caption = Each point was moved at random by 100 to 300 metres; the true place is somewhere in the pale disc. A point is shown only if { $least } people or more spoke of the same area. Numbers are those of the table.
pains-no-map = No map for now: in no area have { $least } people spoken.
pains-data = The same data for a program (GeoJSON)
pains-privacy-title = What becomes of what you say
pains-what = What is hard
pains-said = What is said
pains-when = Month
pains-where = Approximate place
pains-hidden = Hidden: too few people in this area
pains-privacy-more = The true place stays in the private database of the site. It is neither on the map, nor in files, nor in the log, and those who read reports do not see it. A refused report is erased after 30 days, a published one after two years. Without an account, each report counts as one person.
pains-place = Where?
pains-tell = What happens?
pains-tell-hint = No name, no telephone, no address with a number. { $longest } signs at most.
pains-send = Send
pains-telling = The text seems to hold a name, a number, a link or an address. Take it out; nothing was kept.
pains-sent = Thank you, it is sent
pains-sent-lead = Somebody will read it before it is published.
pains-gone = The report is erased.
pains-not-found = No report has this code; perhaps it is erased already.
pains-no-bus = No bus, or too rare
pains-too-early-late = Too early or too late for the timetable
pains-unsafe-crossing = Dangerous crossing or pavement
pains-steps = Steps, slope, obstacle
pains-dark = Lack of light, feeling unsafe
pains-price = Too expensive
pains-parcel = Delivery or parcels
pains-other = Something else
