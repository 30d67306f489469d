"""The same calls in Python as on the command line, with GeoDataFrames at the edge.

    import datetime
    import portee

    portee.build("marseille", osm="streets.osm.pbf", gtfs=["rtm.zip"])
    world = portee.open_world("marseille")
    times = portee.travel_time_matrix(
        world, origins, destinations,
        departure=datetime.datetime(2026, 9, 8, 7, 30),
        departure_time_window=datetime.timedelta(hours=1),
        percentiles=[25, 50, 75],
    )

Places are GeoDataFrames in any coordinate system with a column `id`, paths of files, or `Places`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from portee.core.errors import ParameterError
from portee.core.progress import Progress
from portee.network.network import DEFAULT_TRANSFER_M
from portee.reach.cluster import ReachRequest
from portee.reach.isochrone import isochrones as find_isochrones
from portee.reach.journey import TripExplanation
from portee.reach.options import Travel, Window
from portee.reach.reach import Reach
from portee.services.access import compute_access, write_access
from portee.services.areas import areas_frame
from portee.services.build import BuildReport, build_network
from portee.services.explain import explain
from portee.services.gather import counted, gather, lean
from portee.services.matrix import MatrixReport, matrix_tables, write_matrix
from portee.services.measures import Asked, measures_of
from portee.services.search import prepare
from portee.sources.places import places_from_frame
from portee.territory.places import Places
from portee.world import World

if TYPE_CHECKING:
    import geopandas
    import pandas as pd

__all__ = [
    "PlacesLike",
    "access",
    "build",
    "isochrones",
    "open_world",
    "travel_time_matrix",
    "travel_times",
    "trip",
    "write_travel_time_matrix",
]

PlacesLike: TypeAlias = "geopandas.GeoDataFrame | Places | Path | str"
WorldLike: TypeAlias = World | Path | str


def build(  # noqa: PLR0913 - one argument per input and parameter
    network: Path | str,
    *,
    osm: Path | str,
    gtfs: Sequence[Path | str] | Path | str = (),
    elevation: Path | str | None = None,
    max_transfer_m: int = DEFAULT_TRANSFER_M,
    strict: bool = False,
    blank_times: str = "straight",
    notes: Sequence[str] = (),
    licences: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Build a network folder from streets and timetables, or bring one up to date.

    Args:
        network: the folder.
        osm: OpenStreetMap extract (.osm.pbf).
        gtfs: one feed or several, zip files or folders.
        elevation: GeoTIFF of ground heights, metres.
        max_transfer_m: longest walk between two stops to store, metres along streets.
        strict: refuse feeds with errors instead of leaving out what is wrong.
        blank_times: "straight" or "shape", what measures the way between timed stops.
        notes: remarks that every result must carry.
        licences: licence by file name, for inputs that do not tell theirs.
        progress: told of each step.

    Raises:
        PorteeError: an input is wrong or the folder cannot be written; nothing half-written is left.
    """
    feeds = [gtfs] if isinstance(gtfs, (str, Path)) else gtfs
    return build_network(
        network, osm=osm, gtfs=feeds, elevation=elevation, transfer_m=max_transfer_m, strict=strict,
        blank_times=blank_times, notes=notes, licences=licences, progress=progress,
    )  # fmt: skip


def open_world(network: Path | str) -> World:
    """Open a built network, in milliseconds. Raises NetworkError."""
    return World.open(network)


def travel_times(  # noqa: PLR0913 - one argument per thing a user may say
    world: WorldLike,
    origins: PlacesLike,
    destinations: PlacesLike,
    *,
    departure: datetime | None = None,
    arrival: datetime | None = None,
    window: timedelta = timedelta(hours=1),
    percentiles: Sequence[float] = (50,),
    travel: Travel | None = None,
    park_and_ride: PlacesLike | None = None,
    threads: int | None = None,
    scheduler: str | None = None,
    **options: Any,
) -> Reach:
    """Travel times as they are computed, chunk by chunk: for results too large to hold.

    Arguments are those of `travel_time_matrix`, `window` being its `departure_time_window`.

    Returns:
        a `Reach`: iterate over its `chunks()`, or take all `minutes()`.
    """
    world = as_world(world)
    request = ReachRequest(
        as_places(origins, world, "origins"),
        as_places(destinations, world, "destinations"),
        as_travel(travel, options),
        as_window(departure, arrival, window),
        tuple(float(p) for p in percentiles),
        None if park_and_ride is None else as_places(park_and_ride, world, "park_and_ride"),
    )
    return prepare(world, request, threads=threads, scheduler=scheduler)


