"""Trips of a world by mode, summed for everybody, by group and by origin."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where
from portee.core.parameters import Figures
from portee.indicators.mode_choice import MODES, Shares, Trips
from portee.offers.emissions import grams_per_person_km, mode_of_vehicle
from portee.services.modal.costs import ModeCosts
from portee.services.modal.times import ModeTables

__all__ = [
    "EVERYBODY", "WITHOUT_CAR", "WITH_CAR", "ModalFigures", "Pairs", "figures_by_group", "pairs_of",
    "shares_by_origin",
]  # fmt: skip

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bool = npt.NDArray[np.bool_]

EVERYBODY, WITH_CAR, WITHOUT_CAR = "all", "with a car", "without a car"
CAR, TRANSIT = MODES.index("car"), MODES.index("public_transport")
MOST_PAIRS = 4_000_000
"""Pairs with trips that are weighed at once: some two gigabytes."""


@dataclass(frozen=True, eq=False)
class ModalFigures:
    """Of one group, a day.

    Attributes:
        group: its name. trips: possible by some mode. impossible: by none, of those that were shared out.
        share: of the trips by mode, float64 (4,), sum 1; NaN for a group that makes no trip.
        person_km: by mode, float64 (4,). vehicle_km: of cars. co2_kg: by mode, float64 (4,), NaN where not known.
    """

    group: str
    trips: float
    impossible: float
    share: Floats
    person_km: Floats
    vehicle_km: float
    co2_kg: Floats

    @property
    def trips_by_mode(self) -> Floats:
        """Trips a day, float64 (4,)."""
        return self.share * self.trips

    @property
    def total_kg(self) -> float:
        """CO2e of all modes, kg a day; NaN where that of a mode in use is not known."""
        return float(self.co2_kg.sum())


@dataclass(frozen=True, eq=False)
class Pairs:
    """Trips between places, those of people with a car before those of people without; k trips.

    Attributes:
        trips: as the choice of modes takes them. kg: CO2e of one person by mode, float64 (4, k).
        origin: row of each, int64 (k,). driving: whether a car is at hand, bool (k,).
    """

    trips: Trips
    kg: Floats
    origin: Ints
    driving: Bool


def pairs_of(
    flows: Floats, tables: ModeTables, costs: ModeCosts, figures: Figures, occupancy: float, car_energy: str
) -> Pairs:  # fmt: skip
    """The trips of two tables of flows with what each mode asks of them.

    Args:
        flows: trips of people with a car, and of those without, float64 (2, n, m).
        occupancy: people aboard each car, who share its cost and its emissions.
        figures: of emissions. car_energy: of the cars.

    Raises:
        ParameterError: too many pairs, or no figure for such a car.
    """
    carless, row, column = np.nonzero(flows)
    if len(row) > MOST_PAIRS:
        raise ParameterError(
            f"{len(row):,} pairs of places have trips, more than the {MOST_PAIRS:,} that are weighed at once.",
            where=Where(field="origins"), mend="Give larger zones, or merge the opportunities with --merge-m.",
        )  # fmt: skip
    weights, driving = flows[carless, row, column], carless == 0
    minutes, km = tables.minutes[:, row, column], tables.km[:, row, column]
    available = np.ones(minutes.shape, np.bool_)
    available[CAR] = driving
    trips = Trips(minutes, costs.euros(km, occupancy), available, weights, km)
    grams = np.zeros((len(MODES), 1))
    for mode in ("walk", "bicycle"):
        grams[MODES.index(mode)] = grams_per_person_km(mode, figures)
    car = mode_of_vehicle("car", car_energy).mode
    assert car is not None
    grams[CAR] = grams_per_person_km(car, figures, occupancy)
    kg = grams / 1000 * np.where(np.isfinite(km), km, 0.0)
    kg[TRANSIT] = tables.transit_kg[row, column]
    return Pairs(trips, kg, row, driving)


def figures_by_group(
    pairs: Pairs, shares: Shares, occupancy: float, labels: npt.NDArray[np.object_] | None
) -> tuple[ModalFigures, ...]:
    """Everybody; people with and without a car where both travel; and by label of origins, in the order of names."""
    masks: list[tuple[str, Bool]] = [(EVERYBODY, np.ones(len(pairs.origin), np.bool_))]
    if pairs.driving.any() and not pairs.driving.all():
        masks += [(WITH_CAR, pairs.driving), (WITHOUT_CAR, ~pairs.driving)]
    if labels is not None:
        mine = labels[pairs.origin]
        masks += [(str(name), mine == name) for name in sorted(set(labels.tolist()))]
    found = [_sums(name, pairs, shares, mask, occupancy) for name, mask in masks]
    # Everybody's share is the one that calibration aims at, bit for bit.
    return (replace(found[0], share=shares.share), *found[1:])


def _sums(name: str, pairs: Pairs, shares: Shares, mask: Bool, occupancy: float) -> ModalFigures:
    trips = pairs.trips
    possible = shares.probability.sum(axis=0) > 0
    people = shares.probability[:, mask] * trips.weights[mask]
    by_mode = people.sum(axis=1)
    total = float(by_mode.sum())
    km = (people * np.where(trips.possible[:, mask], trips.km[:, mask], 0.0)).sum(axis=1)
    emitted = np.where(people > 0, people * pairs.kg[:, mask], 0.0).sum(axis=1)
    share = by_mode / total if total > 0 else np.full(len(MODES), np.nan)
    impossible = float(trips.weights[mask & ~possible].sum())
    return ModalFigures(name, total, impossible, share, km, float(km[CAR]) / occupancy, emitted)


def shares_by_origin(pairs: Pairs, shares: Shares, origins: int) -> Floats:
    """Modal shares of each origin, float64 (n, 4), NaN where nobody travels."""
    people = shares.probability * pairs.trips.weights
    sums = np.stack([np.bincount(pairs.origin, weights=row, minlength=origins) for row in people], axis=1)
    total = sums.sum(axis=1, keepdims=True)
    found: Floats = np.divide(sums, total, out=np.full(sums.shape, np.nan), where=total > 0)
    return found
