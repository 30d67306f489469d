"""Files of a simulated hub, all in one folder: tables (CSV), all of it (JSON), a spreadsheet, drawings and a page."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import polars as pl

from portee.core.atomic import atomic_files
from portee.core.errors import OutputError
from portee.reports.hub_occupancy import occupancy_plot
from portee.reports.hub_simulation_page import simulation_page
from portee.reports.hub_simulation_told import simulation_words, told_notes, told_sizing, told_skipped
from portee.reports.own_files import refuse_overwriting
from portee.reports.table_workbook import frame_rows, table_workbook
from portee.services.hubs.simulate import SimulatedHub
from portee.services.hubs.simulated_tables import (
    figures_table,
    groups_table,
    hours_table,
    services_table,
    simulated_facts,
    sizing_table,
    stations_table,
)

__all__ = ["FILES", "check_simulation_folder", "notes_of", "sizing_of", "write_hub_simulation"]


TABLES = ("groups", "services", "stations", "hours", "sizing", "figures")
FILES = (
    *(f"{name}.csv" for name in TABLES), "occupancy.svg", "occupancy.png", "simulation.json", "simulation.xlsx",
    "simulation.html",
)  # fmt: skip
"""Names of what is written; always all of them, so that none is left from a simulation before."""


def notes_of(found: SimulatedHub, lang: str) -> list[str]:
    """What a reader must know: what was assumed, what is not simulated, limits."""
    return [
        *told_notes(found.notes, found.titles, lang), *told_skipped(found.skipped, lang),
        simulation_words()["limits"][lang],
    ]  # fmt: skip


def sizing_of(found: SimulatedHub, lang: str) -> list[str]:
    """What is enough, service by service; nothing without a target."""
    return [
        sentence
        for each in found.sized
        for sentence in told_sizing(
            each, found.titles[each.given.service].in_(lang), found.group_titles[each.given.service], lang
        )
    ]


def check_simulation_folder(folder: Path | str, read: Iterable[Path | str | None] = ()) -> None:
    """Refuse a folder before any work.

    Args:
        read: files that the simulation is made from.

    Raises:
        OutputError: it cannot be a folder. ParameterError: a file that is read would be written over.
    """
    path = Path(folder)
    if path.exists() and not path.is_dir():
        raise OutputError("There is a file of that name.", where=str(path), mend="Give the name of a folder.")
    if not path.exists() and not path.absolute().parent.is_dir():
        raise OutputError("The folder above it does not exist.", where=str(path), mend="Create it first.")
    refuse_overwriting([path / name for name in FILES], read)


def write_hub_simulation(found: SimulatedHub, folder: Path | str, *, lang: str = "fr") -> tuple[Path, ...]:
    """Write simulation.html, .xlsx, .json, occupancy.svg and .png, and one .csv per table; all or none.

    Returns:
        the files, the page last.

    Raises:
        OutputError: they cannot be written.
    """
    check_simulation_folder(folder)
    tables = {
        "groups": groups_table(found), "services": services_table(found), "stations": stations_table(found),
        "hours": hours_table(found), "sizing": sizing_table(found), "figures": figures_table(found),
    }  # fmt: skip
    words = {key: texts[lang] for key, texts in simulation_words().items()}
    title = words["title"].format(hub=found.title.in_(lang))
    names = [found.titles[result.given.service].in_(lang) for result in found.results]
    notes, sizing = notes_of(found, lang), sizing_of(found, lang)
    drawing = occupancy_plot(found.results, names, lang, "svg")
    sheets = {words[f"sheet_{name}"]: frame_rows(table) for name, table in tables.items() if len(table)}
    made = {f"{name}.csv": _csv(table) for name, table in tables.items()}
    made["occupancy.svg"] = drawing
    made["occupancy.png"] = occupancy_plot(found.results, names, lang, "png")
    made["simulation.json"] = json.dumps(simulated_facts(found), ensure_ascii=False, indent=1, allow_nan=False).encode()
    made["simulation.xlsx"] = table_workbook(title, sheets, {words["sheet_notes"]: [*sizing, *notes]})
    made["simulation.html"] = simulation_page(
        title, found.results, found.titles, found.group_titles, sizing, notes, found.figures, drawing, lang
    ).encode()
    path = Path(folder)
    try:
        path.mkdir(exist_ok=True)
    except OSError as problem:
        raise OutputError(f"The folder cannot be made: {problem.strerror}.", where=str(path)) from None
    paths = tuple(path / name for name in FILES)
    with atomic_files(*paths) as targets:
        for target, name in zip(targets, FILES, strict=True):
            target.write_bytes(made[name])
    return paths


def _csv(table: pl.DataFrame) -> bytes:
    # A share of nobody is no number: such a cell stays empty.
    numbers = [name for name, kind in table.schema.items() if kind == pl.Float64]
    return table.with_columns(pl.col(numbers).fill_nan(None)).write_csv().encode()
