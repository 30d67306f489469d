"""Files of a simulated hub: all of them, the same bytes each time, or none."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from python_calamine import CalamineWorkbook

import portee
from portee.core.errors import OutputError, ParameterError
from portee.services.hubs.simulate import SimulatedHub
from portee.services.hubs.simulated_files import FILES, check_simulation_folder, notes_of, sizing_of
from portee.services.hubs.simulated_tables import SIZING


@pytest.fixture(scope="module")
def found() -> SimulatedHub:
    return portee.hub_simulation("fabriques", days=28, replications=3, size_to=0.6)


def test_all_files_are_written_and_can_be_read(found: SimulatedHub, tmp_path: Path) -> None:
    paths = portee.write_hub_simulation(found, tmp_path / "one", lang="en")
    assert tuple(path.name for path in paths) == FILES
    assert tuple(pl.read_csv(tmp_path / "one" / "sizing.csv").columns) == SIZING
    assert pl.read_csv(tmp_path / "one" / "groups.csv")["group"].to_list()[1] == "plein"
    assert json.loads((tmp_path / "one" / "simulation.json").read_text(encoding="utf-8"))["id"] == "fabriques"
    book = CalamineWorkbook.from_path(tmp_path / "one" / "simulation.xlsx")
    assert book.sheet_names[0] == "To know"
    assert book.get_sheet_by_name("Service by group").to_python()[0][0] == "service"
    page = (tmp_path / "one" / "simulation.html").read_text(encoding="utf-8")
    for told in ("Shared cars", "Makers and firms", 'role="img"', *notes_of(found, "en")[:2]):
        assert told in page
    again = portee.write_hub_simulation(found, tmp_path / "two", lang="en")
    assert [path.read_bytes() for path in paths] == [path.read_bytes() for path in again]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_sizes_and_assumptions_are_told(found: SimulatedHub, lang: str) -> None:
    sizes, notes = sizing_of(found, lang), notes_of(found, lang)
    assert len(sizes) == 4
    assert any(str(found.sized[0].vehicles) in sentence for sentence in sizes)
    assert any("2031" in sentence for sentence in notes)
    assert not any("{" in sentence for sentence in (*sizes, *notes))


def test_a_folder_that_cannot_be_is_refused_and_nothing_written(found: SimulatedHub, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="a file of that name"):
        portee.write_hub_simulation(found, tmp_path / "file")
    with pytest.raises(OutputError, match="above it does not exist"):
        portee.write_hub_simulation(found, tmp_path / "none" / "folder")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    demand = tmp_path / "hours.csv"
    demand.write_text("mine")
    with pytest.raises(ParameterError, match="made from"):
        check_simulation_folder(tmp_path, (None, "fabriques", demand))


def test_no_size_of_a_simulation_before_is_left(found: SimulatedHub, tmp_path: Path) -> None:
    portee.write_hub_simulation(found, tmp_path)
    portee.write_hub_simulation(replace(found, sized=()), tmp_path)
    table = pl.read_csv(tmp_path / "sizing.csv")
    assert tuple(table.columns) == SIZING
    assert not len(table)
