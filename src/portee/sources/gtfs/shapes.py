"""Shapes of trips, and where stops lie along them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from portee.sources.gtfs.archive import FeedFiles
from portee.sources.gtfs.findings import Findings
from portee.sources.gtfs.lookup import index_of
from portee.sources.gtfs.tables import read_table

__all__ = ["EARTH_RADIUS_M", "Shapes", "local_metres", "metres_between", "positions_along", "read_shapes"]

EARTH_RADIUS_M = 6_371_008.8
"""Mean radius of the Earth in metres (IUGG)."""
TIE_M2 = 1e-6
"""Squared distances closer than this are equal: between equals the vehicle stays as far back as it can."""

Float64 = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Shapes:
    """Polylines, m of them, each of two points or more.

    Attributes:
        shape_id: (m,) ids.
        offset: int64 (m + 1,), into
        lon, lat: float64, degrees.
    """

    shape_id: pl.Series
    offset: npt.NDArray[np.int64]
    lon: Float64
    lat: Float64


def metres_between(lon_a: Float64, lat_a: Float64, lon_b: Float64, lat_b: Float64) -> Float64:
    """Great-circle distance in metres between points in degrees (haversine formula), any one shape."""
    phi_a, phi_b = np.radians(lat_a), np.radians(lat_b)
    half = (
        np.sin((phi_b - phi_a) / 2) ** 2
        + np.cos(phi_a) * np.cos(phi_b) * np.sin(np.radians(np.asarray(lon_b) - lon_a) / 2) ** 2
    )
    distance: Float64 = 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return distance


def local_metres(lon: Float64, lat: Float64, lon_0: float | Float64, lat_0: float | Float64) -> tuple[Float64, Float64]:
    """East and north of (lon_0, lat_0) in metres on the plane that touches there: exact enough for one line."""
    scale = np.radians(1.0) * EARTH_RADIUS_M
    return (lon - lon_0) * scale * np.cos(np.radians(lat_0)), (lat - lat_0) * scale


def read_shapes(feed: FeedFiles, findings: Findings) -> Shapes:
    """shapes.txt, each shape in order of its sequence; no shape when the file is absent."""
    file = "shapes.txt"
    frame = read_table(feed, file, findings)
    if frame is None:
        empty = np.zeros(0)
        return Shapes(pl.Series([], dtype=pl.String), np.zeros(1, dtype=np.int64), empty, empty)
    frame = findings.without(frame, pl.col("shape_id").is_null(), "missing_id", file, show="shape_id")
    needed = ("shape_pt_lat", "shape_pt_lon", "shape_pt_sequence")
    unusable = pl.any_horizontal(pl.col(c).is_null() for c in needed)
    frame = findings.without(frame, unusable, "shape_point_without_place", file, show="shape_id")
    ids = frame["shape_id"].unique(maintain_order=True)
    shape = index_of(frame["shape_id"], ids)
    order = np.lexsort((frame["shape_pt_sequence"].to_numpy(), shape))
    counts = np.bincount(shape, minlength=len(ids))
    # one point is no line: those shapes are unknown to trips
    drawn = counts >= 2
    kept = order[drawn[shape[order]]]
    offset = np.concatenate(([0], np.cumsum(counts[drawn])))
    lon, lat = frame["shape_pt_lon"].to_numpy()[kept], frame["shape_pt_lat"].to_numpy()[kept]
    return Shapes(ids.filter(pl.Series(drawn)), offset.astype(np.int64), lon, lat)


def positions_along(stop_lon: Float64, stop_lat: Float64, shape_lon: Float64, shape_lat: Float64) -> Float64:
    """Metres along a shape at which a vehicle meets stops in their order: never decreasing.

    Each stop is laid on one segment of the shape; among all layings that go forward, the one with the least sum
    of squared distances is taken, found by dynamic programming over stops × segments. A loop or a street that is
    run both ways is thus met at the right pass.

    Args:
        stop_lon, stop_lat: float64 (n,), degrees, in the order of the trip.
        shape_lon, shape_lat: float64 (m,), degrees, m ≥ 2.

    Returns:
        float64 (n,), metres from the start of the shape.
    """
    lon_0, lat_0 = float(shape_lon[0]), float(shape_lat[0])
    x, y = local_metres(stop_lon, stop_lat, lon_0, lat_0)
    sx, sy = local_metres(shape_lon, shape_lat, lon_0, lat_0)
    dx, dy = np.diff(sx), np.diff(sy)
    squared = dx * dx + dy * dy
    length = np.sqrt(squared)
    start = np.concatenate(([0.0], np.cumsum(length[:-1])))
    cost = np.zeros(len(length))
    reached = np.zeros(len(length))
    held = np.zeros(len(length), dtype=np.bool_)
    costs, shares, holds = [], [], []
    for i in range(len(x)):
        ox, oy = x[i] - sx[:-1], y[i] - sy[:-1]
        share = np.clip((ox * dx + oy * dy) / np.where(squared > 0, squared, 1.0), 0.0, 1.0)
        fresh = (ox - share * dx) ** 2 + (oy - share * dy) ** 2
        if i == 0:
            cost, reached = fresh, share
        else:
            # from any earlier segment, or held on the segment of the stop before, not behind it
            pushed = np.maximum(reached, share)
            stay = cost + (ox - pushed * dx) ** 2 + (oy - pushed * dy) ** 2
            move = fresh + np.concatenate(([np.inf], np.minimum.accumulate(cost)[:-1]))
            held = stay < move - TIE_M2
            cost, reached = np.where(held, stay, move), np.where(held, pushed, share)
            # the first segment has none before it
            held[0], cost[0], reached[0] = True, stay[0], pushed[0]
        costs.append(cost)
        shares.append(reached)
        holds.append(held)
    chosen = np.empty(len(x), dtype=np.int64)
    chosen[-1] = np.argmin(costs[-1])
    for i in range(len(x) - 1, 0, -1):
        segment = int(chosen[i])
        chosen[i - 1] = segment if holds[i][segment] else np.argmin(costs[i - 1][:segment])
    share = np.array([shares[i][segment] for i, segment in enumerate(chosen)])
    along: Float64 = np.maximum.accumulate(start[chosen] + share * length[chosen])
    return along
