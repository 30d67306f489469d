"""The application: every page in every language, the API, and what protects both, around one opened workspace."""

from __future__ import annotations

from functools import cache

from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.responses import RedirectResponse
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.routing import BaseRoute

import portee
from portee.services.workspace.uploads import LARGEST
from portee.web import errors, statics
from portee.web.api import HEAVY, ROUTERS, uploads
from portee.web.pages import PAGES
from portee.web.security import csrf
from portee.web.security.bodies import MOST_BYTES, BodyLimit
from portee.web.security.headers import SecurityHeaders
from portee.web.security.log import AccessLog
from portee.web.security.rates import RateLimit
from portee.web.site import Site, site_of
from portee.web.wording import LANGUAGES

__all__ = ["create_app", "preferred"]

PACKED_FROM, EFFORT = 1000, 5
"""Bytes from which text is compressed, and how hard gzip tries: above 5, pages take longer and are hardly smaller."""

PACKED_ALREADY = (*DEFAULT_EXCLUDED_CONTENT_TYPES, "application/pdf", "application/vnd.mapbox-vector-tile")


def create_app(site: Site) -> FastAPI:
    """The ASGI application that serves a workspace."""
    app = FastAPI(
        title="Portée", version=portee.__version__, docs_url=None, redoc_url=None, redirect_slashes=False,
        description="Who can really reach work, training, childcare and services, from open data.",
    )  # fmt: skip
    app.state.site = site
    app.state.menu = tuple(page for page in PAGES if page.menu)
    statics.install(app)
    app.router.routes.extend(_routes(site.languages))
    app.add_api_route("/", _front_door, include_in_schema=False)
    errors.install(app)
    # The last one added is the first that a request meets.
    app.add_middleware(errors.Catcher)
    if site.settings.limited:
        heavy = {f"/{lang}/{page.slug}{page.heavy_at}" for lang in site.languages for page in PAGES if page.heavy}
        app.add_middleware(RateLimit, heavy_paths=heavy | HEAVY)
    app.add_middleware(BodyLimit, larger={uploads.PATH: LARGEST + MOST_BYTES})
    app.add_middleware(
        GZipMiddleware, minimum_size=PACKED_FROM, compresslevel=EFFORT, exclude_content_types=PACKED_ALREADY
    )
    app.add_middleware(SecurityHeaders, secure=site.settings.secure)
    app.add_middleware(AccessLog)
    return app


def preferred(accepted: str, languages: tuple[str, ...] = LANGUAGES) -> str:
    """The language of a site that a browser asks for (RFC 9110, Accept-Language), the site's first one otherwise."""
    wanted = []
    for part in accepted.split(","):
        tag, _, weight = part.partition(";")
        try:
            quality = float(weight.strip().removeprefix("q=") or 1)
        except ValueError:
            continue
        wanted.append((-quality, tag.strip().lower().partition("-")[0]))
    found = [tag for quality, tag in sorted(wanted, key=lambda pair: pair[0]) if tag in languages and quality < 0]
    return found[0] if found else languages[0]


@cache
def _routes(languages: tuple[str, ...]) -> tuple[BaseRoute, ...]:
    """Routes of the API and of the pages: what FastAPI works out of their functions serves every application."""
    holder = APIRouter()
    for router in ROUTERS:
        holder.include_router(router, responses=errors.DESCRIBED)
    for lang in languages:
        for page in PAGES:
            holder.include_router(
                page.router, prefix=f"/{lang}", include_in_schema=False, dependencies=[Depends(csrf.checked)]
            )
    return tuple(holder.routes)


def _front_door(request: Request) -> RedirectResponse:
    lang = preferred(request.headers.get("accept-language", ""), site_of(request).languages)
    return RedirectResponse(f"/{lang}/", status_code=302, headers={"Vary": "Accept-Language"})