def travel_time_matrix(  # noqa: PLR0913 - one argument per thing a user may say
    world: WorldLike,
    origins: PlacesLike,
    destinations: PlacesLike | None = None,
    *,
    departure: datetime | None = None,
    arrival: datetime | None = None,
    departure_time_window: timedelta = timedelta(hours=1),
    percentiles: Sequence[float] = (50,),
    travel: Travel | None = None,
    all_pairs: bool = False,
    park_and_ride: PlacesLike | None = None,
    threads: int | None = None,
    scheduler: str | None = None,
    progress: Progress | None = None,
    **options: Any,
) -> pd.DataFrame:
    """Travel times in minutes from all origins to all destinations.

    Args:
        world: an opened world, or the folder of a network.
        origins, destinations: GeoDataFrame with a column `id`, `Places`, or a path; destinations are the origins when
            left out.
        departure, arrival: first departure, or first latest arrival, in the network's local time; one of them for
            public transport, none of them otherwise.
        departure_time_window: how long the window lasts; every minute of it is searched.
        percentiles: of travel time over the minutes of the window, unreachable counted as infinite.
        travel: how to travel; instead of it, its fields may be given one by one: mode="bicycle", max_time_min=60,
            walk_speed_kmh=4.5 and so on (see `portee.reach.options.Travel`).
        all_pairs: also give pairs that are not reached, as NaN.
        park_and_ride: car parks, for access="park_and_ride".
        threads: origins searched at a time. scheduler: address of a Dask scheduler that computes it.
        progress: told of each root searched.

    Returns:
        columns `from_id`, `to_id` and `travel_time_pNN` for each percentile, float32 minutes, not rounded; one row per
        pair reached at one percentile at least.

    Raises:
        PorteeError: something given is wrong; the message says what, where and how to mend it.
    """
    import pyarrow as pa

    reach = travel_times(
        world, origins, origins if destinations is None else destinations, departure=departure, arrival=arrival,
        window=departure_time_window, percentiles=percentiles, travel=travel, park_and_ride=park_and_ride,
        threads=threads, scheduler=scheduler, **options,
    )  # fmt: skip
    tables = list(matrix_tables(reach, reach.chunks(progress), all_pairs=all_pairs))
    frame: pd.DataFrame = pa.concat_tables(tables).to_pandas()
    return frame


def write_travel_time_matrix(
    path: Path | str, world: WorldLike, reach: Reach, *, all_pairs: bool = False, progress: Progress | None = None
) -> MatrixReport:
    """Write the matrix of `travel_times` to Parquet (or CSV) as it is computed, with its provenance."""
    return write_matrix(path, as_world(world).network, reach, all_pairs=all_pairs, progress=progress)


def access(  # noqa: PLR0913 - one argument per thing a user may say
    world: WorldLike,
    origins: PlacesLike,
    opportunities: PlacesLike,
    *,
    weights: Sequence[str] | str = "@count",
    cutoffs: Sequence[float] | float = (),
    intervals: Sequence[tuple[float, float]] = (),
    decays: Sequence[str] | str = (),
    nearest: Sequence[int] | int = (),
    baskets: Sequence[str] | str = (),
    departure: datetime | None = None,
    arrival: datetime | None = None,
    departure_time_window: timedelta = timedelta(hours=1),
    percentiles: Sequence[float] = (50,),
    travel: Travel | None = None,
    park_and_ride: PlacesLike | None = None,
    threads: int | None = None,
    scheduler: str | None = None,
    output: Path | str | None = None,
    progress: Progress | None = None,
    **options: Any,
) -> geopandas.GeoDataFrame:
    """What is within reach of each origin.

    Args:
        world, departure, arrival, departure_time_window, percentiles, travel, park_and_ride, threads, scheduler,
            progress, options: as for `travel_time_matrix`.
        origins, opportunities: GeoDataFrame with a column `id`, `Places`, or a path.
        weights: columns of the opportunities to count; "COLUMN=VALUE" counts places with that value, "@count" all.
        cutoffs: minutes.
        intervals: (first, last) cut-offs, for the mean between them.
        decays: weighting by time, such as "half_life=20" or "logistic:inflection=30,deviation=10".
        nearest: minutes to the k-th nearest place.
        baskets: declared baskets of services, counted at each cut-off.
        output: also write the result there, with its provenance.

    Returns:
        the origins with one column per weight, way of counting and percentile, such as `jobs_within_45_min_p50`.

    Raises:
        PorteeError: something given is wrong; the message says what, where and how to mend it.
    """
    world = as_world(world)
    asked = Asked(
        _several(weights), tuple(float(c) for c in _several(cutoffs)), tuple(intervals), _several(decays),
        _several(nearest), _several(baskets),
    )  # fmt: skip
    targets = as_places(opportunities, world, "opportunities", weights=asked.columns)
    targets = lean(targets, asked.columns, apart=asked.counts_places)
    how = as_travel(travel, options)
    measures = measures_of(asked, targets, how.max_time_min)
    reach = travel_times(
        world, origins, targets, departure=departure, arrival=arrival, window=departure_time_window,
        percentiles=percentiles, travel=how, park_and_ride=park_and_ride, threads=threads, scheduler=scheduler,
    )  # fmt: skip
    result = compute_access([reach], measures, progress=progress)
    if output is not None:
        write_access(output, world.network, result, parameters={"asked": asked.as_dict()})
    return result.to_geodataframe()


