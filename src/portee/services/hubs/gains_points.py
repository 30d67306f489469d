"""Who gains from hubs as points for the map of a page: places, and hubs with their names."""

from __future__ import annotations

import math
from typing import Any

from portee.services.hubs.compare import HubComparison
from portee.services.hubs.gains_compared import zones_frame

__all__ = ["gain_points"]

PLACE_DECIMALS, EUR_DECIMALS = 5, 2


def gain_points(found: HubComparison) -> dict[str, Any] | None:
    """GeoJSON of the places with enough people to be told of; None where demand was not computed.

    Properties of each place: `surplus_ID` for each hub, EUR a month and person. The member `hubs` tells the hubs: id,
    title and place.
    """
    designs = [case for case in found.designs if case.designed is not None]
    if not designs:
        return None
    zones = zones_frame(found)
    names = [f"surplus_{case.plan.id}" for case in designs]
    features = []
    for one in zones[zones["people"].notna()].to_dict("records"):
        point = one["geometry"]
        # Whoever has no way to a hub gains nothing from it.
        worth = {name: 0.0 if math.isnan(one[name]) else round(one[name], EUR_DECIMALS) for name in names}
        features.append(
            {
                "type": "Feature",
                "geometry": {
                    "type": "Point",
                    "coordinates": [round(point.x, PLACE_DECIMALS), round(point.y, PLACE_DECIMALS)],
                },
                "properties": worth,
            }
        )
    hubs = [
        {"id": case.plan.id, "title": case.plan.title.model_dump(), "lon": case.plan.place.lon,
         "lat": case.plan.place.lat}
        for case in designs if case.plan.place is not None
    ]  # fmt: skip
    return {"type": "FeatureCollection", "hubs": hubs, "features": features}
