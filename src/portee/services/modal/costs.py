"""What a trip costs by each mode, from the offers and the figures of a territory."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from portee.core.declared import Words
from portee.core.parameters import Figures
from portee.indicators.mode_choice import MODES
from portee.network.timetable import Timetable
from portee.offers.catalogue import Offers
from portee.offers.products import Product, Use, products_by_network
from portee.offers.vehicles import vehicle_cost
from portee.reach.opening import opened_part
from portee.services.modal.asked import ModalAsked
from portee.world import World

__all__ = ["ModeCosts", "mode_costs"]

Floats = npt.NDArray[np.float64]

DAYS_WEEK, MONTHS = 5, 12
"""Of work, where nothing else is told."""

FARES_UNKNOWN = "Fares are not known: public transport is counted as free."
NO_FARE = "No fare is sold to everybody on this date: public transport is counted as free."
PARKING_UNKNOWN = "What parking at work costs is not known: it is counted as free."
ZONES = "Low-emission zones keep no car out here: the classes of the cars are not known."
TOLLS = "Tolls are not counted here."


@dataclass(frozen=True)
class ModeCosts:
    """Costs of a trip.

    Attributes:
        transit_eur: by public transport. car_eur_km, parking_eur: of a car, by kilometre and by trip.
        bicycle_eur_km: of a bicycle. product: the pass or ticket that was taken, None where none is known.
        notes: remarks that a result must carry.
    """

    transit_eur: float
    car_eur_km: float
    parking_eur: float
    bicycle_eur_km: float
    product: Words | None = None
    notes: tuple[str, ...] = ()

    def euros(self, km: Floats, occupancy: float) -> Floats:
        """Euros of each trip by mode: float64 (4, n), infinite where `km` is and something is charged for it.

        Args:
            km: length by mode, float64 (4, n). occupancy: people who share what a car costs.
        """
        found = np.zeros(km.shape)
        if self.bicycle_eur_km:
            found[MODES.index("bicycle")] = self.bicycle_eur_km * km[MODES.index("bicycle")]
        found[MODES.index("public_transport")] = self.transit_eur
        driven = self.car_eur_km * km[MODES.index("car")] if self.car_eur_km else 0.0
        found[MODES.index("car")] = (driven + self.parking_eur) / occupancy
        return found


def mode_costs(world: World, day: date, asked: ModalAsked) -> tuple[ModeCosts, Figures]:
    """Costs in a world on a day, and the figures that they were read from.

    A pass is that of somebody of whom nothing is known: no reduction, no share of an employer. It is spread over the
    trips of a month.

    Raises:
        ParameterError: a figure is missing, or a tariff names what the timetable does not have.
    """
    offers = world.offers or Offers()
    figures = offers.figures(day)
    notes = [ZONES] * bool(offers.zones) + [TOLLS] * bool(offers.tolls)
    weeks = figures.number("work.weeks_per_year")
    trips = asked.trips_month or 2 * weeks * DAYS_WEEK / MONTHS
    transit, product = asked.transit_eur, None
    if transit is None:
        bought = _bought(offers, world.network.timetable, day, Use(trips / 2, trips / 2, weeks), figures)
        transit = 0.0 if bought is None else bought.eur_month / trips
        product = None if bought is None else bought.title
        if bought is None:
            notes.append(NO_FARE if offers.tariffs else FARES_UNKNOWN)
    parking = asked.parking_eur
    if parking is None:
        parking = (offers.work_parking_eur_month or 0.0) / trips
        notes += [PARKING_UNKNOWN] * (offers.work_parking_eur_month is None)
    car = asked.car_eur_km
    if car is None:
        car = vehicle_cost("car", asked.car_energy, figures, km_year=0.0).running_eur_km
    bicycle = vehicle_cost("bicycle", "human", figures, km_year=0.0).running_eur_km
    return ModeCosts(transit, car, parking, bicycle, product, tuple(notes)), figures


def _bought(
    offers: Offers, timetable: Timetable | None, day: date, use: Use, figures: Figures
) -> Product | None:  # fmt: skip
    """The product that opens most of the timetable, the cheapest of several; None where none is sold to everybody."""
    if timetable is None or not offers.tariffs:
        return None
    found = products_by_network(offers.tariffs, {}, day, use, figures)
    usable = [product for products in found.values() for product in products if product.usable]

    def order(product: Product) -> tuple[int, float, str]:
        part = opened_part(timetable, [product.opens])
        opened = len(timetable.pattern_stop) if part is None else int(part.positions.sum())
        return -opened, product.eur_month, product.id

    return min(usable, key=order, default=None)
