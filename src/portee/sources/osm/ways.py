"""What one set of way tags means for every mode: the rule tables applied.

Ways are many and sets of tags are few: the reader evaluates each distinct set once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from portee.network.streets import BRIDGE, LIT, MODES, STEPS, TUNNEL, UNLIT
from portee.sources.osm.access import allowed, oneway_directions
from portee.sources.osm.tables import read_table
from portee.sources.osm.values import duration_s, incline_ratio, metres, speed_kmh

__all__ = ["FERRIES", "Passage", "WayRule", "way_rule"]

Tags = Mapping[str, str]

FERRIES = ("ferry", "shuttle_train")


@dataclass(frozen=True)
class Passage:
    """What a mode pays in each direction; None where it may not go.

    Effort factor of the length for walk, wheelchair, bicycle and e-scooter; km/h for car.
    `pushed` tells whether the vehicle is walked beside, by direction.
    """

    forward: float | None = None
    backward: float | None = None
    pushed: tuple[bool, bool] = (False, False)

    @property
    def open(self) -> bool:
        return self.forward is not None or self.backward is not None


@dataclass(frozen=True)
class WayRule:
    """Meaning of one set of way tags.

    Attributes:
        dropped: why no mode may use the way, or None when it enters the graph.
        way_class: `highway` value, or platform, pier, ferry, shuttle_train.
        passages: by mode of MODES.
        flags: bits of `network.streets`: STEPS, LIT, UNLIT, BRIDGE, TUNNEL.
        structure: on a bridge or in a tunnel, so that the terrain does not tell its height.
        ferry_s: seconds on board from `duration`, else None.
        wheelchair_vouched: surveyed as fit for wheelchairs, which outranks a measured slope.
    """

    dropped: str | None
    way_class: str = ""
    passages: dict[str, Passage] = field(default_factory=dict)
    flags: int = 0
    structure: bool = False
    ferry_s: float | None = None
    wheelchair_vouched: bool = False


def way_rule(tags: Tags) -> WayRule:
    """Apply the rule tables to the tags of a way."""
    table = read_table("ways")
    way_class = _class_of(tags, table)
    if way_class is None:
        return WayRule("not a street")
    if way_class in table["excluded_classes"]:
        return WayRule(table["excluded_classes"][way_class], way_class)
    for key, reasons in table["excluded_tags"].items():
        if reason := reasons.get(tags.get(key)):
            return WayRule(reason, way_class)
    walk = _walk(tags, way_class)
    passages = {
        "walk": walk,
        "wheelchair": _wheelchair(tags, way_class),
        "bicycle": _cycle("bicycle", tags, way_class, walk),
        "e_scooter": _cycle("e_scooter", tags, way_class, walk),
        "car": _car(tags, way_class),
    }
    if not any(passages[mode].open for mode in MODES):
        return WayRule("closed to every mode by its tags", way_class, passages)
    return WayRule(
        None,
        way_class,
        passages,
        _flags(tags, way_class, table),
        _flags(tags, way_class, table) & (BRIDGE | TUNNEL) > 0,
        duration_s(tags.get("duration")) if way_class in FERRIES else None,
        tags.get("wheelchair") in read_table("wheelchair")["verdict"]["open"],
    )


def _class_of(tags: Tags, table: dict[str, Any]) -> str | None:
    highway = tags.get("highway")
    if highway and highway not in table["excluded_classes"]:
        return highway
    for key, classes in table["class_of_tag"].items():
        if found := classes.get(tags.get(key)):
            return str(found)
    return highway or None


def _flags(tags: Tags, way_class: str, table: dict[str, Any]) -> int:
    lit = tags.get("lit")
    flags = STEPS if way_class == "steps" else 0
    for key, bit in (("bridge", BRIDGE), ("tunnel", TUNNEL)):
        flags |= bit if tags.get(key, "no") not in table["structures"][key] else 0
    return flags | (LIT if lit in table["lit"]["yes"] else UNLIT if lit in table["lit"]["no"] else 0)


def _walk(tags: Tags, way_class: str) -> Passage:
    table = read_table("walk")
    factor = table["classes"].get(way_class)
    forward, backward = oneway_directions(tags, table["oneway_keys"], way_class)
    conveying = tags.get("conveying")
    forward, backward = forward and conveying != "backward", backward and conveying != "forward"
    return Passage(
        _if(forward and allowed(tags, table, factor is not None, "forward"), factor or 1.0),
        _if(backward and allowed(tags, table, factor is not None, "backward"), factor or 1.0),
    )


def _wheelchair(tags: Tags, way_class: str) -> Passage:
    table = read_table("wheelchair")
    verdict = next((name for name, values in table["verdict"].items() if tags.get("wheelchair") in values), None)
    ramp = way_class == "steps" and any(tags.get(key) in values for key, values in table["ramp"].items())
    known = way_class in table["classes"] or ramp
    evidence = table["need_evidence"]
    if way_class in evidence["classes"] and not any(key in tags for key in evidence["keys"]):
        known = False
    factor = _rolling_factor(tags, table)
    if verdict == "open":
        factor = 1.0
    elif verdict == "limited":
        factor = max(factor or 1.0, table["limited_factor"])
    if verdict == "closed" or not known or factor is None:
        return Passage()
    forward, backward = oneway_directions(tags, table["oneway_keys"], way_class)
    return Passage(
        _if(forward and allowed(tags, table, True, "forward"), factor),
        _if(backward and allowed(tags, table, True, "backward"), factor),
    )


def _rolling_factor(tags: Tags, table: dict[str, Any]) -> float | None:
    """Effort factor of surface, smoothness, track grade, width and incline together; None when one of them closes."""
    factor = _surface_factor(tags, table)
    width, slope = metres(tags.get("width")), abs(incline_ratio(tags.get("incline")) or 0.0)
    if factor is None or slope > table["slope_limit"] or (width is not None and width < table["narrowest_m"]):
        return None
    if slope > table["easy_slope"]:
        share = (slope - table["easy_slope"]) / (table["slope_limit"] - table["easy_slope"])
        factor *= 1 + share * (table["factor_at_limit"] - 1)
    return factor


def _surface_factor(tags: Tags, table: dict[str, Any]) -> float | None:
    """The worst of surface, smoothness and track grade; None when one of them is declared unusable."""
    worst = 1.0
    for key in ("surface", "smoothness", "tracktype"):
        value = tags.get(key)
        if value in table[key]:
            factor = table[key][value]
            if factor is None:
                return None
            worst = max(worst, factor)
    return worst


def _cycle(mode: str, tags: Tags, way_class: str, walk: Passage) -> Passage:
    """Ride where allowed, push where only walking is."""
    table = read_table(mode)
    by_class = table["classes"].get(way_class)
    surface = _surface_factor(tags, table)
    ridable = surface is not None and not _too_fast(tags, table)
    told = any(key in tags for key in ("surface", "smoothness", "tracktype", *table["opening_keys"]))
    factor = (surface or 1.0) if told else max(by_class or 1.0, surface or 1.0)
    push = table["default_speed_kmh"] / table["pushing_speed_kmh"]
    if way_class == "steps":
        push *= 1 if tags.get("ramp:bicycle") == "yes" else table["steps_factor"]
    open_forward, open_backward = _riding_directions(tags, way_class, table)
    open_by_default = by_class is not None
    ride = (
        ridable and open_forward and allowed(tags, table, open_by_default, "forward"),
        ridable and open_backward and allowed(tags, table, open_by_default, "backward"),
    )
    # Nobody lets a passenger push on a ferry that refuses bicycles.
    pushable = way_class not in FERRIES
    pushed = (
        pushable and not ride[0] and walk.forward is not None,
        pushable and not ride[1] and walk.backward is not None,
    )
    return Passage(
        factor if ride[0] else _if(pushed[0], push),
        factor if ride[1] else _if(pushed[1], push),
        pushed,
    )


def _riding_directions(tags: Tags, way_class: str, table: dict[str, Any]) -> tuple[bool, bool]:
    keys = table["oneway_keys"]
    forward, backward = oneway_directions(tags, keys, way_class)
    if not any(key in tags for key in keys[:-1]) and _contraflow(tags):
        return True, True
    for key in table["opening_keys"]:
        forward = forward or tags.get(f"{key}:forward") in ("yes", "designated", "permissive")
        backward = backward or tags.get(f"{key}:backward") in ("yes", "designated", "permissive")
    return forward, backward


def _contraflow(tags: Tags) -> bool:
    """Whether a cycle lane or track runs against the one-way street."""
    opposite = read_table("ways")["contraflow_cycleway"]
    if tags.get("oneway") in ("reversible",):
        return False
    for side in ("cycleway", "cycleway:left", "cycleway:right", "cycleway:both"):
        lane = tags.get(side)
        if lane in opposite:
            return True
        if lane not in (None, "no", "none", "separate") and tags.get(f"{side}:oneway") in ("no", "-1"):
            return True
    return False


def _too_fast(tags: Tags, table: dict[str, Any]) -> bool:
    """Whether the speed limit bars the mode: e-scooters keep to slow roads unless a cycle lane is there."""
    fastest = table.get("fastest_road_kmh")
    if fastest is None or tags.get("highway") not in read_table("car")["classes"]:
        return False
    lanes = table["cycle_lanes"]
    if any(tags.get(f"cycleway{side}") in lanes for side in ("", ":left", ":right", ":both")):
        return False
    limit = _limit_kmh(tags, "forward")
    return limit is not None and limit > fastest


def _limit_kmh(tags: Tags, direction: str) -> float | None:
    words = read_table("car")["limits"]
    for key in (f"maxspeed:{direction}", "maxspeed", "zone:maxspeed", "maxspeed:type", "source:maxspeed"):
        if (limit := speed_kmh(tags.get(key), words)) is not None:
            return limit
    return None


def _car(tags: Tags, way_class: str) -> Passage:
    table = read_table("car")
    ferries = table["ferries"]
    if way_class in FERRIES:
        keys = table["opening_keys"]
        open_ferry = way_class in ferries["always"] or any(tags.get(key) in ferries["opening_values"] for key in keys)
        ferry_speed = read_table("ferries")["speed_kmh"][way_class]
        return Passage(_if(open_ferry, ferry_speed), _if(open_ferry, ferry_speed))
    forward, backward = oneway_directions(tags, table["oneway_keys"], way_class)
    by_class = way_class in table["classes"]
    return Passage(
        _if(forward and allowed(tags, table, by_class, "forward"), _car_kmh(tags, way_class, table, "forward")),
        _if(backward and allowed(tags, table, by_class, "backward"), _car_kmh(tags, way_class, table, "backward")),
    )


def _car_kmh(tags: Tags, way_class: str, table: dict[str, Any], direction: str) -> float:
    limit = _limit_kmh(tags, direction)
    if limit is None or way_class not in table["classes"]:
        speed = float(table["classes"].get(way_class, table["opened_class_kmh"]))
        speed = speed if limit is None else min(speed, limit * table["share_of_limit"])
    else:
        speed = limit * table["share_of_limit"]
    return min(speed, float(table["surface"].get(tags.get("surface"), speed)))


def _if(condition: bool, value: float) -> float | None:
    return float(value) if condition else None
