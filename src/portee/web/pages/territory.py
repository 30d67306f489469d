"""The territory: what its residents reach, neighbourhood by neighbourhood, on a working morning and on a Sunday night.

It is computed once for the same data, beside the requests, and kept; whoever comes before it is ready waits a little,
then is told to come back.
"""

from __future__ import annotations

import threading
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from portee.core.errors import ParameterError
from portee.reports.sheet_html import sheet_values
from portee.services.territory_access import TerritoryAccess, territory_access
from portee.services.territory_kept import kept_territory
from portee.web.rendering import language_of, render
from portee.web.site import Site, site_of
from portee.web.territory_told import territory_csv, territory_sheet

__all__ = ["router"]

router = APIRouter()

PATIENCE_S = 20.0
"""How long a page waits for the figures."""


@router.get("/territory")
def territory(request: Request) -> HTMLResponse:
    """The page; until the figures are ready, one that says so."""
    site, lang = site_of(request), language_of(request)
    found = _ready(site)
    if found is None:
        return render(request, "territory_wait.html")
    sheet = territory_sheet(found, site.workspace.title.in_(lang), lang)
    return render(request, "territory.html", answer=sheet_values(sheet), table=bool(found.neighbourhoods))


@router.get("/territory.csv")
def table(request: Request) -> Response:
    """The table of the page as a file."""
    found = _ready(site_of(request))
    if found is None:
        return render(request, "territory_wait.html", status=503)
    text = territory_csv(found, language_of(request))
    name = f'attachment; filename="{site_of(request).workspace.name}.csv"'
    return Response(text, media_type="text/csv; charset=utf-8", headers={"Content-Disposition": name})


def _ready(site: Site) -> TerritoryAccess | None:
    """The figures, None while they are made. Raises ParameterError where the workspace lacks residents or jobs."""
    try:
        return site.once("territory", lambda: _begun(site)).result(timeout=PATIENCE_S)
    except NotYet:
        return None


def _begun(site: Site) -> Future[TerritoryAccess]:
    made: Future[TerritoryAccess] = Future()

    def make() -> None:
        try:
            made.set_result(kept_territory(site.workspace, lambda: _figures(site)))
        except Exception as problem:
            made.set_exception(problem)

    threading.Thread(target=make, name="territory", daemon=True).start()
    return made


def _figures(site: Site) -> TerritoryAccess:
    cells, jobs, entry = site.places("cells"), site.places("jobs"), site.workspace.entry("jobs")
    if cells is None or jobs is None:
        raise ParameterError(
            "The workspace has no file of residents, or none of jobs.",
            mend="Name 'cells' and 'jobs' in workspace.yaml, under 'places'.",
        )
    weight = entry.weight if entry is not None and entry.weight is not None else "@count"
    zones = site.places("priority")
    return territory_access(site.world, cells, jobs, weight, zones, threads=site.settings.threads)
