"""Files of a comparison of hubs: page, sheet of paper, spreadsheet, tables of figures."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import portee
from portee.core.atomic import atomic_files
from portee.hubs.plan.costs import PARTIES
from portee.reports.sheet_html import sheet_html
from portee.reports.sheet_pdf import sheet_pdf
from portee.reports.stream import check_ending
from portee.services.hubs.compare import HubComparison
from portee.services.hubs.compare_book import compare_book
from portee.services.hubs.compare_sheet import compare_sheet

__all__ = ["PAGES", "TABLES", "check_compare_paths", "comparison_facts", "write_hub_comparison"]

HTML = (".html", ".htm")
PAGES = (".html", ".pdf", ".htm")
TABLES = (".xlsx", ".csv", ".json")


def check_compare_paths(outputs: Sequence[Path | str], pages: Sequence[Path | str] = ()) -> None:
    """Refuse, before long work, names whose endings say no known format. Raises ParameterError."""
    for given, endings in ((outputs, TABLES), (pages, PAGES)):
        for path in given:
            check_ending(Path(path), endings=endings)


def write_hub_comparison(
    found: HubComparison, outputs: Sequence[Path | str] = (), *, pages: Sequence[Path | str] = (), lang: str = "fr"
) -> None:
    """Write a comparison; all files or none.

    Args:
        outputs: .xlsx, .csv or .json. pages: .html, or .pdf for a sheet of paper.

    Raises:
        ParameterError: another ending. OutputError: a file could not be written.
    """
    check_compare_paths(outputs, pages)
    made: dict[Path, bytes] = {}
    for path in map(Path, outputs):
        ending = path.suffix.lower()
        if ending == ".xlsx":
            made[path] = compare_book(found, lang)
        elif ending == ".csv":
            made[path] = _csv(found).encode()
        else:
            text = json.dumps(comparison_facts(found), ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False)
            made[path] = f"{text}\n".encode()
    for path in map(Path, pages):
        on_paper = path.suffix.lower() not in HTML
        sheet = compare_sheet(found, lang, paper=on_paper)
        made[path] = sheet_pdf(sheet) if on_paper else sheet_html(sheet).encode()
    if not made:
        return
    with atomic_files(*made) as targets:
        for target, content in zip(targets, made.values(), strict=True):
            target.write_bytes(content)


def _csv(found: HubComparison) -> str:
    """One row per figure: figure, unit, and a column for doing nothing and for each hub, by id."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["figure", "unit", *(case.plan.id for case in found.cases)])
    for one in found.figures:
        writer.writerow([one.name, one.unit, *("" if value is None else value for value in one.values)])
    return text.getvalue()


def comparison_facts(found: HubComparison) -> dict[str, Any]:
    """The comparison as JSON values: money in EUR, persons, shares from 0 to 1."""
    ids = [case.plan.id for case in found.cases]
    return {
        "made_by": f"Portée {portee.__version__}", "result": "hub_comparison",
        "figures": [
            {"figure": one.name, "unit": one.unit, **dict(zip(ids, one.values, strict=True))} for one in found.figures
        ],
        "hubs": [_case_facts(found, k) for k in range(len(found.cases))],
        "notes": list(found.notes),
    }  # fmt: skip


def _case_facts(found: HubComparison, place: int) -> Mapping[str, Any]:
    case = found.cases[place]
    walk = case.walk_m
    return {
        "id": case.plan.id, "title": case.plan.title.model_dump(),
        "walk_to_stop_m": None if walk is None or walk == float("inf") else walk,
        "integration": {
            axis.axis.id: {"level": axis.level, "lacking": [each.id for each in axis.lacking]} for axis in case.levels
        },
        "payment": {
            "counted": case.reach.counted, "persons": case.reach.persons, "served": case.reach.served,
            "offline": case.reach.offline, "served_all": case.reach.served_all, "offline_all": case.reach.offline_all,
            "services": {
                one.service: {
                    "served": one.served, "offline": one.offline, "without_means": one.without_means,
                    "unable": one.unable, "not_told": one.not_told,
                }
                for one in case.reach.services
            },
            "steps": {one.step.id: {"some": one.some, "all": one.all_} for one in case.reach.steps},
            "smallest_addition": {
                "channels": list(case.added.channels), "payments": list(case.added.payments),
                "waived": list(case.added.waived),
            },
        },
        "years": [
            {"year": year.year, "result": year.result / 100, "closing": year.closing / 100}
            for year in case.accounts.statements.years
        ],
        "parties": {
            party: case.accounts.parties.net(party) / 100 for party in PARTIES
        },
        "unchecked": list(case.accounts.unchecked), "expired": list(case.accounts.expired),
    }  # fmt: skip
