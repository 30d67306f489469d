"""A muted base map drawn from a network's own streets."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np
import numpy.typing as npt
import shapely

from portee.network.streets import NOT_PERMITTED, Streets
from portee.reports.maplayers import BaseLabel, BaseMap, Words

__all__ = ["CLASSES", "base_from_streets", "street_classes"]

MOTORWAY_KMH, MAJOR_KMH = 75.0, 45.0
"""Free-flow driving speed from which a street is drawn as a motorway, and as a major road. The street graph keeps no
road class, and speed tells what a reader finds the way by."""

CLASSES = ("motorway", "major", "street", "path")
"""Of streets, the first ones are drawn first where there is not room for all."""

TOLERANCE_M = {"motorway": 4.0, "major": 4.0, "street": 6.0, "path": 8.0}
"""How far a drawn line may stray from the street, metres: less than a line's width at city scale."""

MOST_POINTS = 400_000
"""Points a base may have. Beyond it, paths go first, then lines are simplified further."""

METRES_PER_DEGREE = 111_195.0


def street_classes(streets: Streets) -> npt.NDArray[np.object_]:
    """Class of each edge, (e,) of "motorway", "major", "street", "path", or "" where nobody may go."""
    forward, backward = (cost["car"] for cost in (streets.cost_forward, streets.cost_backward))
    driven = np.where(forward != NOT_PERMITTED, forward, backward)
    # Millimetres per millisecond are metres per second.
    speed = 3.6 * streets.edge_length_mm / np.maximum(driven, 1)
    walked = (streets.cost_forward["walk"] != NOT_PERMITTED) | (streets.cost_backward["walk"] != NOT_PERMITTED)
    classes = np.full(streets.edge_count, "", dtype=object)
    classes[walked] = "path"
    car = driven != NOT_PERMITTED
    classes[car] = "street"
    classes[car & (speed >= MAJOR_KMH)] = "major"
    classes[car & (speed >= MOTORWAY_KMH)] = "motorway"
    return classes


def base_from_streets(  # noqa: PLR0913 - one argument per thing drawn
    streets: Streets,
    *,
    bounds: tuple[float, float, float, float] | None = None,
    water: npt.NDArray[np.object_] | None = None,
    rail: npt.NDArray[np.object_] | None = None,
    shore: npt.NDArray[np.object_] | None = None,
    labels: tuple[BaseLabel, ...] = (),
    attribution: Words | None = None,
    most_points: int = MOST_POINTS,
    drawn: Collection[str] = CLASSES,
) -> BaseMap:
    """The streets of an area as a base map, joined end to end and simplified.

    Args:
        streets: the street graph.
        bounds: west, south, east, north in degrees; None takes everything.
        water: polygons of water in WGS 84.
        rail, shore: lines in WGS 84.
        labels: names of places.
        attribution: whom to thank for the data.
        most_points: how many points the streets may have.
        drawn: classes of streets that are wanted, of `CLASSES`; the others need not be made.
    """
    lon, lat = streets.geometry_lon_e7 / 1e7, streets.geometry_lat_e7 / 1e7
    offsets = streets.geometry_offset
    classes = street_classes(streets)
    if bounds is not None and streets.edge_count:
        west, south, east, north = bounds
        inside = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
        # Whether an edge has a point inside, from the running count of points inside.
        count = np.concatenate([[0], np.cumsum(inside)])
        classes[count[offsets[1:]] == count[offsets[:-1]]] = ""
    points = np.stack([lon, lat], axis=1)
    squeeze = float(np.cos(np.radians(lat.mean()))) if len(lat) else 1.0
    lines: dict[str, tuple[npt.NDArray[np.float64], ...]] = {}
    left = most_points
    for name in (name for name in CLASSES if name in drawn):
        merged, scale = _merged(points, offsets, np.flatnonzero(classes == name), squeeze)
        joined = _simplified(merged, TOLERANCE_M[name])
        size = int(shapely.get_num_coordinates(joined).sum())
        if size > left:
            # Four times the tolerance halves the points of most street networks; what still is too many is left out.
            joined = _simplified(merged, 4 * TOLERANCE_M[name]) if name != "path" else joined[:0]
            size = int(shapely.get_num_coordinates(joined).sum())
            joined, size = (joined, size) if size <= left else (joined[:0], 0)
        left -= size
        if len(joined):
            lines[name] = tuple(_coordinates(joined, scale))
    for name, given in (("rail", rail), ("shore", shore)):
        if given is not None:
            parts = shapely.get_parts(given)
            lines[name] = tuple(shapely.get_coordinates(part) for part in parts if not part.is_empty)
    return BaseMap(
        lines=lines,
        water=np.empty(0, dtype=object) if water is None else water,
        labels=labels,
        attribution=attribution,
    )


def _merged(
    points: npt.NDArray[np.float64], offsets: npt.NDArray[np.int64], edges: npt.NDArray[np.int64], squeeze: float
) -> tuple[npt.NDArray[np.object_], npt.NDArray[np.float64]]:
    """Lines of the edges, merged where two meet, in metres; and metres of a degree, (2,)."""
    scale = np.array([METRES_PER_DEGREE * squeeze, METRES_PER_DEGREE])
    if not len(edges):
        return np.empty(0, dtype=object), scale
    lengths = offsets[edges + 1] - offsets[edges]
    owner = np.repeat(np.arange(len(edges)), lengths)
    first = np.repeat(offsets[edges] - np.concatenate([[0], np.cumsum(lengths)[:-1]]), lengths)
    taken = points[np.arange(len(owner)) + first]
    shapes = shapely.linestrings(taken * scale, indices=owner)
    return shapely.get_parts(shapely.line_merge(shapely.multilinestrings(shapes))), scale


def _simplified(lines: npt.NDArray[np.object_], tolerance_m: float) -> npt.NDArray[np.object_]:
    """Lines that stray no more than `tolerance_m` from the given ones, with as few points as that takes."""
    simple = shapely.simplify(lines, tolerance_m, preserve_topology=False)
    found: npt.NDArray[np.object_] = simple[~shapely.is_empty(simple)]
    return found


def _coordinates(lines: npt.NDArray[np.object_], scale: npt.NDArray[np.float64]) -> Iterator[npt.NDArray[np.float64]]:
    """The points of each line in degrees, (m, 2)."""
    ends = np.cumsum(shapely.get_num_coordinates(lines))
    degrees = shapely.get_coordinates(lines) / scale
    for first, last in zip([0, *ends[:-1].tolist()], ends.tolist(), strict=True):
        yield degrees[first:last]
