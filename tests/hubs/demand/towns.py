"""Small towns around a hub, drawn by hypothesis: tables, people, services."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
from hypothesis import strategies as st

from portee.hubs.demand.assumptions import Assumptions, central
from portee.hubs.demand.ways import OwnCosts, Tables
from portee.hubs.plan.services import Service
from portee.people.profile import Profile
from tests.hubs.plan.hubs import WORDS, own
from tests.people.profiles import profile

__all__ = ["DAY", "assumed", "driver", "service", "tables", "town"]

DAY = date(2026, 11, 26)
RIDES = {"bicycle": 15.0, "e_scooter": 20.0, "car": 30.0}


def assumed(**changes: float) -> Assumptions:
    return central(DAY)[0].with_(changes)


def driver(**changes: Any) -> Profile:
    """Somebody who may use everything."""
    told: dict[str, Any] = {
        "age": 40, "status": "jobseeker", "licences": ["B"], "bank_card": True, "smartphone": True,
        "income": [{"source": "wage", "eur_month": 2000}],
    }  # fmt: skip
    return profile(**{**told, **changes})


def service(kind: str = "shared_car", *, count: int = 2, per_trip: float = 3.0, **changes: Any) -> Service:
    tariff = {"id": "t", "title": WORDS, "prices": [{"from": "2020-01-01", "per_trip": per_trip, "per_hour": 1.0}]}
    thing = {"title": WORDS, "count": count, "how": "new", "vehicle": True, "price": own(100)}
    told = {"id": kind.replace("_", "-"), "title": WORDS, "kind": kind, "things": [thing], "tariffs": [tariff]}
    return Service.model_validate({**told, **changes})


def tables(km: np.ndarray, hub_km: np.ndarray, to_hub_km: np.ndarray, transit: np.ndarray, **changes: Any) -> Tables:
    """Tables of a town where everybody goes at a steady speed along the kilometres given."""
    moment = np.zeros((3, 24), np.int64)
    if len(transit) > 1:
        moment[:, 20:] = 1
    told: dict[str, Any] = {
        "walk": km / 3.6 * 60, "bicycle": km / 12 * 60, "car": km / 30 * 60 + 5, "transit": transit,
        "bicycle_km": km, "car_km": km, "to_hub": to_hub_km / 3.6 * 60,
        "ride": {mode: hub_km / kmh * 60 for mode, kmh in RIDES.items()},
        "ride_km": dict.fromkeys(RIDES, hub_km), "weights": np.ones((2, km.shape[1])), "moment": moment,
        "costs": OwnCosts(1.7, 0.12, 0.0, 0.03),
    }  # fmt: skip
    return Tables(**{**told, **changes})


@st.composite
def town(draw: st.DrawFn) -> tuple[Tables, np.ndarray]:
    """Tables, and people of one kind in each cell."""
    cells, places = draw(st.integers(1, 3)), draw(st.integers(1, 4))
    seed = np.random.default_rng(draw(st.integers(0, 10_000)))
    km = seed.uniform(0.2, 25, (cells, places))
    transit = np.where(seed.random((2, cells, places)) < 0.4, np.inf, seed.uniform(5, 90, (2, cells, places)))
    made = tables(km, seed.uniform(0.2, 25, places), seed.uniform(0, 2, cells), transit)
    return made, seed.uniform(0, 300, (1, cells))
