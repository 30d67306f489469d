"""Low-emission zones close streets to those they name, at their hours."""

from __future__ import annotations

from datetime import date

import numpy as np

from portee.network.closing import on_closed_street, without_edges
from portee.network.network import Network
from portee.reach import Travel, Window, reach
from portee.reach.closures import closed_edges
from portee.territory.places import Places
from portee.world import World
from tests.network.test_closing import NOON, STEP, between, zone
from tests.worlds import ORIGIN, TODAY, grid_streets


def test_only_zones_that_apply_close_streets() -> None:
    streets = grid_streets(3, 3)
    around = (0.5, 0.5, 1.5, 1.5)
    closed = closed_edges(streets, [zone(*around), zone(*around)], "car", "V4", NOON)
    assert between(streets, closed) == {(1, 4), (3, 4), (4, 5), (4, 7)}
    other = zone(-1, -1, 0.5, 0.5)
    both = closed_edges(streets, [zone(*around), other], "car", "V4", NOON)
    assert between(streets, both) == {(1, 4), (3, 4), (4, 5), (4, 7), (0, 1), (0, 3)}
    for zones, vehicle, sticker in (
        ([], "car", "NC"),
        ([zone(*around, end=date(2023, 12, 31))], "car", "NC"),
        ([zone(*around)], "car", "V2"),
        ([zone(*around)], "truck", "NC"),
    ):
        nothing = closed_edges(streets, zones, vehicle, sticker, NOON)
        assert nothing.dtype == np.bool_
        assert nothing.shape == (streets.edge_count,)
        assert not nothing.any()


def test_a_resident_of_the_zone_cannot_drive_and_does_not_start_outside() -> None:
    world = World(Network.of(grid_streets(5, 3)))
    at = [(2.0, 1.05), (0.0, 1.05), (4.0, 0.95)]
    places = Places(
        np.array(["inside", "west", "east"], object),
        np.array([ORIGIN[0] + x * STEP for x, _ in at]),
        np.array([ORIGIN[1] + y * STEP for _, y in at]),
    )
    closed = closed_edges(world.network.streets, [zone(1.5, 0.5, 2.5, 1.5)], "car", "NC", NOON)
    cut = world.replace(network=without_edges(world.network, "car", closed))
    window = Window(TODAY, 8 * 3600, 1)
    travel = Travel(mode="car", parking_min=0)
    before, after = (
        reach(w, places, places, travel, window, percentiles=(50.0,)).minutes().reshape(3, 3) for w in (world, cut)
    )
    assert np.isfinite(before).all()
    assert np.isinf(after[0]).all()
    assert np.isinf(after[:, 0]).all()
    # From west to east the straight street through the zone is closed: one block up and down again.
    assert after[1, 2] > before[1, 2]
    assert on_closed_street(world.network, "car", closed, places.lon, places.lat).tolist() == [True, False, False]
