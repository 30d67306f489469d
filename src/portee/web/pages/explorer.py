"""The explorer: what is within reach of any place, as sliders move; without a script, a form, a table and a picture."""

from __future__ import annotations

import csv
import io
from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from portee.core.errors import PorteeError
from portee.reports.area_map import area_map
from portee.services.explorer import Answer
from portee.web.asked import Asked, asked_of, shared
from portee.web.built import script_of
from portee.web.explorer import explorer_of, gazetteer_of_site, picture_base, profiles_of, starting_place
from portee.web.ground import ground_of
from portee.web.pages import explorer_lines
from portee.web.reach_told import told
from portee.web.rendering import language_of, render
from portee.web.site import site_of
from portee.web.transit_told import transit_of
from portee.web.wording import say, typeset

__all__ = ["router"]

router = APIRouter()
router.include_router(explorer_lines.router)

MOST_ZONES = 200
"""Neighbourhoods in the list: more are found by their name."""

PRIVATE = {"Cache-Control": "no-store"}


@router.get("/explorer")
def explorer(request: Request) -> HTMLResponse:
    """The page, with the answer for the place of its address, or for where most people live."""
    return _page(request, asked_of(site_of(request), request.query_params))


@router.post("/explorer")
async def explorer_form(request: Request) -> Response:
    """What the form sends without a script: on to an address that can be shared, the place to a hundred metres."""
    fields = await _fields(request)
    asked = asked_of(site_of(request), fields)
    if asked.problems or asked.choices:
        return _page(request, asked, fields)
    why = "&why=1" if fields.get("why") else ""
    return RedirectResponse(f"/{language_of(request)}/explorer?{shared(asked.question)}{why}", status_code=303)


@router.post("/explorer/answer")
async def explorer_answer(request: Request) -> HTMLResponse:
    """The answer alone, for the page's script; where exactly is asked for is in no address."""
    fields = await _fields(request)
    asked = asked_of(site_of(request), fields)
    response = render(request, "explorer_answer.html", **_answered(request, asked, why=bool(fields.get("why"))))
    response.headers.update(PRIVATE)
    return response


@router.get("/explorer/picture.svg")
def picture(request: Request) -> Response:
    """The areas as a picture."""
    site, lang = site_of(request), language_of(request)
    asked = asked_of(site, request.query_params)
    answer = explorer_of(site).answer(asked.question)
    question = answer.question
    svg = area_map(
        picture_base(site), [area.geometry for area in sorted(answer.areas, key=lambda a: -a.cutoff_min)],
        (question.lon, question.lat),
        lambda metres: say(lang, "explorer-scale-km" if metres >= 1000 else "explorer-scale-m",
                           length=metres / 1000 if metres >= 1000 else metres),
        name=told(site, lang, answer)["sentence"],
    )  # fmt: skip
    return Response(svg, media_type="image/svg+xml")


@router.get("/explorer/reach.csv")
def table(request: Request) -> Response:
    """Counts minute by minute, as a table."""
    answer = _answer(request)
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(["kind", "minutes", "reached", "total"])
    for kind, found in answer.kinds.items():
        for minute, count in enumerate(found.by_minute.tolist()):
            rows.writerow([kind, minute, f"{count:g}", f"{found.total:g}"])
    return _file(text.getvalue().encode(), "text/csv; charset=utf-8", "reach.csv")


@router.get("/explorer/reach.gpkg")
def areas(request: Request) -> Response:
    """The areas as a GeoPackage, for a geographical information system."""
    from portee.web.downloads import areas_file

    return _file(areas_file(site_of(request), _answer(request)), "application/geopackage+sqlite3", "reach.gpkg")


def _answer(request: Request) -> Answer:
    site = site_of(request)
    return explorer_of(site).answer(asked_of(site, request.query_params).question)


def _file(data: bytes, kind: str, name: str) -> Response:
    return Response(data, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


async def _fields(request: Request) -> dict[str, str]:
    return {name: value for name, value in (await request.form()).items() if isinstance(value, str)}


def _page(request: Request, asked: Asked, fields: dict[str, str] | None = None) -> HTMLResponse:
    site, lang = site_of(request), language_of(request)
    request.state.styles_inside = True
    request.state.outside_map = site.settings.map_style is not None
    typed = fields or dict(request.query_params)
    profiles = sorted(
        ((profile.id, typeset(lang, profile.title.in_(lang))) for profile in profiles_of(site).values()),
        key=lambda pair: pair[1],
    )
    context: dict[str, Any] = {
        "script": script_of("explorer"),
        "ground": ground_of(site, lang),
        "transit": transit_of(site),
        "profiles": profiles,
        "zones": sorted(gazetteer_of_site(site).neighbourhoods, key=lambda named: named.name)[:MOST_ZONES],
        "typed": typed,
        "outside": urlsplit(site.settings.map_style).netloc if site.settings.map_style else "",
        "here": lambda other: f"/{other}/explorer?{shared(asked.question)}",
        **_answered(request, asked, why=bool(typed.get("why"))),
    }
    return render(request, "explorer.html", status=422 if asked.problems and fields else 200, **context)


def _answered(request: Request, asked: Asked, *, why: bool) -> dict[str, Any]:
    """What is told; a place without a street, or a date without service, is told as a problem of the form."""
    site, lang = site_of(request), language_of(request)
    problems = {name: say(lang, message) for name, message in asked.problems.items()}
    values: dict[str, Any] = {"problems": problems, "choices": asked.choices, "question": asked.question, "failed": ""}
    try:
        answer = explorer_of(site).answer(asked.question)
    except PorteeError as problem:
        id = f"explorer-failed-{type(problem).__name__}"
        known = id in ("explorer-failed-OutsideNetworkError", "explorer-failed-NoServiceError")
        text = say(lang, id if known else "explorer-failed")
        return {**values, "failed": text, "start": starting_place(site)}
    return {**values, **told(site, lang, answer, why=why)}
