"""The matrix of a place: needs down, solutions across, and in each cell the advice and the level, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from portee.commons.publish.pages.address import matrix_path, page_path, record_page
from portee.commons.publish.pages.nodes import Phrase
from portee.commons.publish.pages.templates import render
from portee.commons.publish.pages.view import View
from portee.commons.publish.release import ALWAYS, Release
from portee.commons.records.cell import Cell
from portee.commons.records.words import value_label

__all__ = ["ADVICE", "MARKS", "Shown", "matrix_html", "matrix_index_html", "places", "shown_cell"]

ADVICE = ("required", "recommended", "to-test", "advised-against")
"""From what must be to what should not."""

MARKS = {"required": "●", "recommended": "◐", "to-test": "◌", "advised-against": "✕"}
"""A sign before the words, so that the eye finds them also in grey."""


@dataclass(frozen=True)
class Shown:
    """One cell as the table shows it."""

    id: str
    href: str
    advice: str
    level: int
    mark: str
    words: str
    level_words: str
    contested: bool
    badge: str = ""


def places(release: Release) -> tuple[str, ...]:
    """Places that the release has cells for; the commons' own place comes first."""
    found = {cast(Cell, file.record).territory for file in release.of_type("cell")}
    return tuple(sorted(map(str, found), key=lambda id: (id != release.manifest.territory, id)))


def _cells(release: Release, place: str) -> dict[tuple[str, str], Cell]:
    cells = [cast(Cell, file.record) for file in release.of_type("cell")]
    return {(str(cell.need), str(cell.solution)): cell for cell in cells if cell.territory == place}


def matrix_html(place: str, view: View) -> bytes:
    """The page of one place's matrix."""
    release = view.release
    cells = _cells(release, place)
    order = {file.id: at for at, file in enumerate(release.records)}

    def sort(ids: set[str]) -> list[str]:
        return sorted(ids, key=lambda id: (order.get(id, len(order)), id))

    needs = sort({need for need, _ in cells})
    # Solutions follow the needs that they answer, so that what belongs together lies together.
    first = {one: min(needs.index(need) for need, other in cells if other == one) for _, one in cells}
    solutions = sorted(sort({solution for _, solution in cells}), key=lambda one: first[one])
    rows = [(view.link(need), [shown_cell(cells.get((need, one)), view) for one in solutions]) for need in needs]
    counts = {advice: sum(cell.advice == advice for cell in cells.values()) for advice in ADVICE}
    return render(
        "matrix.html", view,
        place=view.link(place), heads=[view.link(one) for one in solutions], rows=rows, count=len(cells),
        legend=[(one, MARKS[one], value_label("advice", one, view.words_lang), counts[one]) for one in ADVICE],
        levels=[(level, value_label("level", level, view.words_lang)) for level in range(5)],
        others=_others(place, view),
        alternate={lang: view.href(matrix_path(place, lang)) for lang in release.manifest.languages},
    )  # fmt: skip


def shown_cell(cell: Cell | None, view: View) -> Shown | None:
    """A cell in words; None where there is none."""
    if cell is None:
        return None
    return Shown(
        cell.id, view.href(record_page(cell.id, view.lang)), cell.advice, cell.level, MARKS[cell.advice],
        value_label("advice", cell.advice, view.words_lang), value_label("level", cell.level, view.words_lang),
        bool(cell.disagreements), "" if cell.status in ALWAYS else view.told(f"badge_{cell.status}"),
    )  # fmt: skip


def _others(place: str, view: View) -> list[Phrase]:
    found = []
    for other in places(view.release):
        if other != place:
            name = view.link(other)
            found.append(Phrase(name.text, view.href(matrix_path(other, view.lang)), name.lang))
    return found


def matrix_index_html(view: View) -> bytes:
    """The list of places that have a matrix."""
    listed = []
    for place in places(view.release):
        name = view.link(place)
        count = len(_cells(view.release, place))
        listed.append((Phrase(name.text, view.href(matrix_path(place, view.lang)), name.lang), count))
    alternate = {lang: view.href(page_path("matrix", lang)) for lang in view.release.manifest.languages}
    return render("places.html", view, listed=listed, alternate=alternate)
