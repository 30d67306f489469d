"""What the file of a hub tells for the integration ladder, with what its people answered."""

from __future__ import annotations

from collections.abc import Mapping

from portee.hubs.integration.levels import AxisLevel, Fact, integration_levels
from portee.hubs.payment.ways import hub_payments, takes_everybody
from portee.hubs.plan.services import Service
from portee.hubs.plan.whole import HubPlan

__all__ = ["MODES", "OTHER_SERVICES", "hub_levels", "ladder_facts"]

MODES: Mapping[str, str] = {
    "shared_car": "car",
    "e_bike": "bicycle",
    "bike": "bicycle",
    "bike_loan": "bicycle",
    "cargo_bike": "cargo_bike",
    "scooter": "scooter",
    "carpool_stop": "carpool",
    "shuttle": "shuttle",
    "on_demand": "shuttle",
}
"""Shared modes by kind of service: what rides alike counts once."""

OTHER_SERVICES = frozenset({"third_place", "repair", "training", "parcel_lockers"})
"""Kinds that are no mobility; shops and kiosks beside the hub are told in its answers."""

VEHICLES = frozenset({"shared_car", "e_bike", "bike", "bike_loan", "cargo_bike", "scooter"})
"""Kinds that are there only where they have vehicles."""

ONE_MEANS = frozenset({"transport_card", "mobility_account"})
"""Payments that bring services together."""


def ladder_facts(plan: HubPlan, walk_to_stop_m: float | None = None) -> dict[str, Fact]:
    """Facts by the names that criteria ask for.

    Channels and payments are read from the services where each tells them; answers stand in elsewhere.

    Args:
        walk_to_stop_m: on foot to the nearest stop along the streets of a network; None takes the answer.
    """
    told = plan.ladder
    answers: dict[str, Fact] = dict(told.model_dump(exclude={"told_by", "shops_near"}).items())  # fmt: skip
    modes = {MODES[each.kind] for each in plan.services if each.kind in MODES and _there(each)}
    others = sum(each.kind in OTHER_SERVICES for each in plan.services) + (told.shops_near or 0)
    booked = [each for each in plan.services if each.channels]
    paid = [each for each in plan.services if each.payments]
    taken = hub_payments(plan.services)
    asked = [each for each in plan.services if each.tariffs or each.payments]
    facts: dict[str, Fact] = {
        "shared_modes": float(len(modes)),
        "other_services": float(others),
        "without_smartphone": bool(plan.services) and all(takes_everybody(each, taken) for each in plan.services),
        "walk_to_stop_m": told.walk_to_stop_m if walk_to_stop_m is None else walk_to_stop_m,
    }
    if booked and len(booked) == len(plan.services):
        facts["one_booking"] = bool(set.intersection(*(set(each.channels) for each in booked)))
    if paid and len(paid) == len(asked):
        facts["one_payment"] = bool(ONE_MEANS.intersection(*(set(each.payments) for each in paid)))
    return {**answers, **facts}


def hub_levels(plan: HubPlan, walk_to_stop_m: float | None = None) -> tuple[AxisLevel, ...]:
    """Levels of a hub on the three axes, and what the next ones lack."""
    return integration_levels(ladder_facts(plan, walk_to_stop_m))


def _there(service: Service) -> bool:
    return service.kind not in VEHICLES or any(thing.vehicle and thing.count for thing in service.things)
