from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pytest

import portee
from portee.core.declared import Words
from portee.core.provenance import Dropped
from portee.reports.notes import KNOWN_NOTES, dropped_text, note_texts
from portee.reports.problems import part_in, problem_words
from portee.reports.sheet import SheetText
from tests.reports.raised import remarked

EXAMPLES = {
    "qpv-geography": "Geography of 2015.",
    "qpv-mended": "Outlines that crossed themselves, mended: 32 (QP011002 …); no area changed by more than 0.015 %.",
    "qpv-withheld": "Zeros read as not published: abcde (4).",
    "qpv-overlap": "Outlines overlap, what lies in several was parted: QN01301M, QN01302M.",
    "qpv-carried": "Figures of 2015 carried to 2024 by shares of area, as if people lived evenly over each "
    "neighbourhood: estimates. 3 of 9 neighbourhoods, of which less than 50% was in old ones, have none.",
    "two-stops": "With two stops on the way, the 10 places nearest to home are weighed for each.",
    "fares-unknown": "Fares are not known: public transport is counted as free.",
    "free-flow": "Drives are timed in free-flowing traffic.",
    "parking-unknown": "What parking at work costs is not known: it is counted as free.",
    "carpool": "Carpooling assumes that a driver is found both ways.",
    "dock-price": "The price of a ride to a stop is that of its longest allowed duration.",
    "left-there": "A bicycle or scooter left at a stop is assumed to be at hand at the stop where one comes back.",
    "on-the-way": "With a child on the way, shared vehicles, vehicles left at a stop and rides within x are not used.",
    "no-fare": "No fare is known for some lines: they are not used.",
    "fares-left-out": "3 dearer fares were left out: places that only they open are told as out of reach.",
    "ticket-limits": "Limits of tickets of several networks are checked for the whole trip, not for each network.",
    "service-price": "What the service 'a' costs is not known, so that no budget is sure to pay for it.",
    "vehicle-price": "What the cargo bike costs is not known, so that no budget is sure to pay for it. No figure.",
    "vehicle-walk": "The walk to a vehicle of 'a' is 4 minutes on average: it may be longer.",
    "wheelchair-unknown": "Whether the service 'a' takes a wheelchair is not known.",
    "stops-on-demand": "2 kinds of rides on demand to or from stops are left out, such as 'a'.",
    "booked-days": "The service 'a' is booked 2 days ahead or more.",
    "booked-min": "The service 'a' is booked 90 minutes ahead or more.",
    "in-scenario": "In the scenario 'Tram 4'.",
    "cap-stays": "The monthly cap of 'ticket' stays at 40 euros.",
    "places-left-out": "Changes of places that are left out: 2.",
    "not-in-network": "The line '95' of the replay is not in this network.",
    "hazard-proxy": "A proxy, not a flood map: every place within 50 m of a waterway counts as under 1 m of water. "
    "Neither relief, rain nor drains are looked at.",
    "hazard-streets": "5,379 street edges lie in a hazard.",
    "hazard-untold": "No bridge and no tunnel is told in the street data: one over or under a hazard counts as lying "
    "in it.",
    "hazard-bridges": "12 street edges on bridges stay above water.",
    "hazard-tunnels": "3 street edges in tunnels are closed by water or smoke.",
    "hazard-cut": "20,910 trips (bus 20000, tram 910) are cut or stopped where they would cross a hazard, in a "
    "straight line.",
    "hazard-slow": "12 trips (bus 12) are slower where they cross a hazard, in proportion of a straight line.",
    "hazard-spared": "3 trips (metro 3) cross a hazard and are left alone, as under ground or above it.",
    "streets-closed": "48 street edges are closed to walk, car.",
    "line-speed": "The line 'T4' is taken to run at 19 km/h in a straight line.",
    "new-street": "Places enter the streets where they did before: none enters a new street.",
    "moved-places": "9 of 600 origins stand nearer to streets that are connected to nothing; they enter the main "
    "network.",
    "draws": "Lines without exact times were drawn 5 times (seed 0).",
    "toll-trips": "A toll is counted on every trip of a way that pays it.",
    "toll-nowhere": "The toll 'a' lies on no street of this network: it is not counted. Is 'b' meant?",
    "crit-air": "The Crit'Air class of a vehicle is not known: it is kept out of low-emission zones.",
    "dark-unknown": "No street tells whether it is lit: walking after dark is counted as by day.",
    "dark-refused": "After dark, streets told to be unlit are not walked. "
    "Whether a street is lit is known for 40% of the length of the streets.",
    "dark-felt": "After dark, minutes on foot are perceived minutes: along unlit streets each counts 1.5 times. "
    "Whether a street is lit is known for less than 1% of the length of the streets.",
    "gbfs-asks": "GBFS does not tell what 'a' asks of people: it is taken to ask a bank card and a smartphone.",
    "gbfs-anywhere": "Vehicles of 'a' that stand anywhere are left out: 'walk_min' says how far one walks.",
    "gbfs-plan": "Rides of 'a' are priced by the first of its plans.",
    "planned": "The service 'line-9' does not exist yet.",
    "availability": "The service 'line-9' is available 80% of the time; times assume that it is.",
    "care-hours": "Hours of childcare are not told by all places: 07:30 to 18:30 is assumed.",
    "care-free": "Whether school has places left is not known: all are counted.",
    "stop-left-out": "The profile brings a child to school, but no such places are given: the stop is left out.",
    "expired": "Figures out of date: energy.petrol, other.",
    "reconstructed": "reconstructed timetable",
    "synthetic": "Synthetic territory: no place, person, company, stop or figure in these files exists.",
    "open-sea": "The coordinates lie in the open sea, so that the map cannot be taken for a real town.",
    "cc0": "Licence: CC0 1.0, public domain.",
    "fares-unread": "7 of 10 fares of 'a' were not read at the operator's own page: check them.",
    "fares-any-day": "GTFS does not say since when and until when fares are sold; they are taken to be sold always.",
    "two-tickets": "A trip that takes two different tickets of one network is not represented.",
    "products-single": "GTFS does not tell passes from tickets: each fare product of a leg is read as a single ticket.",
    "modal-uncalibrated": "The constants of the modes are not calibrated on observed shares: what changes may be "
    "read, levels may not.",
    "modal-straight": "Kilometres by public transport are those of the journey in the middle of the window, in "
    "straight lines between stops.",
    "modal-no-timetable": "The network has no timetable: nobody takes public transport.",
    "modal-no-fare": "No fare is sold to everybody on this date: public transport is counted as free.",
    "modal-zones": "Low-emission zones keep no car out here: the classes of the cars are not known.",
    "modal-tolls": "Tolls are not counted here.",
    "goods-drawn": "The orders are synthetic: drawn from where people live, of no real person or shop.",
    "goods-assumed": "Costs, capacities and emissions that the plan does not give are working assumptions, not checked "
    "at a source.",
    "goods-no-supply": "No vehicle supplies the micro-hubs: how their goods get there is not counted.",
    "goods-next-day": "What is handed over at doors leaves the micro-hubs with the supply, counted on the same day.",
    "tariff-gap": "Between 'a' and 'b' there is no such tariff for ages 12 to 17.",
}
TITLES = {"energy.petrol": Words(fr="Essence", en="Petrol")}


