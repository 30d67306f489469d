"""A household as benefits see it, and what can compute its benefits."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol, get_args

from portee.core.errors import ParameterError, Where
from portee.people.profile import Profile, Tenure

__all__ = [
    "BENEFITS",
    "MOST_EUR",
    "TAX",
    "Activity",
    "Adult",
    "Engine",
    "Housing",
    "Situation",
    "amount_of",
    "housing_of",
    "rent_of",
    "situation_of",
    "tenure_of",
]

Activity = Literal["working", "unemployed", "student", "retired", "inactive"]

BENEFITS = (
    "rsa", "activity_bonus", "housing", "rent_reduction", "family", "family_supplement", "family_support",
    "young_child", "school_start", "old_age",
)  # fmt: skip
"""Benefits that are computed, by name (see `benefit_words`); sums paid once a year are divided by twelve."""

TENURES: tuple[Tenure, ...] = get_args(Tenure)

TAX = "income_tax"

MOST_EUR = 100_000.0

_ACTIVITIES: Mapping[str, Activity] = {
    "jobseeker": "unemployed", "employee": "working", "apprentice": "working", "student": "student",
    "trainee": "inactive", "inactive": "inactive", "retired": "retired",
}  # fmt: skip


@dataclass(frozen=True)
class Housing:
    """How a household is housed.

    Attributes:
        tenure: tenant (empty or furnished home), tenant of social housing, owner, or housed free of charge.
        commune: INSEE code of the commune, "13055"; tells the zone of the housing benefit.
        rent_eur_month: rent without charges, or repayment of an owner; None: what the profile says, charges included.

    Raises:
        ParameterError: the code or the rent is not possible.
    """

    tenure: Tenure
    commune: str
    rent_eur_month: float | None = None

    def __post_init__(self) -> None:
        if not (len(self.commune) == 5 and self.commune.isalnum() and self.commune.isascii()):
            raise ParameterError(
                f"'{self.commune[:40]}' is no INSEE code of a commune.",
                where=Where(field="commune"),
                mend="Give its five signs, such as 13055 for Marseille.",
            )
        if self.rent_eur_month is not None:
            amount_of("rent_eur_month", self.rent_eur_month)


@dataclass(frozen=True)
class Adult:
    """One adult of a situation: age in years, what they do, and income, EUR per month.

    `wage_gross` is before contributions; `unemployment` and `pension` are net.
    """

    age: float
    activity: Activity
    wage_gross: float = 0.0
    unemployment: float = 0.0
    pension: float = 0.0


@dataclass(frozen=True)
class Situation:
    """A household as benefits see it: one adult or a couple, ages of the children, and housing."""

    adults: tuple[Adult, ...]
    children: tuple[float, ...]
    housing: Housing
    rent_eur_month: float


class Engine(Protocol):
    """What computes benefits.

    Attributes:
        name: with its version, told with every result.
    """

    @property
    def name(self) -> str: ...

    def net_wages(self, gross: Sequence[float], day: date) -> Sequence[float]:
        """Net wages before income tax of gross ones, EUR per month."""
        ...

    def amounts(self, situations: Sequence[Situation], day: date) -> Sequence[Mapping[str, float]]:
        """For each situation that lasts, `BENEFITS` and "income_tax", EUR per month."""
        ...


def tenure_of(text: str | None) -> Tenure | None:
    """A tenure as typed. Raises ParameterError when it is none of them."""
    if text is None:
        return None
    for tenure in TENURES:
        if text == tenure:
            return tenure
    raise ParameterError(
        f"'{text[:40]}' is no way to be housed.", where=Where(field="tenure"),
        mend=f"Choose one of: {', '.join(TENURES)}.",
    )  # fmt: skip


def housing_of(profile: Profile, tenure: Tenure | None, commune: str | None) -> Housing | None:
    """How a household is housed, None when the tenure or the commune is not known.

    Args:
        profile: tells the tenure where `tenure` does not, and the rent.
        commune: INSEE code.

    Raises:
        ParameterError: the code is not possible.
    """
    tenure = tenure or profile.household.tenure
    found = None if commune is None else Housing(tenure or "tenant", commune)
    return None if tenure is None else found


def rent_of(profile: Profile, housing: Housing) -> float | None:
    """Rent or repayment, EUR per month: that of the housing, else that of the profile; None when not known."""
    if housing.tenure == "free":
        return 0.0
    return profile.household.housing_eur_month if housing.rent_eur_month is None else housing.rent_eur_month


def situation_of(
    profile: Profile,
    housing: Housing,
    wage_gross: float,
    other_gross: float = 0.0,
    *,
    unemployment: float = 0.0,
    works: bool = False,
) -> Situation:
    """A profile's household as benefits see it; with `works`, the person is in work whatever the status said before.

    Raises:
        ParameterError: the age of the person or the rent is not known.
    """
    rent = rent_of(profile, housing)
    if profile.age is None or rent is None:
        raise ParameterError("The age of the person or the rent is not known.", mend="Add it to the profile.")
    pension = math.fsum(part.eur_month for part in profile.income or () if part.source == "pension")
    status = _ACTIVITIES.get(profile.status or "inactive", "inactive")
    activity = "working" if works or (wage_gross and status == "inactive") else status
    adults = [Adult(profile.age, activity, wage_gross, unemployment, pension)]
    if profile.household.adults == 2:
        # The age of the other adult is not known: benefits of couples do not depend on it from 25 on.
        adults.append(Adult(max(profile.age, 25.0), "working" if other_gross else "inactive", other_gross))
    return Situation(tuple(adults), tuple(child.age for child in profile.household.children), housing, rent)


def amount_of(name: str, value: float) -> float:
    """An amount of EUR per month, checked. Raises ParameterError when it is negative, not finite or too large."""
    if not (math.isfinite(value) and 0 <= value <= MOST_EUR):
        raise ParameterError(
            f"'{name}' is {value}, which is not possible.",
            where=Where(field=name),
            mend=f"Give a number from 0 to {MOST_EUR:g}.",
        )
    return float(value)
