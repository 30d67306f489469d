"""Take the commons away: its data in one file or table by table, how to cite it, whom to credit; and its feed."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from portee.commons.exchange.credits import credits_of_changes
from portee.commons.publish.citation import citation
from portee.commons.publish.feed import atom
from portee.commons.publish.rights import credits_of
from portee.commons.publish.words import day, number
from portee.commons.records.licences import LICENCES
from portee.core.errors import PorteeError
from portee.services.commons_reading.package import PACKAGE, publication_of, published_files
from portee.services.commons_reading.shelf import Reading
from portee.web.address import base_of, public_address
from portee.web.commons.shelves import reading_of, shelf_of
from portee.web.pages.commons.shown import show, view_of
from portee.web.rendering import language_of
from portee.web.site import site_of

__all__ = ["router"]

router = APIRouter()


@router.get("/commons/reuse")
def reuse(request: Request) -> HTMLResponse:
    """What can be taken, under which licence."""
    reading, lang = reading_of(request), language_of(request)
    view = view_of(request, reading)
    commons = shelf_of(site_of(request), lang).commons()
    files, cited, problem = _files(request, reading)
    return show(
        request, "commons_reuse.html", reading, files=files, cited=cited, problem=problem,
        own=LICENCES[reading.release.manifest.licence],
        credits=[(view.outside(one.url, one.title), one.publisher, day(one.date, lang) if one.date else "", one.licence)
                 for one in credits_of(reading.release.records, reading.release.data)],
        people=[(one.name, one.changes, one.reviews)
                for one in credits_of_changes(commons)],
    )  # fmt: skip


def _files(request: Request, reading: Reading) -> tuple[list[dict[str, str]], str, bool]:
    """Files with their sizes, and how to cite them; nothing while the commons has problems."""
    view = view_of(request, reading)
    try:
        made, held = publication_of(reading), published_files(reading)
    except PorteeError:
        return [], "", True

    def size(contents: bytes) -> str:
        return view.told("kilobytes", size=number(max(1, round(len(contents) / 1000)), view.lang))

    files = [{"name": "", "format": "ZIP", "href": view.href(PACKAGE), "size": size(held[PACKAGE]), "licence": ""}]
    for part in made.parts:
        files.append({
            "name": part.title.get(view.lang, part.title["fr"]), "format": part.format.upper(),
            "href": view.href(part.path), "size": size(part.contents), "licence": LICENCES[part.licence].name,
        })  # fmt: skip
    return files, citation(made.release, made.sha256, view.lang), False


@router.get("/commons/feed.xml")
def feed(request: Request) -> Response:
    """News as Atom, with addresses of this site."""
    reading, lang = reading_of(request), language_of(request)
    view, site = view_of(request, reading), base_of(request)
    made = atom(reading.release, lang, lambda path: f"{site}{view.href(path)}")
    # Where the site does not know its address, the one that this request claims is told to nobody else.
    who = "private" if public_address(site_of(request)) is None else "public"
    headers = {"ETag": f'"{reading.commit[:20]}-{lang}"', "Cache-Control": f"{who}, max-age=300"}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(made, media_type="application/atom+xml", headers=headers)
