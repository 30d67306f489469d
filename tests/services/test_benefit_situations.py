"""A household as benefits see it."""

from __future__ import annotations

import pytest

from portee.core.errors import ParameterError
from portee.services.benefit_situations import Adult, Housing, housing_of, rent_of, situation_of, tenure_of
from tests.services.households import HOUSING, profile


def test_someone_alone_before_and_after() -> None:
    alone = profile()
    before = situation_of(alone, HOUSING, 0.0, unemployment=300.0)
    assert before.adults == (Adult(36, "unemployed", 0.0, 300.0, 0.0),)
    assert (before.children, before.rent_eur_month) == ((), 500)
    after = situation_of(alone, HOUSING, 1800.0, works=True)
    assert after.adults == (Adult(36, "working", 1800.0),)


def test_a_couple_with_children_and_a_pension() -> None:
    family = profile(
        age=22,
        status="retired",
        income=[{"source": "pension", "eur_month": 700}, {"source": "pension", "eur_month": 50}],
        household={"adults": 2, "children": [{"age": 2.5}, {"age": 9}], "other_income_eur_month": 900},
    )
    found = situation_of(family, HOUSING, 0.0, 1125.0)
    # The other adult is of an age at which benefits of couples no longer depend on it.
    assert found.adults == (Adult(22, "retired", pension=750.0), Adult(25, "working", 1125.0))
    assert found.children == (2.5, 9)


@pytest.mark.parametrize(
    ("status", "wage", "activity"),
    [
        ("employee", 1000.0, "working"),
        ("apprentice", 800.0, "working"),
        ("student", 0.0, "student"),
        ("trainee", 0.0, "inactive"),
        (None, 0.0, "inactive"),
        (None, 500.0, "working"),
        ("inactive", 500.0, "working"),
        ("jobseeker", 300.0, "unemployed"),
    ],
)
def test_what_one_does(status: str | None, wage: float, activity: str) -> None:
    assert situation_of(profile(status=status), HOUSING, wage).adults[0].activity == activity


def test_rent() -> None:
    alone = profile()
    assert rent_of(alone, Housing("tenant", "13055", 430)) == 430
    assert rent_of(alone, Housing("tenant", "13055")) == 500
    assert rent_of(alone, Housing("free", "13055")) == 0
    unknown = profile(household={"adults": 1})
    assert rent_of(unknown, Housing("tenant", "13055")) is None
    with pytest.raises(ParameterError, match="rent is not known"):
        situation_of(unknown, Housing("tenant", "13055"), 0.0)
    with pytest.raises(ParameterError, match="age"):
        situation_of(profile(age=None), HOUSING, 0.0)


@pytest.mark.parametrize("commune", ["1305", "130555", "13-55", "", "१३०५५"])
def test_what_is_no_commune(commune: str) -> None:
    with pytest.raises(ParameterError, match="no INSEE code"):
        Housing("tenant", commune)


@pytest.mark.parametrize("rent", [-1.0, float("nan"), 1e9])
def test_what_is_no_rent(rent: float) -> None:
    with pytest.raises(ParameterError, match="not possible"):
        Housing("tenant", "13055", rent)


def test_how_a_household_is_housed() -> None:
    assert housing_of(profile(), None, "13055") is None
    assert housing_of(profile(), "owner", None) is None
    assert housing_of(profile(), "owner", "13055") == Housing("owner", "13055")
    told = profile(household={"adults": 1, "tenure": "furnished"})
    assert housing_of(told, None, "13055") == Housing("furnished", "13055")
    assert housing_of(told, "free", "13055") == Housing("free", "13055")
    with pytest.raises(ParameterError, match="no INSEE code"):
        housing_of(profile(), None, "1305")
    assert tenure_of(None) is None
    assert tenure_of("social_tenant") == "social_tenant"
    with pytest.raises(ParameterError, match="Choose one of: tenant"):
        tenure_of("castle")
