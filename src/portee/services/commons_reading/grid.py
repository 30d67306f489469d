"""The matrix of a commons as a grid, with only the cells that somebody asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from portee.commons.publish.pages.matrix_view import ADVICE, places
from portee.commons.publish.pages.search_index import fold
from portee.commons.records.cell import Cell
from portee.services.commons_reading.shelf import Reading

__all__ = ["LEVELS", "LONGEST_WORDS", "PARTS", "Grid", "GridQuestion", "grid_of"]

LEVELS = (0, 1, 2, 3, 4)
PARTS = ("housing", "mobility", "logistics")
LONGEST_WORDS = 120
"""Characters of a text that is looked for."""


@dataclass(frozen=True)
class GridQuestion:
    """Which cells are asked for; what is empty asks for all.

    Attributes:
        territory: id; the first place that has cells otherwise.
        status, advice, part: one of each. level: at least so high.
        need, solution: ids.
        words: that need, solution or cell hold, whatever accents.
    """

    territory: str = ""
    status: str = ""
    level: int = 0
    advice: str = ""
    part: str = ""
    need: str = ""
    solution: str = ""
    words: str = ""

    @property
    def is_filtered(self) -> bool:
        """Whether it asks for less than the whole matrix of a territory."""
        return self != GridQuestion(self.territory)


@dataclass(frozen=True)
class Grid:
    """The answer.

    Attributes:
        question: with the territory that was taken.
        places: ids of territories that have cells.
        needs, solutions: ids of rows and columns that hold a cell.
        cells: by need and solution. total: cells of the territory, asked for or not.
        counts: how many cells of each advice.
    """

    question: GridQuestion
    places: tuple[str, ...]
    needs: tuple[str, ...]
    solutions: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]
    total: int
    counts: Mapping[str, int] = field(default_factory=dict)


def grid_of(reading: Reading, question: GridQuestion, lang: str) -> Grid:
    """The cells that fit a question. A territory without cells has an empty grid."""
    from dataclasses import replace

    release = reading.release
    known = places(release)
    place = question.territory or (known[0] if known else "")
    here = [cell for file in release.of_type("cell") if (cell := cast(Cell, file.record)).territory == place]
    words = fold(question.words).split()
    kept = [cell for cell in here if _fits(cell, question) and _holds(cell, words, reading, lang)]
    cells = {(str(cell.need), str(cell.solution)): cell for cell in kept}
    order = {file.id: at for at, file in enumerate(release.records)}
    needs = sorted({need for need, _ in cells}, key=lambda id: (order.get(id, len(order)), id))
    # Solutions follow the needs that they answer, so that what belongs together lies together.
    first = {one: min(needs.index(need) for need, other in cells if other == one) for _, one in cells}
    solutions = sorted(first, key=lambda id: (first[id], order.get(id, len(order)), id))
    counts = {advice: sum(cell.advice == advice for cell in kept) for advice in ADVICE}
    asked = replace(question, territory=place)
    return Grid(asked, known, tuple(needs), tuple(solutions), cells, len(here), counts)


def _fits(cell: Cell, question: GridQuestion) -> bool:
    return (
        cell.level >= question.level
        and question.status in ("", cell.status)
        and question.advice in ("", cell.advice)
        and question.need in ("", str(cell.need))
        and question.solution in ("", str(cell.solution))
        and (not question.part or bool(getattr(cell.requirements, question.part)))
    )


def _holds(cell: Cell, words: list[str], reading: Reading, lang: str) -> bool:
    if not words:
        return True
    held = [reading.folded(id, lang) for id in (cell.id, str(cell.need), str(cell.solution))
            if id in reading.release.by_id]  # fmt: skip
    text = " ".join(held)
    return all(word in text for word in words)
