"""Candidates for hubs: places of a file, car parks or vacant ground floors of OpenStreetMap, stops of the network, or a
grid over its streets.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl

from portee.core.errors import ParameterError, Where
from portee.network.network import Network
from portee.services.gather import gather
from portee.services.recognise import PlaceColumns, kind_of
from portee.sources.osm import read_osm_places
from portee.sources.osm.tables import read_table
from portee.territory.places import Places
from portee.territory.squares import squares_over

__all__ = ["KINDS", "MOST_CANDIDATES", "by_id", "candidates_of", "file_of", "flags"]

MOST_CANDIDATES = 5000
"""Of a grid or a kind of OpenStreetMap: each is searched from, and each may be opened."""

KINDS = ("parking", "ground_floors")
"""Of OpenStreetMap, see the rules "hub_candidates": public car parks, ground floors of shops that stand empty."""

_KIND = re.compile(rf"({'|'.join(KINDS)})(?::(.*))?", re.DOTALL)
_GRID = re.compile(r"grid:(\d+)")
LARGEST_SQUARE = 100_000
"""Metres of a square of a grid: no network is larger."""


def candidates_of(
    wanted: Path | str, network: Network, *, weights: tuple[str, ...] = (), columns: PlaceColumns | None = None
) -> Places:
    """Candidates of a file, "stops" (one per station, or per stop without one), "grid:METRES", or a kind of `KINDS` in
    an OpenStreetMap extract, as "parking:FILE".

    A square of the grid is entered at the crossing of streets nearest its centre. Of a kind, what lies outside the
    network is left out.

    Raises:
        ParameterError: no timetable; a grid of no metres, or one that is too fine; a kind without a file, that is not
            there, or that is there too often; weights asked of what has no columns. As `gather`.
    """
    text = str(wanted)
    grid = _GRID.fullmatch(text)
    if text.startswith("grid:") and (grid is None or not 1 <= int(grid[1]) <= LARGEST_SQUARE):
        raise ParameterError(
            f"'{text[:60]}' is no grid.", where=Where(field="--candidates"),
            mend=f"Give whole metres from 1 to {LARGEST_SQUARE}: grid:500.",
        )  # fmt: skip
    kind = None if Path(wanted).exists() else _KIND.fullmatch(text)
    if text != "stops" and grid is None and kind is None:
        return gather(Path(wanted), network, weights=weights, columns=columns)
    if weights:
        raise ParameterError(
            f"Candidates from '{text}' have no column '{weights[0]}'.",
            where=Where(field="--candidates"), mend="Give a file of candidates with this column.",
        )  # fmt: skip
    if kind is not None:
        return _of_kind(kind[1], kind[2], network)
    return _stops(network) if grid is None else _squares(network, int(grid[1]))


def file_of(wanted: str) -> str:
    """The file that candidates are read from; the word itself where there is none."""
    kind = None if Path(wanted).exists() else _KIND.fullmatch(wanted)
    return wanted if kind is None or not kind[2] else kind[2]


def _of_kind(kind: str, file: str | None, network: Network) -> Places:
    where = Where(field="--candidates")
    if not file:
        raise ParameterError(
            f"It is not said in which file '{kind}' are to be found.", where=where,
            mend=f"Give an extract of OpenStreetMap: {kind}:marseille.osm.pbf.",
        )  # fmt: skip
    path = Path(file)
    if path.exists() and kind_of(path) != "osm":
        raise ParameterError(
            f"'{file[:60]}' is no extract of OpenStreetMap.", where=where,
            mend=f"Give an .osm.pbf file, or this file alone, without '{kind}:'.",
        )  # fmt: skip
    table = read_table("hub_candidates")
    found = read_osm_places(path, {**table, "categories": {kind: table["categories"][kind]}})
    west, south, east, north = network.bounds
    found = found.take((west <= found.lon) & (found.lon <= east) & (south <= found.lat) & (found.lat <= north))
    if not 0 < len(found) <= MOST_CANDIDATES:
        raise ParameterError(
            f"The file has {len(found):,} '{kind}' in the area of the network"
            + (f", more than {MOST_CANDIDATES:,}." if len(found) else "."), where=where,
            mend="Give a file of fewer points, or grid:METRES." if len(found) else
            "Give an extract of this area where they are mapped, a file of points, or grid:METRES.",
        )  # fmt: skip
    return replace(found, attributes=found.attributes.drop(kind, "osm_id"))


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
