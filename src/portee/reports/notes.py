"""Remarks of the engine, which are English sentences, in the language of the reader.

Those that are known are said by a message `note-SLUG`, or by the words of what is wrong (`portee.reports.problems`).
Any other stays as it is, marked as English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from portee.core.declared import Words
from portee.core.provenance import Dropped
from portee.offers.emissions import mode_of_route_type
from portee.reach.own_vehicles import NAMES
from portee.reports.fluent import say
from portee.reports.problems import THOUSANDS, in_french, part_in, said_in
from portee.reports.sheet import SheetText

__all__ = ["KNOWN_NOTES", "dropped_text", "note_texts"]

_KIND, _ID = r"(?P<kind>childcare|school)", r"'(?P<id>[^']+)'"
_LINES = r"(?P<lines>.+)"
_LIT = r"Whether a street is lit is known for (?P<share>.+) of the length of the streets\."
KNOWN_NOTES: tuple[tuple[str, str], ...] = (
    ("fares-unknown", r"Fares are not known: public transport is counted as free\."),
    ("free-flow", r"Drives are timed in free-flowing traffic\."),
    ("parking-unknown", r"What parking at work costs is not known: it is counted as free\."),
    ("carpool", r"Carpooling assumes that a driver is found both ways\."),
    ("dock-price", r"The price of a ride to a stop is that of its longest allowed duration\."),
    ("left-there", r"A bicycle or scooter left at a stop is assumed to be at hand at the stop where one comes back\."),
    ("on-the-way", r"With a child on the way, shared vehicles, vehicles left at a stop and rides .* are not used\."),
    ("no-fare", r"No fare is known for some lines: they are not used\."),
    ("fares-left-out", r"(?P<count>\d+) dearer fares were left out: places that only they open .*"),
    ("ticket-limits", r"Limits of tickets of several networks are checked for the whole trip, not for each network\."),
    ("service-price", rf"What the service {_ID} costs is not known, so that no budget is sure to pay for it\."),
    ("vehicle-price", r"What the (?P<vehicle>.+) costs is not known, so that no budget is sure to pay for it\. .*"),
    ("vehicle-walk", rf"The walk to a vehicle of {_ID} is (?P<count>.+) minutes on average: it may be longer\."),
    ("wheelchair-unknown", rf"Whether the service {_ID} takes a wheelchair is not known\."),
    ("stops-on-demand", rf"(?P<count>\d+) kinds of rides on demand to or from stops are left out, such as {_ID}\."),
    ("booked-days", rf"The service {_ID} is booked (?P<count>\d+) days ahead or more\."),
    ("booked-min", rf"The service {_ID} is booked (?P<count>\d+) minutes ahead or more\."),
    ("in-scenario", r"In the scenario '(?P<name>[^']+)'\."),
    ("cap-stays", rf"The monthly cap of {_ID} stays at (?P<eur>\S+) euros\."),
    ("places-left-out", r"Changes of places that are left out: (?P<count>\d+)\."),
    ("not-in-network", r"The (?P<what>.+) '(?P<name>[^']+)' of the replay is not in this network\."),
    ("hazard-proxy", r"A proxy, not a flood map: every place within (?P<metres>\S+) m of a waterway .*"),
    ("hazard-streets", r"(?P<count>\S+) street edges lie in a hazard\."),
    ("hazard-untold", r"No bridge and no tunnel is told in the street data: .*"),
    ("hazard-bridges", r"(?P<count>\S+) street edges on bridges stay above water\."),
    ("hazard-tunnels", r"(?P<count>\S+) street edges in tunnels are closed by water or smoke\."),
    ("hazard-cut", rf"(?P<count>\S+) trips {_LINES} are cut or stopped where they would cross a hazard, .*"),
    ("hazard-slow", rf"(?P<count>\S+) trips {_LINES} are slower where they cross a hazard, in proportion of .*"),
    ("hazard-spared", rf"(?P<count>\S+) trips {_LINES} cross a hazard and are left alone, as .*"),
    ("streets-closed", r"(?P<count>\S+) street edges are closed to (?P<modes>.+)\."),
    ("line-speed", rf"The line {_ID} is taken to run at (?P<speed>\S+) km/h in a straight line\."),
    ("new-street", r"Places enter the streets where they did before: none enters a new street\."),
    ("moved-places", r"(?P<count>\S+) of (?P<total>\S+) (?P<role>origins|destinations) stand nearer to streets .*"),
    ("draws", r"Lines without exact times were drawn (?P<count>\d+) times \(seed (?P<seed>\d+)\)\."),
    ("toll-trips", r"A toll is counted on every trip of a way that pays it\."),
    ("toll-nowhere", rf"The toll {_ID} lies on no street of this network: it is not counted\.(?P<hint>.*)"),
    ("crit-air", r"The Crit'Air class of a vehicle is not known: it is kept out of low-emission zones\."),
    ("dark-unknown", r"No street tells whether it is lit: walking after dark is counted as by day\."),
    ("dark-refused", rf"After dark, streets told to be unlit are not walked\. {_LIT}"),
    ("dark-felt", rf"After dark, minutes on foot are perceived minutes: .* counts (?P<factor>\S+) times\. {_LIT}"),
    ("gbfs-asks", rf"GBFS does not tell what {_ID} asks of people: .*"),
    ("gbfs-anywhere", rf"Vehicles of {_ID} that stand anywhere are left out: .*"),
    ("gbfs-plan", rf"Rides of {_ID} are priced by the first of its plans\."),
    ("planned", rf"The service {_ID} does not exist yet\."),
    ("availability", rf"The service {_ID} is available (?P<share>[^ ]+) of the time; .*"),
    ("care-hours", rf"Hours of {_KIND} are not told by all places: (?P<opens>\S+) to (?P<closes>\S+) is assumed\."),
    ("care-free", rf"Whether {_KIND} has places left is not known: all are counted\."),
    ("two-stops", r"With two stops on the way, the (?P<count>\d+) places nearest to home are weighed for each\."),
    ("stop-left-out", rf"The profile brings a child to {_KIND}, but no such places are given: .*"),
    ("expired", r"Figures out of date: (?P<names>.+)\."),
    ("reconstructed", r"reconstructed timetable"),
    ("synthetic", r"Synthetic territory: no place, person, company, stop or figure in these files exists\."),
    ("open-sea", r"The coordinates lie in the open sea, so that the map cannot be taken for a real town\."),
    ("cc0", r"Licence: CC0 1\.0, public domain\."),
    ("fares-unread", r"(?P<count>\d+) of (?P<total>\d+) fares of '(?P<name>[^']+)' were not read at .*"),
    ("fares-any-day", r"GTFS does not say since when and until when fares are sold; .*"),
    ("two-tickets", r"A trip that takes two different tickets of one network is not represented\."),
    ("products-single", r"GTFS does not tell passes from tickets: .*"),
    ("modal-uncalibrated", r"The constants of the modes are not calibrated.*"),
    ("modal-straight", r"Kilometres by public transport are those of t.*"),
    ("modal-no-timetable", r"The network has no timetable: nobody takes public transport\."),
    ("modal-no-fare", r"No fare is sold to everybody on this date: public transport is counted as free\."),
    ("modal-zones", r"Low-emission zones keep no car out here: the classes of the cars are not known\."),
    ("modal-tolls", r"Tolls are not counted here\."),
    ("goods-drawn", r"The orders are synthetic: drawn from where people live, of no real person or shop\."),
    ("goods-assumed", r"Costs, capacities and emissions that the plan does not give are working assumptions, .*"),
    ("goods-no-supply", r"No vehicle supplies the micro-hubs: how their goods get there is not counted\."),
    ("goods-next-day", r"What is handed over at doors leaves the micro-hubs with the supply, .*"),
    ("qpv-geography", r"Geography of (?P<vintage>\d+)\."),
    (
        "qpv-mended",
        r"Outlines that crossed themselves, mended: (?P<count>\d+) \((?P<codes>[^)]+)\); .* (?P<most>\S+) %\.",
    ),
    ("qpv-withheld", r"Zeros read as not published: (?P<figures>.+)\."),
    ("qpv-overlap", r"Outlines overlap, what lies in several was parted: (?P<codes>.+)\."),
    (
        "qpv-carried",
        r"Figures of (?P<old>\d+) carried to (?P<new>\d+) by shares of area, .*: estimates\. (?P<none>\d+) of "
        r"(?P<total>\d+) neighbourhoods, of which less than (?P<least>\S+) was in old ones, have none\.",
    ),
    ("tariff-gap", r"Between '(?P<before>[^']+)' and '(?P<after>[^']+)' there is no such tariff (?P<what>.+)\."),
)
"""Slug of the message → the whole English sentence, whose named groups are the message's variables."""

