"""There and back along streets, against plain searches each way: whole minutes and the kilometres of both ways."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from portee.kernels.shortest import UNREACHED
from portee.network.network import Network
from portee.reach.links import LinkStore
from portee.reach.options import Travel
from portee.reach.reach import reach
from portee.reach.street_commute import StreetCommute, StreetCommuteSearch, whole_minutes
from portee.reach.streetwise import attached_places
from portee.territory.places import Places
from portee.world import World
from tests.kernels.test_lengths import ways_of_least_cost
from tests.worlds import grid_streets, places_at, random_places, with_turns

SEEDS = st.integers(0, 2**32 - 1)
NEVER = int(UNREACHED)


def _setting(seed: int, mode: str) -> tuple[Network, Places, Places]:
    rng = np.random.default_rng(seed)
    network = Network.of(with_turns(grid_streets(4, 3, rng=rng), rng, 5), modes=(mode,))
    return network, random_places(rng, 3, 4, 3), random_places(rng, 4, 4, 3, "w")


def _commutes(
    network: Network, homes: Places, work: Places, mode: str, limit_s: int, units: float = 1000.0, extra_s: int = 0
) -> StreetCommute:
    return StreetCommuteSearch(LinkStore(network), homes, work, mode, limit_s, units, extra_s).commutes()


@settings(max_examples=60)
@given(
    SEEDS,
    st.sampled_from(["walk", "bicycle", "car"]),
    st.sampled_from([0, 90, 345, 10**6]),
    st.sampled_from([1000.0, 1133.0]),
    st.sampled_from([0, 45, 300]),
)
def test_both_ways_are_those_of_plain_searches(seed: int, mode: str, limit: int, units: float, extra: int) -> None:
    """One way streets, slopes and barred turns make the ways differ; their lengths are carried along."""
    network, homes, work = _setting(seed, mode)
    found = _commutes(network, homes, work, mode, limit, units, extra)
    a, b = (attached_places(network, places, mode) for places in (homes, work))
    most = int(min(max(0, limit - extra) * units, NEVER - 1))
    there = ways_of_least_cost(network.streets, mode, a, b, most)
    back = {(i, j): way for (j, i), way in ways_of_least_cost(network.streets, mode, b, a, most).items()}
    for seconds, km, ways in ((found.out, found.out_km, there), (found.back, found.back_km, back)):
        assert seconds.dtype == np.int32
        for i, j in np.ndindex(3, 4):
            cost, lengths = ways.get((i, j), (None, set()))
            told = None if cost is None else math.ceil(cost / units) + extra
            if told is None or told > limit:
                assert int(seconds[i, j]) == NEVER
                assert np.isinf(km[i, j])
                continue
            # Whole minutes: one second more than a minute is two, even where that passes the limit.
            assert seconds[i, j] == -(-told // 60) * 60
            assert min(abs(km[i, j] - metres / 1000) for metres in lengths) < 1e-8


@settings(max_examples=20)
@given(SEEDS, st.sampled_from([3.0, 30.0]))
def test_the_way_there_is_that_of_a_search_along_streets(seed: int, limit: float) -> None:
    network, homes, work = _setting(seed, "walk")
    found = _commutes(network, homes, work, "walk", int(limit * 60))
    travel = Travel(mode="walk", max_walk_min=limit, max_time_min=limit)
    for origins, destinations, leg in ((homes, work, found.out), (work, homes, found.back.T)):
        times = np.concatenate(
            [chunk.seconds[:, 0] for chunk in reach(World(network), origins, destinations, travel, threads=1).chunks()]
        )
        np.testing.assert_array_equal(leg, whole_minutes(times))


def test_seconds_are_rounded_up_to_whole_minutes() -> None:
    told = np.array([0, 1, 59, 60, 61, 3600, NEVER - 1, NEVER], np.int32)
    up = whole_minutes(told)
    assert up.tolist()[:6] == [0, 60, 60, 60, 120, 3600]
    assert up.tolist()[-1] == NEVER
    assert up.dtype == np.int32
    assert whole_minutes(np.zeros((2, 0), np.int32)).shape == (2, 0)


@pytest.mark.parametrize(("forward", "backward"), [(1, 3), (3, 1), (1, 1)])
def test_a_slope_takes_longer_up_and_is_as_long(forward: int, backward: int) -> None:
    """From the middle of the first street to the middle of the fourth: three streets, whatever they cost each way."""
    streets = grid_streets(6, 2)
    length = int(streets.edge_length_mm[0])
    for name, factor in (("cost_forward", forward), ("cost_backward", backward)):
        getattr(streets, name)["bicycle"][:] = streets.edge_length_mm * factor
    network = Network.of(streets, modes=("bicycle",))
    home, work = places_at([5.0006], [43.0]), places_at([5.0042], [43.0], "w")
    found = _commutes(network, home, work, "bicycle", 3600, 4000.0)
    for leg, km, factor in ((found.out, found.out_km, forward), (found.back, found.back_km, backward)):
        assert leg[0, 0] == math.ceil(3 * length * factor / 4000 / 60) * 60
        assert km[0, 0] == pytest.approx(3 * length / 1e6, rel=1e-3)


def test_what_is_added_counts_towards_the_limit() -> None:
    network = Network.of(grid_streets(12, 2))
    home, work = places_at([5.0], [43.0]), places_at([5.0048], [43.0], "w")
    walk = int(reach(World(network), home, work, Travel(mode="walk"), threads=1).minutes()[0, 0, 0] * 60 + 0.5)
    for extra, limit, possible in (
        (0, walk, True), (0, walk - 1, False), (120, walk + 120, True), (120, walk + 119, False), (9000, 600, False),
    ):  # fmt: skip
        found = _commutes(network, home, work, "walk", limit, 1000.0, extra)
        assert found.out[0, 0] == found.back[0, 0] == (-(-(walk + extra) // 60) * 60 if possible else NEVER)
        assert np.isfinite(found.out_km[0, 0]) == possible


def test_home_is_no_way_from_home_and_far_from_streets_is_nowhere() -> None:
    network = Network.of(grid_streets(3, 2))
    homes, work = places_at([5.0, 6.0], [43.0, 43.0]), places_at([5.0], [43.0], "w")
    found = _commutes(network, homes, work, "walk", 600)
    assert found.out.tolist() == found.back.tolist() == [[0], [NEVER]]
    assert found.out_km.tolist() == found.back_km.tolist() == [[0.0], [np.inf]]


def test_some_homes_and_any_threads_give_the_same() -> None:
    rng = np.random.default_rng(4)
    network = Network.of(grid_streets(4, 3, rng=rng), modes=("walk",))
    search = StreetCommuteSearch(
        LinkStore(network), random_places(rng, 9, 4, 3), random_places(rng, 4, 4, 3, "w"), "walk", 500, 1000.0
    )
    whole = search.commutes()
    assert (whole.out != UNREACHED).any()
    assert (whole.out != whole.back).any()

    def same(part: StreetCommute, rows: slice) -> None:
        for name in ("out", "back", "out_km", "back_km"):
            np.testing.assert_array_equal(getattr(part, name), getattr(whole, name)[rows])

    for threads in (2, 5, 30):
        same(search.commutes(threads=threads), slice(None))
    same(search.commutes(3, 8, threads=2), slice(3, 8))
    same(search.commutes(8), slice(8, None))
    assert search.commutes(2, 2).out.shape == (0, 4)


@settings(max_examples=20)
@given(SEEDS, st.sampled_from(["walk", "bicycle", "car"]))
def test_more_time_and_more_speed_never_hurt(seed: int, mode: str) -> None:
    network, homes, work = _setting(seed, mode)

    def legs(limit: int, units: float, extra: int) -> npt.NDArray[np.int32]:
        found = _commutes(network, homes, work, mode, limit, units, extra)
        return np.stack([found.out, found.back])

    usual = legs(240, 1000.0, 30)
    assert (legs(300, 1000.0, 30) <= usual).all()
    assert (legs(240, 1300.0, 30) <= usual).all()
    assert (legs(240, 1000.0, 0) <= usual).all()


@settings(max_examples=30)
@given(SEEDS, st.sampled_from(["walk", "bicycle", "car"]))
def test_a_street_closed_never_helps(seed: int, mode: str) -> None:
    """Of streets that no place enters by."""
    network, homes, work = _setting(seed, mode)
    streets = network.streets
    closed = int(np.random.default_rng(seed + 1).integers(streets.edge_count))
    costs = [{mode: cost[mode].copy()} for cost in (streets.cost_forward, streets.cost_backward)]
    for cost in costs:
        cost[mode][closed] = -1
    poorer = Network.of(replace(streets, cost_forward=costs[0], cost_backward=costs[1]), modes=(mode,))
    assume(poorer.modes[mode].graph.main.any())
    for places in (homes, work):
        a, b = (attached_places(some, places, mode) for some in (network, poorer))
        assume(a.edge.tolist() == b.edge.tolist())
    worse, usual = (_commutes(some, homes, work, mode, 500) for some in (poorer, network))
    assert (worse.out >= usual.out).all()
    assert (worse.back >= usual.back).all()