@pytest.mark.parametrize("slug", [slug for slug, _ in KNOWN_NOTES])
def test_a_known_remark_is_told_in_french(slug: str) -> None:
    (french,) = note_texts([EXAMPLES[slug]], "fr")
    assert french.lang is None
    assert french.text != EXAMPLES[slug]
    assert "{" not in french.text
    (english,) = note_texts([EXAMPLES[slug]], "en")
    assert english.lang is None


@pytest.mark.parametrize("slug", [slug for slug, _ in KNOWN_NOTES if slug != "reconstructed"])
def test_the_engine_still_says_it_so(slug: str) -> None:
    sources = [p for p in Path(portee.__file__).parent.rglob("*.py") if p.name != "notes.py"]
    written = " ".join(re.sub(r"\"\s+f?\"", "", path.read_text(encoding="utf-8")) for path in sources)
    # The longest piece without a value, such as " does not exist yet.".
    pattern = dict(KNOWN_NOTES)[slug]
    pieces = re.split(r"\(\?P<\w+>.*?\)|\.\*|childcare\|school\)|Whether a street", pattern)
    longest = max(pieces, key=len).replace("\\", "")
    assert longest in written


def test_values_are_told_in_the_language() -> None:
    (found,) = note_texts([EXAMPLES["care-hours"]], "fr")
    assert found.text == "Des lieux ne disent pas leurs horaires (la crèche) : de 07:30 à 18:30 est supposé."
    (found,) = note_texts([EXAMPLES["vehicle-price"]], "fr")
    assert found.text == "Le coût d'un trajet à vélo cargo n'est pas connu : aucun budget ne le couvre à coup sûr."
    (found,) = note_texts([EXAMPLES["hazard-streets"]], "fr")
    assert "5\u202f379" in found.text
    (found,) = note_texts([EXAMPLES["hazard-streets"]], "en")
    assert "5,379" in found.text
    (found,) = note_texts([EXAMPLES["expired"]], "fr", titles=TITLES)
    assert found.text == "Chiffres périmés : Essence, other."


