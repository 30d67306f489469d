"""Every reason is true: lifting that one constraint alone brings the place within reach, and its detail is exact.

Each is lifted again here from the profile, the offers and the hours, without what the reasons were found with.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.offers.catalogue import Offers
from portee.offers.conditions import Condition, Verdict
from portee.offers.services import Loan, OnDemand
from portee.people.profile import Profile
from portee.reach.cases import Case, evaluate
from portee.reach.chains import StopPlaces
from portee.reach.hours import Hours
from portee.reach.reasons import CONSTRAINTS, STEPS_MIN, Reasons, missing, office, reasons_of, wider
from portee.reach.ways import Stores, Way
from tests.offers.shelf import tariff
from tests.reach.interviews import (
    EIGHT,
    LATER_MIN,
    Interview,
    busy_world,
    interview,
    line_world,
    offers,
    shift,
    someone,
    town_offers,
)

SEEDS = st.integers(0, 2**32 - 1)


def _loan(**told: Any) -> Loan:
    return Loan.model_validate(
        {"kind": "loan", "id": "loan", "title": {"fr": "x", "en": "x"}, "vehicle": "e_bike", "energy": "electric",
         "eur_month": 10, **told}
    )  # fmt: skip


def _asked(seed: int) -> tuple[Interview, Profile, Offers, dict[str, Any]]:
    """Someone to whom much is out of reach, for different reasons."""
    rng = np.random.default_rng(seed + 7)
    asked = interview(seed, busy_world(seed))
    start, end = str(rng.choice(["07:25", "08:20", "08:50"])), str(rng.choice(["09:20", "09:50", "17:30", "18:00"]))
    limits = {"max_time_min": int(rng.choice([7, 10, 14])), "budget_eur_month": float(rng.choice([8, 11, 40]))}
    who = someone(smartphone=None, walking={"max_min": 3.5}, schedule=shift(start, end), limits=limits)
    loans = (
        _loan(eligibility=[{"fact": "smartphone", "is": True}], eur_month=2),
        _loan(id="two", vehicle="moped", energy="petrol", eur_month=1),
        _loan(id="three", vehicle="e_scooter", eligibility=[{"fact": "age", "at_least": 40}]),
    )
    stops = {"stops": (asked.stops(seed, opens=np.full(3, 8 * 60 + 15, np.int32)),)} if rng.random() < 0.25 else {}
    offered = town_offers(services=(loans[int(rng.integers(0, 3))],) if rng.random() < 0.3 else ())
    return asked, who, offered, stops


def _answer(seed: int) -> tuple[Interview, Case, Reasons]:
    asked, who, shelf, options = _asked(seed)
    case, daily = asked.case(who, shelf, **options), asked.daily(who.limits.max_time_min + LATER_MIN)
    return asked, case, reasons_of(daily, case, evaluate(daily, case))


class _Again:
    """Asks again by searches of its own."""

    def __init__(self, asked: Interview, case: Case) -> None:
        self.daily = asked.daily(case.situation.longest_min)

    def __call__(self, case: Case, ways: Sequence[Way] | None = None) -> Any:
        return evaluate(self.daily, case, ways).reach


def _moved(hours: Sequence[Hours], *, start: int | None = None, end: int | None = None) -> list[Hours]:
    """The hours with one end of every shift at another minute; seconds after midnight."""
    return [
        Hours(
            part.day, part.start if start is None else np.full_like(part.start, start),
            part.end if end is None else np.full_like(part.end, end),
        )
        for part in hours
    ]  # fmt: skip


@settings(max_examples=20)
@given(SEEDS)
def test_every_reason_is_true_and_exact(seed: int) -> None:
    asked, case, reasons = _answer(seed)
    again = _Again(asked, case)
    before = again(case)
    assert (before == (reasons.code == 0)).all()
    assert np.isnan(reasons.detail[before]).all()
    for place in np.flatnonzero(~before).tolist():
        _holds(again, case, reasons, place)


def _holds(again: _Again, case: Case, reasons: Reasons, place: int) -> None:
    name, detail = CONSTRAINTS[reasons.code[place]], float(reasons.detail[place])
    if name == "stop_hours":
        assert detail in STEPS_MIN
        assert again(wider(case, int(detail)))[place]
        smaller = [minutes for minutes in STEPS_MIN if minutes < detail]
        assert not any(again(wider(case, minutes))[place] for minutes in smaller)
    elif name == "no_return" and math.isfinite(detail):
        assert detail < case.hours[0].end[place]
        for minute in _some(int(detail), int(case.hours[0].end[place])):
            at = case.at_hours(_moved(case.hours, end=minute))
            assert again(at)[place] == (minute == detail)
    elif name == "no_arrival" and math.isfinite(detail):
        assert detail > case.hours[0].start[place]
        for minute in _some(int(case.hours[0].start[place]) + 60, int(detail) + 60):
            at = case.at_hours(_moved(case.hours, start=minute))
            assert again(at)[place] == (minute == detail)
    elif name in ("no_return", "no_arrival"):
        # With a stop on the way one office hour alone is tried.
        assert case.stops
        at = case.at_hours(office(case.hours, start=name == "no_arrival", end=name == "no_return"))
        assert again(at)[place]
    elif name == "no_service":
        assert again(case.at_hours(_moved(case.hours, start=EIGHT, end=17 * 3600)))[place]
    elif name == "budget":
        assert detail > 0
        paid = case.budget_eur + detail
        assert again(case.replace(budget_eur=paid + 1e-9))[place]
        assert not again(case.replace(budget_eur=paid - 0.01))[place]
    elif name == "time":
        assert 0 < detail <= LATER_MIN
        assert again(case.replace(limit_min=case.limit_min + detail))[place]
        assert not again(case.replace(limit_min=case.limit_min + detail - 1))[place]
    elif name == "right":
        id, text = reasons.conditions[int(detail)]
        way = next(way for way in case.ways if way.id == id)
        (condition,) = missing(way.verdict)
        assert str(condition) == text
        told = {"age": 40} if condition.fact == "age" else {condition.fact or "": True}
        assert condition.fact in ("smartphone", "licence_am", "licence_b", "age")
        facts = {**case.situation.facts, **told}
        assert again(case.situated(replace(case.situation, facts=facts)))[place]
    else:
        everything = case.replace(limit_min=case.situation.longest_min, budget_eur=math.inf, stops=())
        everything = everything.at_hours(_moved(case.hours, start=EIGHT, end=17 * 3600))
        free = everything.replace(ways=tuple(replace(way, verdict=Verdict("yes")) for way in everything.ways))
        assert name in ("several", "too_far")
        assert again(free)[place] == (name == "several")
    if name in ("several", "too_far"):
        _no_single_one_does(again, case, place)


def _some(first: int, last: int) -> list[int]:
    """Minutes from the first to before the last, seconds after midnight: both ends, their neighbours and a few more."""
    every = list(range(first, last, 60))
    return sorted({*every[:3], *every[-3:], *every[:: max(1, len(every) // 6)]})


def _no_single_one_does(again: _Again, case: Case, place: int) -> None:
    """Where several or none is told, no single constraint does alone."""
    assert not again(case.replace(budget_eur=math.inf))[place]
    assert not again(case.replace(limit_min=case.situation.longest_min))[place]
    for way in case.ways:
        if len(missing(way.verdict)) == 1 and case.fits(way):
            assert not again(case, [way])[place]
    if case.stops:
        assert not any(again(wider(case, minutes))[place] for minutes in STEPS_MIN)
        return
    for minute in _some(int(case.hours[0].start[place]) + 60, int(case.hours[0].end[place])):
        assert not again(case.at_hours(_moved(case.hours, end=minute)))[place]
        assert not again(case.at_hours(_moved(case.hours, start=minute)))[place]


def _line(who: Profile, shelf: Offers, **options: Any) -> tuple[Case, Reasons]:
    world, home, work = line_world()
    asked = Interview(Stores(world.network), home, work)
    case, daily = asked.case(who, shelf, **options), asked.daily(who.limits.max_time_min + LATER_MIN)
    return case, reasons_of(daily, case, evaluate(daily, case))


FREE = offers((tariff("free", "month", 0),))


@pytest.mark.parametrize(("start", "end", "reason", "clock"), [
    # The last bus back leaves at 17:30: whoever ends at 17:50 misses it; one minute of slack, so 17:29 is the last.
    ("08:45", "17:50", "no_return", "17:29"),
    # The first bus arrives at 08:12.
    ("08:05", "16:45", "no_arrival", "08:12"),
    # Neither: but both at office hours? The first bus comes at 08:12, so 08:00 is too early. The way to it is too far.
    ("05:00", "22:00", "several", None),
])  # fmt: skip
def test_the_last_way_back_and_the_first_arrival(start: str, end: str, reason: str, clock: str | None) -> None:
    who = someone(schedule=shift(start, end), limits={"max_time_min": 25})
    _, reasons = _line(who, FREE)
    told = CONSTRAINTS[reasons.code[0]]
    assert told == reason or (reason == "several" and told == "too_far")
    if clock is not None:
        hours, minutes = clock.split(":")
        assert reasons.detail[0] == int(hours) * 3600 + int(minutes) * 60
    assert CONSTRAINTS[reasons.code[1]] == "too_far"


def test_money_or_time_whichever_limit_is_passed_by_less() -> None:
    """A pass of 36 / 2 = 18 with a budget of 10 is 80 % over it; on foot it is 18 of 12 minutes, half over that."""
    pass_ = offers((tariff("month", "month", 36),))
    who = someone(
        walking={"max_min": 30}, schedule={**shift("08:45", "17:20", "mon-sat"), "weeks_per_year": 48},
        limits={"max_time_min": 12, "budget_eur_month": 10},
    )  # fmt: skip
    case, reasons = _line(who, pass_)
    # By bus one leaves at 08:39 for 08:45 and is back at 17:32 after 17:20: 6 and 12 minutes.
    assert [CONSTRAINTS[code] for code in reasons.code] == ["time", "too_far"]
    assert reasons.detail[0] == pytest.approx(6)
    _, nearer = _line(who.replace(limits=who.limits.model_copy(update={"budget_eur_month": 16.0})), pass_)
    # 2 of 16 euros are an eighth.
    assert CONSTRAINTS[nearer.code[0]] == "budget"
    assert nearer.detail[0] == pytest.approx(2)
    assert case.budget_eur == 10
    _, nothing = _line(who.replace(limits=who.limits.model_copy(update={"budget_eur_month": 0.0})), pass_)
    assert CONSTRAINTS[nothing.code[0]] == "time"


def test_a_vehicle_of_unknown_price_is_over_any_budget_by_nobody_knows_how_much() -> None:
    who = someone(
        vehicles=[{"kind": "motorcycle", "energy": "petrol"}], licences=["A2"], walking={"max_min": 3},
        limits={"max_time_min": 20, "budget_eur_month": 500}, schedule=shift("03:00", "04:00"),
    )  # fmt: skip
    _, reasons = _line(who, offers())
    assert CONSTRAINTS[reasons.code[0]] == "budget"
    assert math.isnan(reasons.detail[0])
    _, free = _line(who, offers(), budget_eur=math.inf)
    assert free.code[0] == 0


def test_rides_within_hours_have_a_last_way_back_too() -> None:
    """On demand from 07:00 to 20:00, wherever one lives; work ends at 21:00. A ride of m minutes, waits included."""
    ride = OnDemand.model_validate(
        {"kind": "on_demand", "id": "ride", "title": {"fr": "x", "en": "x"}, "eur_trip": 0, "wait_min": 5,
         "hours": [{"from": "07:00", "until": "20:00"}]}
    )  # fmt: skip
    who = someone(walking={"max_min": 3}, schedule=shift("12:00", "21:00"), limits={"max_time_min": 35})
    case, reasons = _line(who, offers((tariff("dear", "month", 900),), (ride,)), budget_eur=5)
    way = next(way for way in case.usable if way.id == "ride")
    world, home, work = line_world()
    daily = Interview(Stores(world.network), home, work).daily(45)
    noon = case.at_hours(_moved(case.hours, start=12 * 3600, end=13 * 3600))
    minutes = int(daily.legs(way, noon.hours).back[0]) // 60
    assert CONSTRAINTS[reasons.code[0]] == "no_return"
    assert reasons.detail[0] == 20 * 3600 - minutes * 60


def test_one_condition_at_a_time() -> None:
    known = {"fact": "smartphone", "is": True}, {"fact": "bank_card", "is": True}
    one, two = (Condition.model_validate(condition) for condition in known)
    assert missing(Verdict("no", (one,), (two,))) == (one, two)
    assert missing(Verdict("no", (one, one))) == (one,)
    assert missing(Verdict("yes")) == ()
    who = someone(
        smartphone=False, bank_card=None, walking={"max_min": 3}, limits={"max_time_min": 20},
        schedule=shift("03:00", "04:00"),
    )  # fmt: skip
    _, reasons = _line(who, offers(services=(_loan(eligibility=known),)))
    assert CONSTRAINTS[reasons.code[0]] == "several"
    both = (_loan(eligibility=known[:1]), _loan(id="b", eligibility=known[1:]))
    _, reasons = _line(who, offers(services=both))
    # What only has to be checked is told before what fails.
    assert CONSTRAINTS[reasons.code[0]] == "right"
    assert reasons.conditions[int(reasons.detail[0])] == ("b", "bank_card is True")


def test_reasons_are_counted_by_weight() -> None:
    code = np.array([0, 1, 5, 5], np.int8)
    reasons = Reasons(code, np.full(4, np.nan), ())
    assert list(reasons.count(np.array([9.0, 1, 2, 3])).items()) == [("budget", 5.0), ("stop_hours", 1.0)]
    assert reasons.count(np.zeros(4)) == {}


def test_without_any_way_everything_is_too_far() -> None:
    asked = interview(4)
    case = asked.case(someone(), town_offers()).replace(ways=())
    daily = asked.daily()
    reasons = reasons_of(daily, case, evaluate(daily, case))
    assert {CONSTRAINTS[code] for code in reasons.code} == {"too_far"}


def test_stops_kept_open_longer_never_close() -> None:
    stop: StopPlaces = interview(1).stops(1)
    case = interview(1).case(someone(), town_offers(), stops=(stop,))
    (late,) = wider(case, 500).stops
    assert late.opens.tolist() == [0, 0, 0]
    assert late.closes.tolist() == [19 * 60 + 500] * 3
