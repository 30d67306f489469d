"""Closed streets: nobody of the modes uses them; closing more never helps, and nothing else changes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.network.closing import without_edges
from portee.network.streets import MODES
from portee.reach import Travel, Window, reach
from portee.scenarios.scenario import apply_scenario
from tests.scenarios.grounds import applied, at, ground, minutes, problems, problems_of, scenario, some_streets
from tests.worlds import TODAY, places_at, random_places, random_world

SEEDS = st.integers(0, 2**32 - 1)
STREET_MODES = st.sampled_from(["walk", "car"])


def close(ways: list[int], **more: object) -> dict[str, object]:
    return {"type": "close_streets", "osm_ways": ways, **more}


@settings(max_examples=30)
@given(SEEDS, STREET_MODES, st.floats(0, 1), st.floats(0, 1))
def test_closing_more_never_helps(seed: int, mode: str, one: float, other: float) -> None:
    world = ground(seed, modes=(mode,))
    fewer, more = (some_streets(world, seed, share) for share in sorted((one, other)))
    base = minutes(world, mode, seed)
    some = minutes(applied(world, close(fewer)), mode, seed)
    fewest = minutes(applied(world, close(more)), mode, seed)
    assert (some >= base).all()
    assert (fewest >= some).all()
    # One after the other is as both at once.
    np.testing.assert_array_equal(minutes(applied(world, close(fewer), close(more)), mode, seed), fewest)


@settings(max_examples=20)
@given(SEEDS, STREET_MODES)
def test_closed_streets_are_streets_without_these_edges(seed: int, mode: str) -> None:
    world = ground(seed)
    ways = some_streets(world, seed)
    cut = without_edges(world.network, mode, np.isin(world.network.streets.edge_osm_way, ways))
    found = applied(world, close(ways, modes=[mode]))
    np.testing.assert_array_equal(minutes(found, mode, seed), minutes(world.replace(network=cut), mode, seed))
    for other in set(MODES) - {mode}:
        assert found.network.modes[other] is world.network.modes[other]
        assert found.network.streets.cost_forward[other] is world.network.streets.cost_forward[other]
    assert found.territory is world.territory
    assert found.offers is world.offers


@settings(max_examples=20)
@given(SEEDS, STREET_MODES)
def test_closing_what_nobody_can_use_changes_no_result(seed: int, mode: str) -> None:
    world = ground(seed, modes=(mode,))
    ways = some_streets(world, seed)
    closed = applied(world, close(ways, modes=[mode]))
    again = applied(closed, close(ways))
    np.testing.assert_array_equal(minutes(again, mode, seed), minutes(closed, mode, seed))
    others = [name for name in MODES if name != mode]
    np.testing.assert_array_equal(
        minutes(applied(world, close(ways, modes=others)), mode, seed), minutes(world, mode, seed)
    )


def test_everybody_is_kept_out_both_ways_when_no_mode_is_told() -> None:
    world = ground()
    found = applied(world, {"type": "close_streets", "streets": ["Rue 1"]})
    for mode in MODES:
        for costs in (found.network.streets.cost_forward[mode], found.network.streets.cost_backward[mode]):
            assert np.flatnonzero(costs < 0).tolist() == [4, 5, 6, 7]
            assert costs.dtype == np.int32
    assert found.network.notes == ("4 street edges are closed to walk, wheelchair, bicycle, e_scooter, car.",)
    assert found.network.key != world.network.key
    assert found.network.folder is None


def test_a_river_without_bridges_parts_the_town() -> None:
    world = ground()
    found = applied(world, {"type": "close_streets", "across": [at(-1, 1.5), at(9, 1.5)], "modes": ["walk"]})
    places = places_at(*np.array([at(0.5, 0), at(2, 1), at(1, 2), at(4, 2.5)]).T.tolist())
    near = np.isfinite(reach(found, places, places, Travel(mode="walk")).minutes()[:, 0])
    assert near.tolist() == [[a // 2 == b // 2 for b in range(4)] for a in range(4)]
    assert np.isfinite(reach(world, places, places, Travel(mode="walk")).minutes()).all()


@settings(max_examples=12)
@given(SEEDS, st.booleans())
def test_walks_between_stops_follow_the_streets_that_are_left(seed: int, arrive: bool) -> None:
    world = random_world(seed)
    streets = world.network.streets
    mask = np.random.default_rng(seed).random(streets.edge_count) < 0.3
    mask[0] = True
    part = close([int(way) for way in streets.edge_osm_way[mask]], modes=["walk"])
    found, twin = apply_scenario(scenario(part), world), without_edges(world.network, "walk", mask)
    assert found.network.walks is not None
    assert twin.walks is not None
    for name in ("offset", "to", "cost"):
        np.testing.assert_array_equal(getattr(found.network.walks, name), getattr(twin.walks, name))
    rng = np.random.default_rng(seed + 1)
    a, b = random_places(rng, 3, 4, 3), random_places(rng, 3, 4, 3)
    travel, window = Travel(max_walk_min=6, max_time_min=40), Window(TODAY, 29_000, 20, arrive)
    times = [reach(one, a, b, travel, window, threads=1).minutes() for one in (world, found)]
    assert (times[1] >= times[0]).all()


def test_what_closes_nothing_is_told() -> None:
    assert problems(ground(), {"type": "close_streets", "streets": ["rue 1", "Quai"]}) == [
        ("modifications.0.streets", "There is no street 'rue 1'.", "Did you mean 'Rue 1'?"),
        ("modifications.0.streets", "There is no street 'Quai'.", "Write it as the data do."),
    ]
    assert [p.what for p in problems_of(close([1], modes=[]))] == ["'modes' is empty: 1 at least is wanted."]


@pytest.mark.parametrize("mode", ["transit", "foot", "", 3])
def test_a_mode_without_streets_is_refused(mode: object) -> None:
    assert len(problems_of(close([1], modes=[mode]))) == 1