def isochrones(  # noqa: PLR0913 - one argument per thing a user may say
    world: WorldLike,
    latitude: float,
    longitude: float,
    cutoffs: Sequence[float],
    *,
    departure: datetime | None = None,
    arrival: datetime | None = None,
    departure_time_window: timedelta = timedelta(hours=1),
    towards: bool = False,
    percentile: float = 50,
    spacing_m: float | None = None,
    travel: Travel | None = None,
    threads: int | None = None,
    **options: Any,
) -> geopandas.GeoDataFrame:
    """Areas within reach of a position, one row per cut-off, the largest first.

    Args:
        world, departure, arrival, departure_time_window, travel, threads, options: as for `travel_time_matrix`.
        latitude, longitude: degrees WGS 84.
        cutoffs: minutes.
        towards: areas from which the position is reached, instead of those reached from it.
        percentile: of travel time over the minutes of the window.
        spacing_m: distance between the points that are searched.

    Returns:
        columns `cutoff_min`, `area_km2`, `geometry` (MultiPolygon, WGS 84).

    Raises:
        PorteeError: something given is wrong.
    """
    areas = find_isochrones(
        as_world(world), _position("place", latitude, longitude), cutoffs, as_travel(travel, options),
        as_window(departure, arrival, departure_time_window), towards=towards, percentile=percentile,
        spacing_m=spacing_m, threads=threads,
    )  # fmt: skip
    return areas_frame(areas)


def trip(
    world: WorldLike,
    origin: tuple[float, float],
    destination: tuple[float, float],
    *,
    departure: datetime | None = None,
    arrival: datetime | None = None,
    departure_time_window: timedelta = timedelta(hours=1),
    travel: Travel | None = None,
    park_and_ride: PlacesLike | None = None,
    **options: Any,
) -> TripExplanation:
    """Explain the trip between two positions (latitude, longitude), for every minute of the window.

    park_and_ride: car parks, for access="park_and_ride".

    Raises:
        PorteeError: something given is wrong.
    """
    there = as_world(world)
    return explain(
        there, _position("origin", *origin), _position("destination", *destination),
        as_travel(travel, options), as_window(departure, arrival, departure_time_window),
        park_and_ride=None if park_and_ride is None else as_places(park_and_ride, there, "park_and_ride"),
    )  # fmt: skip


def as_world(world: WorldLike) -> World:
    return world if isinstance(world, World) else World.open(world)


def as_places(places: PlacesLike, world: World, name: str, *, weights: Sequence[str] = ()) -> Places:
    if isinstance(places, Places):
        return places
    if isinstance(places, (str, Path)):
        return gather(places, world.network, weights=weights)
    plain = [weight for weight in weights if "=" not in weight]
    found = places_from_frame(places, weights=plain, near=world.network.bounds, name=name)
    return counted(found, weights)


def _position(name: str, latitude: float, longitude: float) -> Places:
    return Places(np.array([name], dtype=object), np.array([float(longitude)]), np.array([float(latitude)]))


def as_travel(travel: Travel | None, options: dict[str, Any]) -> Travel:
    if travel is not None and options:
        raise ParameterError(
            f"Both travel and {', '.join(sorted(options))} were given.",
            mend="Use dataclasses.replace on it, or leave one out.",
        )
    if travel is not None:
        return travel
    unknown = sorted(set(options) - set(Travel.__dataclass_fields__))
    if unknown:
        raise ParameterError(
            f"There is no option '{unknown[0]}'.", mend=f"Options: {', '.join(sorted(Travel.__dataclass_fields__))}."
        )
    return Travel(**options)


def as_window(departure: datetime | None, arrival: datetime | None, length: timedelta) -> Window | None:
    if departure is not None and arrival is not None:
        raise ParameterError("Both departure and arrival were given.", mend="Give one of them.")
    start = departure or arrival
    if start is None:
        return None
    if start.tzinfo is not None:
        raise ParameterError("The time has a time zone.", mend="Give the local time of the network, without tzinfo.")
    minutes = length / timedelta(minutes=1)
    if minutes != int(minutes):
        raise ParameterError(f"The window lasts {minutes:g} minutes.", mend="Give whole minutes.")
    seconds = start.hour * 3600 + start.minute * 60 + start.second
    return Window(start.date(), seconds, int(minutes), arrive=arrival is not None)


def _several(value: Any) -> tuple[Any, ...]:
    return (value,) if isinstance(value, (str, int, float)) else tuple(value)
