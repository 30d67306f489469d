"""The ways open to a kind of resident: who they are when they work, and that all ways are there once."""

from __future__ import annotations

from typing import Any

import pytest

from portee.offers.aids import aids_for, shipped_aids
from portee.offers.products import Use
from portee.people.facts import facts_of
from portee.people.library import shipped_profiles
from portee.reach.choices import at_work, situation_of, walking, ways_of
from portee.reach.kinds import Along
from portee.services.offers import shipped_offers
from tests.offers.shelf import tariff
from tests.reach.interviews import DAY, busy_world, interview, offers, shift, someone, town_offers
from tests.reach.test_service_ways import EVERY

NETWORK = busy_world(1).network


@pytest.mark.parametrize(("before", "after"), [
    (None, "employee"), ("jobseeker", "employee"), ("inactive", "employee"), ("retired", "employee"),
    ("employee", "employee"), ("apprentice", "apprentice"), ("student", "student"), ("trainee", "trainee"),
    ("self_employed", "self_employed"),
])  # fmt: skip
def test_who_takes_the_job_has_one(before: str | None, after: str) -> None:
    facts = {"status": before, "age": 30.0}
    assert at_work(facts) == {"status": after, "age": 30.0}
    assert facts["status"] == before


def _fares(shelf: Any, **changes: Any) -> dict[str, float]:
    situation = situation_of(NETWORK, someone(**changes), shelf, DAY, ())
    return {
        way.id: float(way.cost.month(situation.use.trips_per_month))
        for way in ways_of(situation) if way.kind == "transit" and way.usable
    }  # fmt: skip


WEEK = {**shift("09:00", "17:00", "mon-fri"), "weeks_per_year": 48}


def test_a_jobseeker_loses_the_jobseekers_rate_and_gains_the_employers_share() -> None:
    shelf = offers((
        tariff("jobseeker", "month", 10, eligibility=[{"fact": "status", "is": "jobseeker"}]),
        tariff("month", "month", 50),
    ))  # fmt: skip
    assert _fares(shelf, status="jobseeker", schedule=WEEK) == {"transit:month": 25}
    assert _fares(shelf, status="self_employed", schedule=WEEK) == {"transit:month": 50}
    assert _fares(shelf, status="student", schedule=WEEK) == {"transit:month": 50}


@pytest.mark.parametrize(("status", "rights", "share"), [
    ("employee", [], True), ("apprentice", [], True), ("trainee", [], False),
    ("trainee", ["internship_agreement"], True), ("student", ["internship_agreement"], False),
])  # fmt: skip
def test_fares_and_shipped_aids_agree_on_the_employers_share(status: str, rights: list[str], share: bool) -> None:
    """What the price of a pass counts and what the list of aids says are the same law."""
    who = someone(status=status, rights=rights, schedule=WEEK)
    price = _fares(offers((tariff("month", "month", 50),)), status=status, rights=rights, schedule=WEEK)
    assert price == {"transit:month": 25 if share else 50}
    answers = aids_for(shipped_aids(), at_work(facts_of(who)), DAY)
    halves = [answer for answer in answers if answer.aid.id.startswith("fr.employer_half_of_pass")]
    assert len(halves) == 2
    assert any(answer.verdict == "yes" for answer in halves) is share
    assert not any(answer.verdict == "unknown" for answer in halves)


def test_few_hours_leave_a_part_of_the_employers_share() -> None:
    """Half of full time is 17.5 hours a week: 7 hours give 0.5 × 7 / 17.5 = a fifth."""
    shelf = offers((tariff("month", "month", 50),))
    assert _fares(shelf, schedule={**shift("09:00", "16:00", "mon"), "weeks_per_year": 48}) == {"transit:month": 40}
    for end, hours in (("12:30", 17.5), ("16:00", 35)):
        assert _fares(shelf, schedule={**shift("09:00", end, "mon-fri"), "weeks_per_year": 48}) == {"transit:month": 25}
        assert hours >= 17.5


