"""Hubs, called from Python as on the command line.

import portee

found = portee.hub_sites(
"marseille", "cells.gpkg", "grid:500", weight="residents", model="p-median", count=5, travel=portee.Travel(mode="walk"),
)
print(found.found.gap, found.to_geodataframe())
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from portee.core.errors import ParameterError
from portee.core.progress import Progress
from portee.reach.options import Travel
from portee.services.api import PlacesLike, as_places, as_travel, as_window, as_world
from portee.services.gather import gather_all
from portee.services.hubs.asked import ByReach, SitingAsked
from portee.services.hubs.candidates import candidates_of
from portee.services.hubs.site import SitedHubs, site_hubs
from portee.services.hubs.third_places import Declared, SitedThirdPlaces, site_third_places
from portee.territory.places import Places
from portee.world import World

__all__ = ["hub_sites", "third_places"]


def hub_sites(  # noqa: PLR0913 - one argument per thing a planner may say
    world: World | Path | str,
    demand: PlacesLike,
    candidates: PlacesLike,
    *,
    weight: str,
    opportunities: PlacesLike | None = None,
    by_reach: ByReach | None = None,
    travel: Travel | None = None,
    departure: datetime | None = None,
    arrival: datetime | None = None,
    departure_time_window: timedelta = timedelta(hours=1),
    threads: int | None = None,
    progress: Progress | None = None,
    **options: Any,
) -> SitedHubs:
    """Where hubs stand. Nothing is written.

    Args:
        world: an opened world, or the folder of a network.
        demand: who is to be served: GeoDataFrame with a column `id`, `Places`, or a path.
        candidates: likewise; or "stops", "grid:METRES", "parking:FILE", "ground_floors:FILE".
        weight: column of the demand that counts persons.
        opportunities, by_reach: coverage by what residents reach with the hub's vehicle.
        travel: how people come to hubs; departure, arrival, departure_time_window: when, by public transport.
        threads: searches at a time. progress: told of each root searched.
        options: other fields of `portee.services.hubs.asked.SitingAsked`, such as model="covering", within_min=10.

    Raises:
        PorteeError: something given is wrong or impossible; the message says what, by how much and how to mend it.
    """
    there = as_world(world)
    asked = _asked(weight, by_reach=by_reach, **options)
    homes = as_places(demand, there, "demand", weights=[weight, *asked.equity])
    places = _candidates(candidates, there, asked)
    reached = None
    if opportunities is not None:
        counted = [by_reach.weight if by_reach else "@count"]
        path = isinstance(opportunities, (str, Path))
        reached = (
            gather_all([str(opportunities)], there.network, weights=counted) if path
            else as_places(opportunities, there, "opportunities", weights=counted)
        )  # fmt: skip
    return site_hubs(
        there, homes, places, asked, as_travel(travel, {}), as_window(departure, arrival, departure_time_window),
        opportunities=reached, threads=threads, progress=progress,
    )  # fmt: skip


def third_places(  # noqa: PLR0913 - one argument per thing a planner may say
    world: World | Path | str,
    demand: PlacesLike,
    candidates: PlacesLike,
    *,
    weight: str,
    share: float,
    days: float,
    within_min: float,
    usual: str | None = None,
    travel: Travel | None = None,
    departure: datetime | None = None,
    arrival: datetime | None = None,
    departure_time_window: timedelta = timedelta(hours=1),
    threads: int | None = None,
    progress: Progress | None = None,
    **options: Any,
) -> SitedThirdPlaces:
    """Where third places stand, and the trips they avoid. Nothing is written.

    Args:
        share: of the persons of `weight` who may work or train there, and would. days: a week.
        within_min: nobody goes further.
        usual: column of the demand, minutes of today's trip one way; without it those within the time are counted.
        world, demand, candidates, weight, travel, departure, arrival, departure_time_window, threads, progress,
            options: as `hub_sites`.

    Raises:
        PorteeError: as `hub_sites`.
    """
    there = as_world(world)
    asked = _asked(weight, model="covering", within_min=within_min, **options)
    homes = as_places(demand, there, "demand", weights=[weight, *([usual] if usual else [])])
    return site_third_places(
        there, homes, _candidates(candidates, there, asked), asked, Declared(share, days, usual),
        as_travel(travel, {}), as_window(departure, arrival, departure_time_window), threads=threads,
        progress=progress,
    )  # fmt: skip


def _asked(weight: str, **options: Any) -> SitingAsked:
    known: Mapping[str, Any] = SitingAsked.__dataclass_fields__
    unknown = sorted(set(options) - set(known))
    if unknown:
        raise ParameterError(f"There is no option '{unknown[0]}'.", mend=f"Options: {', '.join(sorted(known))}.")
    return SitingAsked(weight=weight, **options)


def _candidates(candidates: PlacesLike, world: World, asked: SitingAsked) -> Places:
    columns = tuple(name for name in (asked.cost, asked.capacity) if name is not None)
    if isinstance(candidates, (str, Path)):
        return candidates_of(candidates, world.network, weights=columns)
    return as_places(candidates, world, "candidates", weights=columns)
