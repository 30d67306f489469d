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
pains-caption = Newest first; { $placed } with an approximate place
pains-what = What is hard
pains-said = What is said
pains-when = Month
pains-where = Approximate place
pains-hidden = Hidden: too few people in this area
pains-place = Where?
pains-tell = What happens?
pains-tell-hint = No name, no telephone, no address with a number. { $longest } signs at most.
pains-send = Send
pains-text-wrong = Write from 1 to 1000 signs.
pains-telling = The text seems to hold a name, a number, a link or an address. Take it out; nothing was kept.
pains-sent = Thank you, it is sent
pains-sent-lead = Somebody will read it before it is published.
pains-keep-code = To erase it one day, keep this code; it is shown once:
pains-code = Erase a report: its code
pains-code-hint = The code that was given when you sent it.
pains-take-back = Erase my report
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
