"""The versions of a record, and what changed from one to another, word by word."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from portee.commons.repository.history import history
from portee.commons.text.record_file import record_path
from portee.core.errors import InputError
from portee.services.commons_reading.versions import commit_named, fields_shown, record_of
from portee.web.commons.shelves import reading_of, shelf_of
from portee.web.errors import Problem
from portee.web.pages.commons.record import known_id
from portee.web.pages.commons.shown import show, view_of
from portee.web.rendering import language_of
from portee.web.site import site_of
from portee.web.wording import say

__all__ = ["router"]

router = APIRouter()

MOST = 200
"""Versions of one record that are listed."""


@router.get("/commons/{kind}/{slug}/history")
def record_history(request: Request, kind: str, slug: str) -> HTMLResponse:
    """Who changed the record, when, and what they said; each version can be compared with the one before."""
    reading, lang = reading_of(request), language_of(request)
    id = known_id(request, reading, kind, slug)
    found = history(shelf_of(site_of(request), lang).commons(), record_path(id), MOST)
    listed = [
        {
            "commit": one.commit[:12], "moment": datetime.fromisoformat(one.moment), "author": one.author,
            "message": one.message, "before": found[place + 1].commit[:12] if place + 1 < len(found) else "",
        }
        for place, one in enumerate(found)
    ]  # fmt: skip
    return show(
        request, "commons_history.html", reading, id=id, versions=listed, title=view_of(request, reading).link(id)
    )


@router.get("/commons/{kind}/{slug}/diff")
def record_diff(request: Request, kind: str, slug: str, old: str = "", new: str = "") -> HTMLResponse:
    """What differs between two versions of the record; from nothing at all when no version before is named."""
    reading, lang = reading_of(request), language_of(request)
    id = known_id(request, reading, kind, slug)
    commons = shelf_of(site_of(request), lang).commons()
    try:
        after = commit_named(commons, new) if new else reading.commit
        before = commit_named(commons, old) if old else None
    except InputError:
        raise Problem(404, say(lang, "commons-no-version"), say(lang, "commons-no-version-hint")) from None
    one = None if before is None else record_of(commons, id, before)
    other = record_of(commons, id, after)
    fields = fields_shown(one, other, lang, reading.release)
    return show(
        request, "commons_diff.html", reading, id=id, title=view_of(request, reading).link(id), fields=fields,
        old=(before or "")[:12], new=after[:12], is_new=one is None and other is not None,
    )  # fmt: skip
