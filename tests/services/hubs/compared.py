"""Hubs to compare: two small designs with use of their own, and the profiles that meet them."""

from __future__ import annotations

from typing import Any

from portee.hubs.plan.whole import HubPlan
from portee.people.library import find_profile
from portee.services.hubs.compare import HubComparison, compare_plans
from tests.hubs.plan.hubs import of, own

__all__ = ["PEOPLE", "WHO", "compared", "small"]

WHO = (find_profile("no-smartphone-no-card"), find_profile("reference-employee-car"))
PEOPLE = {WHO[0].id: 25.0, WHO[1].id: 75.0}
PRICES = [{"from": "2027-01-01", "per_trip": 2}]


def small(id: str, *, trips: int = 100, channels: tuple[str, ...] = ("app",), **more: Any) -> HubPlan:
    """A hub of five bicycles under one tariff, half of which the town pays."""
    words = {"fr": f"Pôle {id}", "en": f"Hub {id}"}
    tariff = {"id": "t", "title": words, "prices": PRICES, "paid_by": {"residents": 0.5, "city": 0.5}}
    service = {
        "id": "bikes", "title": {"fr": "Vélos", "en": "Bicycles"}, "kind": "bike", "channels": channels,
        "payments": ["bank_card"] if channels == ("app",) else ["bank_card", "cash"],
        "things": [{"title": words, "count": 5, "how": "new", "vehicle": True, "price": own(500)}],
        "tariffs": [tariff], "use": [{"tariff": "t", "trips": trips, "beneficiaries": 10, "hours": 1, "km": 3}],
    }  # fmt: skip
    return of(**{"id": id, "title": words, "services": [service], **more})


def compared(*plans: HubPlan) -> HubComparison:
    """Two designs, or others, for a hundred residents."""
    return compare_plans(plans or (small("a"), small("b", trips=300, channels=("desk",))), profiles=WHO, people=PEOPLE)
