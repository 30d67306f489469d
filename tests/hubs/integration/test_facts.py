from __future__ import annotations

from typing import Any

from portee.hubs.integration.facts import hub_levels, ladder_facts
from portee.hubs.plan.checks import read_hub
from portee.hubs.plan.whole import HubPlan
from tests.hubs.plan.hubs import WORDS, of, own

PRICES = [{"from": "2027-01-01", "per_trip": 1}]
PAID: dict[str, Any] = {"tariffs": [{"id": "t", "title": WORDS, "prices": PRICES}]}


def service(id: str, kind: str, count: int = 1, **more: Any) -> dict[str, Any]:
    things = [{"title": WORDS, "count": count, "how": "new", "vehicle": True, "price": own(1)}]
    return {"id": id, "title": WORDS, "kind": kind, "things": things, **more}


def hub(*services: dict[str, Any], **ladder: Any) -> HubPlan:
    return of(services=services, ladder=ladder)


def test_modes_that_ride_alike_count_once_and_only_with_vehicles() -> None:
    found = ladder_facts(hub(service("a", "bike"), service("b", "e_bike"), service("c", "shared_car", 0)))
    assert found["shared_modes"] == 1
    assert ladder_facts(hub(service("a", "bike"), service("c", "carpool_stop", 0)))["shared_modes"] == 2


def test_shops_beside_the_hub_are_services_too() -> None:
    assert ladder_facts(hub(service("a", "parcel_lockers"), service("b", "bike_parking")))["other_services"] == 1
    assert ladder_facts(hub(service("a", "repair"), shops_near=2))["other_services"] == 3


def test_the_walk_that_a_network_tells_comes_before_the_answer() -> None:
    assert ladder_facts(hub(walk_to_stop_m=100))["walk_to_stop_m"] == 100
    assert ladder_facts(hub(walk_to_stop_m=100), 350.0)["walk_to_stop_m"] == 350
    assert ladder_facts(hub())["walk_to_stop_m"] is None


def test_channels_and_payments_of_services_come_before_answers() -> None:
    both: dict[str, Any] = {"channels": ["desk", "app"], "payments": ["cash", "transport_card"], **PAID}
    one = hub(service("a", "bike", **both), service("b", "shared_car", **both), one_booking=False, one_payment=False)
    found = ladder_facts(one)
    assert (found["one_booking"], found["one_payment"], found["without_smartphone"]) == (True, True, True)
    apart = hub(
        service("a", "bike", channels=["app"], payments=["bank_card"], **PAID),
        service("b", "shared_car", channels=["desk"], payments=["cash"], **PAID),
    )  # fmt: skip
    found = ladder_facts(apart)
    assert (found["one_booking"], found["one_payment"], found["without_smartphone"]) == (False, False, False)


def test_answers_stand_in_where_a_service_tells_nothing() -> None:
    found = ladder_facts(hub(service("a", "bike", **PAID), one_booking=True))
    assert found["one_booking"] is True
    assert found["one_payment"] is None
    assert found["without_smartphone"] is False


def test_an_empty_hub_stands_at_0_and_says_what_the_first_level_asks() -> None:
    levels = hub_levels(of())
    assert [axis.level for axis in levels] == [0, 0, 0]
    assert {each.id for each in levels[0].lacking} >= {"two-modes", "one-service"}


def test_the_shipped_hub_is_judged() -> None:
    plan = read_hub("fabriques")
    found = ladder_facts(plan)
    assert found["shared_modes"] == 2
    assert all(0 <= axis.level <= 4 for axis in hub_levels(plan))
