"""Stops, stations and what lies inside them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from portee.sources.gtfs.archive import FeedFiles
from portee.sources.gtfs.findings import Findings
from portee.sources.gtfs.lookup import index_of
from portee.sources.gtfs.tables import read_table

__all__ = ["Boardable", "Places", "boardable_stops", "read_places"]

FILE = "stops.txt"
PLATFORM, STATION, ENTRANCE, NODE, BOARDING_AREA = range(5)


@dataclass(frozen=True, eq=False)
class Places:
    """Every row of stops.txt that can be told apart, n of them: platforms, stations, entrances, nodes, areas.

    Attributes:
        place_id: (n,) ids; name: (n,) names.
        lon, lat: float64 (n,) degrees, NaN where unknown.
        kind: int8 (n,), location_type.
        parent: int32 (n,), place of the parent_station, -1 for none.
        wheelchair: int8 (n,), 0 unknown, 1 yes, 2 no, inherited from the parent when unknown.
    """

    place_id: pl.Series
    name: pl.Series
    lon: npt.NDArray[np.float64]
    lat: npt.NDArray[np.float64]
    kind: npt.NDArray[np.int8]
    parent: npt.NDArray[np.int32]
    wheelchair: npt.NDArray[np.int8]

    @property
    def located(self) -> npt.NDArray[np.bool_]:
        """Flags (n,) of places that have coordinates."""
        return ~np.isnan(self.lon)


@dataclass(frozen=True, eq=False)
class Boardable:
    """The places where vehicles stop, s of them, in file order.

    Attributes:
        place: int32 (s,), the place of each stop.
        number: int32 (n,), the stop of each place, -1 where vehicles do not stop.
        station: int32 (s,), equal for stops of one station, -1 for none.
    """

    place: npt.NDArray[np.int32]
    number: npt.NDArray[np.int32]
    station: npt.NDArray[np.int32]


def read_places(feed: FeedFiles, findings: Findings) -> Places:
    """stops.txt, cleaned.

    Raises:
        SourceError: the file or a required column is missing.
    """
    frame = read_table(feed, FILE, findings)
    assert frame is not None
    frame = findings.without(frame, pl.col("stop_id").is_null(), "missing_id", FILE, show="stop_id")
    frame = findings.without(frame, ~pl.col("stop_id").is_first_distinct(), "duplicate_id", FILE, show="stop_id")
    if frame["stop_timezone"].is_not_null().any():
        findings.note("stop_timezone is ignored: GTFS times are in the agency's time zone.")
    kind = frame["location_type"].cast(pl.Int8).to_numpy()
    parent = _parents(frame, kind, findings)
    lon, lat = _coordinates(frame, kind, parent, findings)
    wheelchair = frame["wheelchair_boarding"].cast(pl.Int8).to_numpy().copy()
    # an area takes from its platform what the platform took from its station: two steps at most
    for _ in range(2):
        inherits = (wheelchair == 0) & (parent >= 0)
        wheelchair[inherits] = wheelchair[parent[inherits]]
    return Places(frame["stop_id"], frame["stop_name"].fill_null(""), lon, lat, kind, parent, wheelchair)


def boardable_stops(places: Places, served: npt.NDArray[np.int32], findings: Findings) -> Boardable:
    """Platforms with coordinates, and whatever else trips stop at (`served`: places, any order)."""
    used = np.zeros(len(places.kind), dtype=np.bool_)
    used[served] = True
    odd = np.flatnonzero(used & (places.kind != PLATFORM))
    findings.record("stop_is_not_a_platform", FILE, count=len(odd), field="location_type", examples=_ids(places, odd))
    boardable = ((places.kind == PLATFORM) & places.located) | used
    unused = np.flatnonzero(boardable & ~used)
    findings.record("unused_stop", FILE, count=len(unused), examples=_ids(places, unused))
    place = np.flatnonzero(boardable).astype(np.int32)
    number = np.full(len(boardable), -1, dtype=np.int32)
    number[place] = np.arange(len(place), dtype=np.int32)
    root = np.where(places.parent[place] >= 0, places.parent[place], np.where(places.kind[place] == STATION, place, -1))
    stations = np.unique(root[root >= 0])
    station = np.where(root >= 0, np.searchsorted(stations, root), -1).astype(np.int32)
    return Boardable(place, number, station)


def _ids(places: Places, chosen: npt.NDArray[np.int64]) -> list[str]:
    return [str(places.place_id[int(i)]) for i in chosen[:10]]


def _parents(frame: pl.DataFrame, kind: npt.NDArray[np.int8], findings: Findings) -> npt.NDArray[np.int32]:
    parent = index_of(frame["parent_station"], frame["stop_id"])
    named = frame["parent_station"].is_not_null().to_numpy()
    findings.record_rows("unknown_parent", FILE, frame.filter(pl.Series(named & (parent < 0))), show="parent_station")
    wanted = np.where(kind == BOARDING_AREA, PLATFORM, STATION)
    wrong = (parent >= 0) & ((kind[parent] != wanted) | (kind == STATION))
    findings.record_rows("wrong_parent", FILE, frame.filter(pl.Series(wrong)), show="stop_id", field="parent_station")
    return np.where(wrong, -1, parent).astype(np.int32)


def _coordinates(
    frame: pl.DataFrame, kind: npt.NDArray[np.int8], parent: npt.NDArray[np.int32], findings: Findings
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    lon = frame["stop_lon"].fill_null(np.nan).to_numpy().copy()
    lat = frame["stop_lat"].fill_null(np.nan).to_numpy().copy()
    zero = (lon == 0) & (lat == 0)
    outside = (np.abs(lon) > 180) | (np.abs(lat) > 90)
    blank = np.isnan(lon) | np.isnan(lat)
    lon[zero | outside | blank] = lat[zero | outside | blank] = np.nan
    inherits = np.isnan(lon) & (kind == PLATFORM) & (parent >= 0) & ~np.isnan(lon[parent])
    lon[inherits], lat[inherits] = lon[parent[inherits]], lat[parent[inherits]]
    # entrances, nodes and areas need no place of their own: nothing stops there
    matters = np.isin(kind, (PLATFORM, STATION)) & np.isnan(lon)
    for code, field, flags in (
        ("stop_at_zero", "stop_lat", zero & matters),
        ("stop_out_of_range", "stop_lat", outside & matters),
        ("stop_without_coordinates", "stop_lat", blank & matters),
        ("stop_placed_at_station", "stop_lat", inherits),
    ):
        findings.record_rows(code, FILE, frame.filter(pl.Series(flags)), show="stop_id", field=field)
    return lon, lat
