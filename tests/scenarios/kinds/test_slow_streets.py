"""Slower streets: once is the base bit for bit, more never shortens, and cars drive as told."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.network.streets import MODES
from tests.scenarios.grounds import applied, ground, minutes, problems, problems_of, some_streets

SEEDS = st.integers(0, 2**32 - 1)
STREET_MODES = st.sampled_from(["walk", "car"])


def slow(ways: list[int], **more: object) -> dict[str, object]:
    return {"type": "slow_streets", "osm_ways": ways, **more}


@settings(max_examples=20)
@given(SEEDS, STREET_MODES)
def test_once_is_the_base_bit_for_bit(seed: int, mode: str) -> None:
    world = ground(seed, modes=(mode,))
    same = applied(world, slow(some_streets(world, seed), factor=1, modes=list(MODES)))
    for name in ("cost_forward", "cost_backward"):
        for one in MODES:
            found, before = getattr(same.network.streets, name)[one], getattr(world.network.streets, name)[one]
            assert (found.dtype, found.tobytes()) == (before.dtype, before.tobytes())
    assert minutes(same, mode, seed).tobytes() == minutes(world, mode, seed).tobytes()


@settings(max_examples=30)
@given(SEEDS, STREET_MODES, st.floats(1, 100), st.floats(1, 100))
def test_slower_never_shortens(seed: int, mode: str, one: float, other: float) -> None:
    world = ground(seed, modes=(mode,))
    ways = some_streets(world, seed)
    less, more = (
        minutes(applied(world, slow(ways, factor=factor, modes=[mode])), mode, seed) for factor in sorted((one, other))
    )
    assert (less >= minutes(world, mode, seed)).all()
    assert (more >= less).all()


def test_cars_alone_are_slower_when_no_mode_is_told() -> None:
    world = ground(11)
    found = applied(world, slow(some_streets(world, 11), factor=2))
    chosen = np.isin(world.network.streets.edge_osm_way, some_streets(world, 11))
    for before, after in ((getattr(w.network.streets, n)["car"] for w in (world, found)) for n in
                          ("cost_forward", "cost_backward")):  # fmt: skip
        np.testing.assert_array_equal(after, np.where(chosen & (before >= 0), 2 * before, before))
    assert all(found.network.modes[mode] is world.network.modes[mode] for mode in MODES if mode != "car")


@settings(max_examples=20)
@given(SEEDS, st.sampled_from([1, 18, 36, 130]))
def test_cars_drive_at_the_speed_told_and_only_where_they_may(seed: int, kmh: int) -> None:
    world = ground(seed, modes=("car",))
    ways = some_streets(world, seed)
    found = applied(world, slow(ways, car_kmh=kmh))
    chosen = np.isin(world.network.streets.edge_osm_way, ways)
    usual = np.rint(world.network.streets.edge_length_mm * 3.6 / kmh)
    for name in ("cost_forward", "cost_backward"):
        before, after = getattr(world.network.streets, name)["car"], getattr(found.network.streets, name)["car"]
        assert (np.abs(after - np.where(chosen & (before >= 0), usual, before)) <= 1).all()
        assert ((after < 0) == (before < 0)).all()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "It tells no speed, or two."),
        ({"factor": 2, "car_kmh": 20}, "It tells no speed, or two."),
        ({"car_kmh": 20, "modes": ["walk"]}, "'car_kmh' is for cars."),
        ({"factor": 0}, "greater than 0"),
        ({"factor": 101}, "less than or equal to 100"),
        ({"factor": 2, "modes": []}, "is empty: 1 at least"),
        ({"car_kmh": 0.5}, "greater than or equal to 1"),
    ],
)
def test_a_speed_that_cannot_be(fields: dict[str, object], words: str) -> None:
    (problem,) = problems_of(slow([1], **fields))
    assert words in problem.what


def test_a_street_that_is_not_there_is_told() -> None:
    (problem,) = problems(ground(), slow([1], factor=2))
    assert problem[0] == "modifications.0.osm_ways"
