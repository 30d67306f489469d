"""The page of a comparison of a scenario: who gains and loses, where, by group, and what the scenario modifies."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

import portee
from portee.core.provenance import Provenance
from portee.reports.basemap import base_from_streets
from portee.reports.fluent import say
from portee.reports.notes import note_texts
from portee.reports.sheet import AnswerSheet, SheetFold, SheetMap, SheetTable
from portee.reports.sheet_map import change_map, frame_of
from portee.reports.stream import check_ending
from portee.scenarios.scenario import Scenario
from portee.services.compare import Comparison
from portee.services.comparison_tables import (
    figure_table,
    group_tables,
    loser_table,
    modification_table,
    winner_table,
)
from portee.services.comparison_told import (
    LEAST_PEOPLE,
    LITTLE_GINI,
    answer,
    few,
    figure_words,
    lead,
    question,
    unit_of,
)
from portee.services.record import sources_of
from portee.services.winners import GroupChange

__all__ = ["PAGE_ENDINGS", "check_page_path", "comparison_sheet", "write_comparison"]

HTML = (".html", ".htm")
PAGE_ENDINGS = (".html", ".pdf", ".htm")

MOST_BASE_POINTS = 9_000
"""Points of the streets drawn under the small map."""

KINDS = ("gtfs", "osm", "offers")


def check_page_path(path: Path) -> None:
    """Refuse, before long work, a page whose ending is no known format. Raises ParameterError."""
    check_ending(path, endings=PAGE_ENDINGS)


def write_comparison(
    path: Path | str, found: Comparison, scenario: Scenario, changes: Sequence[GroupChange], *,
    column: str | None = None, lang: str = "fr",
) -> None:  # fmt: skip
    """Write the page of a comparison: .html, or .pdf for paper; the other arguments are those of `comparison_sheet`.

    Raises:
        ParameterError: another ending. OutputError: it could not be written; nothing is left of it.
    """
    from portee.reports.sheet_html import write_sheet_html
    from portee.reports.sheet_pdf import write_sheet_pdf

    path = Path(path)
    check_page_path(path)
    write = write_sheet_html if path.suffix.lower() in HTML else write_sheet_pdf
    write(path, comparison_sheet(found, scenario, changes, column=column, lang=lang))


def comparison_sheet(
    found: Comparison, scenario: Scenario, changes: Sequence[GroupChange], *, column: str | None = None,
    lang: str = "fr",
) -> AnswerSheet:  # fmt: skip
    """The page in a language.

    Args:
        found: the comparison. scenario: what was compared.
        changes: of each figure, of which more is better: everybody first, then each group, at least of one figure.
        column: of the origins that counts residents; None: origins are counted, and not shown one by one.
    """
    unit = unit_of(counted=column is not None)
    asked, people = question(found, lang), found.people(column)
    shown = changes[0].residents > 0 and not few(changes[0].residents, unit)
    most = [table(found, people, unit, lang) for table in (loser_table, winner_table)] if shown else []
    tables = (
        *((figure_table(found, changes, unit, lang), *group_tables(found, changes, unit, lang)) if shown else ()),
        *(table for table in most if table is not None), modification_table(found, scenario, lang),
    )  # fmt: skip
    return AnswerSheet(
        lang,
        say(lang, "comparison-page-title", question=asked, figure=figure_words(found, changes[0].figure, lang)),
        asked,
        answer(found, changes, unit, lang),
        lead(found, changes, unit, lang),
        _map(found, people, unit, lang) if shown else None,
        tables,
        say(lang, "notices-title"),
        note_texts(found.notes, lang),
        (_how(found, changes, unit, lang), _data(found, scenario, lang)),
        say(lang, "made-by", version=portee.__version__),
    )


def _map(found: Comparison, people: npt.NDArray[np.float64], unit: str, lang: str) -> SheetMap | None:
    change = found.change[:, 0]
    known = np.isfinite(change) & (people > 0)
    drawn = known & (people >= LEAST_PEOPLE) if unit == "residents" else known
    if not drawn.any():
        return None
    origins, sign = found.origins.take(np.flatnonzero(drawn)), np.sign(change[drawn]).astype(np.int8)
    network = found.changed.network
    base = base_from_streets(
        network.streets, bounds=frame_of(origins.lon, origins.lat), most_points=MOST_BASE_POINTS
    )  # fmt: skip

    def scale(metres: float) -> str:
        return say(lang, "map-km", km=metres / 1000) if metres >= 1000 else say(lang, "map-m", m=metres)

    small = int(known.sum() - drawn.sum())
    hidden = [say(lang, "comparison-map-hidden", count=small)] if small else []
    counts = {"gain": int((sign > 0).sum()), "lose": int((sign < 0).sum()), "same": int((sign == 0).sum())}
    keys = (("gain", "comparison-map-gain"), ("lose", "comparison-map-lose"), ("not", "comparison-map-same"))
    credit = _credit(sources_of(network, found.origins), lang)
    return SheetMap(
        change_map(base, origins.lon, origins.lat, sign, scale), say(lang, "comparison-map-alt", **counts),
        tuple((mark, say(lang, id)) for mark, id in keys), ". ".join([*hidden, *([credit] if credit else [])]),
    )  # fmt: skip


def _credit(sources: Sequence[Provenance], lang: str) -> str:
    named = [f"{source.file} ({source.licence})" if source.licence else source.file for source in sources]
    open_street_map = any(source.source == "osm" and (source.licence or "").startswith("ODbL") for source in sources)
    thanks = [say(lang, "map-osm")] if open_street_map else []
    return ". ".join([*thanks, *([say(lang, "map-data", files=", ".join(named))] if named else [])])


def _how(found: Comparison, changes: Sequence[GroupChange], unit: str, lang: str) -> SheetFold:
    median = found.percentiles == (50.0,)
    told = [say(lang, "comparison-how-twice"), say(lang, "comparison-how-count")]
    if found.window is not None:
        told.append(say(lang, "comparison-how-median" if median else "comparison-how-percentile"))
    told.append(say(lang, "comparison-how-people" if unit == "residents" else "comparison-how-origins"))
    if changes[0].lose:
        told.append(say(lang, "comparison-how-much"))
    told.append(say(lang, "comparison-how-gini", little=LITTLE_GINI))
    if unit == "residents":
        told.append(say(lang, "comparison-how-secret"))
    return SheetFold("how", say(lang, "how-title"), tuple(told))


def _data(found: Comparison, scenario: Scenario, lang: str) -> SheetFold:
    none = say(lang, "data-none")
    sources = sources_of(found.changed.network, found.origins, *found.changed.territory.opportunities.values())
    rows = dict.fromkeys(
        (say(lang, "data-file", kind=source.source if source.source in KINDS else "places"), source.file,
         source.date or none, source.licence or none)
        for source in sources
    )  # fmt: skip
    head = tuple(say(lang, id) for id in ("data-what", "data-name", "data-date", "data-licence"))
    told = [say(lang, "comparison-data-scenario", name=found.name, id=scenario.id[:12])]
    if found.day is not None:
        told.append(say(lang, "comparison-data-day", day=found.day))
    table = SheetTable("sources", say(lang, "data-title"), head, tuple(rows))
    return SheetFold("data", say(lang, "data-title"), tuple(told), (table,))
