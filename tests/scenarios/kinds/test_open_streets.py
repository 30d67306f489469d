"""Opened streets: they never lengthen a way, and give back what was closed where it is level."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.network.network import Network
from portee.network.streets import MODES
from portee.world import World
from tests.scenarios.grounds import applied, area, ground, minutes, problems, problems_of, some_streets, streets_of

SEEDS = st.integers(0, 2**32 - 1)


def level(seed: int) -> World:
    """Bent streets open to everybody, that cost their length."""
    streets = streets_of(seed)
    costs = {mode: streets.edge_length_mm.copy() for mode in MODES}
    back = {mode: streets.edge_length_mm.copy() for mode in MODES}
    return World(Network.of(replace(streets, cost_forward=costs, cost_backward=back), modes=("walk",)))


@settings(max_examples=30)
@given(SEEDS, st.sampled_from(["walk", "car", "bicycle"]), st.floats(0, 1))
def test_opening_never_lengthens(seed: int, mode: str, share: float) -> None:
    world = ground(seed, modes=(mode,))
    opened = applied(world, {"type": "open_streets", "osm_ways": some_streets(world, seed, share), "modes": [mode]})
    assert (minutes(opened, mode, seed) <= minutes(world, mode, seed)).all()


@settings(max_examples=20)
@given(SEEDS, st.sampled_from(["walk", "wheelchair", "bicycle", "e_scooter"]))
def test_closing_and_opening_again_is_as_before(seed: int, mode: str) -> None:
    world = level(seed)
    which = {"osm_ways": some_streets(world, seed), "streets": list(world.network.streets.names[:1])}
    back = applied(world, {"type": "close_streets", **which}, {"type": "open_streets", **which, "modes": [mode]})
    for name in ("cost_forward", "cost_backward"):
        found, before = getattr(back.network.streets, name)[mode], getattr(world.network.streets, name)[mode]
        np.testing.assert_array_equal(found, before)
        assert found.dtype == before.dtype
    if mode == "walk":
        np.testing.assert_array_equal(minutes(back, mode, seed), minutes(world, mode, seed))


def test_cars_drive_at_the_speed_told_where_they_could_not() -> None:
    world = ground()
    closed = applied(world, {"type": "close_streets", "streets": ["Rue 0"], "modes": ["car"]})
    part = {"type": "open_streets", "streets": ["Rue 0", "Rue 1"], "modes": ["car"]}
    for kmh, factor in ((36, 0.1), (18, 0.2)):
        opened = applied(closed, {**part, "car_kmh": kmh}).network.streets
        length = world.network.streets.edge_length_mm
        for costs in (opened.cost_forward["car"], opened.cost_backward["car"]):
            np.testing.assert_array_equal(costs[:4], np.rint(length[:4] * factor))
            # Who could drive in the others is neither slower nor faster.
            np.testing.assert_array_equal(costs[4:], world.network.streets.cost_forward["car"][4:])


def test_a_one_way_street_is_opened_the_other_way_too() -> None:
    world = ground()
    world.network.streets.cost_backward["bicycle"][0] = -1
    opened = applied(world, {"type": "open_streets", "area": area(0.2, -0.5, 0.4, 0.5), "modes": ["bicycle"]})
    streets = opened.network.streets
    assert streets.cost_backward["bicycle"][0] == streets.edge_length_mm[0]
    assert opened.network.modes["walk"] is world.network.modes["walk"]


def test_to_whom_must_be_told_and_which() -> None:
    assert [p.what for p in problems_of({"type": "open_streets", "streets": ["Rue 0"]})] == ["'modes' is missing."]
    (problem,) = problems(ground(), {"type": "open_streets", "streets": ["rue 0"], "modes": ["car"]})
    assert problem == ("modifications.0.streets", "There is no street 'rue 0'.", "Did you mean 'Rue 0'?")


@pytest.mark.parametrize("kmh", [4.9, 131, "fast"])
def test_a_speed_that_is_none(kmh: object) -> None:
    part = {"type": "open_streets", "streets": ["Rue 0"], "modes": ["car"], "car_kmh": kmh}
    assert len(problems_of(part)) == 1
