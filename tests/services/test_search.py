from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from portee.core.errors import ParameterError
from portee.network.network import Network
from portee.reach import Travel
from portee.reach.cluster import ReachRequest
from portee.services.search import prepare, require_window
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.services.journeys import TRAVEL, request_of
from tests.worlds import places_at, random_streets


def test_prepares_on_this_machine(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    request = request_of(xs_world, xs_territory)
    reach = prepare(xs_world, request, threads=1)
    assert reach.threads == 1
    assert np.array_equal(reach.minutes(), request.over(xs_world).minutes())


def test_a_time_is_asked_for_with_a_date_that_has_service(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    request = request_of(xs_world, xs_territory, window=None)
    with pytest.raises(ParameterError, match=r"--date 2026-\d\d-\d\d --depart 07:30"):
        prepare(xs_world, request)
    require_window(xs_world, replace(request, travel=replace(TRAVEL, mode="walk")))


def test_a_cluster_needs_a_stored_network(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    loose = xs_world.replace(network=replace(xs_world.network, folder=None))
    with pytest.raises(ParameterError, match="shared storage"):
        prepare(loose, request_of(xs_world, xs_territory), scheduler="tcp://localhost:1")


def test_a_date_with_few_trips_is_noted(
    xs_world: World, xs_territory: SyntheticTerritory, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not any("trips run" in note for note in prepare(xs_world, request_of(xs_world, xs_territory)).notes)
    monkeypatch.setattr("portee.services.search.thin_service", lambda *_: (5, 1000))
    notes = prepare(xs_world, request_of(xs_world, xs_territory)).notes
    assert notes[-1].startswith("Only 5 trips run on 2026-09-08, against 1,000")


def test_places_moved_from_an_islet_are_counted() -> None:
    lon = np.array([50_000_000, 50_010_000, 50_020_000, 50_020_000, 50_030_000])
    lat = np.array([430_000_000, 430_000_000, 430_000_000, 430_020_000, 430_020_000])
    world = World(Network.of(random_streets(lon, lat, [(0, 1), (1, 2), (3, 4)]), modes=("walk",)))
    on_islet, ashore = places_at([5.0025], [43.002]), places_at([5.0005, 5.0015], [43.0, 43.0])
    walk = Travel(mode="walk")
    assert prepare(world, ReachRequest(on_islet, ashore, walk)).notes == (
        "1 of 1 origins stand nearer to streets that are connected to nothing; they enter the main network.",
    )
    assert prepare(world, ReachRequest(ashore, ashore, walk)).notes == ()
