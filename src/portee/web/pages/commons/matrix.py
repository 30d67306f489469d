"""The matrix: needs down, solutions across, with filters that work without a script."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from portee.commons.publish.pages.matrix_view import ADVICE, MARKS, shown_cell
from portee.commons.publish.pages.nodes import Phrase
from portee.commons.records.words import value_label
from portee.services.commons_reading.grid import LEVELS, PARTS, Grid, grid_of
from portee.services.commons_reading.shelf import Reading
from portee.web.commons.asked import STATUSES, grid_asked
from portee.web.commons.shelves import reading_of
from portee.web.pages.commons.shown import show, view_of
from portee.web.rendering import language_of
from portee.web.wording import say, typeset

__all__ = ["router"]

router = APIRouter()


@router.get("/commons/matrix")
def matrix(request: Request) -> HTMLResponse:
    """The cells of one territory that fit the filters of the address."""
    reading, lang = reading_of(request), language_of(request)
    given = dict(request.query_params)
    asked = grid_asked(reading, given)
    grid = grid_of(reading, asked.question, lang)
    view = view_of(request, reading)
    rows = [
        (view.link(need), [shown_cell(grid.cells.get((need, one)), view) for one in grid.solutions])
        for need in grid.needs
    ]
    legend = [(MARKS[one], _words("advice", one, lang), grid.counts.get(one, 0)) for one in ADVICE]
    place = view.link(grid.question.territory) if grid.question.territory else Phrase("")
    return show(
        request, "commons_matrix.html", reading, status=422 if asked.problems else 200, grid=grid, rows=rows,
        heads=[view.link(one) for one in grid.solutions], legend=legend, place=place,
        typed=lambda name: given.get(name, ""), options=_options(reading, grid, lang),
        problems={name: say(lang, id) for name, id in asked.problems.items()},
    )  # fmt: skip


def _words(field: str, value: object, lang: str) -> str:
    return typeset(lang, value_label(field, value, lang))


def _options(reading: Reading, grid: Grid, lang: str) -> dict[str, list[tuple[str, str]]]:
    """What each filter may be, "" for all."""
    all_ = [("", say(lang, "commons-filter-all"))]

    def titles(ids: tuple[str, ...]) -> list[tuple[str, str]]:
        by_id = reading.release.by_id
        return [(id, typeset(lang, by_id[id].record.title.in_(lang)) if id in by_id else id) for id in ids]

    return {
        "territory": titles(grid.places),
        "status": all_ + [(one, _words("status", one, lang)) for one in STATUSES],
        "level": [(str(one), say(lang, "commons-filter-level", level=one, words=_words("level", one, lang)))
                  for one in LEVELS],
        "advice": all_ + [(one, _words("advice", one, lang)) for one in ADVICE],
        "part": all_ + [(one, _words("part", one, lang)) for one in PARTS],
    }  # fmt: skip
