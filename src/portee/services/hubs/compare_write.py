"""Files of a comparison of hubs: page, sheet of paper, spreadsheet, tables of figures."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import portee
from portee.core.atomic import atomic_files
from portee.core.errors import ParameterError, Where
from portee.hubs.plan.costs import PARTIES
from portee.reports.fluent import CATALOGUES, say
from portee.reports.geopackage import write_layers
from portee.reports.maplayers import Words
from portee.reports.result_map import sheet_of, write_sheet
from portee.reports.sheet_html import sheet_html
from portee.reports.sheet_pdf import sheet_pdf
from portee.reports.stream import check_ending
from portee.services.draw import base_of
from portee.services.hubs.case import HubCase
from portee.services.hubs.compare import HubComparison
from portee.services.hubs.compare_book import compare_book
from portee.services.hubs.compare_sheet import compare_sheet
from portee.services.hubs.gains_compared import LEAST_PEOPLE, hubs_frame, worth_per_person, zone_map, zones_frame

__all__ = [
    "MAPS",
    "PAGES",
    "TABLES",
    "check_compare_paths",
    "comparison_facts",
    "comparison_record",
    "write_hub_comparison",
]

HTML = (".html", ".htm")
PAGES = (".html", ".pdf", ".htm")
TABLES = (".xlsx", ".csv", ".json")
MAPS = (".gpkg", ".png", ".html", ".htm")


def check_compare_paths(
    outputs: Sequence[Path | str], pages: Sequence[Path | str] = (), maps: Sequence[Path | str] = ()
) -> None:
    """Refuse, before long work, names whose endings say no known format. Raises ParameterError."""
    for given, endings in ((outputs, TABLES), (pages, PAGES), (maps, MAPS)):
        for path in given:
            check_ending(Path(path), endings=endings)


def write_hub_comparison(
    found: HubComparison, outputs: Sequence[Path | str] = (), *, pages: Sequence[Path | str] = (),
    maps: Sequence[Path | str] = (), lang: str = "fr",
) -> None:  # fmt: skip
    """Write a comparison; tables and pages all or none, then maps.

    Args:
        outputs: .xlsx, .csv or .json. pages: .html, or .pdf for a sheet of paper.
        maps: .gpkg with the layers `zones` and `hubs`, .png or .html; only where demand was computed.

    Raises:
        ParameterError: another ending, or a map of what was not computed. OutputError: a file could not be written.
    """
    check_compare_paths(outputs, pages, maps)
    if maps and (found.world is None or all(case.designed is None for case in found.designs)):
        raise ParameterError(
            "Who gains where was not computed: there is nothing to map.", where=Where(field="--map"),
            mend="Give a network, a territory and opportunities.",
        )  # fmt: skip
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
    drawing = None if found.world is None or not pages else zone_map(found, found.world.network, lang)
    for path in map(Path, pages):
        on_paper = path.suffix.lower() not in HTML
        sheet = compare_sheet(found, lang, drawing, paper=on_paper)
        made[path] = sheet_pdf(sheet) if on_paper else sheet_html(sheet).encode()
    if made:
        with atomic_files(*made) as targets:
            for target, content in zip(targets, made.values(), strict=True):
                target.write_bytes(content)
    for path in map(Path, maps):
        _write_map(path, found, lang)


def _write_map(path: Path, found: HubComparison, lang: str) -> None:
    assert found.world is not None
    zones, record = zones_frame(found), comparison_record(found)
    if path.suffix.lower() == ".gpkg":
        docs = {"cell": say(lang, "hubs-doc-cell"), "people": say(lang, "hubs-doc-people")}
        for name in zones.columns:
            if name.startswith("surplus_"):
                docs[name] = say(lang, "hubs-map-title")
        layers = {"zones": zones, "hubs": hubs_frame(found, lang)}
        write_layers(path, layers, provenance=record, column_docs={"zones": docs})
        return
    title = Words(*(say(each, "hubs-map-title") for each in CATALOGUES))
    columns = [name for name in zones.columns if name.startswith("surplus_")]
    sheet = sheet_of(
        zones[zones["people"].notna()], columns=columns, title=title, provenance=found.world.network.provenance
    )  # fmt: skip
    named = {f"surplus_{case.plan.id}": Words(case.plan.title.fr, case.plan.title.en) for case in found.designs}
    unit = Words(*(say(each, "hubs-map-unit") for each in CATALOGUES))
    named_layers = tuple(
        replace(layer, columns=tuple(replace(one, name=named[one.id], unit=unit) for one in layer.columns))
        for layer in sheet.layers
    )
    sheet = replace(sheet, layers=named_layers)
    write_sheet(path, replace(sheet, base=base_of(found.world.network.streets, sheet)), lang=lang)


def comparison_record(found: HubComparison) -> dict[str, Any]:
    """The provenance of a comparison, as JSON values: hubs, sources, what was asked, remarks."""
    sources = () if found.world is None else found.world.network.provenance
    asked = [dict(case.designed.asked) for case in found.designs if case.designed is not None]
    return {
        **comparison_facts(found), "sources": [source.to_dict() for source in sources],
        "parameters": json.loads(json.dumps(asked, default=str)),
    }  # fmt: skip


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
        "notes": [words.in_("en") for words in found.notes],
    }  # fmt: skip


def _gains(case: HubCase) -> list[dict[str, Any]]:
    """EUR a month and person by kind of resident, of those who are not too few to be told of."""
    if case.designed is None:
        return []
    return [
        {"profile": id, "people": people, "surplus_eur_month_person": worth_per_person(case, id)}
        for id, people in case.reach.people.items() if people >= LEAST_PEOPLE
    ]  # fmt: skip


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
        "gains": _gains(case),
        "years": [
            {"year": year.year, "result": year.result / 100, "closing": year.closing / 100}
            for year in case.accounts.statements.years
        ],
        "parties": {
            party: case.accounts.parties.net(party) / 100 for party in PARTIES
        },
        "unchecked": list(case.accounts.unchecked), "expired": list(case.accounts.expired),
    }  # fmt: skip
