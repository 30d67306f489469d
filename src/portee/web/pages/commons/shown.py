"""A page of the commons: the view of its records in the language of the page, beside what every page has."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from portee.reports.dates import day_text
from portee.services.commons_reading.shelf import Reading
from portee.web.commons.view import WebView
from portee.web.rendering import language_of, render
from portee.web.site import clock_of, site_of
from portee.web.wording import typeset

__all__ = ["day_here", "show", "view_of"]


def view_of(request: Request, reading: Reading) -> WebView:
    """Records as the page tells them."""
    return WebView(reading.release, language_of(request), request.url.path)


def day_here(request: Request, moment: str) -> str:
    """The day of a moment (RFC 3339) by the clock of the territory, as people write it."""
    here = datetime.fromisoformat(moment).astimezone(clock_of(site_of(request)))
    return day_text(here.date(), language_of(request))


def show(request: Request, template: str, reading: Reading, /, *, status: int = 200, **context: Any) -> HTMLResponse:
    """A page on the commons. Its filters stay in the address, whatever the language."""
    lang = language_of(request)
    query = f"?{request.url.query}" if request.url.query else ""

    def here(other: str) -> str:
        return f"/{other}/{request.url.path.partition(f'/{lang}/')[2]}{query}"

    values = {
        "v": view_of(request, reading), "release": reading.release, "told": view_of(request, reading).told,
        "commons_title": typeset(lang, reading.release.manifest.title.in_(lang)), "here": here,
    }  # fmt: skip
    return render(request, template, status=status, **{**values, **context})
