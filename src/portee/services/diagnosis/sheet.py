"""The page of a diagnosis: the answer, the map, what is within reach, why not the rest, what would unlock most."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

import portee
from portee.core.provenance import Provenance
from portee.network.network import Network
from portee.reports.fluent import eur, say
from portee.reports.sheet import AnswerSheet, SheetFold, SheetMap, SheetTable, SheetText
from portee.reports.sheet_ground import Ground
from portee.reports.sheet_map import sheet_map
from portee.reports.wording import figure
from portee.services.diagnose import Diagnosis
from portee.services.diagnosis.benefits_told import benefit_rows, typical_change
from portee.services.diagnosis.places_told import PlaceTold, called, places_told
from portee.services.diagnosis.reasons_told import reasons_told
from portee.services.diagnosis.told import (
    answer,
    counted,
    gain_words,
    noted,
    question,
    stop_kinds,
    via,
    when,
    who,
    worthwhile,
)
from portee.services.diagnosis.ways_told import way_words, ways_told
from portee.services.record import sources_of
from portee.services.street_ground import street_ground

__all__ = ["diagnosis_sheet"]

MOST_PLACES, MOST_CHANGES, MOST_WAYS = 10, 12, 30
"""Rows on a screen; the sheet of paper shows fewer."""

NOTHING = "–"
HOW = ("both-ways", "minutes", "stops", "money", "carbon", "reasons", "changes", "options", "private")
KINDS = ("gtfs", "osm", "offers")


def diagnosis_sheet(
    network: Network, diagnosis: Diagnosis, lang: str = "fr", *, ground: Ground | None = None
) -> AnswerSheet:
    """The page in a language. ground: of `street_ground`, drawn before around the places of work."""
    asked = question(diagnosis, lang)
    lead = (counted(diagnosis, lang), say(lang, "meaning"), who(diagnosis, lang), when(diagnosis, lang))
    stops, gain = via(diagnosis, lang), gain_words(diagnosis, lang)
    return AnswerSheet(
        lang,
        say(lang, "page-title", question=asked, profile=diagnosis.profile.title.in_(lang)),
        asked,
        answer(diagnosis, lang),
        (*lead, *(part for part in (stops, gain) if part)),
        _map(network, diagnosis, lang, ground),
        _tables(network, diagnosis, lang),
        say(lang, "notices-title"),
        noted(diagnosis, lang),
        (_how(diagnosis, lang), _data(network, diagnosis, lang), _figures(diagnosis, lang)),
        say(lang, "made-by", version=portee.__version__),
    )


def _tables(network: Network, diagnosis: Diagnosis, lang: str) -> tuple[SheetTable, ...]:
    changes = () if diagnosis.within.reach.all() else (_changes(diagnosis, lang),)
    return (
        _places(network, diagnosis, lang), _reasons(diagnosis, lang), *changes, *_benefits(diagnosis, lang),
        _ways(diagnosis, lang),
    )  # fmt: skip


def _unit(diagnosis: Diagnosis) -> str:
    return "jobs" if diagnosis.weight == "jobs" else "count"


def _places(network: Network, diagnosis: Diagnosis, lang: str) -> SheetTable:
    shown = places_told(diagnosis, MOST_PLACES)
    rest = int(diagnosis.within.reach.sum()) - len(shown)
    head = [say(lang, id) for id in ("place", "way", "out", "back", "eur-month", "kg-month")]
    rows = tuple(_place(network, diagnosis, place, lang) for place in shown)
    legend = [say(lang, "legend-unknown")] if any(NOTHING in row for row in rows) else []
    more = [say(lang, "places-more", count=rest)] if rest else []
    return SheetTable(
        "places", say(lang, "places-title"), tuple(head), rows, lead="" if shown else say(lang, "places-none"),
        after=" ".join([*more, *legend]), paper=" ".join(legend), figures=(2, 3, 4, 5),
    )  # fmt: skip


def _place(network: Network, diagnosis: Diagnosis, place: PlaceTold, lang: str) -> tuple[str, ...]:
    best = place.best
    return (
        called(network, diagnosis, place, lang),
        way_words(diagnosis.within.ways[best.way], lang, wheelchair=diagnosis.profile.walking.wheelchair),
        say(lang, "cell-minutes", minutes=best.out_min),
        say(lang, "cell-minutes", minutes=best.back_min),
        NOTHING if best.eur_month is None else eur(best.eur_month, lang),
        NOTHING if best.kg_co2_month is None else say(lang, "cell-kg", kg=best.kg_co2_month),
    )


def _reasons(diagnosis: Diagnosis, lang: str) -> SheetTable:
    told = reasons_told(diagnosis, lang)
    unit = say(lang, _unit(diagnosis))
    return SheetTable(
        "reasons", say(lang, "reasons-title"), (say(lang, "reason"), unit, say(lang, "reason-typical")),
        tuple((reason.words, figure(reason.weight, lang), reason.typical) for reason in told),
        lead=say(lang, "reasons-lead") if told else say(lang, "reasons-none"), figures=(1,), printed=6,
    )  # fmt: skip


def _changes(diagnosis: Diagnosis, lang: str) -> SheetTable:
    shown = worthwhile(diagnosis)[:MOST_CHANGES]
    unit = _unit(diagnosis)
    lost = any(unlocked.lost for unlocked in shown)
    head = [say(lang, "change"), say(lang, f"gained-{unit}"), *([say(lang, f"lost-{unit}")] if lost else [])]
    rows = []
    for unlocked in shown:
        minus = [figure(-unlocked.lost, lang) if unlocked.lost else NOTHING] if lost else []
        rows.append((_capital(unlocked.change.words.in_(lang)), f"+{figure(unlocked.gained, lang)}", *minus))
    return SheetTable(
        "changes", say(lang, "changes-title"), tuple(head), tuple(rows),
        lead=say(lang, "changes-lead") if shown else say(lang, "changes-none"),
        figures=tuple(range(1, len(head))), printed=6,
    )  # fmt: skip


def _benefits(diagnosis: Diagnosis, lang: str) -> Iterator[SheetTable]:
    """Benefits before and after, at the median wage within reach."""
    found = typical_change(diagnosis)
    if found is None:
        return
    wage, change = found
    head = tuple(say(lang, id) for id in ("benefit", "benefit-before", "benefit-after"))
    yield SheetTable(
        "benefits", say(lang, "benefits-title"), head,
        tuple((_capital(name), *amounts) for name, *amounts in benefit_rows(change, lang)),
        lead=say(lang, "benefits-lead", eur=wage), figures=(1, 2), printed=8,
    )  # fmt: skip


def _ways(diagnosis: Diagnosis, lang: str) -> SheetTable:
    told = ways_told(diagnosis, lang)
    rows = tuple(
        (_capital(way.words), way.price, _capital(way.who), figure(way.reached, lang)) for way in told[:MOST_WAYS]
    )
    head = (say(lang, "way"), say(lang, "way-cost"), say(lang, "way-who"), say(lang, _unit(diagnosis)))
    rest = len(told) - len(rows)
    return SheetTable(
        "ways", say(lang, "ways-title"), head, rows, lead=say(lang, "ways-lead"),
        after=say(lang, "more-rows", count=rest) if rest else "", figures=(3,),
    )  # fmt: skip


def _map(network: Network, diagnosis: Diagnosis, lang: str, known: Ground | None) -> SheetMap:
    work, home = diagnosis.work, (float(diagnosis.home.lon[0]), float(diagnosis.home.lat[0]))
    reached = diagnosis.within.reach
    ground = street_ground(network, np.append(work.lon, home[0]), np.append(work.lat, home[1]), known)

    def scale(metres: float) -> str:
        return say(lang, "map-km", km=metres / 1000) if metres >= 1000 else say(lang, "map-m", m=metres)

    return SheetMap(
        sheet_map(ground, work.lon, work.lat, reached, home, scale),
        say(lang, "map-alt", reached=int(reached.sum()), total=len(work)),
        tuple((mark, say(lang, f"map-{mark}")) for mark in ("reached", "not", "home")),
        _credit(sources_of(network, work), lang),
    )


def _credit(sources: Sequence[Provenance], lang: str) -> str:
    named = [f"{source.file} ({source.licence})" if source.licence else source.file for source in sources]
    open_street_map = any(source.source == "osm" and (source.licence or "").startswith("ODbL") for source in sources)
    thanks = [say(lang, "map-osm")] if open_street_map else []
    return ". ".join([*thanks, *([say(lang, "map-data", files=", ".join(named))] if named else [])])


def _how(diagnosis: Diagnosis, lang: str) -> SheetFold:
    parts = [part for part in HOW if part != "stops" or stop_kinds(diagnosis)]
    return SheetFold("how", say(lang, "how-title"), tuple(say(lang, f"how-{part}") for part in parts))


def _data(network: Network, diagnosis: Diagnosis, lang: str) -> SheetFold:
    care = [stop.places for stop in diagnosis.stops]
    sources = [*sources_of(network, diagnosis.work, *care), *diagnosis.case.situation.offers.provenance]
    none = say(lang, "data-none")
    rows = tuple(
        dict.fromkeys(
            (
                say(lang, "data-file", kind=source.source if source.source in KINDS else "places"), source.file,
                source.date or none, source.licence or none,
            )
            for source in sources
        )
    )  # fmt: skip
    head = tuple(say(lang, f"data-{part}") for part in ("what", "name", "date", "licence"))
    return SheetFold(
        "data", say(lang, "data-title"), tables=(SheetTable("sources", say(lang, "data-title"), head, rows),)
    )


def _figures(diagnosis: Diagnosis, lang: str) -> SheetFold:
    parameters = diagnosis.case.situation.figures.parameters
    rows = tuple(
        (
            parameters[row["parameter"]].title.in_(lang) if row["parameter"] in parameters else row["parameter"],
            figure_value(row["value"], lang), row["unit"], row["from"],
            SheetText(row["source"], href=row["url"]), _state(row, lang),
        )
        for row in diagnosis.figures
    )  # fmt: skip
    head = tuple(say(lang, f"figure-{part}") for part in ("name", "value", "unit", "since", "source", "state"))
    table = SheetTable("figures", say(lang, "figures-title"), head, rows, figures=(1,))
    return SheetFold("figures", say(lang, "figures-title"), tables=(table,))


def figure_value(value: Any, lang: str) -> str:
    """A figure as it was declared, or "scale" for a table."""
    if not isinstance(value, (int, float)):
        return say(lang, "figure-table")
    decimals = min(6, len(f"{value:.6f}".rstrip("0").partition(".")[2]))
    return figure(float(value), lang, decimals)


def _state(row: Any, lang: str) -> str:
    if row["expired"]:
        return say(lang, "figure-expired")
    return say(lang, "figure-current" if row["checked"] else "figure-unchecked")


def _capital(text: str) -> str:
    return re.sub(r"^\w", lambda first: first[0].upper(), text)
