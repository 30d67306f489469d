"""Every change is what happens to a resident to whom it happens: asked again from scratch, from profile and offers."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.offers.catalogue import Offers
from portee.offers.services import Carpooling, Loan
from portee.people.profile import Profile
from portee.reach.cases import evaluate
from portee.reach.changes import Change, changes_of, moved, rank_changes
from portee.reach.hours import Hours
from portee.reach.ways import Stores
from tests.offers.shelf import tariff
from tests.reach.interviews import Interview, busy_world, interview, line_world, offers, shift, someone, town_offers

SEEDS = st.integers(0, 2**32 - 1)
TITLE = {"fr": "x", "en": "x"}
LOAN = Loan.model_validate(
    {"kind": "loan", "id": "change:e_bike", "title": TITLE, "vehicle": "e_bike", "energy": "electric", "eur_month": 0}
)
SEAT = Carpooling.model_validate({"kind": "carpool", "id": "change:carpool", "title": TITLE})
CAR = {"kind": "car", "energy": "petrol", "crit_air": "V2", "ownership": "lent"}


def _asked(seed: int) -> tuple[Interview, Profile, Offers, dict[str, Any]]:
    rng = np.random.default_rng(seed + 9)
    asked = interview(seed, busy_world(seed))
    limits = {"max_time_min": int(rng.choice([7, 10, 14])), "budget_eur_month": float(rng.choice([0, 11, 40]))}
    needs = ({"fact": "smartphone", "is": True}, {"fact": "licence_am", "is": True}, {"fact": "age", "below": 26})
    moped = Loan.model_validate(
        {"kind": "loan", "id": "moped", "title": TITLE, "vehicle": "moped", "energy": "petrol", "eur_month": 4,
         "eligibility": [needs[int(rng.integers(0, 3))]]}
    )  # fmt: skip
    who = someone(
        smartphone=None, licences=[["B"], [], ["AM"]][int(rng.integers(0, 3))], walking={"max_min": 3}, limits=limits,
        schedule=shift(str(rng.choice(["08:15", "08:40"])), str(rng.choice(["09:20", "17:30"]))),
    )  # fmt: skip
    stops = {"stops": (asked.stops(seed, opens=np.full(3, 8 * 60 + 20, np.int32)),)} if rng.random() < 0.3 else {}
    return asked, who, town_offers(services=(moped,)), stops


def _happened(change: Change, who: Profile, shelf: Offers, options: dict[str, Any]) -> tuple[Any, ...]:
    """(profile, offers, options) of someone to whom a change has happened."""
    kind, _, detail = change.id.partition(":")
    if kind == "budget":
        return who, shelf, {**options, "budget_eur": who.limits.budget_eur_month + 20}  # type: ignore[operator]
    if kind == "pass":
        return (
            who,
            shelf.replace(tariffs=tuple(t.model_copy(update={"price_eur": 0.0}) for t in shelf.tariffs)),
            options,
        )
    if kind in ("e_bike", "carpool"):
        more = LOAN if kind == "e_bike" else SEAT
        return who, shelf.replace(services=(*shelf.services, more)), options
    if kind in ("car", "licence_and_car"):
        licences = who.licences if kind == "car" else (*(who.licences or ()), "B")
        return who.replace(vehicles=(CAR,), licences=licences), shelf, options
    if kind == "right":
        classes = {"licence_b": "B", "licence_a": "A2", "licence_am": "AM"}
        told: dict[str, Any] = {detail: True}
        if detail in classes:
            told = {"licences": (*(who.licences or ()), classes[detail])}
        return who.replace(**told), shelf, options
    if kind == "shift":
        return who.replace(schedule=who.schedule.moved(int(detail))), shelf, options
    if kind == "longer":
        return (
            who.replace(limits=who.limits.model_copy(update={"max_time_min": who.limits.max_time_min + 15})),
            shelf,
            options,
        )
    (stop,) = options["stops"]
    if kind == "no_stop":
        return who, shelf, {}
    assert kind == "stop_hours"
    wide = type(stop)(stop.places, stop.opens - int(detail), stop.closes + int(detail), stop.dwell_min)
    return who, shelf, {"stops": (wide,)}


@settings(max_examples=15)
@given(SEEDS)
def test_every_change_equals_asking_again_from_scratch(seed: int) -> None:
    asked, who, shelf, options = _asked(seed)
    longest = who.limits.max_time_min + 15
    case = asked.case(who, shelf, longest_min=longest, **options)
    daily = asked.daily(longest)
    before = evaluate(daily, case)
    weights = np.array([1.0, 2.5, 4, 8])
    ranked = {one.change.id: one for one in rank_changes(daily, case, before, weights)}
    for change in changes_of(case):
        profile, offered, again = _happened(change, who, shelf, options)
        new = asked.case(profile, offered, longest_min=longest, **again)
        now = evaluate(asked.daily(longest), new).reach
        gained, lost = (float(weights[at].sum()) for at in (now & ~before.reach, before.reach & ~now))
        if change.id in ranked:
            assert (ranked[change.id].gained, ranked[change.id].lost) == (gained, lost), change.id
            np.testing.assert_array_equal(ranked[change.id].now, now)
        else:
            assert gained == 0, change.id


@settings(max_examples=8)
@given(SEEDS)
def test_the_ranking_is_stable(seed: int) -> None:
    asked, who, shelf, options = _asked(seed)
    case = asked.case(who, shelf, longest_min=who.limits.max_time_min + 15, **options)
    ranked = []
    for _ in range(2):
        daily = asked.daily(who.limits.max_time_min + 15)
        ranked.append(rank_changes(daily, case, evaluate(daily, case), np.ones(4)))
    first, second = ([(one.change.id, one.gained, one.lost) for one in found] for found in ranked)
    assert first == second
    keys = [(lost - gained, id) for id, gained, lost in first]
    assert keys == sorted(keys)
    assert all(gained > 0 for _, gained, _ in first)
    # What only adds never takes away.
    grows = (
        "budget",
        "pass",
        "e_bike",
        "carpool",
        "car",
        "licence_and_car",
        "right",
        "longer",
        "stop_hours",
        "no_stop",
    )
    assert all(lost == 0 for id, _, lost in first if id.partition(":")[0] in grows)


def _ids(who: Profile, shelf: Offers, **options: Any) -> list[str]:
    world, home, work = line_world()
    return [
        change.id for change in changes_of(Interview(Stores(world.network), home, work).case(who, shelf, **options))
    ]


SHIFTS = [f"shift:{minutes:+d}" for minutes in (-60, -30, -15, 15, 30, 60)]
PASS = offers((tariff("month", "month", 50),))


def test_what_is_there_already_is_no_change() -> None:
    assert _ids(someone(), PASS) == ["e_bike", "carpool", "licence_and_car", *SHIFTS, "longer"]
    rich = someone(
        licences=["B"], vehicles=[{"kind": "car", "energy": "petrol"}, {"kind": "e_bike", "energy": "electric"}]
    )
    assert _ids(rich, PASS) == ["carpool", *SHIFTS, "longer"]
    assert _ids(someone(licences=["B"]), PASS)[2] == "car"
    assert _ids(someone(limits={"cycles": False, "carpool": False}), PASS) == ["licence_and_car", *SHIFTS, "longer"]
    assert _ids(someone(), PASS, budget_eur=20)[:2] == ["budget", "pass"]
    # Fares that nobody knows cannot be paid for.
    assert "pass" not in _ids(someone(), offers(), budget_eur=20)
    lent = PASS.replace(services=(LOAN, SEAT))
    assert _ids(someone(), lent) == ["licence_and_car", *SHIFTS, "longer"]
    # A loan that one may not have leaves the change open.
    barred = PASS.replace(services=(LOAN.model_copy(update={"id": "x", "eligibility": ()}),))
    assert "e_bike" in _ids(someone(limits={"cycles": True}), PASS.replace(services=()))
    assert "e_bike" not in _ids(someone(), barred)


def test_a_licence_is_no_change_for_who_is_too_young() -> None:
    assert "licence_and_car" not in _ids(someone(age=16, status="apprentice"), PASS)
    assert "licence_and_car" in _ids(someone(age=17, status="apprentice"), PASS)
    assert "licence_and_car" in _ids(someone(age=None), PASS)


@pytest.mark.parametrize("fact", ["bank_card", "smartphone", "licence_b"])
def test_a_right_is_a_change_where_it_alone_bars_a_way(fact: str) -> None:
    service = LOAN.model_copy(update={"id": "loan"})
    needs = [{"fact": fact, "is": True}]
    one = Loan.model_validate({**service.model_dump(), "eligibility": needs})
    two = Loan.model_validate({**service.model_dump(), "eligibility": [*needs, {"fact": "age", "at_least": 50}]})
    who = someone(smartphone=False, bank_card=None)
    assert f"right:{fact}" in _ids(who, PASS.replace(services=(one,)))
    assert f"right:{fact}" not in _ids(who, PASS.replace(services=(two,)))


def test_hours_are_moved_and_stay_after_midnight() -> None:
    part = Hours(someone().as_of, np.array([600, 30_000, -1], np.int32), np.array([900, 60_000, -1], np.int32))
    (earlier,) = moved([part], -15)
    assert earlier.start.tolist() == [0, 29_100, -1]
    assert earlier.end.tolist() == [0, 59_100, -1]
    (later,) = moved([part], 60)
    assert later.start.tolist() == [4200, 33_600, -1]
    assert later.day == part.day


def test_words_say_how_much() -> None:
    world, home, work = line_world()
    case = Interview(Stores(world.network), home, work).case(someone(), PASS, budget_eur=20)
    told = {change.id: change for change in changes_of(case)}
    assert told["budget"].words.fr == "20 € de plus par mois"
    assert told["shift:-30"].words.en == "start and end 30 min earlier"
    assert told["shift:-30"].amount == -30
    assert told["longer"].amount == 15
    assert math.isfinite(case.budget_eur)
