from __future__ import annotations

from pathlib import Path

import pytest

from portee.services.logistics.book import goods_book, write_goods_book
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.reports.formulas import Book
from tests.services.logistics.answers import village_answer

FIGURES = ("cost", "g_co2e", "km", "kerb_min", "noise_h", "driver_h", "insertion_h")


def test_formulas_computed_again_are_the_figures(
    xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:
    answer = village_answer(tmp_path, xs_world, xs_territory)
    write_goods_book(tmp_path / "book.xlsx", answer, "en")
    book = Book.read((tmp_path / "book.xlsx").read_bytes())
    for sheet, cells in book.cells.items():
        for (row, col), cell in cells.items():
            if cell.formula is not None:
                assert float(book.compute(sheet, row, col)) == pytest.approx(float(cell.value), abs=1e-6)
    assert answer.vans is not None
    for row, name in enumerate(FIGURES, 3):
        for col, found in ((2, answer.found), (3, answer.vans)):
            # Costs are rounded to millionths per metre and second in the rounds.
            whole = float(book.compute("comparison", row, col))
            assert whole == pytest.approx(getattr(found.figures, name), rel=1e-4, abs=1e-3), name
            assert float(book.compute("comparison", row, col + 2)) == pytest.approx(
                found.figures.per_parcel(name), abs=1e-3
            )


def test_a_dearer_hour_makes_parcels_dearer(xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path) -> None:
    answer = village_answer(tmp_path, xs_world, xs_territory)
    write_goods_book(tmp_path / "book.xlsx", answer, "fr")
    book = Book.read((tmp_path / "book.xlsx").read_bytes())
    before = float(book.compute("comparaison", 3, 2))
    place = next(row for row, one in enumerate(goods_book(answer, "fr").vehicles, 2) if one.id.startswith("bikes"))
    hour = float(str(book.cells["véhicules"][place, 4].value))
    book.change("véhicules", place, 4, str(hour + 10))
    hours = sum(
        one.hours
        for one in goods_book(answer, "fr").rounds
        if one.vehicle == goods_book(answer, "fr").vehicles[place - 2].id
    )
    assert float(book.compute("comparaison", 3, 2)) == pytest.approx(before + 10 * hours)


def test_the_same_answer_gives_the_same_bytes(
    xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:
    answer = village_answer(tmp_path, xs_world, xs_territory)
    for name in ("one.xlsx", "other.xlsx"):
        write_goods_book(tmp_path / name, answer)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "other.xlsx").read_bytes()
