"""Whether a leg is possible, many moments in one search, against searching each of the hours on its own."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.errors import NoServiceError, ParameterError
from portee.kernels.shortest import UNREACHED
from portee.network.network import Network
from portee.reach import whether as module
from portee.reach.commute import commute_search
from portee.reach.hours import Hours
from portee.reach.kinds import ByTransit
from portee.reach.links import LinkStore
from portee.reach.options import Travel
from portee.reach.streetwise import Stations
from portee.reach.transit import transit_search
from portee.reach.whether import Whether
from portee.world import World
from tests.reach.interviews import DAY, line_world
from tests.reach.test_commute import SEEDS, _places, _timetable, _with, _with_services
from tests.worlds import TODAY, grid_streets, random_world

MINUTE = 60
TRAVELS = st.sampled_from(
    [
        {"max_walk_min": 4, "max_time_min": 40, "max_transfer_m": 300},
        {"max_walk_min": 6, "max_time_min": 12.5, "max_transfer_m": 300, "boarding_slack_s": 0},
        {"max_walk_min": 3, "max_time_min": 25, "access": "park_and_ride", "max_drive_min": 3},
    ]
)


def _hours(seed: int, begins: int, step_s: int, days: int = 3) -> list[Hours]:
    rng = np.random.default_rng(seed + 2)
    found = []
    for day in range(days):
        start = begins // 60 * 60 + rng.integers(0, 4, 4) * step_s
        end = start + rng.integers(0, 5, 4) * step_s
        missing = rng.random(4) < 0.2
        found.append(
            Hours(TODAY + timedelta(days=day), *(np.where(missing, -1, v).astype(np.int32) for v in (start, end)))
        )
    return found


@settings(max_examples=30)
@given(SEEDS, TRAVELS, st.sampled_from([28_800, 82_000]), st.sampled_from([900, 300, 60, 25]), st.booleans())
def test_each_of_several_hours_is_as_if_searched_alone(
    seed: int, options: dict[str, Any], begins: int, step_s: int, planned: bool
) -> None:
    world, travel = _with_services(random_world(seed, start=begins), seed), Travel(**options)
    homes, work, parks = _places(seed)
    home = homes.take(np.array([0]))
    stations = Stations(world.network, parks) if travel.access == "park_and_ride" else None
    asked = [_hours(seed + k, begins, step_s) for k in range(3)]
    search = ByTransit(travel, stations=stations)
    whether = Whether(LinkStore(world.network, threads=2), home, work, search, travel, asked if planned else ())
    for hours in asked:
        alone = commute_search(LinkStore(world.network), home, work, travel, hours, stations=stations).commutes()
        np.testing.assert_array_equal(whether.leg(hours, back=False), alone.out[0] != UNREACHED)
        np.testing.assert_array_equal(whether.possible(hours), alone.possible[0])


@settings(max_examples=6)
@given(SEEDS)
def test_the_worst_of_all_draws_counts(seed: int) -> None:
    world = random_world(seed)
    timetable = _timetable(world)
    world = _with(
        world, frequency_trip=np.array([0, timetable.trip_count - 1], np.int32),
        frequency_start=np.full(2, 28_000, np.int32), frequency_end=np.full(2, 34_000, np.int32),
        frequency_headway=np.array([700, 1100], np.int32), frequency_exact=np.zeros(2, np.int8),
    )  # fmt: skip
    travel = Travel(max_walk_min=4, max_time_min=30, max_transfer_m=300, draws=3)
    homes, work, _ = _places(seed)
    home, hours = homes.take(np.array([1])), _hours(seed, 28_800, 900, 1)
    whether = Whether(LinkStore(world.network), home, work, ByTransit(travel), travel)
    alone = commute_search(LinkStore(world.network), home, work, travel, hours).commutes()
    np.testing.assert_array_equal(whether.possible(hours), alone.possible[0])


@pytest.mark.parametrize("day", [date(2024, 3, 31), date(2024, 10, 27)])
def test_a_night_on_which_clocks_change(day: date) -> None:
    for seed in range(4):
        world = random_world(seed, start=1800)
        world = _with(world, service_first_day=(day - date(1970, 1, 1)).days - 3)
        travel = Travel(max_walk_min=4, max_time_min=60, max_transfer_m=300)
        homes, work, _ = _places(seed)
        home = homes.take(np.array([0]))
        clocks = np.array([1800, 3 * 3600, 4 * 3600, 5 * 3600], np.int32)
        hours = [Hours(day, clocks, clocks[::-1].copy())]
        whether = Whether(LinkStore(world.network), home, work, ByTransit(travel), travel)
        alone = commute_search(LinkStore(world.network), home, work, travel, hours).commutes()
        np.testing.assert_array_equal(whether.possible(hours), alone.possible[0])


def test_near_hours_share_a_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nine starts a quarter of an hour apart are one vector of lanes; a start five hours later is another search."""
    made: list[tuple[int, int]] = []

    def counted(*args: Any, **kwargs: Any) -> Any:
        search = transit_search(*args, **kwargs)
        made.append((search.rules.lanes, search.rules.spacing))
        return search

    monkeypatch.setattr(module, "transit_search", counted)
    world, home, work = line_world()
    travel = Travel(max_walk_min=3, max_time_min=30)
    starts = [8 * 3600 + quarter * 900 for quarter in range(9)] + [15 * 3600]
    planned = [
        [Hours(DAY, np.full(2, start, np.int32), np.full(2, 17 * 3600, np.int32))] for start in starts
    ]  # fmt: skip
    whether = Whether(LinkStore(world.network), home, work, ByTransit(travel), travel, planned)
    for hours in planned:
        whether.leg(hours, back=False)
    assert made == [(9, 900), (1, 60)]
    whether.leg(planned[0], back=True)
    assert len(made) == 3


def test_what_cannot_be_asked() -> None:
    world, home, work = line_world()
    travel = Travel(max_walk_min=3, max_time_min=30)
    whether = Whether(LinkStore(world.network), home, work, ByTransit(travel), travel)
    far = Hours(date(2030, 1, 1), np.full(2, 28_800, np.int32), np.full(2, 61_200, np.int32))
    with pytest.raises(NoServiceError):
        whether.possible([far])
    bare = World(Network.of(grid_streets(4, 2), None))
    with pytest.raises(ParameterError, match="no timetable"):
        Whether(LinkStore(bare.network), home, work, ByTransit(travel), travel)
    assert not whether.possible([]).any()