def test_the_situation_is_that_of_the_schedule() -> None:
    asked = interview(1)
    situation = situation_of(asked.network, someone(schedule=WEEK), offers(), DAY, (), longest_min=45)
    assert situation.use == Use(20, 20, 48, 40)
    assert situation.work_hours == 8
    assert situation.longest_min == 45
    assert situation_of(asked.network, someone(), offers(), DAY, (), longest_min=5).longest_min == 30
    assert situation.home is None
    # A home without the links of its network tells nothing more than many homes.
    assert situation_of(asked.network, someone(), offers(), DAY, (), home=asked.home).home is None
    one = situation_of(asked.network, someone(), offers(), DAY, (), home=asked.home, stores=asked.stores)
    assert one.home is asked.home


def test_how_one_travels() -> None:
    who = someone(walking={"max_min": 50, "speed_kmh": 2.5, "pushchair": True}, limits={"max_cycle_min": 60})
    travel = situation_of(NETWORK, who, offers(), DAY, ()).travel
    assert (travel.max_walk_min, travel.max_bicycle_min, travel.max_drive_min) == (30, 30, 30)
    assert (travel.walk_speed_kmh, travel.pushchair, travel.step_free, travel.foot) == (2.5, True, False, "wheelchair")
    rolling = situation_of(NETWORK, someone(walking={"wheelchair": True}), offers(), DAY, ()).travel
    assert (rolling.step_free, rolling.foot) == (True, "wheelchair")


def test_walking_comes_first_and_no_way_twice() -> None:
    vehicles = [{"kind": kind, "energy": energy} for kind, energy in (
        ("bicycle", "human"), ("e_bike", "electric"), ("car", "petrol"), ("car", "petrol"), ("moped", "petrol"),
    )]  # fmt: skip
    situation = situation_of(
        NETWORK, someone(vehicles=vehicles, licences=["B"]), town_offers(services=tuple(EVERY.values())), DAY, ()
    )
    ways = ways_of(situation)
    assert (ways[0].id, ways[0].search) == ("walk", walking(situation).search)
    assert isinstance(ways[0].search, Along)
    assert (ways[0].search.mode, ways[0].search.limit_min, ways[0].search.speed_kmh) == ("walk", 4, 3.6)
    ids = [way.id for way in ways]
    assert len(set(ids)) == len(ids)
    assert {"walk", "car", "bicycle", "moped", "transit", "bike_and_ride", "docked_and_ride", "carpool"} <= {
        way.kind for way in ways
    }  # fmt: skip


def test_every_shipped_profile_has_ways_and_none_that_asks_for_what_it_lacks() -> None:
    """With the offers shipped for Marseille and a service that asks for a card, a smartphone and a licence each."""
    shelf = shipped_offers("marseille")
    needs = {
        fact: EVERY["carpool"].model_validate(
            {**EVERY["carpool"].model_dump(), "id": fact, "eligibility": [{"fact": fact, "is": True}]}
        )
        for fact in ("bank_card", "smartphone", "licence_b")
    }
    known = tuple(t.model_copy(update={"opens": t.opens.model_copy(update={"agencies": None})}) for t in shelf.tariffs)
    shelf = shelf.replace(services=tuple(needs.values()), tariffs=known)
    for profile in shipped_profiles():
        facts = at_work(facts_of(profile))
        situation = situation_of(NETWORK, profile, shelf, DAY, ())
        usable = {way.id for way in ways_of(situation) if way.usable}
        assert "walk" in usable
        for fact in needs:
            assert (fact in usable) <= (facts[fact] is True), (profile.id, fact)
        for one in shelf.tariffs:
            asked = [condition for condition in one.eligibility if condition.fact == "rights"]
            lacking = any(condition.has not in profile.rights for condition in asked)
            assert not (lacking and f"transit:{one.id}" in usable), (profile.id, one.id)
