"""What the commons holds, and where to begin; what changed last."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from portee.commons.publish.words import day
from portee.commons.records.words import type_name, type_purpose
from portee.commons.repository.history import history
from portee.services.commons_reading.shelf import Reading
from portee.web.commons.shelves import reading_of, shelf_of
from portee.web.commons.view import records_address
from portee.web.pages.commons.shown import day_here, show, view_of
from portee.web.rendering import language_of
from portee.web.site import site_of

__all__ = ["router"]

router = APIRouter()

LATEST = 6
MOST_VERSIONS = 50


@router.get("/commons")
def home(request: Request) -> HTMLResponse:
    """What it is about, how much it holds, and the doors to it."""
    reading, lang = reading_of(request), language_of(request)
    release = reading.release
    kinds = [
        {
            "name": type_name(kind, lang, plural=True), "href": records_address(lang, type=kind),
            "count": len(release.of_type(kind)), "purpose": type_purpose(kind, lang),
        }
        for kind in release.kinds
    ]  # fmt: skip
    unreviewed = sum(file.record.status in ("proposed", "draft") for file in release.records)
    counts = {kind: len(release.of_type(kind)) for kind in ("need", "solution", "cell", "practice", "evidence")}
    return show(
        request, "commons_home.html", reading, kinds=kinds, counts=counts, unreviewed=unreviewed,
        about=view_of(request, reading).phrase(release.manifest.about), unreadable=reading.unreadable,
        latest=_latest(request, reading), day=day(release.moment, lang),
    )  # fmt: skip


def _latest(request: Request, reading: Reading) -> list[dict[str, object]]:
    """Records that changed last, the newest first."""
    view = view_of(request, reading)
    dates = reading.release.dates
    dated = sorted((dates[file.id].last, file.id) for file in reading.release.records if file.id in dates)
    return [{"link": view.link(id), "day": day(last, view.lang)} for last, id in dated[: -LATEST - 1 : -1]]


@router.get("/commons/changes")
def changes(request: Request) -> HTMLResponse:
    """Versions of the whole commons, the newest first."""
    reading, lang = reading_of(request), language_of(request)
    found = history(shelf_of(site_of(request), lang).commons(), None, MOST_VERSIONS)
    listed = [
        {
            "day": day_here(request, one.moment), "author": one.author, "message": one.message,
            "commit": one.commit[:10],
        }
        for one in found
    ]  # fmt: skip
    return show(request, "commons_changes.html", reading, versions=listed, latest=_latest(request, reading))
