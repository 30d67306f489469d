"""One trip, and areas within reach of one place: POST /api/v1/trip and /api/v1/isochrone.

Both answer as GeoJSON, with the fields of the command line beside it. What is asked is kept nowhere.
"""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import Field

from portee.core.errors import ParameterError
from portee.reach.isochrone import isochrones
from portee.services.areas import areas_facts, areas_frame
from portee.services.asked import RoutingAsked, parse_position, travel_of, window_of
from portee.services.explain import explain, trip_dict, trip_frame
from portee.web.answers import at_work
from portee.web.site import site_of

__all__ = ["AreasAsked", "TripAsked", "router"]

router = APIRouter(prefix="/api/v1", tags=["trips"])

Position = Annotated[str, Field(max_length=60, examples=["43.2965,5.3698"], description="LAT,LON in degrees.")]
Cutoff = Annotated[float, Field(gt=0, le=240, allow_inf_nan=False)]


class TripAsked(RoutingAsked):
    """From where to where, and how and when: the options of `portee trip`."""

    from_: Annotated[Position, Field(alias="from")]
    to: Position


class AreasAsked(RoutingAsked):
    """From where, or to where, in how many minutes: the options of `portee isochrone`."""

    from_: Annotated[Position | None, Field(alias="from")] = None
    to: Position | None = None
    cutoff: Annotated[list[Cutoff], Field(min_length=1, max_length=12)]
    percentile: Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)] = 50.0


@router.post("/trip")
def trip(request: Request, asked: TripAsked) -> dict[str, Any]:
    """Legs, lines, waits and distances of the median departure, and the time and lines of every minute."""
    site = site_of(request)
    travel, window = travel_of(asked), window_of(asked, site.world)
    ends = parse_position(asked.from_, site.world, "--from"), parse_position(asked.to, site.world, "--to")
    with at_work(site):
        found = explain(site.world, *ends, travel, window)
    return {**json.loads(trip_frame(found).to_json(drop_id=True)), **trip_dict(found)}


@router.post("/isochrone")
def isochrone(request: Request, asked: AreasAsked) -> dict[str, Any]:
    """Areas within reach of one place, or from which it is reached, one for each cut-off; the largest first."""
    site = site_of(request)
    towards = asked.from_ is None
    place = asked.to if towards else asked.from_
    if place is None or (asked.from_ is not None and asked.to is not None):
        raise ParameterError("An isochrone needs one place.", mend="Give from, or to, as LAT,LON.")
    travel, window = travel_of(asked), window_of(asked, site.world)
    around = parse_position(place, site.world, "--to" if towards else "--from")
    with at_work(site):
        areas = isochrones(
            site.world, around, asked.cutoff, travel, window, towards=towards, percentile=asked.percentile, threads=1
        )
    return {**json.loads(areas_frame(areas).to_json(drop_id=True)), "areas": areas_facts(areas)}
