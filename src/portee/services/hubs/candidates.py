"""Candidates for hubs: places of a file, stops of the network, or a grid over its streets."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl

from portee.core.errors import ParameterError, Where
from portee.network.network import Network
from portee.services.gather import gather
from portee.services.recognise import PlaceColumns
from portee.territory.places import Places
from portee.territory.squares import squares_over

__all__ = ["MOST_CANDIDATES", "by_id", "candidates_of", "flags"]

MOST_CANDIDATES = 5000
"""Of a grid: each is searched from, and each may be opened."""

_GRID = re.compile(r"grid:(\d+)")
LARGEST_SQUARE = 100_000
"""Metres of a square of a grid: no network is larger."""


def candidates_of(
    wanted: Path | str, network: Network, *, weights: tuple[str, ...] = (), columns: PlaceColumns | None = None
) -> Places:
    """Candidates of a file, "stops" (one per station, or per stop without one), or "grid:METRES".

    A square of the grid is entered at the crossing of streets nearest its centre.

    Raises:
        ParameterError: no timetable; a grid of no metres, or one that is too fine; weights asked of what has no
            columns. As `gather`.
    """
    text = str(wanted)
    grid = _GRID.fullmatch(text)
    if text.startswith("grid:") and (grid is None or not 1 <= int(grid[1]) <= LARGEST_SQUARE):
        raise ParameterError(
            f"'{text[:60]}' is no grid.", where=Where(field="--candidates"),
            mend=f"Give whole metres from 1 to {LARGEST_SQUARE}: grid:500.",
        )  # fmt: skip
    if text != "stops" and grid is None:
        return gather(Path(wanted), network, weights=weights, columns=columns)
    if weights:
        raise ParameterError(
            f"Candidates from '{text}' have no column '{weights[0]}'.",
            where=Where(field="--candidates"), mend="Give a file of candidates with this column.",
        )  # fmt: skip
    return _stops(network) if grid is None else _squares(network, int(grid[1]))


def _stops(network: Network) -> Places:
    table = network.timetable
    if table is None:
        raise ParameterError(
            "The network has no timetable, and so no stops.",
            where=Where(field="--candidates"), mend="Build it with --gtfs, or give a file or grid:METRES.",
        )  # fmt: skip
    used = np.unique(np.asarray(table.pattern_stop))
    station = np.asarray(table.stop_station)[used]
    # A stop without a station stands for itself; of a station, its first stop that is served.
    alone = np.where(station >= 0, station, int(station.max(initial=0)) + 1 + used)
    rows = np.sort(used[np.unique(alone, return_index=True)[1]])
    ids = np.array([table.stop_id[row] for row in rows.tolist()], object)
    names = pl.DataFrame({"name": [table.stop_name[row] for row in rows.tolist()]})
    return Places(
        ids, np.asarray(table.stop_lon)[rows], np.asarray(table.stop_lat)[rows], names, None, network.provenance
    )


def _squares(network: Network, side: int) -> Places:
    streets, walked = network.streets, np.asarray(network.modes["walk"].graph.main)
    nodes = np.unique(np.concatenate([streets.edge_from[walked], streets.edge_to[walked]]))
    lon, lat = streets.node_lon_e7[nodes] / 1e7, streets.node_lat_e7[nodes] / 1e7
    squares, used = squares_over(lon, lat, side_m=max(1, side), most=MOST_CANDIDATES)
    if used != side:
        raise ParameterError(
            f"A grid of {side} m has more than {MOST_CANDIDATES} squares with streets.",
            where=Where(field="--candidates"), mend=f"Give grid:{used}.",
        )  # fmt: skip
    # A hub is a point: that where the square is entered.
    return replace(squares, geometry=None)


def by_id(places: Places) -> Places:
    """The places in the order of their ids, so that no answer depends on the order of rows."""
    return places.take(np.argsort(places.ids.astype(str), kind="stable"))


def flags(places: Places, ids: tuple[str, ...], option: str) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Bool (m,), which candidates are named. Raises ParameterError for an id that no candidate has."""
    known = {str(id): row for row, id in enumerate(places.ids.tolist())}
    found = np.zeros(len(places), np.bool_)
    for id in ids:
        if id not in known:
            some = ", ".join(list(known)[:5])
            raise ParameterError(
                f"No candidate has the id '{id}'.", where=Where(field=option), mend=f"Ids are such as: {some}."
            )
        found[known[id]] = True
    return found
