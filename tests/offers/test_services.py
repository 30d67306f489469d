"""Services check themselves when they are declared."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from portee.offers.pricing import price_eur
from portee.offers.services import Carpooling, CarShare, Docked, FreeFloating, Loan, OnDemand, ParkAndRide, Service

WORDS = {"fr": "service", "en": "service"}
DOCKS = [{"id": "a", "lon": 5.3, "lat": 43.3}, {"id": "b", "lon": 5.4, "lat": 43.3}]
SQUARE = [[5.0, 43.0], [5.1, 43.0], [5.1, 43.1], [5.0, 43.1]]
WHOLE: dict[str, dict[str, Any]] = {
    "loan": {"vehicle": "e_bike", "energy": "electric", "eur_month": 20},
    "docked": {"vehicle": "bicycle", "stations": DOCKS, "eur_month": 3},
    "free_floating": {"vehicle": "e_scooter", "walk_min": 4, "eur_trip": 1},
    "park_and_ride": {"places": DOCKS, "eur_day": 2},
    "carpool": {},
    "on_demand": {"area": SQUARE, "eur_trip": 2},
    "car_share": {"eur_hour": 3, "eur_km": 0.4},
}
KINDS = {
    "loan": Loan, "docked": Docked, "free_floating": FreeFloating, "park_and_ride": ParkAndRide,
    "carpool": Carpooling, "on_demand": OnDemand, "car_share": CarShare,
}  # fmt: skip


def service(kind: str, **fields: Any) -> Any:
    values = {"kind": kind, "id": "s", "title": WORDS, **WHOLE[kind], **fields}
    return TypeAdapter(Service).validate_python({name: value for name, value in values.items() if value is not ...})


@pytest.mark.parametrize("kind", WHOLE)
def test_each_kind_is_known_by_its_word(kind: str) -> None:
    found = service(kind, begins="2026-01-01", ends="2026-12-31")
    assert type(found).__name__ == KINDS[kind].__name__
    assert not found.runs_on(date(2025, 12, 31))
    assert found.runs_on(date(2026, 1, 1))
    assert found.runs_on(date(2026, 12, 31))
    assert not found.runs_on(date(2027, 1, 1))
    assert service(kind).runs_on(date(1990, 1, 1))


@pytest.mark.parametrize(
    ("kind", "fields", "what"),
    [
        ("loan", {"begins": "2026-02-01", "ends": "2026-01-01"}, "ends before it begins"),
        ("loan", {"energy": "human"}, "does not run on human energy"),
        ("loan", {"vehicle": "bicycle"}, "does not run on electric energy"),
        ("loan", {"eur_month": -1}, "greater than or equal to 0"),
        ("docked", {"stations": [DOCKS[0], DOCKS[0]]}, "same id"),
        ("docked", {"stations": DOCKS[:1]}, "at least 2"),
        ("docked", {"price": {"eur": 1}, "eur_trip": 1}, "two prices"),
        ("docked", {"vehicle": "car"}, "bicycle"),
        ("free_floating", {"walk_min": ...}, "Field required"),
        ("free_floating", {"zones": [{"area": SQUARE}], "area": SQUARE}, "told twice"),
        ("park_and_ride", {"places": []}, "at least 1"),
        ("park_and_ride", {"places": [DOCKS[0], DOCKS[0]]}, "same id"),
        ("carpool", {"people": 1}, "greater than or equal to 2"),
        ("carpool", {"slower": 0.5}, "greater than or equal to 1"),
        ("on_demand", {"rides": [{"pickup": SQUARE}]}, "told twice"),
        ("car_share", {"eur_hour": float("nan")}, "finite"),
        ("carpool", {"id": "<script>"}, "pattern"),
        ("carpool", {"colour": "blue"}, "Extra inputs"),
    ],
)
def test_what_contradicts_itself_is_refused(kind: str, fields: dict[str, Any], what: str) -> None:
    with pytest.raises(ValidationError, match=what):
        service(kind, **fields)


def test_a_ride_is_priced_by_its_minutes_or_by_its_plan() -> None:
    """30 min included, then 0.10 € a minute begun: 42 min cost 1 + 12 × 0.10 = 2.20 €."""
    short = service("docked", eur_trip=1, included_min=30, eur_per_min=0.1)
    assert float(price_eur(short.plan, 42, 5)) == pytest.approx(2.2)
    full = service("docked", price={"eur": 1, "per_km": [{"eur": 0.5}]})
    assert float(price_eur(full.plan, 42, 5)) == pytest.approx(1 + 5 * 0.5)


def test_a_price_that_is_not_told_is_not_known() -> None:
    assert service("docked", eur_month=...).plan is None
    assert float(price_eur(service("docked").plan, 60, 5)) == 0.0


def test_a_ride_on_demand_runs_where_and_when_it_says() -> None:
    (one,) = service("on_demand", days="sat", hours=[{"from": "08:00", "until": "12:00"}]).every_ride
    assert one.pickup == one.dropoff
    assert one.runs_on(date(2026, 11, 28))
    assert not one.runs_on(date(2026, 11, 24))
    several = service("on_demand", area=..., rides=[{"pickup": SQUARE}, {"dropoff": SQUARE}])
    assert len(several.every_ride) == 2
