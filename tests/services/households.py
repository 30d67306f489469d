"""Profiles and an engine of benefits with rules of one line, for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from portee.people.profile import Profile
from portee.services.benefit_situations import BENEFITS, Housing, Situation

DAY = date(2026, 11, 25)
HOUSING = Housing("tenant", "13055", 500)

NET_OF_GROSS = 0.8


def profile(**changes: Any) -> Profile:
    """A jobseeker alone with 600 € of RSA, 500 € of rent, who would work 35 hours over five days."""
    given = {
        "id": "alone",
        "title": {"fr": "Seule", "en": "Alone"},
        "as_of": "2026-11-01",
        "age": 36,
        "status": "jobseeker",
        "income": [{"source": "rsa", "eur_month": 600}],
        "household": {"adults": 1, "housing_eur_month": 500},
        "schedule": {"shifts": [{"days": "mon-fri", "start": "08:00", "end": "15:00"}], "weeks_per_year": 48},
    }
    return Profile.model_validate({**given, **changes})


class Rules:
    """RSA: 600 less all income of the adults. Housing: 200 for tenants without a wage. Family: 100 a child.

    Tax: a tenth of net wages above 2,000. A net wage is 0.8 of the gross one.
    """

    name = "rules of a test"

    def __init__(self) -> None:
        self.asked: list[Situation] = []

    def net_wages(self, gross: Sequence[float], day: date) -> Sequence[float]:
        assert day == DAY
        return [NET_OF_GROSS * wage for wage in gross]

    def amounts(self, situations: Sequence[Situation], day: date) -> Sequence[Mapping[str, float]]:
        assert day == DAY
        self.asked += situations
        rows = []
        for situation in situations:
            wages = NET_OF_GROSS * sum(adult.wage_gross for adult in situation.adults)
            other = sum(adult.unemployment + adult.pension for adult in situation.adults)
            rows.append(
                {
                    **dict.fromkeys(BENEFITS, 0.0),
                    "rsa": round(max(0.0, 600 - wages - other), 2),
                    "housing": 200.0 if situation.housing.tenure == "tenant" and not wages else 0.0,
                    "family": 100.0 * len(situation.children),
                    "income_tax": round(0.1 * max(0.0, wages - 2000), 2),
                }
            )
        return rows
