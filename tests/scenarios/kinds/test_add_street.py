"""Added streets: joined to the nearest junctions, used by those they are for, and never a way made longer."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.network.network import Network
from portee.reach import Travel, Window, reach
from portee.world import World
from tests.scenarios.grounds import applied, at, ground, minutes, problems, problems_of
from tests.worlds import ORIGIN, STEP_E7, TODAY, places_at, random_places, random_streets, random_world

SEEDS = st.integers(0, 2**32 - 1)
SOUTH_WEST, NORTH_WEST = at(0, 0), at(0, 1)


def banks() -> World:
    """A way round: two banks 133.3 m apart, joined 97.8 m further east."""
    lon, lat = (
        np.array([round(v * 1e7) for v in axis]) for axis in np.array([at(0, 0), at(1, 0), at(1, 1), at(0, 1)]).T
    )
    return World(Network.of(random_streets(lon, lat, [(0, 1), (1, 2), (2, 3)])))


def bridge(**more: object) -> dict[str, object]:
    return {"type": "add_street", "name": "Pont", "line": [SOUTH_WEST, NORTH_WEST], "modes": ["walk"], **more}


def seconds(world: World, mode: str) -> tuple[float, float]:
    """From the southern bank to the northern one, and back."""
    places = places_at([SOUTH_WEST[0], NORTH_WEST[0]], [SOUTH_WEST[1], NORTH_WEST[1]])
    found: npt.NDArray[np.float32] = reach(world, places, places, Travel(mode=mode, parking_min=0)).minutes()[:, 0] * 60
    return round(float(found[0, 1]), 2), round(float(found[1, 0]), 2)


def test_a_bridge_shortens_a_walk_by_what_the_map_says() -> None:
    world = banks()
    # 97.8 + 133.2 + 97.8 m at 1 m/s round by the east; 0.0012° north at 43° are 133.31 m.
    assert seconds(world, "walk") == (329, 329)
    assert seconds(applied(world, bridge()), "walk") == (134, 134)
    # By a point 97.8 m to the west it is two sides of 118.2 m: half of 133.3 m north, 97.8 m west (97.85 on the map).
    bent = bridge(line=[SOUTH_WEST, at(-1, 0.5), NORTH_WEST])
    assert seconds(applied(world, bent), "walk") == (237, 237)


def test_only_whom_it_is_for_and_only_that_way() -> None:
    world = banks()
    before = seconds(world, "car")
    assert seconds(applied(world, bridge()), "car") == before
    # 133.3 m at 36 km/h; a car costs milliseconds, of which the way round here has one for each millimetre.
    both = applied(world, bridge(modes=["car", "walk", "bicycle"], car_kmh=36))
    assert seconds(both, "car") == (14, 14)
    one_way = applied(world, bridge(modes=["car", "walk", "bicycle"], car_kmh=36, one_way=True))
    assert seconds(one_way, "car") == (14, before[1])
    assert seconds(one_way, "walk") == (134, 134)
    there, back = seconds(one_way, "bicycle")
    assert there < back == seconds(world, "bicycle")[1]


@settings(max_examples=30)
@given(SEEDS, st.sampled_from(["walk", "car", "bicycle"]), st.booleans())
def test_a_street_more_never_lengthens_and_closed_again_is_none(seed: int, mode: str, one_way: bool) -> None:
    world = ground(seed, modes=(mode,))
    rng = np.random.default_rng(seed + 5)
    a, b = rng.choice(20, 2, replace=False).tolist()
    part = bridge(line=[at(a % 5, a // 5), at(b % 5, b // 5)], modes=[mode], one_way=one_way, car_kmh=50)
    more = applied(world, part)
    assert more.network.streets.edge_count == world.network.streets.edge_count + 1
    assert (minutes(more, mode, seed) <= minutes(world, mode, seed)).all()
    shut = applied(more, {"type": "close_streets", "streets": ["Pont"]})
    np.testing.assert_array_equal(minutes(shut, mode, seed), minutes(world, mode, seed))
    at_once = applied(world, part, {"type": "close_streets", "streets": ["Pont"]})
    np.testing.assert_array_equal(minutes(at_once, mode, seed), minutes(world, mode, seed))


@settings(max_examples=15)
@given(SEEDS)
def test_stops_are_walked_between_over_it(seed: int) -> None:
    world = random_world(seed)
    rng = np.random.default_rng(seed + 5)
    a, b = rng.choice(12, 2, replace=False).tolist()
    more = applied(world, bridge(line=[at(a % 4, a // 4), at(b % 4, b // 4)]))
    before, after = world.network.walks, more.network.walks
    assert before is not None
    assert after is not None

    def pairs(walks: object) -> dict[tuple[int, int], int]:
        offset, to, cost = (np.asarray(getattr(walks, name)) for name in ("offset", "to", "cost"))
        rows = np.repeat(np.arange(len(offset) - 1), np.diff(offset)).tolist()
        return dict(zip(zip(rows, to.tolist(), strict=True), cost.tolist(), strict=True))

    old, new = pairs(before), pairs(after)
    assert new.keys() >= old.keys()
    assert all(new[pair] <= old[pair] for pair in old)
    places = random_places(rng, 3, 4, 3), random_places(rng, 3, 4, 3)
    travel, window = Travel(max_walk_min=5, max_time_min=40), Window(TODAY, 29_000, 20, False)
    times = [reach(one, *places, travel, window, threads=1).minutes() for one in (world, more)]
    assert (times[1] <= times[0]).all()


def test_both_ends_are_joined_within_eighty_metres() -> None:
    world = banks()
    # 81,541 m and 111,093 m are a degree at 43° north.
    for metres, told in ((79.5, False), (80.5, True)):
        off = [ORIGIN[0] - metres / 81_541, ORIGIN[1]]
        if not told:
            assert seconds(applied(world, bridge(line=[off, NORTH_WEST])), "walk") == (134, 134)
            continue
        assert problems(world, bridge(line=[off, NORTH_WEST])) == [
            ("modifications.0.line", "An end lies 81 m from the nearest junction.", "Draw it within 80 m.")
        ]
    far = problems(world, bridge(line=[at(-5, 0), at(-5, 1)]))
    assert [field for field, _, _ in far] == ["modifications.0.line"] * 2
    assert {what for _, what, _ in far} == {"An end lies 490 m from the nearest junction."}


def test_what_joins_nothing_or_goes_round_the_world_is_told() -> None:
    world = banks()
    near = [SOUTH_WEST[0] + STEP_E7 / 1e8, SOUTH_WEST[1]]
    assert problems(world, bridge(line=[SOUTH_WEST, near]))[0][1] == "Both ends lie at the same junction."
    for far in ([179.9, 0], [5, 90], [-180, -90]):
        (problem,) = problems(world, bridge(line=[SOUTH_WEST, far, NORTH_WEST]))
        assert problem[1].startswith("The street is ")
        assert problem[2] == "Draw at most 100 km."


def test_it_has_a_name_and_says_that_nobody_lives_there() -> None:
    found = applied(banks(), bridge()).network
    assert found.streets.names == ("Pont",)
    assert found.streets.edge_name.tolist() == [-1, -1, -1, 0]
    assert found.notes == ("Places enter the streets where they did before: none enters a new street.",)
    assert [mode.graph.main[-1] for mode in found.modes.values()] == [False] * len(found.modes)


@pytest.mark.parametrize("fields", [{"modes": []}, {"modes": ["boat"]}, {"line": [SOUTH_WEST]}, {"name": ""}])
def test_a_street_that_cannot_be(fields: dict[str, object]) -> None:
    assert len(problems_of(bridge(**fields))) == 1
