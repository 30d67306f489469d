"""Alternatives against searching again with every set of lines; and by hand, two lines side by side."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.network.network import Network
from portee.reach.options import Travel, Window
from portee.resilience.alternatives import MOST_ALTERNATIVES, find_alternatives
from portee.resilience.criticality import AccessAsked
from portee.territory.places import Places
from portee.world import World
from tests.resilience.line_worlds import EIGHT, TRAVEL, WINDOW, asked_of, lines_world, met, running
from tests.worlds import TODAY, grid_streets, timetable_of

SEEDS = st.integers(0, 2**32 - 1)
CASES = st.fixed_dictionaries(
    {
        "percentile": st.sampled_from([1, 50, 100]),
        "cutoff": st.sampled_from([20.5, 35, 50]),
        "needed": st.sampled_from([1, 4, 8]),
        "blocks": st.booleans(),
    }
)


@settings(max_examples=25)
@given(SEEDS, CASES)
def test_what_an_alternative_promises_holds(seed: int, case: dict[str, float]) -> None:
    world, asked = lines_world(seed, 4, blocks=bool(case["blocks"])), asked_of(seed, case["cutoff"], case["percentile"])
    found = find_alternatives(world, asked, case["needed"], WINDOW, travel=TRAVEL, threads=1)
    ids = [f"r{k}" for k in range(4)]
    every = [frozenset(some) for size in range(5) for some in itertools.combinations(ids, size)]
    truth = {lines: met(running(world, lines), asked, case["needed"]) for lines in every}
    for origin, sets in enumerate(found):
        assert len(sets) <= MOST_ALTERNATIVES
        assert all(truth[lines][origin] for lines in sets)
        assert not any(a < b for a in sets for b in sets)
        # Whoever has it at all has an alternative; and the empty set is walking.
        assert bool(sets) == truth[frozenset(ids)][origin]
        assert (sets == (frozenset(),)) == truth[frozenset()][origin]


def _side_by_side() -> tuple[World, AccessAsked]:
    """Two lines from one end of a street to the other, the second one always later; a third one to nowhere near."""

    def trips(seconds: int) -> list[list[tuple[int, int]]]:
        starts = range(EIGHT, EIGHT + 3600, 300)
        return [[(start, start), (start + seconds, start + seconds)] for start in starts]

    streets = grid_streets(9, 3)
    lon, lat = streets.node_lon_e7 / 1e7, streets.node_lat_e7 / 1e7
    ends = [int(np.lexsort((lat, lon))[0]), int(np.lexsort((lat, lon))[-1])]
    patterns = [([0, 1], trips(240)), ([0, 1], trips(300)), ([0, 2], trips(120))]
    stops_lon, stops_lat = [*lon[ends].tolist(), float(lon.min())], [*lat[ends].tolist(), float(lat.max())]
    timetable = timetable_of(3, patterns, lon=stops_lon, lat=stops_lat)
    world = World(Network.of(streets, timetable, transfer_m=100))
    home, work = (Places(np.array([str(end)], object), lon[[end]], lat[[end]]) for end in ends)
    return world, AccessAsked(home, work, [3], [2], 15, 100)


def test_two_lines_side_by_side_are_two_alternatives() -> None:
    """The second is never the quicker one: it is seen by searching without the first."""
    world, asked = _side_by_side()
    travel = Travel(max_time_min=30, max_walk_min=1)
    found = find_alternatives(world, asked, 2, Window(TODAY, EIGHT, 10), travel=travel)
    assert found == ((frozenset({"r0"}), frozenset({"r1"})),)
    together = find_alternatives(
        world, asked, 2, Window(TODAY, EIGHT, 10), travel=travel, groups=["x", "x", "y"], threads=1
    )  # fmt: skip
    assert together == ((frozenset({"x"}),),)
    assert find_alternatives(world, asked, 3, Window(TODAY, EIGHT, 10), travel=travel) == ((),)
    nobody = replace(asked, residents=[0])
    assert find_alternatives(world, nobody, 2, Window(TODAY, EIGHT, 10), travel=travel) == ((),)


def test_what_cannot_be_asked() -> None:
    world, asked = _side_by_side()
    window = Window(TODAY, EIGHT, 10)
    with pytest.raises(ParameterError, match="mode 'walk'"):
        find_alternatives(world, asked, 1, window, travel=Travel(mode="walk"))
    with pytest.raises(ParameterError, match="without a car"):
        find_alternatives(world, asked, 1, window, travel=Travel(access="park_and_ride"))
    with pytest.raises(ParameterError, match="by departure"):
        find_alternatives(world, asked, 1, Window(TODAY, EIGHT, 10, arrive=True))
    with pytest.raises(ParameterError, match="groups do not match"):
        find_alternatives(world, asked, 1, window, groups=["a"])
    with pytest.raises(ParameterError, match="needed"):
        find_alternatives(world, asked, 0, window)
