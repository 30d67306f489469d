"""A world is never changed: variants share what they do not replace."""

from __future__ import annotations

from pathlib import Path

import pytest

from portee.core.errors import NetworkError
from portee.network.network import Network
from portee.territory.territory import Territory
from portee.world import World
from tests.worlds import grid_streets, places_at, random_world, store_network


def test_a_variant_shares_what_it_does_not_replace() -> None:
    world = random_world(1)
    territory = Territory(places_at([5.0], [43.0]), {})
    variant = world.replace(territory=territory)
    assert variant.network is world.network
    assert variant.territory is territory
    assert world.territory.zones is None
    assert variant.replace(network=Network.of(grid_streets(2, 2))).territory is territory


def test_a_world_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        random_world(1).network = Network.of(grid_streets(2, 2))  # type: ignore[misc]
    with pytest.raises(TypeError):
        random_world(1).replace(weather="rain")


def test_worlds_do_not_share_an_empty_territory_that_one_could_fill() -> None:
    a, b = random_world(1), random_world(2)
    assert a.territory.opportunities == b.territory.opportunities == {}
    assert a.territory is not b.territory


def test_a_world_opens_around_a_stored_network(tmp_path: Path) -> None:
    made = random_world(1)
    store_network(tmp_path / "net", made.network.streets, made.network.timetable)
    for folder in (tmp_path / "net", str(tmp_path / "net")):
        world = World.open(folder)
        assert world.network.streets.node_osm_id.tolist() == made.network.streets.node_osm_id.tolist()
        assert world.territory.zones is None


def test_without_a_network_there_is_no_world(tmp_path: Path) -> None:
    with pytest.raises(NetworkError, match="does not exist"):
        World.open(tmp_path / "nowhere")
