"""The first page: which territory this is, who comes here, and what each can ask."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from portee.web.rendering import render
from portee.web.site import site_of

__all__ = ["PEOPLE", "router"]

PEOPLE: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "resident": ("explorer", "pains"),
    "counsellor": ("person",),
    "firm": ("vacancy",),
    "planner": ("territory", "what-if", "hub", "goods"),
    "contributor": ("commons", "propose", "workshops", "review"),
    "trainer": ("learn",),
})  # fmt: skip
"""Kinds of people, as the message `home-<kind>` calls them, and the pages that each comes for."""

OF_COMMONS = ("workshops", "review")
"""Pages that the menu does not show, and that a site without a commons does not have."""

router = APIRouter()


@router.get("/")
def home(request: Request) -> HTMLResponse:
    """The first page; what the workspace lacks is not offered."""
    site = site_of(request)
    offered = {page.slug for page in request.app.state.menu if page.shown(site)}
    if site.workspace.commons is not None:
        offered.update(OF_COMMONS)
    people = [(who, [slug for slug in slugs if slug in offered]) for who, slugs in PEOPLE.items()]
    return render(request, "home.html", people=[(who, slugs) for who, slugs in people if slugs])
