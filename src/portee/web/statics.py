"""Files that pages load: styles, the font, and the built front end."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

from fastapi import APIRouter, FastAPI
from fastapi.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from portee.reports.map_html import FONT

__all__ = ["FOLDER", "Files", "install"]

FOLDER = Path(__file__).parent / "static"
DAY = "public, max-age=86400"
WEEK = "public, max-age=604800"
FOR_GOOD = "public, max-age=31536000, immutable"
NAMED_BY_CONTENT = "built/assets/"
"""Folder of files whose names change with what is in them."""

router = APIRouter(include_in_schema=False)


@router.get("/static/font.woff2")
def font() -> FileResponse:
    """Atkinson Hyperlegible Next."""
    with as_file(files("portee.reports").joinpath("assets", FONT)) as path:
        return FileResponse(path, media_type="font/woff2", headers={"Cache-Control": WEEK})


@router.get("/static/sheet.css")
def sheet_style() -> FileResponse:
    """How answers look on a screen and on paper, in a page as in a file of their own."""
    with as_file(files("portee.reports").joinpath("assets", "sheet.css")) as path:
        return FileResponse(path, media_type="text/css", headers={"Cache-Control": DAY})


@router.get("/static/booklet.css")
def booklet_style() -> FileResponse:
    """How chapters of a booklet look, in a page as in a file of their own."""
    with as_file(files("portee.reports").joinpath("assets", "booklet.css")) as path:
        return FileResponse(path, media_type="text/css", headers={"Cache-Control": DAY})


class Files(StaticFiles):
    """Files of a folder; browsers ask no more for those that are named by their content."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if path.startswith(NAMED_BY_CONTENT) and response.status_code == 200:
            response.headers["Cache-Control"] = FOR_GOOD
        return response


def install(app: FastAPI) -> None:
    """Serve them under /static."""
    app.include_router(router)
    app.mount("/static", Files(directory=FOLDER), name="static")
