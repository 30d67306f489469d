"""Rounds as shapes for the map of a page: lines along streets with what each round does, and the sites."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from portee.services.logistics.compute import Rounds
from portee.services.logistics.frames import round_frame, site_frame
from portee.services.logistics.resolve import Goods

if TYPE_CHECKING:
    import shapely

__all__ = ["SUPPLY", "round_shapes"]

PLACE_DECIMALS = 5
SUPPLY = -1
"""Look of rounds that supply micro-hubs."""


def round_shapes(found: Rounds, goods: Goods, lines: Sequence[Sequence[shapely.LineString]]) -> dict[str, Any]:
    """GeoJSON of rounds and sites; `lines` as `portee.services.logistics.lines.round_lines` gives them.

    Rounds have a look, a whole number from 0: of the site where they start, or of the round itself where all start at
    one; `SUPPLY` for supplies. The member `looks` names each, `apart` tells whether each round has its own. No door is
    a point: where somebody gets a parcel is nobody else's business.
    """
    frame = round_frame(found, goods, lines)
    doors = frame[frame["leg"] == "doors"]
    homes = list(dict.fromkeys(doors["home"].tolist()))
    apart = len(homes) < 2
    looks = [_label(one) for one in doors.to_dict("records")] if apart else homes
    features = []
    number = 0
    for one in frame.to_dict("records"):
        look = SUPPLY
        if one["leg"] == "doors":
            look, number = (number if apart else homes.index(one["home"])), number + 1
        told = {
            "look": look, "label": _label(one), "starts": one["starts"], "ends": one["ends"],
            "stops": int(one["stops"]), "parcels": int(one["parcels"] + one["picked_up"]), "km": round(one["km"], 1),
        }  # fmt: skip
        points = [[round(x, PLACE_DECIMALS), round(y, PLACE_DECIMALS)] for x, y in one["geometry"].coords]
        features.append(_feature("LineString", points, told))
    used = {str(id) for id in frame["home"]}
    for one in site_frame(found, goods).to_dict("records"):
        if one["kind"] == "depot" or one["rounds"] or one["parcels"] or one["id"] in used:
            at = [round(one["geometry"].x, PLACE_DECIMALS), round(one["geometry"].y, PLACE_DECIMALS)]
            features.append(_feature("Point", at, {"kind": one["kind"], "label": str(one["id"])}))
    return {"type": "FeatureCollection", "apart": apart, "looks": looks, "features": features}


def _label(one: Mapping[str, Any]) -> str:
    """A round as its table names it."""
    return f"{one['vehicle']} {one['number']}"


def _feature(kind: str, coordinates: list[Any], properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "geometry": {"type": kind, "coordinates": coordinates}, "properties": properties}
