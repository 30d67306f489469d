from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from portee.core.errors import ParameterError
from portee.logistics.goods import Load, Order, Site, Vehicle
from portee.logistics.plan import Plan, Round, Stop
from portee.logistics.problem import FAR, Problem
from portee.logistics.verify import broken, refuse_broken
from tests.logistics.rounds import line_problem

ORDERS = (
    Order("a", 1.0, 0.0, 600, 1200, 60, Load(3.0, 1, 10.0)),
    Order("b", 2.0, 0.0, 0, 3000, 60, Load(4.0, 1, 10.0), Load(2.0, 1, 5.0)),
)
BIKE = Vehicle(
    "bike", "depot", capacity=Load(8.0, 2, 30.0), ends_s=7200, longest_s=3600, range_m=2000, cost_hour=36.0,
    cost_km=0.25, cost_day=1.0,
)  # fmt: skip
PROBLEM = line_problem(ORDERS, (BIKE,), (Site("depot", 0.0, 0.0, 0, 7000, 120),))
STOPS = (
    Stop("depot", True, 420, 420, 540),
    Stop("a", False, 600, 600, 660),
    Stop("b", False, 720, 720, 780),
    Stop("depot", True, 900, 900, 900),
)
ROUND = Round("bike", 1, STOPS, 1200, 1_000_000 + 1200 * 250 + 480 * 10_000)
PLAN = Plan((ROUND,), (), 1, 0)


def of(*stops: Stop, **changes: object) -> Plan:
    return replace(PLAN, rounds=(replace(ROUND, stops=stops or STOPS, **changes),))  # type: ignore[arg-type]


def with_(vehicle: Vehicle = BIKE, **changes: object) -> Problem:
    return replace(PROBLEM, vehicles=(vehicle,), **changes)  # type: ignore[arg-type]


def shifted(by: int) -> tuple[Stop, ...]:
    return tuple(
        replace(s, arrives_s=s.arrives_s + by, begins_s=s.begins_s + by, leaves_s=s.leaves_s + by) for s in STOPS
    )


def test_a_plan_that_keeps_every_promise() -> None:
    assert broken(PROBLEM, PLAN) == []
    refuse_broken(PROBLEM, PLAN)


FAR_AWAY = PROBLEM.seconds.copy()
FAR_AWAY[0, 1, 2] = FAR
REORDERED = (STOPS[0], replace(STOPS[1], arrives_s=590), *STOPS[2:])


@pytest.mark.parametrize(
    ("problem", "plan", "words"),
    [
        (PROBLEM, replace(PLAN, unserved=("a",)), "told 2 times"),
        (PROBLEM, replace(PLAN, rounds=()), "told 0 times"),
        (PROBLEM, replace(PLAN, unserved=("z",)), "no order 'z'"),
        (PROBLEM, of(vehicle="tram"), "no vehicle 'tram'"),
        (PROBLEM, of(number=2), "there are 1 vehicles"),
        (PROBLEM, replace(PLAN, rounds=(ROUND, ROUND)), "goes out in 2 rounds"),
        (PROBLEM, of(*STOPS[:3]), "begin and end"),
        (PROBLEM, of(STOPS[0], replace(STOPS[1], place="z"), *STOPS[2:]), "not known"),
        (with_(seconds=FAR_AWAY), PLAN, "no way from 'a' to 'b'"),
        (PROBLEM, of(*REORDERED), "too soon"),
        (PROBLEM, of(STOPS[0], replace(STOPS[1], leaves_s=590), *STOPS[2:]), "do not rise"),
        (PROBLEM, of(*shifted(-60)), "60 s before its window"),
        (PROBLEM, of(*shifted(700)), "100 s after its window"),
        (PROBLEM, of(STOPS[0], replace(STOPS[1], leaves_s=650), *STOPS[2:]), "less than 60 s"),
        (with_(sites=(Site("depot", 0.0, 0.0, 0, 899, 120),)), PLAN, "is closed"),
        (with_(sites=(Site("depot", 0.0, 0.0, 0, 7000, 121),)), PLAN, "loading"),
        (with_(replace(BIKE, capacity=Load(6.9, 2, 30.0))), PLAN, "7 kg"),
        (with_(replace(BIKE, capacity=Load(8.0, 1, 30.0))), PLAN, "2 parcels"),
        (with_(replace(BIKE, capacity=Load(8.0, 2, 19.0))), PLAN, "20 litres"),
        (with_(orders=(ORDERS[0], replace(ORDERS[1], pickup=Load(9.0)))), PLAN, "9 kg"),
        (with_(orders=(replace(ORDERS[0], ready_s=421), ORDERS[1])), PLAN, "ready 1 s after"),
        (with_(replace(BIKE, starts_s=421)), PLAN, "outside the hours"),
        (with_(replace(BIKE, ends_s=899)), PLAN, "outside the hours"),
        (with_(replace(BIKE, longest_s=479)), PLAN, "works 480 s, and may 479"),
        (with_(replace(BIKE, range_m=1199)), PLAN, "drives 1200 m on one charge"),
        (PROBLEM, of(metres=1201), "told to drive 1201"),
        (PROBLEM, of(micro=5), "told to cost 5"),
    ],
)  # fmt: skip
def test_each_broken_promise_is_told(problem: Problem, plan: Plan, words: str) -> None:
    assert any(words in what for what in broken(problem, plan)), broken(problem, plan)
    with pytest.raises(ParameterError, match="breaks a promise"):
        refuse_broken(problem, plan)


def test_a_reload_beyond_those_allowed_is_told() -> None:
    again = Stop("depot", True, 720, 720, 840)
    later = (Stop("b", False, 960, 960, 1020), Stop("depot", True, 1140, 1140, 1140))
    plan = of(*STOPS[:2], again, *later, metres=1800, micro=1_000_000 + 1800 * 250 + 720 * 10_000)
    assert broken(PROBLEM, plan) == ["vehicle 'bike' number 1: it reloads 1 times, and may 0."]
    assert broken(with_(replace(BIKE, reloads=1)), plan) == []
    assert broken(with_(replace(BIKE, reloads=1, capacity=Load(4.0, 1, 10.0))), plan) == []


def test_a_stop_at_anothers_site_is_told() -> None:
    other = np.zeros((1, 4, 4), np.int64)
    problem = replace(PROBLEM, sites=(*PROBLEM.sites, Site("hub", 0.0, 0.0)), seconds=other, metres=other)
    plan = of(replace(STOPS[0], place="hub"), *STOPS[1:])
    assert any("its own is 'depot'" in what for what in broken(problem, plan))
