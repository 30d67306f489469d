"""The page of a vacancy: the answer, the map, who can come, what would add people, and all that explains it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

import portee
from portee.core.provenance import Provenance
from portee.network.network import Network
from portee.reports.fluent import eur, say
from portee.reports.sheet import AnswerSheet, SheetFold, SheetMap, SheetTable, SheetText
from portee.reports.sheet_ground import Ground
from portee.reports.sheet_map import sheet_map
from portee.services.diagnosis.sheet import figure_value
from portee.services.record import sources_of
from portee.services.street_ground import street_ground
from portee.services.vacancies.told import (
    answer,
    capital,
    change_words,
    count_words,
    expense_words,
    lead,
    noted,
    percent,
    question,
    title,
)
from portee.services.vacancies.who import profiles_told
from portee.services.vacancy import VacancyAnswer

__all__ = ["vacancy_sheet", "vacancy_tables"]

MOST_PROFILES, MOST_CHANGES, MOST_GROUPS = 40, 12, 40
"""Rows on a screen; the sheet of paper shows fewer."""

PRINTED_PROFILES, PRINTED = 15, 8

NOTHING = "–"
KINDS = ("gtfs", "osm", "offers")
UNITS = {"mix": "vacancy-people", "residents": "vacancy-residents"}
HOW = (
    "vacancy-how-both-ways", "vacancy-how-fed", "vacancy-how-money", "vacancy-how-profiles", "vacancy-how-mix",
    "vacancy-how-changes", "vacancy-how-carpool", "vacancy-how-shuttle", "vacancy-how-expense", "vacancy-how-secret",
    "vacancy-how-work",
)  # fmt: skip
OF_A_MIX = ("vacancy-how-mix", "vacancy-how-secret")


def vacancy_sheet(
    network: Network, found: VacancyAnswer, lang: str = "fr", *, ground: Ground | None = None
) -> AnswerSheet:
    """The page in a language. ground: of `street_ground`, drawn before around the homes."""
    return AnswerSheet(
        lang, title(found, lang), question(lang), answer(found, lang), lead(found, lang),
        _map(network, found, lang, ground), vacancy_tables(found, lang), say(lang, "notices-title"), noted(found, lang),
        (_how(found, lang), _data(network, found, lang), _figures(found, lang)),
        say(lang, "made-by", version=portee.__version__),
    )  # fmt: skip


def vacancy_tables(found: VacancyAnswer, lang: str) -> tuple[SheetTable, ...]:
    """Who can come, what would add people, and the groups where they are asked for."""
    groups = () if found.groups is None else (_groups(found, lang),)
    return (_who(found, lang), _added(found, lang), *groups)


def _who(found: VacancyAnswer, lang: str) -> SheetTable:
    additive, waged = found.residents.additive, found.wage_eur_month is not None
    head = [say(lang, "vacancy-profile"), say(lang, "vacancy-share")]
    head += [say(lang, "vacancy-can")] if additive else []
    head += [say(lang, id) for id in ("vacancy-trip", "vacancy-cost")]
    head += [say(lang, "vacancy-left")] if waged else []
    rows = []
    for told in profiles_told(found, lang)[:MOST_PROFILES]:
        row = [capital(told.title), percent(told.share, lang)]
        row += [count_words(told.reached, lang)] if additive else []
        row += [
            NOTHING if told.minutes is None else say(lang, "cell-minutes", minutes=round(told.minutes)),
            NOTHING if told.eur_month is None else eur(told.eur_month, lang),
        ]
        row += [NOTHING if told.left_eur_month is None else eur(told.left_eur_month, lang)] if waged else []
        rows.append((*row, capital(told.way_words) or NOTHING))
    legend = say(lang, "vacancy-medians")
    return SheetTable(
        "who", say(lang, "vacancy-who-title"), (*head, say(lang, "vacancy-how")), tuple(rows),
        lead=say(lang, "vacancy-who-lead") if additive else say(lang, "vacancy-who-lead-varies"),
        after=legend, paper=legend, figures=tuple(range(1, len(head))), printed=PRINTED_PROFILES,
    )  # fmt: skip


def _added(found: VacancyAnswer, lang: str) -> SheetTable:
    shown = found.added[:MOST_CHANGES]
    lost = any(round(change.lost.central) for change in shown)
    head = [say(lang, "vacancy-change"), say(lang, "vacancy-gained")]
    head += [say(lang, "vacancy-lost")] if lost else []
    rows = []
    for change in shown:
        minus = [count_words(change.lost, lang) if round(change.lost.central) else NOTHING] if lost else []
        gained = count_words(change.gained, lang)
        rows.append((capital(change_words(change, lang)), gained, *minus, capital(expense_words(change.cost, lang))))
    return SheetTable(
        "added", say(lang, "vacancy-added-title"), (*head, say(lang, "vacancy-expense")), tuple(rows),
        lead=say(lang, "vacancy-added-lead") if shown else say(lang, "vacancy-added-none"),
        figures=tuple(range(1, len(head))), printed=PRINTED,
    )  # fmt: skip


def _groups(found: VacancyAnswer, lang: str) -> SheetTable:
    rows = []
    for group in (found.groups or ())[:MOST_GROUPS]:
        name = group.name or say(lang, "vacancy-group-none")
        if group.people is None or group.reached is None:
            rows.append((name, say(lang, "vacancy-hidden"), NOTHING, NOTHING))
            continue
        share = group.reached.central / group.people.central if group.people.central else 0.0
        rows.append(
            (name, count_words(group.people, lang), count_words(group.reached, lang),
             percent(share, lang))
        )  # fmt: skip
    rest = len(found.groups or ()) - len(rows)
    unit = UNITS.get(found.residents.basis, "vacancy-places")
    head = (say(lang, "vacancy-group"), say(lang, unit), say(lang, "vacancy-can"), say(lang, "vacancy-share"))
    return SheetTable(
        "groups", say(lang, "vacancy-groups-title", group=found.group or ""), head, tuple(rows),
        lead=say(lang, "vacancy-groups-lead"), after=say(lang, "more-rows", count=rest) if rest else "",
        figures=(1, 2, 3), printed=PRINTED,
    )  # fmt: skip


def _map(network: Network, found: VacancyAnswer, lang: str, known: Ground | None) -> SheetMap:
    homes, work = found.residents.homes, (float(found.work.lon[0]), float(found.work.lat[0]))
    ground = street_ground(network, np.append(homes.lon, work[0]), np.append(homes.lat, work[1]), known)
    able = found.affordable.sum(axis=0)
    half = 2 * able >= len(found.candidates)
    some = (able > 0) & ~half

    def scale(metres: float) -> str:
        return say(lang, "map-km", km=metres / 1000) if metres >= 1000 else say(lang, "map-m", m=metres)

    svg = sheet_map(ground, homes.lon, homes.lat, half, work, scale, part=some, mark="work")
    marks = (
        ("reached", "vacancy-map-half"), ("part", "vacancy-map-part"), ("not", "vacancy-map-none"),
        ("work", "vacancy-map-work"),
    )  # fmt: skip
    alt = say(
        lang, "vacancy-map-alt", half=int(half.sum()), part=int(some.sum()), none=int((able == 0).sum()),
        total=len(homes),
    )  # fmt: skip
    keys = tuple((mark, say(lang, id)) for mark, id in marks)
    return SheetMap(svg, alt, keys, _credit(sources_of(network, homes), lang))


def _credit(sources: Sequence[Provenance], lang: str) -> str:
    named = [f"{source.file} ({source.licence})" if source.licence else source.file for source in sources]
    open_street_map = any(source.source == "osm" and (source.licence or "").startswith("ODbL") for source in sources)
    thanks = [say(lang, "map-osm")] if open_street_map else []
    return ". ".join([*thanks, *([say(lang, "map-data", files=", ".join(named))] if named else [])])


def _how(found: VacancyAnswer, lang: str) -> SheetFold:
    parts = [id for id in HOW if id not in OF_A_MIX or found.residents.mix is not None]
    return SheetFold("how", say(lang, "how-title"), tuple(say(lang, id) for id in parts))


def _data(network: Network, found: VacancyAnswer, lang: str) -> SheetFold:
    none = say(lang, "data-none")
    sources = [*sources_of(network, found.residents.homes), *found.offers.provenance]
    rows = dict.fromkeys(
        (say(lang, "data-file", kind=source.source if source.source in KINDS else "places"), source.file,
         source.date or none, source.licence or none)
        for source in sources
    )  # fmt: skip
    head = tuple(say(lang, id) for id in ("data-what", "data-name", "data-date", "data-licence"))
    table = SheetTable("sources", say(lang, "data-title"), head, tuple(rows))
    return SheetFold("data", say(lang, "data-title"), tables=(table,))


def _figures(found: VacancyAnswer, lang: str) -> SheetFold:
    parameters = found.parameters
    rows = tuple(
        (
            parameters[row["parameter"]].title.in_(lang) if row["parameter"] in parameters else row["parameter"],
            figure_value(row["value"], lang), row["unit"], row["from"],
            SheetText(row["source"], href=row["url"]), _state(row, lang),
        )
        for row in found.figures
    )  # fmt: skip
    ids = ("figure-name", "figure-value", "figure-unit", "figure-since", "figure-source", "figure-state")
    table = SheetTable(
        "figures", say(lang, "figures-title"), tuple(say(lang, id) for id in ids), rows, figures=(1,)
    )  # fmt: skip
    return SheetFold("figures", say(lang, "figures-title"), tables=(table,))


def _state(row: Any, lang: str) -> str:
    if row["expired"]:
        return say(lang, "figure-expired")
    return say(lang, "figure-current" if row["checked"] else "figure-unchecked")
