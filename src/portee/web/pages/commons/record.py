"""The page of one record: what it says, what it rests on, who speaks of it, and how to take it away."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from portee.commons.publish.pages.record_view import record_shown
from portee.commons.records.references import ID
from portee.commons.records.words import type_name
from portee.services.commons_reading.shelf import Reading
from portee.web.commons.shelves import reading_of
from portee.web.commons.view import records_address
from portee.web.errors import Problem
from portee.web.pages.commons.shown import show, view_of
from portee.web.pages.propose import NOT_PROPOSED
from portee.web.rendering import language_of
from portee.web.wording import say

__all__ = ["known_id", "router"]

router = APIRouter()


def known_id(request: Request, reading: Reading, kind: str, slug: str) -> str:
    """The id of an address, when the commons has such a record, in force or retired. Raises Problem."""
    id, lang = f"{kind}/{slug}", language_of(request)
    if not ID.fullmatch(id) or (id not in reading.release.by_id and id not in reading.release.retired_by_id):
        raise Problem(404, say(lang, "commons-no-record"), say(lang, "commons-no-record-hint"))
    return id


@router.get("/commons/{kind}/{slug}")
def record(request: Request, kind: str, slug: str) -> Response:
    """A record; one that is no longer in force says so, and what took its place."""
    reading, lang = reading_of(request), language_of(request)
    id = known_id(request, reading, kind, slug)
    release, view = reading.release, view_of(request, reading)
    file = release.by_id.get(id) or release.retired_by_id[id]
    heirs = [view.link(other.id) for other in release.records if other.record.replaces == id]
    return show(
        request, "commons_record.html", reading, **record_shown(file, view, reading.links.get(id, ())),
        up=records_address(lang, type=kind), kind_name=type_name(kind, lang), id=id, heirs=heirs,
        type_name=type_name, is_retired=id in release.retired_by_id,
        may_change=id in release.by_id and kind not in NOT_PROPOSED,
    )  # fmt: skip