NUMBERS = ("count", "total", "metres", "eur")
"""Variables that may hold a number of thousands."""

MOST_ROUTE_TYPE = 1800
"""GTFS route types, the extended ones included, are below this."""

_BY_VEHICLE = {name.en.removeprefix("by "): name for name in NAMES.values()}
_MOVED = re.compile(dict(KNOWN_NOTES)["moved-places"])
_PATTERNS = tuple((slug, re.compile(pattern)) for slug, pattern in KNOWN_NOTES)


def note_texts(notes: Iterable[str], lang: str, *, titles: dict[str, Words] | None = None) -> tuple[SheetText, ...]:
    """Remarks in a language, each once.

    Args:
        notes: as the engine tells them.
        lang: of the reader.
        titles: of figures, by name, for remarks that name some.
    """
    found = [_text(note, lang, titles or {}) for note in _once(list(notes))]
    return tuple(dict.fromkeys(found))


def _once(notes: list[str]) -> list[str]:
    """Without the remarks that only count the same again for a part of the places: the most of each role is kept."""
    most: dict[str, tuple[int, int]] = {}
    for place, note in enumerate(notes):
        match = _MOVED.fullmatch(note)
        if match is not None:
            count = int(match["count"].replace(",", ""))
            most[match["role"]] = max(most.get(match["role"], (0, place)), (count, place), key=lambda one: one[0])
    kept = {place for _, place in most.values()}
    return [note for place, note in enumerate(notes) if place in kept or _MOVED.fullmatch(note) is None]


