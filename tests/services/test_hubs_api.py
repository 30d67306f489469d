"""Hubs from Python: the same as the service gives, whatever form the arguments take."""

from __future__ import annotations

from pathlib import Path

import pytest

import portee
from portee.core.errors import ParameterError
from portee.services.hubs.asked import ByReach
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.services.hubs.ground import WALK, grid_of, homes_of


def test_from_places_paths_and_frames_alike(
    xs_world: World, xs_network: Path, xs_territory: SyntheticTerritory
) -> None:  # fmt: skip
    one = portee.hub_sites(
        xs_world, homes_of(xs_world, xs_territory), grid_of(xs_world), weight="households", count=2, travel=WALK
    )
    other = portee.hub_sites(xs_network, xs_territory.cells, "grid:400", weight="households", count=2, travel=WALK)
    framed = portee.hub_sites(
        xs_world, xs_territory.cells, grid_of(xs_world).to_geodataframe(), weight="households", count=2, travel=WALK,
        cost="euros",
    )  # fmt: skip
    assert one.found.value == other.found.value == framed.found.value
    reached = portee.hub_sites(
        xs_world, xs_territory.cells, "stops", weight="households", model="covering", within_min=12.0, count=1,
        travel=WALK, opportunities=xs_territory.jobs, by_reach=ByReach("jobs", 300.0),
    )  # fmt: skip
    assert reached.groups[0].served > reached.groups[0].today


def test_third_places_and_what_is_wrong(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    found = portee.third_places(
        xs_world, xs_territory.cells, "stops", weight="households", share=0.3, days=1.0, within_min=8.0, count=2,
        travel=WALK,
    )  # fmt: skip
    assert found.replaced.trips_week.sum() > 0
    with pytest.raises(ParameterError, match="no option 'places'"):
        portee.hub_sites(xs_world, xs_territory.cells, "stops", weight="households", places=2)
