"""Find records: by words, type and status; without words, the list of a type."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from portee.commons.index.index import search as find
from portee.commons.index.terms import words_of
from portee.commons.publish.pages.record_view import answer
from portee.commons.publish.release import ALWAYS
from portee.commons.records.kinds import KINDS
from portee.commons.records.words import type_name, type_purpose, value_label
from portee.web.commons.asked import STATUSES, records_asked
from portee.web.commons.shelves import reading_of, shelf_of
from portee.web.pages.commons.shown import show, view_of
from portee.web.rendering import language_of
from portee.web.site import site_of
from portee.web.wording import say, typeset

__all__ = ["router"]

router = APIRouter()

MOST = 100
"""Records shown at a time: a reader adds a word rather than read further."""


@router.get("/commons/search")
def search(request: Request) -> HTMLResponse:
    """Records that hold every word, best first; or every record of a type."""
    reading, lang = reading_of(request), language_of(request)
    given = dict(request.query_params)
    asked = records_asked(given)
    view = view_of(request, reading)
    types = (asked.type,) if asked.type else ()
    statuses = (asked.status,) if asked.status else STATUSES
    found: list[tuple[str, str]] = []
    if words_of(asked.words):
        hits = find(
            shelf_of(site_of(request), lang).commons(), asked.words, lang=lang, types=types, statuses=statuses,
            limit=MOST + 1,
        )  # fmt: skip
        found = [(hit.id, hit.excerpt) for hit in hits if hit.id in reading.release.by_id]
    elif not asked.words:
        for file in reading.release.records:
            if file.record.status in statuses and asked.type in ("", file.record.type):
                said = answer(file.record, view) if asked.type else ()
                found.append((file.id, said[0].text if said else ""))
    shown = [
        {
            "link": view.link(id), "said": said, "kind": type_name(id.partition("/")[0], lang),
            "badge": _badge(reading.release.by_id[id].record.status, lang),
        }
        for id, said in found[:MOST]
    ]  # fmt: skip
    options = {
        "type": [("", say(lang, "commons-filter-all"))] + [(k, type_name(k, lang, plural=True)) for k in KINDS],
        "status": [("", say(lang, "commons-filter-all"))] + [(s, value_label("status", s, lang)) for s in STATUSES],
    }
    return show(
        request, "commons_search.html", reading, status=422 if asked.problems else 200, asked=asked, shown=shown,
        count=len(found), most=MOST, options=options, typed=lambda name: given.get(name, ""),
        problems={name: say(lang, id) for name, id in asked.problems.items()},
        heading=type_name(asked.type, lang, plural=True) if asked.type and not asked.words else "",
        purpose=typeset(lang, type_purpose(asked.type, lang)) if asked.type else "",
    )  # fmt: skip


def _badge(status: str, lang: str) -> str:
    return "" if status in ALWAYS else value_label("status", status, lang)
