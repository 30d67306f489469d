from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from portee.core.declared import Words
from portee.core.parameters import Source
from portee.offers.catalogue import Offers
from portee.offers.tariffs import Tariff
from portee.offers.vehicles import vehicle_cost
from portee.services.modal.asked import ModalAsked
from portee.services.modal.costs import FARES_UNKNOWN, NO_FARE, PARKING_UNKNOWN, ModeCosts, mode_costs
from portee.world import World

DAY = date(2026, 9, 8)


def _tariff(id: str, kind: str, eur: float, **more: object) -> Tariff:
    return Tariff.model_validate(
        {
            "id": id, "title": Words(fr=id, en=id), "network": "n", "kind": kind, "price_eur": eur, "opens": {},
            "source": Source(title="a test"), "begins": date(2020, 1, 1), **more,
        }
    )  # fmt: skip


def test_the_cheapest_pass_that_everybody_may_buy(xs_world: World) -> None:
    """47 weeks of 5 days, there and back: 39.17 trips a month; below 30 trips of 1.50 the tickets are cheaper."""
    young = _tariff("young", "month", 10, eligibility=({"fact": "age", "below": 26},))
    offers = Offers(tariffs=(_tariff("pass", "month", 45), _tariff("ticket", "single", 1.5), young))
    world = xs_world.replace(offers=offers)
    costs, _ = mode_costs(world, DAY, ModalAsked())
    assert costs.transit_eur == pytest.approx(45 / (47 * 10 / 12))
    assert costs.product == Words(fr="pass", en="pass")
    few, _ = mode_costs(world, DAY, ModalAsked(trips_month=20))
    assert few.transit_eur == pytest.approx(1.5)
    told, _ = mode_costs(world, DAY, ModalAsked(transit_eur=0.8))
    assert (told.transit_eur, told.product) == (0.8, None)


def test_what_is_not_known_is_told(xs_world: World) -> None:
    costs, _ = mode_costs(xs_world, DAY, ModalAsked())
    assert costs.transit_eur == 0
    assert costs.notes == (FARES_UNKNOWN, PARKING_UNKNOWN)
    later = Offers(tariffs=(_tariff("pass", "month", 45, begins=date(2030, 1, 1)),), work_parking_eur_month=47.0)
    costs, _ = mode_costs(xs_world.replace(offers=later), DAY, ModalAsked())
    assert costs.notes == (NO_FARE,)
    assert costs.parking_eur == pytest.approx(1.2)


def test_a_car_costs_its_energy_and_upkeep_shared_by_who_is_aboard(xs_world: World) -> None:
    shocked = xs_world.replace(offers=Offers(shocks={"energy.petrol": 2.0}))
    costs, figures = mode_costs(xs_world, DAY, ModalAsked())
    dearer, _ = mode_costs(shocked, DAY, ModalAsked())
    petrol = vehicle_cost("car", "petrol", figures, km_year=0.0)
    assert costs.car_eur_km == pytest.approx(petrol.running_eur_km)
    assert dearer.car_eur_km == pytest.approx(petrol.running_eur_km + petrol.energy_eur_km)
    electric, _ = mode_costs(xs_world, DAY, ModalAsked(car_energy="electric"))
    assert electric.car_eur_km != costs.car_eur_km


def test_euros_of_trips() -> None:
    """Walking is free; 10 km by car at 0.20 € and 2 € of parking are 2 € each for two people."""
    costs = ModeCosts(1.2, 0.2, 2.0, 0.03)
    km = np.array([[1.0, np.inf], [2.0, np.inf], [5.0, np.inf], [10.0, np.inf]])
    euros = costs.euros(km, 2.0)
    assert euros[:, 0] == pytest.approx([0, 0.06, 1.2, 2.0])
    assert np.isinf(euros[[1, 3], 1]).all()
    assert ModeCosts(0, 0, 0, 0).euros(km, 1.0).tolist() == np.zeros((4, 2)).tolist()
