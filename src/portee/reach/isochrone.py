"""Areas within reach of one place: travel times to a grid of points, cut at each time into polygons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from portee.core.errors import OutsideNetworkError, ParameterError
from portee.reach.options import Travel, Window
from portee.reach.reach import reach
from portee.reach.streetwise import DirectSearch, attached_places
from portee.territory.places import Places
from portee.world import World

__all__ = ["Isochrone", "PointGrid", "areas_within", "grid_around", "grid_over", "isochrones"]

METRES_PER_DEGREE = 111_195.0
"""On the sphere of mean radius."""

FINEST_M, MOST_POINTS, MOST_ROOTS = 25.0, 40_000, 2_500
"""Spacing is never finer, nor are there more points; nor more when each of them needs a search of its own."""

FASTEST_KMH = {"transit": 80.0, "car": 110.0}
"""What bounds the grid: nobody gets on faster on average over minutes. Other modes have their own speed."""

ASIDE_CELLS = 1.0
"""Points farther than so many spacings from any street are left out: they lie on water or in a forest."""


@dataclass(frozen=True)
class Isochrone:
    """The area within reach in a time.

    Attributes:
        cutoff_min: minutes.
        geometry: MultiPolygon, degrees WGS 84; it holds the areas of all shorter times. Empty when nothing is reached.
        area_km2: its area.
    """

    cutoff_min: float
    geometry: shapely.MultiPolygon
    area_km2: float


@dataclass(frozen=True, eq=False)
class PointGrid:
    """Points in rows from south to north: lon (columns,), lat (rows,) in degrees, spacing in metres."""

    lon: npt.NDArray[np.float64]
    lat: npt.NDArray[np.float64]
    spacing_m: float

    @property
    def scale(self) -> tuple[float, float]:
        """Metres per degree of longitude and of latitude."""
        middle = float(np.deg2rad((self.lat[0] + self.lat[-1]) / 2))
        return METRES_PER_DEGREE * float(np.cos(middle)), METRES_PER_DEGREE

    def places(self) -> Places:
        lon, lat = (values.ravel() for values in np.meshgrid(self.lon, self.lat))
        return Places(np.arange(len(lon)).astype(str).astype(object), lon, lat)


def grid_around(
    lon: float,
    lat: float,
    radius_m: float,
    bounds: tuple[float, float, float, float],
    *,
    most_points: int = MOST_POINTS,
    spacing_m: float | None = None,
) -> PointGrid:
    """Points around a place, within a radius and the bounds of the network, one of them on the place itself."""
    mx, my = METRES_PER_DEGREE * float(np.cos(np.deg2rad(lat))), METRES_PER_DEGREE
    # One spacing beyond the streets, so that no area is cut off at the last of them.
    west, east = ((lon - bounds[0]) * mx, (bounds[2] - lon) * mx)
    south, north = ((lat - bounds[1]) * my, (bounds[3] - lat) * my)
    sides = [float(np.clip(side, 0.0, radius_m)) for side in (west, east, south, north)]
    area = (sides[0] + sides[1]) * (sides[2] + sides[3])
    spacing = spacing_m or max(FINEST_M, float(np.sqrt(area / most_points)))
    steps = [int(np.ceil(side / spacing)) + 1 for side in sides]
    return PointGrid(
        (lon + np.arange(-steps[0], steps[1] + 1) * (spacing / mx)).astype(np.float64),
        (lat + np.arange(-steps[2], steps[3] + 1) * (spacing / my)).astype(np.float64),
        spacing,
    )


def grid_over(bounds: tuple[float, float, float, float], *, most_points: int, finest_m: float = FINEST_M) -> PointGrid:
    """Points all over bounds (west, south, east, north in degrees) and one spacing beyond, at most about so many."""
    west, south, east, north = bounds
    mx, my = METRES_PER_DEGREE * float(np.cos(np.deg2rad((south + north) / 2))), METRES_PER_DEGREE
    area = (east - west) * mx * (north - south) * my
    spacing = max(finest_m, float(np.sqrt(area / most_points)))
    columns, rows = (int(np.ceil(side / spacing)) + 3 for side in ((east - west) * mx, (north - south) * my))
    lon = west + np.arange(-1, columns - 1, dtype=np.float64) * (spacing / mx)
    lat = south + np.arange(-1, rows - 1, dtype=np.float64) * (spacing / my)
    return PointGrid(lon.astype(np.float64), lat.astype(np.float64), spacing)


def isochrones(  # noqa: PLR0913 - one argument per thing asked
    world: World,
    place: Places,
    cutoffs: Sequence[float],
    travel: Travel | None = None,
    window: Window | None = None,
    *,
    towards: bool = False,
    percentile: float = 50.0,
    spacing_m: float | None = None,
    park_and_ride: Places | None = None,
    threads: int | None = None,
) -> tuple[Isochrone, ...]:
    """Areas that are reached from a place within each time, from the shortest to the longest.

    Args:
        world: the network.
        place: exactly one place.
        cutoffs: minutes.
        travel, window, park_and_ride, threads: as `portee.reach.reach`.
        towards: areas from which the place is reached, instead of those reached from it.
        percentile: of travel time over the minutes of the window.
        spacing_m: distance between the points of the grid; by default 25 m and more, so that there are not too many.

    Raises:
        ParameterError: no cut-off, or an impossible one; not one place.
        Errors of `portee.reach.reach`.
    """
    travel = travel or Travel()
    times = sorted({float(cutoff) for cutoff in cutoffs})
    if len(place) != 1:
        raise ParameterError(f"An isochrone needs one place, not {len(place)}.", mend="Give one.")
    if not times:
        raise ParameterError("No cut-off was given.", mend="Give --cutoff MINUTES.")
    for time in times:
        if not 0 < time <= travel.max_time_min:
            raise ParameterError(
                f"The cut-off is {time:g} minutes, the longest travel time {travel.max_time_min:g}.",
                mend="Give more than 0 minutes and at most --max-time.",
            )
    travel = replace(travel, max_time_min=times[-1])
    # A search starts at origins, or at destinations when the window holds arrivals: there must not be many of them.
    many_roots = travel.mode == "transit" and window is not None and (window.arrive != towards)
    grid = grid_around(
        float(place.lon[0]), float(place.lat[0]), _radius_m(travel, times[-1]), world.network.bounds,
        most_points=MOST_ROOTS if many_roots else MOST_POINTS, spacing_m=spacing_m,
    )  # fmt: skip
    points = grid.places()
    foot = travel.foot if travel.mode in ("transit", "walk") else travel.mode
    if not attached_places(world.network, place, foot).attached[0]:
        raise OutsideNetworkError("The place is too far from any street.", mend="Give another place.")
    near = attached_places(world.network, points, foot)
    on_land = near.attached & (near.aside_mm <= max(ASIDE_CELLS * grid.spacing_m, FINEST_M * 2) * 1000)
    minutes = np.full(len(points), np.inf)
    if on_land.any():
        shown = points.take(on_land)
        if travel.mode == "transit":
            ends = (shown, place) if towards else (place, shown)
            found = reach(
                world, *ends, travel, window, percentiles=(percentile,), park_and_ride=park_and_ride, threads=threads
            ).minutes()
        else:
            found = _along_streets(world, place, shown, travel, foot, towards=towards)
        minutes[on_land] = found.reshape(-1)
    return areas_within(grid, minutes.reshape(len(grid.lat), len(grid.lon)), times, place)


def _along_streets(
    world: World, place: Places, points: Places, travel: Travel, mode: str, *, towards: bool
) -> npt.NDArray[np.float32]:
    """Minutes by one street mode. One search from the place, in either direction, where `reach` starts at origins."""
    part = world.network.modes[mode]
    extra = round(travel.parking_min * 60) if travel.mode == "car" else 0
    limit = travel.longest_s
    if travel.mode == "walk" and travel.max_walk_min is not None:
        limit = travel.limit_s("walk")
    start, ends = (attached_places(world.network, places, mode) for places in (place, points))
    search = DirectSearch(part, start, ends, limit, travel.units_per_second(mode), towards=towards)
    seconds = search.rows(0, 1, search.scratch())[0]
    reached = seconds <= limit - extra
    return np.where(reached, (seconds + extra) / 60.0, np.inf).astype(np.float32)


def _radius_m(travel: Travel, minutes: float) -> float:
    own = {"walk": travel.walk_speed_kmh, "bicycle": travel.bicycle_speed_kmh, "e_scooter": travel.e_scooter_speed_kmh}
    # Down a slope people go up to a quarter faster than on the flat.
    kmh = FASTEST_KMH.get(travel.mode) or own[travel.mode] * 1.25
    return kmh / 3.6 * minutes * 60


def areas_within(
    grid: PointGrid, minutes: npt.NDArray[np.float64], times: Sequence[float], place: Places
) -> tuple[Isochrone, ...]:
    """The areas that a grid of travel times tells.

    Args:
        grid: the points. minutes: float64 (rows, columns), infinite where beyond reach.
        times: minutes, from the shortest to the longest. place: where one starts, part of every area but an empty one.
    """
    # Imported here: drawing lines is all that is needed of it.
    from contourpy import FillType, contour_generator

    mx, my = grid.scale
    found: list[Isochrone] = []
    before = shapely.MultiPolygon()
    here = shapely.box(
        float(place.lon[0]) - grid.spacing_m / 2 / mx, float(place.lat[0]) - grid.spacing_m / 2 / my,
        float(place.lon[0]) + grid.spacing_m / 2 / mx, float(place.lat[0]) + grid.spacing_m / 2 / my,
    )  # fmt: skip
    for time in times:
        # Beyond reach counts as one spacing later than allowed: the border then runs between the two points.
        later = time + max(1.0, grid.spacing_m / 60)
        surface = np.minimum(minutes, later)
        lines = contour_generator(grid.lon, grid.lat, surface, fill_type=FillType.OuterOffset)
        points, offsets = cast("tuple[list[npt.NDArray[Any]], list[npt.NDArray[Any]]]", lines.filled(-1.0, time))
        shapes: list[BaseGeometry] = [here] if np.isfinite(minutes).any() else []
        shapes += shapely.make_valid(_polygons(points, offsets)).tolist()
        before = _without_specks(shapely.unary_union([before, *shapes]), (grid.spacing_m**2) / (mx * my))
        found.append(Isochrone(time, before, float(before.area) * mx * my / 1e6))
    return tuple(found)


def _without_specks(area: shapely.Geometry, cell: float) -> shapely.MultiPolygon:
    """The polygons of an area without what a grid cannot tell: parts under half a cell, holes under two cells.

    Areas that hold one another still do: the smaller has no part that is dropped from the larger.
    """
    parts = shapely.get_parts(area)
    parts = parts[(shapely.get_type_id(parts) == shapely.GeometryType.POLYGON) & (shapely.area(parts) >= cell / 2)]
    rings, part_of = shapely.get_rings(parts, return_index=True)
    if not len(rings):
        return shapely.MultiPolygon()
    outer = np.concatenate([[True], part_of[1:] != part_of[:-1]])
    kept = outer | (shapely.area(shapely.polygons(rings)) >= 2 * cell)
    return shapely.MultiPolygon(shapely.polygons(rings[kept], indices=part_of[kept]).tolist())


def _polygons(points: list[npt.NDArray[Any]], offsets: list[npt.NDArray[Any]]) -> npt.NDArray[np.object_]:
    """Polygons from the rings of each, the outer one first: points float64 (n, 2), offsets of its rings among them."""
    if not points:
        return np.empty(0, dtype=object)
    rings = np.array([len(ends) - 1 for ends in offsets])
    lengths = np.concatenate([np.diff(ends.astype(np.int64)) for ends in offsets])
    drawn = shapely.linearrings(np.concatenate(points), indices=np.repeat(np.arange(len(lengths)), lengths))
    found: npt.NDArray[np.object_] = shapely.polygons(drawn, indices=np.repeat(np.arange(len(rings)), rings))
    return found