def dropped_text(dropped: Dropped, lang: str) -> tuple[str, str]:
    """What was left out of a source and why, in a language."""
    return part_in(lang, dropped.what), part_in(lang, dropped.why)


def _text(note: str, lang: str, titles: dict[str, Words]) -> SheetText:
    for slug, pattern in _PATTERNS:
        match = pattern.fullmatch(note)
        if match is not None:
            return SheetText(say(lang, f"note-{slug}", **_values(match.groupdict(), lang, titles)))
    if note in _emission_notes():
        return SheetText(_emission_notes()[note].in_(lang))
    said = said_in(lang, note)
    if said is not None:
        return SheetText(said)
    return SheetText(note, lang=None if lang == "en" else "en")


@cache
def _emission_notes() -> dict[str, Words]:
    """Remarks on lines whose emissions are those of another kind, by their English text."""
    notes = [mode_of_route_type(kind).note for kind in range(MOST_ROUTE_TYPE)]
    return {note.en: note for note in notes if note is not None}


def _values(groups: dict[str, str], lang: str, titles: dict[str, Words]) -> dict[str, str]:
    values = dict(groups)
    if lang != "en":
        values |= {name: in_french(values[name]) for name in NUMBERS if THOUSANDS.fullmatch(values.get(name, ""))}
    if "kind" in values:
        values["kind"] = say(lang, f"stop-{values['kind']}")
    if "modes" in values:
        values["modes"] = ", ".join(say(lang, f"mode-{mode}") for mode in values["modes"].split(", "))
    if "lines" in values:
        counts = (part.split(" ") for part in values["lines"].strip("()").split(", "))
        values["lines"] = ", ".join(f"{say(lang, f'mode-{mode}')} {count}" for mode, count in counts)
    if "vehicle" in values:
        values["vehicle"] = (
            _BY_VEHICLE[values["vehicle"]].in_(lang) if values["vehicle"] in _BY_VEHICLE else values["vehicle"]
        )
    if "names" in values:
        names = values["names"].split(", ")
        values["names"] = ", ".join(titles[name].in_(lang) if name in titles else name for name in names)
    return values
