"""The first page: which territory this is, and what one can ask."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from portee.web.rendering import render

__all__ = ["router"]

router = APIRouter()


@router.get("/")
def home(request: Request) -> HTMLResponse:
    """The first page."""
    return render(request, "home.html")
