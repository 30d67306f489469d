"""The lines and stops of a territory in words: the table that says what the map draws."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from portee.web.errors import Problem
from portee.web.rendering import language_of, render
from portee.web.site import site_of
from portee.web.transit_told import departure_told, transit_of

__all__ = ["router"]

router = APIRouter(prefix="/explorer")


@router.get("/lines")
def lines(request: Request) -> HTMLResponse:
    """Every line with its stops, and how often it runs on a usual day."""
    found = transit_of(site_of(request))
    if found is None:
        raise Problem(404)
    lang = language_of(request)
    return render(request, "explorer_lines.html", found=found, departure=lambda at: departure_told(at, lang))
