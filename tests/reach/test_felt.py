"""Walks chosen by how they feel, told by the clock: against plain search and every way that feels as short."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.kernels.shortest import UNREACHED
from portee.network.network import Network
from portee.network.streets import LIT, UNLIT
from portee.reach.comfort import CLOSED, Comfort, comfortable
from portee.reach.felt import FeltWalks, felt_walks
from portee.reach.kinds import Along
from portee.reach.links import LinkStore
from portee.reach.street_commute import whole_minutes
from portee.reach.street_legs import street_legs
from portee.reach.streetwise import attached_places
from tests.kernels.test_carrying import other_costs
from tests.reach.test_comfort import with_light
from tests.worlds import grid_streets, places_at, random_places

SEEDS = st.integers(0, 2**32 - 1)
NEVER = int(UNREACHED)


def _network(seed: int) -> Network:
    rng = np.random.default_rng(seed)
    return Network.of(with_light(grid_streets(4, 3, rng=rng), rng), modes=("walk", "wheelchair"))


@settings(max_examples=40)
@given(
    SEEDS, st.sampled_from([1.5, 3.0, CLOSED]), st.sampled_from(["walk", "wheelchair"]), st.sampled_from([3.0, 60.0])
)
def test_the_clock_tells_the_real_cost_of_a_way_that_feels_shortest(
    seed: int, unlit: float, mode: str, limit: float
) -> None:
    base, search = _network(seed), Along(mode, limit, 4.1)
    felt = comfortable(base, Comfort(unlit, 1.1))
    rng = np.random.default_rng(seed + 1)
    homes, work = random_places(rng, 3, 4, 3), random_places(rng, 4, 4, 3, "w")
    found = felt_walks(LinkStore(felt), base, homes, work, search)
    a, b = (attached_places(base, places, mode) for places in (homes, work))
    most = int(min(limit * 60 * search.units, NEVER - 1))
    there = other_costs(felt.streets, base.streets, mode, a, b, most)
    back = {(i, j): told for (j, i), told in other_costs(felt.streets, base.streets, mode, b, a, most).items()}
    for perceived, clock, ways in ((found.out, found.out_clock, there), (found.back, found.back_clock, back)):
        for pair in np.ndindex(perceived.shape):
            cost, real = ways.get(pair, (None, {NEVER}))
            assert perceived[pair] == (NEVER if cost is None else math.ceil(cost / search.units))
            assert clock[pair] in {NEVER if cost is None else math.ceil(other / search.units) for other in real}
            assert clock[pair] <= perceived[pair]


@settings(max_examples=20)
@given(SEEDS, st.sampled_from([1.0, 1.5, 3.0]))
def test_what_a_search_tells_is_what_is_perceived(seed: int, unlit: float) -> None:
    """Whole minutes of the same ways; and the clock never tells less than the shortest way of all takes."""
    base, search = _network(seed), Along("walk", 30.0, 3.6)
    felt = comfortable(base, Comfort(unlit))
    rng = np.random.default_rng(seed + 1)
    homes, work = random_places(rng, 3, 4, 3), random_places(rng, 4, 4, 3, "w")
    found = felt_walks(LinkStore(felt), base, homes, work, search)
    legs, usual = (street_legs(LinkStore(some), homes, work, search, 30) for some in (felt, base))
    np.testing.assert_array_equal(whole_minutes(found.out), legs.out)
    np.testing.assert_array_equal(whole_minutes(found.back), legs.back)
    reached = found.out != UNREACHED
    assert (whole_minutes(found.out_clock)[reached] >= usual.out[reached]).all()
    if unlit == 1.0:
        assert found.out.tolist() == found.out_clock.tolist()
        assert found.back.tolist() == found.back_clock.tolist()


def _walks(factor: float, limit: float) -> FeltWalks:
    """From one end of three streets of 97.8 m to the other; the middle one is unlit, and there is a way round it."""
    streets = grid_streets(4, 2)
    flags = np.full(streets.edge_count, LIT, np.uint8)
    middle = next(k for k in range(streets.edge_count) if (streets.edge_from[k], streets.edge_to[k]) == (1, 2))
    flags[middle] = UNLIT
    streets.edge_flags[:] = flags
    base = Network.of(streets, modes=("walk",))
    home, work = places_at([5.0], [43.0]), places_at([5.0036], [43.0], "w")
    return felt_walks(LinkStore(comfortable(base, Comfort(factor))), base, home, work, Along("walk", limit, 3.6))


@pytest.mark.parametrize(
    ("factor", "felt", "clock"),
    [
        (1.0, 294, 294),  # 3 × 97.8 m at 1 m/s
        (1.5, 343, 294),  # 2 × 97.8 + 1.5 × 97.8 = 342.3 s felt along the same way
        (5.0, 560, 560),  # round the block by five streets: 3 × 97.8 + 2 × 133.2 m, all lit
        (CLOSED, 560, 560),
    ],
)
def test_a_way_worked_by_hand(factor: float, felt: int, clock: int) -> None:
    found = _walks(factor, 30)
    assert (found.out[0, 0], found.out_clock[0, 0]) == (felt, clock)
    assert (found.back[0, 0], found.back_clock[0, 0]) == (felt, clock)


def test_the_limit_is_one_of_perceived_minutes() -> None:
    """342.3 s felt are within 5.75 minutes, not within 5.7, though the clock tells 294 s."""
    assert _walks(1.5, 5.75).out_clock.tolist() == [[294]]
    found = _walks(1.5, 5.7)
    assert found.out.tolist() == found.out_clock.tolist() == found.back_clock.tolist() == [[NEVER]]
