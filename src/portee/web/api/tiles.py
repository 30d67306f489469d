"""Vector tiles of the ground, from the territory's own data: /tiles/{z}/{x}/{y}.pbf."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from portee.services.tiles.mercator import Tile
from portee.web.ground import tile_store
from portee.web.site import site_of

__all__ = ["router"]

router = APIRouter(tags=["tiles"])

PBF = "application/vnd.mapbox-vector-tile"
DAY = "public, max-age=86400"
YEAR = "public, max-age=31536000, immutable"


@router.get("/tiles/{z}/{x}/{y}.pbf", response_class=Response, responses={200: {"content": {PBF: {}}}, 204: {}})
def tile(request: Request, z: int, x: int, y: int, v: str = "") -> Response:
    """A tile of the ground, Mapbox Vector Tile 2.1; 204 where nothing is shown.

    v: what tiles were made from, as pages write it: with it, browsers keep the tile for good.
    """
    store = tile_store(site_of(request))
    data = store.get(Tile(z, x, y))
    headers = {"Cache-Control": YEAR if v == store.key else DAY, "Vary": "Accept-Encoding"}
    if not data:
        return Response(status_code=204, headers=headers)
    return Response(data, media_type=PBF, headers={**headers, "Content-Encoding": "gzip"})
