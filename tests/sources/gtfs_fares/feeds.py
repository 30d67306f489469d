"""A small feed with two agencies, four routes, six stops in three zones, and whatever fares a test gives it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portee.core.provenance import Provenance
from portee.offers.tariffs import Tariff
from portee.sources.gtfs.archive import FeedFiles
from portee.sources.gtfs.findings import Findings
from portee.sources.gtfs_fares import read_gtfs_fares
from portee.sources.gtfs_fares.ground import Ground, read_ground
from tests.sources.gtfs.feeds import base_feed, rows, write_zip

__all__ = ["at", "fare_feed", "ground_of", "opened", "read", "rows"]

AGENCIES = rows(
    "agency_id,agency_name,agency_url,agency_timezone",
    "1,Ville,https://x.example,Europe/Paris",
    "2,Cars,https://x.example,Europe/Paris",
)
ROUTES = rows(
    "route_id,agency_id,route_short_name,route_type,network_id",
    "bus,1,B,3,city",
    "metro,1,M,1,city",
    "coach,2,C,3,coaches",
    "night,2,N,3,",
)
STOPS = rows(
    "stop_id,stop_name,stop_lat,stop_lon,zone_id,location_type,parent_station",
    "S,Station,43.30,5.40,,1,",
    "a,Alpha,43.30,5.40,1,0,S",
    "b,Beta,43.31,5.40,1,0,",
    "c,Gamma,43.32,5.40,2,0,",
    "d,Delta,43.33,5.40,2,0,",
    "e,Epsilon,43.34,5.40,3,0,",
    "f,Zeta,43.35,5.40,,0,",
)


def fare_feed(folder: Path, **changes: str | bytes | None) -> Path:
    """The feed as a zip; `fare_rules="…"` gives it fare_rules.txt."""
    files = base_feed(**{"agency": AGENCIES, "routes": ROUTES, "stops": STOPS, **changes})
    return write_zip(folder / "feed.zip", files)


def read(
    folder: Path, changes: dict[str, str], *, prefix: str = "", exchange: dict[str, float] | None = None
) -> tuple[tuple[Tariff, ...], Provenance]:
    """Read the fares of the feed with changes."""
    return read_gtfs_fares(fare_feed(folder, **changes), prefix=prefix, exchange=exchange)


def at(letters: str) -> frozenset[str]:
    """Stops with names of one letter."""
    return frozenset(letters)


@contextmanager
def opened(folder: Path, **changes: str | bytes | None) -> Iterator[tuple[FeedFiles, Findings]]:
    """The feed's files, and where findings go."""
    with FeedFiles(fare_feed(folder, **changes)) as files:
        yield files, Findings("feed.zip")


def ground_of(folder: Path, prefix: str = "", **changes: str | bytes | None) -> tuple[Ground, Findings]:
    """What fares of the feed refer to."""
    with opened(folder, **changes) as (files, findings):
        return read_ground(files, prefix, findings), findings