def test_another_remark_stays_english_and_says_so() -> None:
    assert note_texts(["Something new."], "fr") == (SheetText("Something new.", lang="en"),)
    assert note_texts(["Something new."], "en") == (SheetText("Something new."),)


def test_remarks_on_emissions_have_their_own_words() -> None:
    (found,) = note_texts(["The energy of the bus is not told: counted as a diesel bus."], "fr")
    assert found == SheetText("L'énergie du bus n'est pas dite : compté comme un bus diesel.")


def test_each_remark_is_told_once() -> None:
    assert len(note_texts(["Something new.", "Something new."], "fr")) == 1


def test_a_name_that_looks_like_code_stays_text() -> None:
    (found,) = note_texts(["The service '{ list }<script>' does not exist yet."], "fr")
    assert found.text == "Le service « { list }<script> » n'existe pas encore."


def test_a_remark_that_errors_have_words_for_is_said_with_them() -> None:
    (told,) = note_texts(["The file has no rows."], "fr")
    assert told == SheetText("Le fichier n’a pas de ligne.")


VALUES = {"file": "a.json", "words": "boarding", "what": "fare", "problem": "ttl is negative", "used": "UTC"}
"""What stands in a remark where only some values are possible, by the name that the sources give them."""


def _value(other: str, found: re.Match[str]) -> str:
    return VALUES.get(found[1], other)


def remark_in_french(text: str) -> str | None:
    """How a remark of the sources is told in French; None where it stays English."""
    for other in ("7", "stops", "stops.txt"):
        said = re.sub(r"\{(\w+)\}", partial(_value, other), text)
        (note,) = note_texts([said], "fr")
        part = part_in("fr", said)
        if note.lang is None or part != said or said in problem_words():
            return note.text if note.lang is None else part
    return None


def test_every_remark_on_how_a_file_was_read_has_french_words() -> None:
    told = remarked()
    assert len(told) > 250
    assert {one.file.split("/")[1] for one in told} >= {"gtfs", "gbfs", "osm", "places"}
    assert [f"{one.file}:{one.line} {one.text}" for one in told if remark_in_french(one.text) is None] == []


def test_what_was_left_out_is_told_in_french() -> None:
    dropped = Dropped("stops.txt: stops", 1234, "1,234 stops have no coordinates; they are left out")
    assert dropped_text(dropped, "en") == (dropped.what, dropped.why)
    assert dropped_text(dropped, "fr") == (
        "arrêts de stops.txt",
        "1\u202f234 arrêts n\u2019ont pas de coordonnées\u00a0; ils sont laissés de côté",
    )
    left = "station_status.json: states of stations left out: 2, capacity is negative (such as a, b)."
    assert note_texts([left], "fr")[0].text == (
        "Laissé de côté\u00a0: 2 états de stations de station_status.json (capacity est négatif), comme a, b."
    )
    blank = "333 of 45,518 stop times are blank and were interpolated by distance: 333 by shape_dist_traveled, 0 along "
    (text,) = note_texts([f"{blank}the shape, 0 in straight lines, 0 at stops that do not move."], "fr")
    assert text.lang is None
    assert text.text.startswith("333 passages sur 45\u202f518 n\u2019ont pas d\u2019heure")


def test_places_that_were_moved_are_counted_once_for_each_side() -> None:
    end = "stand nearer to streets that are connected to nothing; they enter the main network."
    notes = [f"9 of 600 origins {end}", f"1,012 of 2,600 origins {end}", f"3 of 40 destinations {end}", "Other."]
    told = [note.text for note in note_texts(notes, "en")]
    assert [text.partition(":")[0] for text in told] == [
        "1,012 of 2,600 starting places", "3 of 40 destinations", "Other.",
    ]  # fmt: skip
