"""Practices: where somebody has done what, on a small map and in the list that says the same."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from portee.commons.publish.pages.record_view import answer
from portee.commons.records.evidence import GRADES
from portee.commons.records.practice import Practice
from portee.commons.records.words import value_label
from portee.services.commons_reading.practices import Spot, practices_of, spots_of
from portee.services.commons_reading.shelf import Reading
from portee.web.commons.asked import STATES, practices_asked
from portee.web.commons.shelves import reading_of
from portee.web.commons.world import EUROPE, WORLD, marks
from portee.web.pages.commons.shown import show, view_of
from portee.web.rendering import language_of
from portee.web.wording import say, typeset

__all__ = ["router"]

router = APIRouter()


@router.get("/commons/practices")
def practices(request: Request) -> HTMLResponse:
    """The practices that fit the filters of the address."""
    reading, lang = reading_of(request), language_of(request)
    given = dict(request.query_params)
    asked = practices_asked(reading, given)
    found = practices_of(reading, asked.question, lang)
    spots = spots_of(reading, found)
    groups = [
        {"name": typeset(lang, spot.name), "number": place, "placed": spot.lat is not None,
         "practices": [_told(request, reading, one) for one in spot.practices]}
        for place, spot in enumerate(spots, 1)
    ]  # fmt: skip
    numbered = [(place, spot) for place, spot in enumerate(spots, 1) if spot.lat is not None]
    return show(
        request, "commons_practices.html", reading, status=422 if asked.problems else 200, count=len(found),
        groups=groups, question=asked.question, options=_options(reading, lang),
        maps=[{"frame": frame, "marks": drawn, "id": id, "label": say(lang, f"commons-map-{id}")}
              for id, frame in (("europe", EUROPE), ("world", WORLD)) if (drawn := marks(frame, numbered))],
        problems={name: say(lang, id) for name, id in asked.problems.items()},
        countries=len({one.country for one in found}), unplaced=sum(_size(s) for s in spots if s.lat is None),
    )  # fmt: skip


def _size(spot: Spot) -> int:
    return len(spot.practices)


def _told(request: Request, reading: Reading, practice: Practice) -> dict[str, object]:
    view, lang = view_of(request, reading), language_of(request)
    said = answer(practice, view)
    years = " – ".join(part for part in (practice.since or "", practice.until or "") if part)
    state = "" if practice.state == "unknown" else value_label("state", practice.state, lang)
    about = [state, years, practice.carried_by]
    return {
        "link": view.link(practice.id),
        "said": said[0] if said else None,
        "about": [part for part in about if part],
        "grade": say(lang, "commons-grade", words=value_label("grade", practice.grade, lang)),
    }


def _options(reading: Reading, lang: str) -> dict[str, list[tuple[str, str]]]:
    all_ = [("", say(lang, "commons-filter-all"))]
    found = [file.record for file in reading.release.of_type("practice")]
    held = [one for one in found if isinstance(one, Practice)]
    by_id = reading.release.by_id
    solutions = {str(id): typeset(lang, by_id[id].record.title.in_(lang))
                 for one in held for id in one.solutions if id in by_id}  # fmt: skip
    return {
        "solution": all_ + sorted(solutions.items(), key=lambda pair: pair[1]),
        "country": all_ + [(code, code) for code in sorted({one.country for one in held})],
        "grade": all_ + [(one, typeset(lang, value_label("grade", one, lang))) for one in GRADES],
        "state": all_ + [(one, value_label("state", one, lang)) for one in STATES],
    }
