"""The rule tables of the OSM reader, as declared in `rules/*.yaml`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

__all__ = ["NODE_KEYS", "read_table", "way_keys"]

_NODE_KEYS = """
access barrier bicycle foot kerb motor_vehicle motorcar small_electric_vehicle vehicle wheelchair
"""
NODE_KEYS = frozenset(_NODE_KEYS.split())
"""Node tags that decide who passes a barrier."""

_WAY_KEYS = """
highway service area construction impassable abandoned junction bridge tunnel lit oneway conveying escalator
maxspeed maxspeed:forward maxspeed:backward source:maxspeed maxspeed:type zone:maxspeed
surface smoothness tracktype incline width duration ramp:bicycle
cycleway cycleway:left cycleway:right cycleway:both
cycleway:oneway cycleway:left:oneway cycleway:right:oneway cycleway:both:oneway
"""


@cache
def read_table(name: str) -> dict[str, Any]:
    """One table of the package, such as `walk` or `barriers`. Treat it as read-only."""
    text = files("portee.sources.osm").joinpath("rules", f"{name}.yaml").read_text(encoding="utf-8")
    table: dict[str, Any] = yaml.safe_load(text)
    return table


@cache
def way_keys() -> frozenset[str]:
    """Every way tag that some rule reads; two ways that agree on these are treated alike."""
    keys = set(_WAY_KEYS.split()) | set(read_table("ways")["class_of_tag"])
    for mode in ("walk", "wheelchair", "bicycle", "e_scooter", "car"):
        table = read_table(mode)
        for key in table["access_keys"]:
            keys |= {key, f"{key}:forward", f"{key}:backward"}
        keys |= set(table["oneway_keys"]) | set(table["closed_by"]) | set(table.get("ramp", {}))
        keys |= set(table.get("pavement", {}))
    return frozenset(keys)
