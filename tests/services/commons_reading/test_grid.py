from __future__ import annotations

from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.commons.publish.pages.matrix_view import ADVICE
from portee.commons.records.cell import Cell
from portee.commons.repository.starting import begin
from portee.services.commons_reading.grid import PARTS, GridQuestion, grid_of
from portee.services.commons_reading.shelf import Reading, Shelf


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    root = tmp_path_factory.mktemp("grid") / "commons"
    begin(root, "Mimosa", with_records="seed")
    return Shelf(root).reading()


@settings(max_examples=40, deadline=None)
@given(
    status=st.sampled_from(("", "published", "reviewed", "proposed")), level=st.integers(0, 4),
    advice=st.sampled_from(("", *ADVICE)), part=st.sampled_from(("", *PARTS)),
    words=st.sampled_from(("", "vélo", "VELO", "nuit hub", "zzz")),
)  # fmt: skip
def test_a_filter_never_adds_and_rows_and_columns_are_those_of_the_cells(
    reading: Reading, status: str, level: int, advice: str, part: str, words: str
) -> None:
    question = GridQuestion(status=status, level=level, advice=advice, part=part, words=words)
    whole, grid = grid_of(reading, GridQuestion(), "fr"), grid_of(reading, question, "fr")
    assert set(grid.cells) <= set(whole.cells)
    assert set(grid.needs) == {need for need, _ in grid.cells}
    assert set(grid.solutions) == {solution for _, solution in grid.cells}
    assert sum(grid.counts.values()) == len(grid.cells)
    for cell in grid.cells.values():
        assert cell.level >= level
        assert status in ("", cell.status)
        assert advice in ("", cell.advice)
    assert grid.total == len(whole.cells)


def test_words_are_found_in_the_need_whatever_accents(reading: Reading) -> None:
    cell = cast(Cell, reading.release.of_type("cell")[0].record)
    title = reading.release.by_id[str(cell.need)].record.title.fr
    grid = grid_of(reading, GridQuestion(words=title.upper()), "fr")
    assert (str(cell.need), str(cell.solution)) in grid.cells
