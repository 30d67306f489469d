"""OSM tags of a street from what it is and the quarter it lies in."""

from __future__ import annotations

from portee.sources.synthetic.mesh import StreetLine
from portee.sources.synthetic.pieces import Piece

__all__ = ["tags_of"]

URBAN = ("old", "centre", "grid", "suburb", "estate", "hillside", "business", "shopping", "arterial", "crossing")
STEP_HEIGHT_M = 0.16
SPEEDS = {"primary": "50", "secondary": "50", "tertiary": "50", "residential": "30", "unclassified": "50"}


def tags_of(piece: Piece, line: StreetLine, name: str, dice: list[float]) -> dict[str, str]:
    """Tags of one piece. `dice`: four draws in 0..1 that belong to the line, so that its pieces agree."""
    kind, style = piece.kind, piece.style
    tags = {"highway": kind, **line.tags}
    if name and kind not in ("footway", "steps", "cycleway", "track", "service"):
        tags["name"] = name
    if kind in ("motorway", "motorway_link"):
        return tags
    if style in URBAN and "lit" not in tags:
        tags["lit"] = "no" if kind in ("footway", "steps") and dice[2] < 0.35 else "yes"
    elif style in ("rural", "wild", "fringe", "park"):
        tags["lit"] = "no"
    tags.update(_surface(kind, style, dice[3]))
    tags.update(_road(piece, dice) if kind in SPEEDS else _path(piece, dice))
    return {**tags, **line.tags}


def _road(piece: Piece, dice: list[float]) -> dict[str, str]:
    kind = piece.kind
    tags: dict[str, str] = {}
    if dice[0] < 0.8:
        slow = piece.style in ("old", "centre", "estate") and kind == "residential"
        tags["maxspeed"] = "30" if slow else ("70" if kind == "primary" and dice[1] < 0.2 else SPEEDS[kind])
    if piece.oneway:
        tags["oneway"] = "yes"
        if dice[1] < 0.5:
            tags["oneway:bicycle"] = "no"
    if kind in ("primary", "secondary", "tertiary"):
        tags["sidewalk"] = "both" if dice[0] < 0.8 else "right"
        if kind == "primary":
            tags["lanes"] = "4" if dice[1] < 0.4 else "2"
        if dice[2] < 0.35:
            tags["cycleway"] = "lane" if dice[3] < 0.6 else "track"
    return tags


def _path(piece: Piece, dice: list[float]) -> dict[str, str]:
    kind, tags = piece.kind, dict[str, str]()
    if kind == "living_street":
        tags["maxspeed"] = "20"
    elif kind == "cycleway":
        tags["foot"] = "yes" if dice[1] < 0.5 else "no"
    elif kind == "footway" and dice[1] < 0.15:
        tags["bicycle"] = "yes"
    elif kind == "steps":
        tags["incline"] = "up" if piece.climb >= 0 else "down"
        tags["step_count"] = str(max(6, round(piece.length * piece.grade / STEP_HEIGHT_M)))
        if dice[1] < 0.3:
            tags["handrail"] = "yes"
    elif kind == "service" and piece.style in ("industrial", "port", "business") and dice[1] < 0.3:
        tags["access"] = "private" if dice[2] < 0.4 else "destination"
    elif kind == "service" and piece.style == "shopping":
        tags["service"] = "parking_aisle"
    elif kind == "track":
        tags["tracktype"] = "grade2" if dice[1] < 0.5 else "grade3"
    return tags


def _surface(kind: str, style: str, draw: float) -> dict[str, str]:
    if kind == "track" or style in ("wild", "park"):
        return {"surface": "gravel" if draw < 0.5 else "dirt"}
    if style == "old" and kind in ("pedestrian", "living_street", "steps"):
        return {"surface": "sett" if draw < 0.4 else "paving_stones"}
    if kind in ("footway", "steps"):
        return {"surface": "concrete"} if draw < 0.4 else {}
    return {"surface": "asphalt"} if draw < 0.7 else {}
