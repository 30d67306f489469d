"""Facts of a profile: each one there, none invented, units of consumption by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.people.facts import FACTS, consumption_units, facts_of
from tests.people.profiles import profile


def test_every_fact_is_given_and_explained() -> None:
    assert set(facts_of(profile())) == set(FACTS)
    assert all(len(meaning) >= 5 for meaning in FACTS.values())


def test_what_is_not_known_is_none_never_false() -> None:
    facts = facts_of(profile())
    unknown = {
        "age", "status", "income_eur_month", "household_income_eur_month", "youngest_child", "licence_a", "licence_am",
        "licence_b", "bank_card", "smartphone",
    }  # fmt: skip
    assert {name for name, fact in facts.items() if fact is None} == unknown


def test_licences() -> None:
    assert (facts_of(profile(licences=[]))["licence_am"], facts_of(profile(licences=[]))["licence_b"]) == (False, False)
    assert (facts_of(profile(licences=["AM"]))["licence_am"], facts_of(profile(licences=["AM"]))["licence_b"]) == (
        True,
        False,
    )
    # Any licence includes the moped one.
    assert facts_of(profile(licences=["B"]))["licence_am"] is True
    assert facts_of(profile(licences=["B"]))["licence_b"] is True
    assert facts_of(profile(licences=["B1"]))["licence_b"] is False
    # Motorcycles need a licence of their own.
    for licences, rides in ((["B"], False), (["AM"], False), (["A1"], True), (["B", "A2"], True), (["A"], True)):
        assert facts_of(profile(licences=licences))["licence_a"] is rides


@pytest.mark.parametrize(
    ("household", "units"),
    [
        # One adult alone: 1. A couple: 1 + 0.5.
        ({"adults": 1}, 1.0),
        ({"adults": 2}, 1.5),
        # One adult with children of 3 and 5: 1 + 2 × 0.3.
        ({"adults": 1, "children": [{"age": 3}, {"age": 5}]}, 1.6),
        # A couple with children of 13.9, 14 and 17: 1 + 0.5 + 0.3 + 2 × 0.5.
        ({"adults": 2, "children": [{"age": 13.9}, {"age": 14}, {"age": 17}]}, 2.8),
    ],
)
def test_consumption_units_by_hand(household: dict[str, object], units: float) -> None:
    assert consumption_units(profile(household=household)) == pytest.approx(units)
    assert facts_of(profile(household=household))["consumption_units"] == pytest.approx(units)


@given(st.integers(1, 12), st.lists(st.floats(0, 25), max_size=6))
def test_one_more_person_never_means_fewer_units(adults: int, ages: list[float]) -> None:
    children = [{"age": age} for age in ages]
    units = [
        consumption_units(profile(household={"adults": adults, "children": children[:n]})) for n in range(len(ages) + 1)
    ]
    assert units == sorted(units)
    assert units[0] == 1 + 0.5 * (adults - 1)


@pytest.mark.parametrize(
    ("told", "own", "household"),
    [
        ({}, None, None),
        ({"income": [{"source": "wage", "eur_month": 1400}]}, 1400.0, 1400.0),
        ({"household": {"adults": 2}, "income": [{"source": "wage", "eur_month": 1400}]}, 1400.0, None),
        (
            {
                "household": {"adults": 2, "other_income_eur_month": 900},
                "income": [{"source": "wage", "eur_month": 1400}],
            },
            1400.0,
            2300.0,
        ),
        ({"household": {"adults": 2, "other_income_eur_month": 900}}, None, None),
        ({"household": {"adults": 1, "other_income_eur_month": 100}, "income": []}, 0.0, 100.0),
    ],
)
def test_income_of_the_household_is_known_when_all_its_parts_are(
    told: dict[str, object], own: float | None, household: float | None
) -> None:
    facts = facts_of(profile(**told))
    assert facts["income_eur_month"] == own
    assert facts["household_income_eur_month"] == household


def test_children() -> None:
    facts = facts_of(profile(household={"children": [{"age": 7}, {"age": 0.5}]}))
    assert (facts["children"], facts["youngest_child"], facts["adults"]) == (2.0, 0.5, 1.0)


def test_cycling_is_no_option_where_steps_are_none() -> None:
    assert facts_of(profile())["cycles"] is True
    assert facts_of(profile(limits={"cycles": False}))["cycles"] is False
    assert facts_of(profile(walking={"wheelchair": True}))["cycles"] is False
    assert facts_of(profile(walking={"pushchair": True}))["cycles"] is False


def test_the_rest_is_told_as_it_is() -> None:
    facts = facts_of(
        profile(
            age=58,
            status="jobseeker",
            rights=["rsa"],
            passes=["pass-65"],
            bank_card=False,
            smartphone=True,
            languages=["ar", "fr"],
            vehicles=[{"kind": "car", "energy": "diesel"}, {"kind": "bicycle", "energy": "human"}],
            walking={"wheelchair": True},
            limits={"carpool": False},
        )
    )
    assert facts["age"] == 58
    assert facts["status"] == "jobseeker"
    assert facts["rights"] == ("rsa",)
    assert facts["passes"] == ("pass-65",)
    assert (facts["bank_card"], facts["smartphone"]) == (False, True)
    assert facts["languages"] == ("ar", "fr")
    assert facts["vehicles"] == ("car", "bicycle")
    assert (facts["wheelchair"], facts["pushchair"], facts["carpool"]) == (True, False, False)
