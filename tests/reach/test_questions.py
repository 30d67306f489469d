"""Many residents at many homes at once, against searching every way of each alone; and the laws of what they reach."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.declared import Words
from portee.network.network import Network
from portee.offers.cost import MonthlyCost
from portee.offers.tariffs import Opening
from portee.reach.hours import Hours
from portee.reach.kinds import Along, ByDock, ByTransit, Search
from portee.reach.opening import opened_part
from portee.reach.options import Travel
from portee.reach.questions import Answers, Questions
from portee.reach.streetwise import Stations
from portee.reach.ways import Stores, Way, search_ways
from portee.territory.places import Places
from tests.worlds import TODAY, random_places, random_world

EIGHT = 8 * 3600
SEEDS = st.integers(0, 2**32 - 1)
FREE = MonthlyCost()
TRIPS = 40.0

Bool = npt.NDArray[np.bool_]


def _places(seed: int) -> tuple[Places, Places, Places]:
    rng = np.random.default_rng(seed + 1)
    return random_places(rng, 6, 4, 3), random_places(rng, 5, 4, 3, "w"), random_places(rng, 2, 4, 3, "d")


def _hours(seed: int, later: int = 0) -> list[Hours]:
    rng = np.random.default_rng(seed + 2)
    start = EIGHT + rng.integers(20, 110, 5) * 60
    return [Hours(TODAY, start.astype(np.int32), np.full(5, EIGHT + 2400 + later, np.int32))]


def _travel(**options: Any) -> Travel:
    return Travel(**{"max_walk_min": 4, "max_time_min": 40, "max_transfer_m": 300, **options})


def _way(search: Search, cost: MonthlyCost = FREE, id: str = "any") -> Way:
    return Way(id, Words(fr=id, en=id), "any", search, cost)


def _ways(network: Network, seed: int) -> list[Way]:
    timetable = network.timetable
    assert timetable is not None
    one = opened_part(timetable, [Opening(routes=(timetable.route_id[-1],))])
    docks = Stations(network, _places(seed)[2], ("walk", "bicycle"))
    return [
        _way(Along("walk", 4, 3.6)), _way(Along("bicycle", 10, 12.0, extra_min=2), MonthlyCost(per_km_eur=0.4)),
        _way(ByTransit(_travel()), MonthlyCost(fixed_eur=40)),
        _way(ByTransit(_travel(), one), MonthlyCost(fixed_eur=12)),
        _way(ByTransit(_travel(max_time_min=20, max_rides=1)), MonthlyCost(per_trip_eur=0.8)),
        _way(ByTransit(_travel(access="docked_bicycle"), stations=docks), MonthlyCost(fixed_eur=60)),
        _way(ByDock("bicycle", 10, 12.0, docks, "walk", 3.6, 4.0), MonthlyCost(per_trip_eur=0.1, per_minute_eur=0.05)),
        _way(Along("car", 6, extra_min=1), MonthlyCost(fixed_eur=20, per_km_eur=1.5)),
    ]  # fmt: skip


def _answers(questions: Questions, **options: Any) -> tuple[Bool, Bool]:
    found: list[Answers] = list(questions.answers(**options))
    assert [part.first for part in found] == sorted(part.first for part in found)
    return np.concatenate([part.reached for part in found]), np.concatenate([part.in_time for part in found])


def _slowly(
    network: Network, seed: int, ways: Sequence[Way], hours: Sequence[Hours], limit: float, budget: float
) -> tuple[Bool, Bool]:
    """Both legs of every way in minutes, and their prices."""
    homes, work, _ = _places(seed)
    times = search_ways(Stores(network), homes, work, ways, hours, limit)
    paid = times.possible & (times.eur_month(TRIPS / 2) <= budget)
    return np.asarray(paid.any(axis=0)), np.asarray(times.possible.any(axis=0))


BUDGETS = st.sampled_from([0.0, 10.0, 15.0, 33.0, 45.0, math.inf])


@settings(max_examples=25)
@given(SEEDS, st.lists(BUDGETS, min_size=1, max_size=3))
def test_every_question_is_answered_as_if_it_were_alone(seed: int, budgets: list[float]) -> None:
    network = random_world(seed).network
    homes, work, _ = _places(seed)
    questions, ways = Questions(Stores(network), homes, work), _ways(network, seed)
    rng = np.random.default_rng(seed)
    asked = []
    for budget in budgets:
        some = [way for way in ways if rng.random() < 0.7]
        hours = _hours(seed, later=int(rng.choice([0, 600])))
        asked.append((questions.ask(some, hours, 40, TRIPS, budget_eur=budget), some, hours, budget))
    reached, in_time = _answers(questions, threads=int(rng.integers(1, 4)))
    assert reached.shape == in_time.shape == (6, len(questions), 5)
    for number, some, hours, budget in asked:
        expected = _slowly(network, seed, some, hours, 40, budget) if some else (np.zeros((6, 5)), np.zeros((6, 5)))
        np.testing.assert_array_equal(reached[:, number], expected[0])
        np.testing.assert_array_equal(in_time[:, number], expected[1])


@settings(max_examples=15)
@given(SEEDS)
def test_more_money_time_or_ways_never_give_less(seed: int) -> None:
    network = random_world(seed).network
    homes, work, _ = _places(seed)
    questions, ways, hours = Questions(Stores(network), homes, work), _ways(network, seed), _hours(seed)
    money = [questions.ask(ways, hours, 40, TRIPS, budget_eur=budget) for budget in (0, 15, 45, math.inf)]
    shorter = [
        _way(replace(w.search, travel=_travel(max_time_min=25)), w.cost) if isinstance(w.search, ByTransit) else w
        for w in ways
    ]
    time = [questions.ask(shorter, hours, 25, TRIPS, budget_eur=45), money[2]]
    rights = [questions.ask(ways[:k], hours, 40, TRIPS, budget_eur=45) for k in range(len(ways) + 1)]
    reached, in_time = _answers(questions)
    for chain in (money, time, rights):
        for less, more in itertools.pairwise(chain):
            assert (reached[:, less] <= reached[:, more]).all()
    assert not reached[:, rights[0]].any()
    # Without a limit on money, what is in time is what is within reach; money does not change what is in time.
    np.testing.assert_array_equal(reached[:, money[-1]], in_time[:, money[-1]])
    np.testing.assert_array_equal(in_time[:, money[0]], in_time[:, money[-1]])


def test_equal_questions_are_one_and_equal_searches_are_made_once() -> None:
    network = random_world(3).network
    homes, work, _ = _places(3)
    questions, hours = Questions(Stores(network), homes, work), _hours(3)
    transit = ByTransit(_travel())
    first = questions.ask([_way(transit)], hours, 40, TRIPS, budget_eur=50)
    assert questions.ask([_way(replace(transit))], hours, 40, TRIPS, budget_eur=50) == first
    dearer = questions.ask([_way(transit, MonthlyCost(fixed_eur=51))], hours, 40, TRIPS, budget_eur=50)
    assert dearer != first
    # A ticket for less time or for one route brings nothing where the whole is paid for.
    timetable = network.timetable
    assert timetable is not None
    part = opened_part(timetable, [Opening(routes=(timetable.route_id[0],))])
    narrow = [_way(ByTransit(_travel(max_time_min=20))), _way(ByTransit(_travel(), part)), _way(transit)]
    assert questions.ask(narrow, hours, 40, TRIPS, budget_eur=50) == first
    assert len(questions) == 2
    searches = len(questions.transit)
    reached, in_time = _answers(questions)
    assert not reached[:, dearer].any()
    np.testing.assert_array_equal(in_time[:, dearer], reached[:, first])
    assert questions.made[0] == 0
    assert 0 < questions.made[1] <= searches * len(homes)


def test_docks_at_the_same_places_are_the_same_docks() -> None:
    network = random_world(3).network
    homes, work, docks = _places(3)
    questions, hours = Questions(Stores(network), homes, work), _hours(3)
    numbers = {
        questions.ask(
            [_way(ByDock("bicycle", 10, 12.0, Stations(network, docks, ("walk", "bicycle")), "walk", 3.6, 4.0))],
            hours, 40, TRIPS,
        )
        for _ in range(2)
    }  # fmt: skip
    assert len(numbers) == 1
    assert len(questions.street) == 1


def test_a_price_that_nobody_asks_beyond_is_not_searched() -> None:
    """Without `whole`, a way beyond the budget is not searched, and what is in time is told as what is within reach."""
    network = random_world(3).network
    homes, work, _ = _places(3)
    questions = Questions(Stores(network), homes, work)
    ways = [_way(Along("walk", 4, 3.6)), _way(ByTransit(_travel()), MonthlyCost(fixed_eur=51))]
    questions.ask(ways, _hours(3), 40, TRIPS, budget_eur=50, whole=False)
    assert len(questions.transit) == 0
    reached, in_time = _answers(questions)
    np.testing.assert_array_equal(reached, in_time)


class _Stop(Exception):
    pass


class _Stopping:
    """A listener that stops the work at its second step."""

    def __init__(self) -> None:
        self.told: list[tuple[str, int | None]] = []
        self.steps, self.ended = 0, False

    def start(self, label: str, total: int | None = None) -> None:
        self.told.append((label, total))

    def advance(self, steps: int = 1) -> None:
        self.steps += steps
        if self.steps > 4:
            raise _Stop

    def done(self) -> None:
        self.ended = True


def test_progress_counts_homes_and_may_stop_the_work() -> None:
    network = random_world(3).network
    homes, work, _ = _places(3)
    questions = Questions(Stores(network), homes, work)
    questions.ask([_way(Along("walk", 4, 3.6))], _hours(3), 40, TRIPS)
    listener = _Stopping()
    with pytest.raises(_Stop):
        list(questions.answers(threads=2, progress=listener))
    assert listener.told == [("homes", 6)]
    assert listener.ended
