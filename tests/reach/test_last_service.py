"""The last way back and the first arrival, against trying every minute with searches of its own."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.offers.services import OnDemand
from portee.reach.cases import Case, evaluate
from portee.reach.hours import Hours
from portee.reach.last_service import Moved, first_arrivals, last_departures
from portee.reach.ways import Stores
from tests.offers.shelf import tariff
from tests.reach.interviews import EIGHT, Interview, busy_world, interview, line_world, offers, shift, someone
from tests.worlds import places_at

FREE = offers((tariff("free", "month", 0),))
MINUTE = 60


def _two_shifts(rng: np.random.Generator) -> dict[str, Any]:
    """A short shift on Friday and one on Saturday, sometimes with the same start or end."""
    start, end = (rng.choice(times, 2).tolist() for times in (["08:15", "08:30"], ["08:55", "09:20"]))
    days = zip(("fri", "sat"), start, end, strict=True)
    return {"shifts": [{"days": day, "start": s, "end": e} for day, s, e in days]}


def _shifted(case: Case, leg: str, now: int, then: int) -> Case:
    """The case with every shift that starts (or ends) at one time doing so at another."""
    hours = []
    for part in case.hours:
        times = {name: getattr(part, name).copy() for name in ("start", "end")}
        times[leg][times[leg] == now] = then
        hours.append(Hours(part.day, times["start"].astype(np.int32), times["end"].astype(np.int32)))
    return case.at_hours(hours)


def _slow(asked: Interview, case: Case, leg: str) -> list[tuple[int, int] | None]:
    """(gap, second) of the nearest time to which one shift can be moved for each place, None where none helps."""
    daily = asked.daily(case.situation.longest_min)
    best: list[tuple[int, int] | None] = [None] * len(asked.work)
    for now in sorted({int(getattr(part, leg)[0]) for part in case.hours}):
        members = [part for part in case.hours if int(getattr(part, leg)[0]) == now]
        first, last = max(int(p.start[0]) for p in members), min(int(p.end[0]) for p in members)
        for then in range(first + MINUTE, last, MINUTE):
            reach = evaluate(daily, _shifted(case, leg, now, then)).reach
            for place in np.flatnonzero(reach).tolist():
                found = abs(now - then), then
                kept = best[place]
                if kept is None or found < kept:
                    best[place] = found
    return best


@settings(max_examples=12)
@given(st.integers(0, 2**32 - 1), st.sampled_from(["end", "start"]))
def test_the_nearest_minute_is_the_nearest_of_all(seed: int, leg: str) -> None:
    rng = np.random.default_rng(seed)
    asked = interview(seed, busy_world(seed))
    ride = OnDemand.model_validate(
        {"kind": "on_demand", "id": "ride", "title": {"fr": "x", "en": "x"}, "eur_trip": 0, "wait_min": 2,
         "hours": [{"from": "08:10", "until": "09:00"}], "days": "sat"}
    )  # fmt: skip
    who = someone(walking={"max_min": 3}, limits={"max_time_min": 9}, schedule=_two_shifts(rng))
    case = asked.case(who, FREE.replace(services=(ride,) if rng.random() < 0.4 else ()))
    daily = asked.daily(case.situation.longest_min)
    within = evaluate(daily, case)
    search = last_departures if leg == "end" else first_arrivals
    found = search(daily, case, within, ~within.reach)
    for place, slow in enumerate(_slow(asked, case, leg)):
        if within.reach[place]:
            assert not found.helps[place]
            continue
        assert found.helps[place] == (slow is not None)
        if slow is not None:
            # Of two shifts that would have to move as far, either may be told.
            assert any(
                found.minute[place] == now + sign * slow[0]
                for now in {int(getattr(part, leg)[0]) for part in case.hours} for sign in (-1, 1)
            )  # fmt: skip
        else:
            assert math.isnan(found.minute[place])


def _line(who: Any, shelf: Any = FREE, **options: Any) -> tuple[Moved, Moved]:
    world, home, work = line_world()
    asked = Interview(Stores(world.network), home, work)
    case, daily = asked.case(who, shelf, **options), asked.daily(who.limits.max_time_min + 10)
    within = evaluate(daily, case)
    rows = ~within.reach
    return last_departures(daily, case, within, rows), first_arrivals(daily, case, within, rows)


@pytest.mark.parametrize(("end", "last"), [
    # Buses back leave at 16:30, 17:00 and 17:30, with a minute to board: one must be there at 16:29, 16:59 or 17:29.
    ("17:30", "17:29"), ("19:45", "17:29"), ("17:10", None),
])  # fmt: skip
def test_the_last_way_back_by_hand(end: str, last: str | None) -> None:
    """Within 20 minutes there and 25 back; at 17:10 one is back at 17:32, which is in time."""
    back, there = _line(someone(schedule=shift("08:45", end), limits={"max_time_min": 25}))
    assert back.helps.tolist() == [last is not None, False]
    if last is not None:
        assert back.minute[0] == int(last[:2]) * 3600 + int(last[3:]) * 60
    assert not there.helps.any()


def test_the_first_arrival_by_hand() -> None:
    """Buses arrive at 08:12 and 08:42; work from 08:05 on needs the first one."""
    back, there = _line(someone(schedule=shift("08:05", "17:20"), limits={"max_time_min": 25}))
    assert there.helps.tolist() == [True, False]
    assert there.minute[0] == EIGHT + 12 * MINUTE
    assert not back.helps.any()


def test_a_night_ends_on_the_day_after() -> None:
    """From 08:45 to 02:00 of the next day: the last way back is in the afternoon before."""
    night = {"shifts": [{"days": "sat", "start": "08:45", "end": "02:00", "night": True}]}
    back, _ = _line(someone(schedule=night, limits={"max_time_min": 25}))
    assert back.minute[0] == 17 * 3600 + 29 * MINUTE


def test_nothing_helps_beyond_the_budget() -> None:
    """Of a pass the employer pays 0.5 × 11 h / 17.5 h: 50 leave 34.29 to pay, 7 leave 4.80."""
    limits = {"max_time_min": 25, "budget_eur_month": 5}
    who = someone(schedule=shift("08:45", "19:45"), limits=limits)
    back, _ = _line(who, offers((tariff("month", "month", 50),)))
    assert not back.helps.any()
    back, _ = _line(who, offers((tariff("month", "month", 7),)))
    assert back.minute[0] == 17 * 3600 + 29 * MINUTE


def test_what_may_or_may_not_be_paid_for_is_not_told_for_sure() -> None:
    """By bicycle to the stop one would be home in time from the bus at 17:30; whether that is within the budget depends
    on the ride: at most 15 min × 12 km/h × 0.025 €/km × 7.8 trips, 0.59 a month. On foot the stop is too far.
    """
    world, _, work = line_world()
    asked = Interview(Stores(world.network), places_at([5.0012], [43.0]), work)
    who = someone(
        vehicles=[{"kind": "bicycle", "energy": "human"}], walking={"max_min": 1},
        schedule=shift("08:45", "19:45"), limits={"max_time_min": 25, "max_cycle_min": 3, "budget_eur_month": 4.81},
    )  # fmt: skip
    case, daily = asked.case(who, offers((tariff("month", "month", 7),))), asked.daily(35)
    within = evaluate(daily, case)
    back = last_departures(daily, case, within, ~within.reach)
    # The ride itself costs 0.1 km × 0.025 €/km × 7.8 trips = 0.02: too much, but only the search could tell.
    assert not back.helps.any()
    dearer = case.replace(budget_eur=4.90)
    back = last_departures(daily, dearer, evaluate(daily, dearer), ~within.reach)
    assert not back.helps.any()
    plenty = case.replace(budget_eur=6)
    back = last_departures(daily, plenty, evaluate(daily, plenty), ~within.reach)
    assert back.minute[0] == 17 * 3600 + 29 * MINUTE


def test_asked_for_no_place_nothing_is_searched() -> None:
    world, home, work = line_world()
    asked = Interview(Stores(world.network), home, work)
    case, daily = asked.case(someone(), FREE), asked.daily()
    found = last_departures(daily, case, evaluate(daily, case), np.zeros(2, np.bool_))
    assert not found.helps.any()
    assert np.isnan(found.minute).all()


def test_who_minds_the_dark_walks_other_streets_by_day() -> None:
    """The last way back from a night lies in daylight, when streets feel shorter: it is told as not known for sure."""
    night = {"shifts": [{"days": "sat", "start": "08:45", "end": "02:00", "night": True}]}
    who = someone(schedule=night, limits={"max_time_min": 25, "dark": "refuses"})
    back, _ = _line(who)
    assert back.helps[0]
    assert math.isnan(back.minute[0])
