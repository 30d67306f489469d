"""A neighbourhood's answer as files: the table, and beside it the sums over residents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

import portee
from portee.core.declared import Words
from portee.network.network import Network
from portee.reports.notes import note_texts
from portee.reports.stream import check_ending
from portee.reports.tables import write_table
from portee.services.groups import summary_path
from portee.services.neighbourhood.columns import summary_meanings
from portee.services.neighbourhood.equity import EquityTable, incomes_of
from portee.services.neighbourhood.frame import frame_meanings, to_frame
from portee.services.profile_access import ProfileAccess, Scenario
from portee.services.record import sources_of
from portee.territory.places import Places

__all__ = ["access_facts", "answer_record", "write_answer"]

LANGUAGES = ("fr", "en")


def answer_record(
    network: Network,
    access: ProfileAccess,
    table: EquityTable,
    scenarios: Sequence[Scenario],
    opportunities: Places,
    remarks: Sequence[Words],
    *,
    parameters: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The provenance of an answer, as JSON values: what was asked of which network, from which sources, and remarks."""
    offers = [record for scenario in scenarios for record in scenario.offers.provenance]
    sources = [*sources_of(network, access.cells, opportunities), *offers]
    mix = access.residents.mix
    known = {(record.sha256, record.source): record for record in sources}
    return {
        "made_by": f"Portée {portee.__version__}",
        "result": "profile access",
        "network": network.key,
        "parameters": {
            "week_of": access.day.isoformat(),
            "profiles": [profile.model_dump(mode="json", exclude_defaults=True) for profile in access.profiles],
            "kinds": list(access.kinds),
            "scenarios": list(access.scenarios),
            "poverty_line": table.line,
            "income": table.income,
            **(parameters or {}),
        },
        "people": access.residents.basis,
        "opportunities": dict(zip(access.kinds, access.totals.tolist(), strict=True)),
        "unreached": None if access.competition is None
        else dict(zip(access.kinds, access.competition.unreached.tolist(), strict=True)),
        "searches": {"streets": access.searches[0], "public_transport": access.searches[1]},
        "figures": [dict(row) for row in access.figures],
        "places": {
            role: [record.file for record in places.provenance]
            for role, places in (("cells", access.cells), ("opportunities", opportunities))
        },
        "sources": [record.to_dict() for record in known.values()],
        # Notes are drawn on every map: what the data are, and no more. Remarks are all there is to know.
        "notes": [*network.notes, *(words.en for words in (() if mix is None else mix.notes[:1]))],
        "remarks": {
            lang: [*map(str, note_texts(access.notes, lang)), *(words.in_(lang) for words in remarks)]
            for lang in LANGUAGES
        },
    }  # fmt: skip


def access_facts(access: ProfileAccess, table: EquityTable, record: Mapping[str, Any], lang: str) -> dict[str, Any]:
    """What was computed, and its sums, as JSON values; record: of the answer."""
    return {
        "cells": len(access.cells), "profiles": [profile.id for profile in access.profiles],
        "opportunities": access.places, "searches": record["searches"], "remarks": record["remarks"][lang],
        "summary": table.to_frame().to_dicts(),
    }  # fmt: skip


def write_answer(
    path: Path | str,
    access: ProfileAccess,
    table: EquityTable,
    record: Mapping[str, Any],
    *,
    wide: bool = False,
    groups: npt.NDArray[np.object_] | None = None,
    lang: str = "en",
) -> tuple[Path, Path]:
    """Write the table in the format of the ending, and its sums beside it as NAME.summary.csv.

    Args:
        path: ends in .csv, .gpkg, .parquet or .geojson.
        access, table, record: what is written.
        wide: one row per cell (see `to_frame`). groups: group of each cell.
        lang: of the meanings of columns in the file; the record has both.

    Returns:
        both paths.

    Raises:
        ParameterError: another ending. OutputError: a file could not be written; nothing is left of it.
    """
    path = Path(path)
    check_ending(path)
    incomes = None if table.income is None else incomes_of(access.cells, table.income)[1]
    frame = to_frame(access, wide=wide, groups=groups, incomes=incomes)
    columns = [str(name) for name in frame.columns if name != "geometry"]
    told = {code: frame_meanings(access, columns, code) for code in LANGUAGES}
    write_table(frame, path, provenance={**record, "meanings": told}, column_docs=told[lang])
    beside = summary_path(path)
    told = {code: summary_meanings(code) for code in LANGUAGES}
    write_table(table.to_frame(), beside, provenance={**record, "meanings": told}, column_docs=told[lang])
    return path, beside
