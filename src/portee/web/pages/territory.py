"""The territory: what its residents reach, by neighbourhood, hour, person, on bad days and in the years of projects.

Each part is computed once for the same data, as queued work, and kept: whoever comes first lets it wait, everybody sees
how far it is, and a restart computes nothing again.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from portee.reports.notes import note_texts
from portee.services.portrait.counted import usual_kind
from portee.services.portrait.portrait import Portrait
from portee.store.jobs import JobState
from portee.web.built import script_of
from portee.web.errors import Problem
from portee.web.long_answers import may_stop, stopped, to_work
from portee.web.private import desk_of
from portee.web.reach_told import sources_told
from portee.web.rendering import language_of, private, render
from portee.web.security.begun import ask_as_one, keep_begun
from portee.web.site import site_of
from portee.web.territory.files import table_csv, table_gpkg
from portee.web.territory.page import FIRST, TELLERS, asked_of, counted_kinds, kept_part, lacking, table_of
from portee.web.trouble import trouble_of
from portee.web.wording import say

__all__ = ["router"]

router = APIRouter(prefix="/territory")

KIND = "territory"
Part = Literal["work", "services", "people", "bad-days", "years"]
Chosen = Annotated[str, Query(max_length=80, pattern=r"^[a-z0-9-]*$")]


@router.get("")
def territory(request: Request) -> Response:
    """The first part."""
    return _page(request, FIRST, "")


@router.get("/{part}")
def one_part(request: Request, part: Part, kind: Chosen = "", day: Chosen = "") -> Response:
    """A part: its answer, or how far it is. kind, day: what it counts or its tables tell of, as may be chosen."""
    if counted_kinds(site_of(request), part):
        return _page(request, part, day, kind)
    return _page(request, part, kind or day)


@router.post("/{part}")
def again(request: Request, part: Part, kind: Chosen = "") -> Response:
    """Compute a part that was stopped or failed once more."""
    _ask(request, part, kind)
    return to_work(request, _address(request, part, kind))


@router.get("/{part}/{table}.{ending}")
def file(
    request: Request, part: Part, table: Annotated[str, Path(pattern=r"^[a-z-]{1,40}$")],
    ending: Literal["csv", "gpkg"], kind: Chosen = "",
) -> Response:  # fmt: skip
    """A table of a part as a file."""
    site, lang, desk = site_of(request), language_of(request), desk_of(request)
    found, _, key = kept_part(desk, part, kind)
    shown = None if found is None else table_of(desk, found, key, table)
    if found is None or shown is None:
        raise Problem(404)
    name = "-".join([site.workspace.name, part, *([found.kind] if kind and found.kind else []), table])
    content: str | bytes | None = table_csv(shown, lang)
    if ending == "gpkg":
        content = table_gpkg(site, found, shown, name)
    if content is None:
        raise Problem(404)
    kind = "text/csv; charset=utf-8" if ending == "csv" else "application/geopackage+sqlite3"
    return Response(
        content, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}.{ending}"'}
    )


@router.post("/{part}/{id}/cancel")
def cancel(request: Request, part: Part, id: str, kind: Chosen = "") -> Response:
    """Stop the work of a part."""
    return stopped(request, id, KIND, _address(request, part, kind))


def _address(request: Request, part: str, kind: str = "") -> str:
    address = f"/{language_of(request)}/territory" + ("" if part == FIRST else f"/{part}")
    return f"{address}?kind={kind}" if kind else address


def _ask(request: Request, part: str, kind: str = "") -> None:
    lang = language_of(request)
    title = say(lang, f"territory-title-{part}")
    if kind and counted_kinds(site_of(request), part):
        title = say(lang, "territory-title-kind", title=title, name=say(lang, "explorer-kind", kind=kind).lower())
    ask_as_one(request, KIND, asked_of(part, kind), title)


def _page(request: Request, part: str, chosen: str, kind: str = "") -> Response:
    site, lang = site_of(request), language_of(request)
    kinds = counted_kinds(site, part)
    shared: dict[str, Any] = {
        "part": part, "parts": _parts(request), "counted": kind or usual_kind(kinds),
        "kinds": [(one, say(lang, "explorer-kind", kind=one)) for one in kinds],
        "query": f"?kind={kind}" if kind else "",
    }  # fmt: skip
    lacks = lacking(site, part)
    if lacks:
        return render(request, "territory_none.html", lacks=lacks, **shared)
    desk = desk_of(request)
    found, job, _ = kept_part(desk, part, kind)
    if found is None and (job is None or job.state is JobState.done):
        # Nobody asked yet, or the result was emptied out since.
        _ask(request, part, kind)
        found, job, _ = kept_part(desk, part, kind)
    if found is None:
        assert job is not None, "it was asked for"
        page = private(
            render(
                request, "territory_wait.html", job=job, ahead=0 if job.state.ended else desk.ahead(job),
                mine=may_stop(request, job), script=script_of("work"), trouble=trouble_of(job.problem, lang),
                **shared,
            )
        )  # fmt: skip
        return keep_begun(request, page)
    return render(
        request, "territory.html", shown=TELLERS[part](found, lang, chosen), found=found, lines=_lines(found, lang),
        **shared,
    )  # fmt: skip


def _parts(request: Request) -> list[tuple[str, str, str]]:
    """Each part: its name, address and words."""
    lang = language_of(request)
    return [(part, _address(request, part), say(lang, f"territory-part-{part}")) for part in TELLERS]


def _lines(found: Portrait, lang: str) -> dict[str, object]:
    """Where the figures of a part come from, as each of its "why" tells it."""
    return {
        "sources": sources_told(lang, found.sources), "days": list(dict.fromkeys(found.days.values())),
        "notes": note_texts(found.notes, lang),
        "missing": [say(lang, f"territory-missing-{id}") for id in found.missing],
    }  # fmt: skip
