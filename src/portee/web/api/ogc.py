"""Zones, places and results as OGC API Features, so that QGIS and others open them by the address of /ogc.

OGC API - Features - Part 1: Core corrigendum (OGC 17-069r4): landing page, conformance, collections, items with bbox,
limit and links to the next page. Coordinates are longitude, latitude on WGS 84 (CRS84).
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import JSONResponse

from portee.services.features import Box, FeatureLayer, box_of
from portee.web.address import base_of
from portee.web.errors import Problem
from portee.web.layers import layer_of, layers_of
from portee.web.site import site_of

__all__ = ["CONFORMANCE", "router"]

router = APIRouter(prefix="/ogc", tags=["ogc"])

CLASSES = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf"
CONFORMANCE = (f"{CLASSES}/core", f"{CLASSES}/geojson")
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
GEOJSON, JSON = "application/geo+json", "application/json"
DESCRIPTION = "application/vnd.oai.openapi+json;version=3.1"
MOST, USUAL = 10_000, 100
KNOWN = ("bbox", "datetime", "f", "limit", "offset")

CollectionId = Annotated[str, Path(max_length=64)]


@router.get("")
def landing(request: Request) -> dict[str, Any]:
    """Where to go from here."""
    _checked(request, ("f",))
    title = site_of(request).workspace.title
    return {
        "title": title.en,
        "description": f"{title.fr}. Zones, places and results of the territory, as OGC API Features.",
        "links": [
            _link(request, "self", "/ogc", JSON, "This page"),
            _link(request, "service-desc", "/openapi.json", DESCRIPTION, "Description of the API"),
            _link(request, "conformance", "/ogc/conformance", JSON, "What is implemented"),
            _link(request, "data", "/ogc/collections", JSON, "The collections"),
        ],
    }


@router.get("/conformance")
def conformance(request: Request) -> dict[str, Any]:
    """What is implemented."""
    _checked(request, ("f",))
    return {"conformsTo": list(CONFORMANCE)}


@router.get("/collections")
def collections(request: Request) -> dict[str, Any]:
    """Every layer of the territory."""
    _checked(request, ("f",))
    return {
        "links": [_link(request, "self", "/ogc/collections", JSON, "The collections")],
        "collections": [_collection(request, layer) for layer in layers_of(site_of(request))],
    }


@router.get("/collections/{id}")
def collection(request: Request, id: CollectionId) -> Mapping[str, Any]:
    """One layer."""
    _checked(request, ("f",))
    return _collection(request, _layer(request, id))


@router.get("/collections/{id}/items", response_class=JSONResponse)
def items(
    request: Request,
    id: CollectionId,
    bbox: Annotated[str | None, Query(max_length=200, description="West,south,east,north, degrees.")] = None,
    limit: Annotated[int, Query(ge=1, description=f"At most so many features; {MOST} are never exceeded.")] = USUAL,
    offset: Annotated[int, Query(ge=0, le=10**9, description="Features to leave out first.")] = 0,
    datetime_: Annotated[str | None, Query(alias="datetime", max_length=100, description="Not used: no dates.")] = None,
) -> JSONResponse:
    """Features of a layer, a page at a time."""
    del datetime_
    _checked(request, KNOWN)
    layer, box = _layer(request, id), _box(bbox)
    # More than the most is no error: the spec wants fewer to be given then.
    limit = min(limit, MOST)
    found = layer.page(box=box, limit=limit, offset=offset)
    here = f"/ogc/collections/{quote(id)}/items"
    asked: dict[str, str | int] = {} if bbox is None else {"bbox": bbox}
    links = [
        _link(request, "self", f"{here}?{urlencode({**asked, 'limit': limit, 'offset': offset})}", GEOJSON, "Here")
    ]
    if offset + limit < found.matched:
        after = urlencode({**asked, "limit": limit, "offset": offset + limit})
        links.append(_link(request, "next", f"{here}?{after}", GEOJSON, "Next page"))
    links.append(_link(request, "collection", f"/ogc/collections/{quote(id)}", JSON, layer.title.en))
    return JSONResponse(
        {
            "type": "FeatureCollection", "features": list(found.features), "links": links,
            "timeStamp": datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "numberMatched": found.matched, "numberReturned": len(found.features),
        },
        media_type=GEOJSON,
    )  # fmt: skip


@router.get("/collections/{id}/items/{feature}", response_class=JSONResponse)
def item(request: Request, id: CollectionId, feature: Annotated[str, Path(max_length=200)]) -> JSONResponse:
    """One feature."""
    _checked(request, ("f",))
    layer = _layer(request, id)
    found = layer.one(feature)
    if found is None:
        raise Problem(404)
    above = f"/ogc/collections/{quote(id)}"
    links = [
        _link(request, "self", f"{above}/items/{quote(feature, safe='')}", GEOJSON, "Here"),
        _link(request, "collection", above, JSON, layer.title.en),
    ]
    return JSONResponse({**found, "links": links}, media_type=GEOJSON)


def _collection(request: Request, layer: FeatureLayer) -> Mapping[str, Any]:
    extent = layer.extent
    above = f"/ogc/collections/{quote(layer.id)}"
    return {
        "id": layer.id,
        "title": layer.title.en,
        "description": f"{layer.title.fr}. {layer.description.en}",
        "itemType": "feature",
        "crs": [CRS84],
        **({"extent": {"spatial": {"bbox": [list(extent)], "crs": CRS84}}} if extent else {}),
        "links": [
            _link(request, "self", above, JSON, layer.title.en),
            _link(request, "items", f"{above}/items", GEOJSON, layer.title.en),
        ],
    }


def _layer(request: Request, id: str) -> FeatureLayer:
    layer = layer_of(site_of(request), id)
    if layer is None:
        raise Problem(404)
    return layer


def _box(text: str | None) -> Box | None:
    try:
        return None if text is None else box_of(text)
    except ValueError:
        raise Problem(400, "This is no box.", "Write bbox=west,south,east,north in degrees.") from None


def _checked(request: Request, known: tuple[str, ...]) -> None:
    """What an address asks beside must be known (Core, requirement query-param-unknown), and `f` be a format given."""
    others = sorted(set(request.query_params) - set(known))
    if others:
        raise Problem(400, "A parameter of the address is not known.", f"Known: {', '.join(known)}.")
    if request.query_params.get("f", "json") not in ("json", "geojson"):
        raise Problem(400, "There is no such format.", "Write f=json, or leave it out.")


def _link(request: Request, rel: str, path: str, kind: str, title: str) -> Mapping[str, str]:
    return {"href": f"{base_of(request)}{path}", "rel": rel, "type": kind, "title": title}
