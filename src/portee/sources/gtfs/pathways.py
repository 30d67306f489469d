"""Walks inside stations: shortest times between platforms through pathways.txt."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt
import polars as pl
import yaml
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components, dijkstra

from portee.sources.gtfs.archive import FeedFiles
from portee.sources.gtfs.findings import Findings
from portee.sources.gtfs.lookup import index_of
from portee.sources.gtfs.shapes import metres_between
from portee.sources.gtfs.stops import BOARDING_AREA, Boardable, Places
from portee.sources.gtfs.tables import read_table

__all__ = ["PathwayTimes", "load_pathway_parameters", "read_pathways"]

FILE = "pathways.txt"
STAIRS, ELEVATOR = 2, 5

Int32 = npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class PathwayTimes:
    """Shortest walks between stops inside stations, one per ordered pair that is connected.

    Attributes:
        start, end: int32 (k,), stops.
        seconds: int32 (k,), rounded up.
    """

    start: Int32
    end: Int32
    seconds: Int32


@cache
def load_pathway_parameters() -> dict[str, float]:
    """Values of `pathway_parameters.yaml` by name."""
    declared = yaml.safe_load((files("portee.sources.gtfs") / "pathway_parameters.yaml").read_text(encoding="utf-8"))
    return {name: float(entry["value"]) for name, entry in declared.items()}


def read_pathways(feed: FeedFiles, places: Places, stops: Boardable, findings: Findings) -> PathwayTimes:
    """pathways.txt (optional) as shortest times between boardable stops."""
    empty = np.zeros(0, dtype=np.int32)
    frame = read_table(feed, FILE, findings)
    if frame is None or frame.height == 0:
        return PathwayTimes(empty, empty, empty)
    frame = frame.with_columns(
        pl.Series("start", index_of(frame["from_stop_id"], places.place_id)),
        pl.Series("end", index_of(frame["to_stop_id"], places.place_id)),
    )
    unknown = (pl.col("start") < 0) | (pl.col("end") < 0)
    frame = findings.without(frame, unknown, "unknown_pathway_end", FILE, show="from_stop_id")
    start, end = frame["start"].to_numpy(), frame["end"].to_numpy()
    seconds = _seconds(frame, places)
    both = frame["is_bidirectional"].to_numpy() == 1
    # standing in an area of a platform is standing on the platform
    area = np.flatnonzero((places.kind == BOARDING_AREA) & (places.parent >= 0))
    tails = np.concatenate((start, end[both], area, places.parent[area])).astype(np.int64)
    heads = np.concatenate((end, start[both], places.parent[area], area)).astype(np.int64)
    weights = np.concatenate((seconds, seconds[both], np.zeros(2 * len(area))))
    return _shortest(tails, heads, weights, len(places.kind), stops)


def _seconds(frame: pl.DataFrame, places: Places) -> npt.NDArray[np.float64]:
    """Seconds of each pathway: its own, else by its length or stairs, else by the straight line."""
    known = load_pathway_parameters()
    given = frame["traversal_time"].cast(pl.Float64).fill_null(np.nan).to_numpy()
    length = frame["length"].fill_null(np.nan).to_numpy()
    steps = np.abs(frame["stair_count"].cast(pl.Float64).fill_null(np.nan).to_numpy())
    mode = frame["pathway_mode"].to_numpy()
    start, end = frame["start"].to_numpy(), frame["end"].to_numpy()
    line = metres_between(places.lon[start], places.lat[start], places.lon[end], places.lat[end])
    by_line = np.where(np.isnan(line), 0.0, line) / known["walking_speed"]
    by_length = np.where(np.isnan(length), by_line, length / known["walking_speed"])
    by_steps = np.where((mode == STAIRS) & ~np.isnan(steps), steps * known["seconds_per_stair"], by_length)
    guessed = np.where(mode == ELEVATOR, np.maximum(by_steps, known["elevator_seconds"]), by_steps)
    return np.where(np.isnan(given), guessed, given)


def _shortest(
    tails: npt.NDArray[np.int64],
    heads: npt.NDArray[np.int64],
    weights: npt.NDArray[np.float64],
    size: int,
    stops: Boardable,
) -> PathwayTimes:
    # a sparse matrix adds repeated entries: only the quickest of parallel pathways may stay
    order = np.lexsort((weights, heads, tails))
    tails, heads, weights = tails[order], heads[order], weights[order]
    quickest = np.ones(len(tails), dtype=np.bool_)
    quickest[1:] = (tails[1:] != tails[:-1]) | (heads[1:] != heads[:-1])
    graph = csr_matrix((weights[quickest], (tails[quickest], heads[quickest])), shape=(size, size))
    _, station = connected_components(graph, directed=False)
    found: list[tuple[Int32, Int32, Int32]] = []
    served = stops.place[np.isin(stops.place, tails) | np.isin(stops.place, heads)]
    for part in np.unique(station[served]):
        platforms = served[station[served] == part]
        if len(platforms) < 2:
            continue
        nodes = np.flatnonzero(station == part)
        inside = dijkstra(graph[nodes][:, nodes], indices=np.searchsorted(nodes, platforms))
        times = inside[:, np.searchsorted(nodes, platforms)]
        a, b = np.nonzero(np.isfinite(times) & ~np.eye(len(platforms), dtype=np.bool_))
        found.append(
            (stops.number[platforms[a]], stops.number[platforms[b]], np.ceil(times[a, b] - 1e-9).astype(np.int32))
        )
    if not found:
        empty = np.zeros(0, dtype=np.int32)
        return PathwayTimes(empty, empty, empty)
    start, end, seconds = (np.concatenate(column) for column in zip(*found, strict=True))
    order = np.lexsort((end, start))
    return PathwayTimes(start[order], end[order], seconds[order])
