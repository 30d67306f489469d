"""Lines and stops of public transport as layers of tiles, from the timetable of the network."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely

from portee.network.timetable import Timetable
from portee.services.tiles.layers import Layer
from portee.services.tiles.legible import legible
from portee.services.tiles.mercator import to_square
from portee.services.transit_lines import served_stops, transit_lines, transit_shape

__all__ = ["transit_layers"]

HEAVY = frozenset({"rail", "metro", "tram", "funicular", "cable"})
"""Modes that run on ways of their own, and are shown from farther away."""
LINE_FROM, STOP_FROM = {True: 8, False: 11}, {True: 12, False: 14}
"""The least zoom that shows a line, a stop: of heavy modes or of others."""
OTHERWISE = {
    "rail": "#4d4d4d", "metro": "#0072b2", "tram": "#009e73", "funicular": "#cc79a7", "cable": "#cc79a7",
    "ferry": "#56b4e9", "bus": "#d55e00",
}  # fmt: skip
"""Okabe and Ito's, where an agency gives no colour."""


def transit_layers(timetable: Timetable) -> tuple[Layer, ...]:
    """Layer `transit`: of each line where it runs, its name, mode, and its colour on a light and on a dark ground;
    `straight` where its way between stops is not known. Layer `stop`: points with name and mode.
    """
    shapes: list[Any] = []
    properties: list[dict[str, Any]] = []
    for line in transit_lines(timetable, None):
        shape, straight = transit_shape(timetable, line)
        if shape.is_empty:
            continue
        shapes.append(shapely.transform(shape, lambda points: to_square(points[:, 0], points[:, 1])))
        colours = {f"on_{theme}": legible(line.colour, theme, OTHERWISE[line.mode]) for theme in ("light", "dark")}
        properties.append({"name": line.name, "mode": line.mode, "straight": straight, **colours})
    found = []
    if shapes:
        zooms = np.array([LINE_FROM[row["mode"] in HEAVY] for row in properties], np.int64)
        found.append(Layer("transit", _objects(shapes), properties, zooms))
    stops = served_stops(timetable)
    if stops:
        points = to_square([stop.lon for stop in stops], [stop.lat for stop in stops])
        zooms = np.array([STOP_FROM[stop.mode in HEAVY] for stop in stops], np.int64)
        told = [{"name": stop.name, "mode": stop.mode} for stop in stops]
        found.append(Layer("stop", _objects([shapely.Point(x, y) for x, y in points.tolist()]), told, zooms))
    return tuple(found)


def _objects(shapes: list[Any]) -> Any:
    found = np.empty(len(shapes), dtype=object)
    found[:] = shapes
    return found
