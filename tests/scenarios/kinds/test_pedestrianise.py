"""Pedestrian streets: no car, everybody on foot, no wheelchair on stairs, bicycles as before."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.network.streets import STEPS
from tests.scenarios.grounds import applied, ground, minutes, problems, some_streets

SEEDS = st.integers(0, 2**32 - 1)


@settings(max_examples=30)
@given(SEEDS)
def test_cars_are_kept_out_and_walkers_let_in(seed: int) -> None:
    world = ground(seed, modes=("walk", "wheelchair", "bicycle", "car"))
    streets = world.network.streets
    streets.edge_flags[np.random.default_rng(seed).random(streets.edge_count) < 0.3] |= STEPS
    ways = some_streets(world, seed)
    chosen = np.isin(streets.edge_osm_way, ways)
    found = applied(world, {"type": "pedestrianise", "osm_ways": ways})
    stairs = (streets.edge_flags & STEPS) > 0
    for name in ("cost_forward", "cost_backward"):
        before, after = getattr(streets, name), getattr(found.network.streets, name)
        np.testing.assert_array_equal(after["car"], np.where(chosen, -1, before["car"]))
        for mode, let_in in (("walk", chosen), ("wheelchair", chosen & ~stairs)):
            opened = let_in & (before[mode] < 0)
            np.testing.assert_array_equal(after[mode], np.where(opened, streets.edge_length_mm, before[mode]))
        for mode in ("bicycle", "e_scooter"):
            assert after[mode] is before[mode]
    assert (minutes(found, "walk", seed) <= minutes(world, "walk", seed)).all()
    assert (minutes(found, "car", seed) >= minutes(world, "car", seed)).all()


def test_everything_pedestrian_leaves_no_drive() -> None:
    world = ground()
    found = applied(world, {"type": "pedestrianise", "streets": list(world.network.streets.names)})
    assert np.isfinite(minutes(world, "car")).all()
    assert np.isinf(minutes(found, "car")).all()
    np.testing.assert_array_equal(minutes(found, "walk"), minutes(world, "walk"))


def test_a_street_that_is_not_there_is_told() -> None:
    (problem,) = problems(ground(), {"type": "pedestrianise", "streets": ["Avenue 44"]})
    assert problem[1] == "There is no street 'Avenue 44'."
    assert problem[2] == "Did you mean 'Avenue 4'?"
