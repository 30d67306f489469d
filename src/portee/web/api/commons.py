"""The commons for programs: /api/v1/commons, with the names of the commands of `portee commons`."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from portee.commons.exchange.credits import credits_of_changes
from portee.commons.index.index import search as find
from portee.commons.publish.parts import MEDIA
from portee.commons.records.kinds import KINDS
from portee.commons.repository.history import changes_between
from portee.commons.repository.history import history as versions_of
from portee.commons.text.differences import values_with_body
from portee.commons.text.record_file import record_path
from portee.core.errors import InputError
from portee.services.commons_reading.carried import carried_to
from portee.services.commons_reading.facts import changes_facts, hits_facts
from portee.services.commons_reading.grid import GridQuestion, grid_of
from portee.services.commons_reading.package import published_files
from portee.services.commons_reading.versions import commit_named, record_of
from portee.services.territories.facts import replicated_facts
from portee.web.commons.asked import STATUSES, grid_asked
from portee.web.commons.shelves import reading_of, shelf_of
from portee.web.errors import Problem
from portee.web.site import site_of

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/commons", tags=["commons"])

Id = Annotated[str, Query(max_length=140)]
Name = Annotated[str, Query(max_length=60)]
Limit = Annotated[int, Query(ge=1, le=1000)]


@router.get("")
def summary(request: Request) -> dict[str, Any]:
    """What the commons says of itself, its last commit, and how many records of each type it holds."""
    reading = reading_of(request)
    release = reading.release
    return {
        "name": release.manifest.name, "title": dict(release.manifest.title.root),
        "about": dict(release.manifest.about.root), "licence": release.manifest.licence,
        "commit": reading.commit, "date": release.moment, "version": release.version,
        "records": {kind: len(release.of_type(kind)) for kind in KINDS}, "unreadable": list(reading.unreadable),
    }  # fmt: skip


@router.get("/show/{kind}/{slug}")
def show(request: Request, kind: str, slug: str, at: Name = "") -> dict[str, Any]:
    """One record: its fields, its text by language, and the ids of the records that refer to it."""
    reading = reading_of(request)
    id = f"{kind}/{slug}"
    commons = shelf_of(site_of(request)).commons()
    file = reading.release.by_id.get(id) or reading.release.retired_by_id.get(id)
    if at:
        file = record_of(commons, id, _version(request, at)) if kind in KINDS else None
    if file is None:
        raise Problem(404, "There is no such record.", "Search for it: /api/v1/commons/search?q=…")
    return {**values_with_body(file), "referring": [] if at else list(reading.links.get(id, ()))}


@router.get("/search")
def search(
    request: Request,
    q: Annotated[str, Query(min_length=1, max_length=120)],
    type: Annotated[list[str] | None, Query()] = None,
    status: Annotated[list[str] | None, Query()] = None,
    lang: Annotated[str, Query(pattern="^(fr|en)$")] = "fr",
    limit: Limit = 20,
) -> list[dict[str, Any]]:
    """Records that hold every word, whatever accents and endings, best first."""
    reading = reading_of(request)
    commons = shelf_of(site_of(request)).commons()
    found = find(commons, q, lang=lang, types=type or (), statuses=status or STATUSES, limit=limit)
    return hits_facts(hit for hit in found if hit.id in reading.release.by_id)


@router.get("/history")
def history(request: Request, id: Id = "", limit: Limit = 20) -> list[dict[str, Any]]:
    """Versions of the commons, or of one record, the newest first."""
    reading = reading_of(request)
    if id and id not in reading.release.by_id and id not in reading.release.retired_by_id:
        raise Problem(404, "There is no such record.", "Search for it: /api/v1/commons/search?q=…")
    found = versions_of(shelf_of(site_of(request)).commons(), record_path(id) if id else None, limit)
    return [vars(version) for version in found]


@router.get("/diff")
def diff(request: Request, old: Name, new: Name = "") -> list[dict[str, Any]]:
    """What differs between two versions, record by record and field by field; `new` is the last one otherwise."""
    reading = reading_of(request)
    before = _version(request, old)
    after = _version(request, new) if new else reading.commit
    return changes_facts(changes_between(shelf_of(site_of(request)).commons(), before, after))


@router.get("/credits")
def credits_(request: Request) -> list[dict[str, Any]]:
    """Everybody whose changes were accepted, by the name they chose, and who reviewed them."""
    return [vars(one) for one in credits_of_changes(shelf_of(site_of(request)).commons())]


@router.get("/replicate")
def replicate(request: Request, territory: Id, practice: Id = "") -> dict[str, Any]:
    """Whether practices could work in a territory of the commons, as intervals: it is no probability."""
    found = carried_to(reading_of(request), territory)
    told = [{"practice": id, **replicated_facts(one)} for id, one in found.practices if practice in ("", id)]
    if practice and not told:
        raise Problem(404, "There is no such practice, or it does not say what it depends on.")
    return {"territory": territory, "practices": told, "not_compared": list(found.skipped)}


@router.get("/matrix")
def matrix(
    request: Request, territory: Id = "", status: Name = "", advice: Name = "", part: Name = "",
    level: Annotated[int, Query(ge=0, le=4)] = 0, q: Annotated[str, Query(max_length=120)] = "",
) -> dict[str, Any]:  # fmt: skip
    """Cells of one territory that fit the filters: need, solution, advice, level, status."""
    reading = reading_of(request)
    given = {"territory": territory, "status": status, "advice": advice, "part": part, "level": str(level), "q": q}
    asked = grid_asked(reading, given)
    if asked.problems:
        raise Problem(422, f"There is no such {next(iter(asked.problems))}.", "See /openapi.json for what is expected.")
    question: GridQuestion = asked.question
    grid = grid_of(reading, question, "fr")
    cells = [
        {"id": cell.id, "need": str(cell.need), "solution": str(cell.solution), "advice": cell.advice,
         "level": cell.level, "status": cell.status}
        for cell in grid.cells.values()
    ]  # fmt: skip
    return {"territory": grid.question.territory, "territories": list(grid.places), "total": grid.total, "cells": cells}


@router.get("/publish/{path:path}", response_class=Response)
def publish(request: Request, path: str) -> Response:
    """One file of what `portee commons publish` writes: package.zip, datapackage.json, tables/need.csv, records/…"""
    reading = reading_of(request)
    held = published_files(reading)
    if path not in held:
        raise Problem(404, "There is no such file.", "Files are listed in datapackage.json; all of them: package.zip.")
    ending = path.rpartition(".")[2]
    kind = {**MEDIA, "md": "text/markdown; charset=utf-8", "csv": "text/csv; charset=utf-8",
            "jsonld": "application/ld+json"}.get(ending, "application/octet-stream")  # fmt: skip
    name = path.rpartition("/")[2]
    headers = {"ETag": f'"{reading.commit[:20]}"', "Content-Disposition": f'attachment; filename="{name}"'}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(held[path], media_type=kind, headers=headers)


def _version(request: Request, name: str) -> str:
    try:
        return commit_named(shelf_of(site_of(request)).commons(), name)
    except InputError as problem:
        raise Problem(404, problem.what, "Versions: /api/v1/commons/history") from None
