"""transfers.txt: rules between stops, trips and routes, stations expanded to their platforms."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from portee.sources.gtfs.archive import FeedFiles
from portee.sources.gtfs.findings import Findings
from portee.sources.gtfs.lookup import index_of
from portee.sources.gtfs.stops import PLATFORM, STATION, Boardable, Places
from portee.sources.gtfs.tables import read_table

__all__ = ["TransferRules", "read_transfers"]

FILE = "transfers.txt"
KEY = ("from_stop", "to_stop", "from_trip", "to_trip", "from_route", "to_route")
SIDES = ("from", "to")
IN_SEAT = 4
"""Types from here on tell whether passengers may stay seated."""


@dataclass(frozen=True, eq=False)
class TransferRules:
    """Rules, k of them, one per distinct key, sorted by it.

    Attributes:
        from_stop, to_stop, from_trip, to_trip, from_route, to_route: int32 (k,), -1 for any.
        kind: int8 (k,), transfer_type.
        min_time: int32 (k,), seconds, -1 when not given.
    """

    from_stop: npt.NDArray[np.int32]
    to_stop: npt.NDArray[np.int32]
    from_trip: npt.NDArray[np.int32]
    to_trip: npt.NDArray[np.int32]
    from_route: npt.NDArray[np.int32]
    to_route: npt.NDArray[np.int32]
    kind: npt.NDArray[np.int8]
    min_time: npt.NDArray[np.int32]


def read_transfers(
    feed: FeedFiles,
    places: Places,
    stops: Boardable,
    route_id: pl.Series,
    trip_id: pl.Series,
    all_trip_id: pl.Series,
    findings: Findings,
) -> TransferRules:
    """transfers.txt (optional).

    A rule of a station holds for each of its platforms, unless the feed has one for the platform itself: where
    several rows end up with one key, the one that names most platforms directly counts, then the first.

    Args:
        trip_id: ids of the trips that run, in their final order.
        all_trip_id: ids of all trips of trips.txt.
    """
    frame = read_table(feed, FILE, findings)
    if frame is None:
        frame = pl.DataFrame(schema=dict.fromkeys((*KEY, "transfer_type", "min_transfer_time"), pl.Int32))
        return _rules(frame)
    unknown = np.zeros(frame.height, dtype=np.bool_)
    unusable = np.zeros(frame.height, dtype=np.bool_)
    columns = []
    for side in SIDES:
        stop_ids, trip_ids, route_ids = (frame[f"{side}_{kind}_id"] for kind in ("stop", "trip", "route"))
        place, trip, route = (
            index_of(ids, known)
            for ids, known in ((stop_ids, places.place_id), (trip_ids, trip_id), (route_ids, route_id))
        )
        named_trip = trip_ids.is_not_null().to_numpy()
        unknown |= stop_ids.is_not_null().to_numpy() & (place < 0)
        unknown |= route_ids.is_not_null().to_numpy() & (route < 0)
        unknown |= named_trip & (index_of(trip_ids, all_trip_id) < 0)
        unusable |= named_trip & (trip < 0)
        columns += [
            pl.Series(f"{side}_{kind}", values) for kind, values in (("place", place), ("trip", trip), ("route", route))
        ]
    names_nothing = np.logical_and.reduce([column.to_numpy() < 0 for column in columns])
    frame = frame.with_columns(*columns, pl.Series("unknown", unknown), pl.Series("unusable", unusable | names_nothing))
    frame = findings.without(frame, pl.col("unknown"), "unknown_transfer", FILE, show="from_stop_id")
    frame = findings.without(frame, pl.col("unusable"), "unusable_transfer", FILE, show="from_stop_id")
    named = pl.any_horizontal(pl.col(f"{side}_{kind}") >= 0 for side in SIDES for kind in ("trip", "route"))
    single = frame.filter(named & (pl.col("transfer_type").fill_null(0) < IN_SEAT)).height
    if single:
        findings.note(
            f"{single:,} rules of transfers.txt are about changes between single trips or routes; they are not applied."
        )
    for side in SIDES:
        frame = _expand(frame, side, places, stops)
        nowhere = pl.col(f"{side}_stop").is_null()
        frame = findings.without(frame, nowhere, "unusable_transfer", FILE, show=f"{side}_stop_id")
    return _rules(
        frame.sort(
            *KEY, pl.col("from_direct") + pl.col("to_direct"), "row", descending=[False] * 6 + [True, False]
        ).unique(subset=KEY, keep="first", maintain_order=True)
    )


def _expand(frame: pl.DataFrame, side: str, places: Places, stops: Boardable) -> pl.DataFrame:
    """Add `<side>_stop` (-1 where the rule names none, null where nothing can be boarded there) and `<side>_direct`."""
    boarded = stops.number >= 0
    platforms = np.flatnonzero(boarded & (places.kind == PLATFORM) & (places.parent >= 0))
    own = np.flatnonzero(boarded)
    children = pl.DataFrame(
        {
            f"{side}_place": np.concatenate((own, places.parent[platforms])).astype(np.int32),
            f"{side}_stop": stops.number[np.concatenate((own, platforms))],
            f"{side}_direct": np.concatenate(
                (places.kind[own] != STATION, np.zeros(len(platforms), dtype=np.bool_))
            ).astype(np.int8),
        }
    )
    anywhere = pl.DataFrame(
        {f"{side}_place": [-1], f"{side}_stop": [-1], f"{side}_direct": [0]}, schema=children.schema
    )
    return frame.join(pl.concat((children, anywhere)), on=f"{side}_place", how="left", maintain_order="left_right")


def _rules(frame: pl.DataFrame) -> TransferRules:
    return TransferRules(
        **{name: frame[name].cast(pl.Int32).to_numpy() for name in KEY},
        kind=frame["transfer_type"].cast(pl.Int8).to_numpy(),
        min_time=frame["min_transfer_time"].fill_null(-1).cast(pl.Int32).to_numpy(),
    )
