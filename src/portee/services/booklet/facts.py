"""What a booklet tells of a territory, as figures: the same whatever the language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from portee.core.declared import Words
from portee.core.provenance import Provenance
from portee.reach.isochrone import Isochrone
from portee.resilience.drill import DrillStep
from portee.services.explorer import Question, WayAnswer

__all__ = ["BACK_S", "BUSY_S", "EARLY_S", "LIMITS_MIN", "STEPS", "Facts", "Resident", "Shock", "Spot"]

BUSY_S, EARLY_S = 8 * 3600, 5 * 3600 + 1800
"""Hours that are compared: office hours, and those of cleaning, care and warehouses."""

BACK_S = 18 * 3600
"""First minute of being back, on a bad day as on a usual one."""

LIMITS_MIN = {45: 30, 30: 20, 20: 15, 15: 10}
"""Minutes one way that most figures of a booklet may allow, and the shorter time that each is compared with."""

STEPS = (10, 15, 20, 30, 45, 60)
"""Minutes of its tables."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Spot:
    """A place where people live.

    Attributes:
        name: of the neighbourhood, stop or street near it. lon, lat: degrees.
        busy, early: float64 (91,), what is within 0, 1 … minutes from it, leaving at `BUSY_S` and `EARLY_S`, by
            walking and public transport.
        nearest_min: kind of place → minutes to the nearest one at `BUSY_S`, infinite beyond 90.
    """

    name: str
    lon: float
    lat: float
    busy: Floats
    early: Floats
    nearest_min: Mapping[str, float]

    def at(self, minutes: int, *, early: bool = False) -> float:
        """Within so many minutes."""
        return float((self.early if early else self.busy)[minutes])


@dataclass(frozen=True, eq=False)
class Resident:
    """A kind of resident at the first place: what is within reach within the booklet's time, and by which ways.

    Attributes:
        id, title: of the profile. budget_eur: what it can pay a month, None for no limit.
        busy, early: within reach at both hours with that budget.
        ways: usable ones at `BUSY_S`, whatever their price.
        by_budget: euros a month → within reach at `BUSY_S`.
    """

    id: str
    title: Words
    budget_eur: float | None
    busy: float
    early: float
    ways: tuple[WayAnswer, ...]
    by_budget: Mapping[int, float]


@dataclass(frozen=True, eq=False)
class Shock:
    """One step of the drill, and what each place then reaches and is back from in time."""

    step: DrillStep
    reached: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class Facts:
    """Everything.

    Attributes:
        name, title: of the territory. day: of the timetable. kind: what is counted, total: how many there are.
        kinds: kind → how many there are.
        spots: the first is that of the maps; there is at least one.
        limit_min: minutes one way that most figures allow.
        areas: of the first spot at `BUSY_S`, within half of that time and all of it.
        residents: at the first spot. seed: of the drill. shocks: its steps.
        usual: of each spot, what one reaches at `BUSY_S` and is back from at `BACK_S` on a usual day.
        network_sources: of streets and timetables. sources: kind → of its places. offer_sources: of prices.
        notes: remarks that must be shown. notices: those of the territory.
    """

    name: str
    title: Words
    day: date
    kind: str
    total: float
    kinds: Mapping[str, float]
    spots: tuple[Spot, ...]
    limit_min: int
    areas: tuple[Isochrone, ...]
    residents: tuple[Resident, ...]
    seed: int
    usual: tuple[float, ...]
    shocks: tuple[Shock, ...]
    network_key: str
    network_sources: tuple[Provenance, ...]
    sources: Mapping[str, tuple[Provenance, ...]]
    offer_sources: tuple[Provenance, ...]
    notes: tuple[str, ...]
    notices: tuple[Words, ...]

    @property
    def home(self) -> Spot:
        return self.spots[0]

    @property
    def hours(self) -> tuple[int, int]:
        """Hours that are compared, seconds after midnight."""
        return BUSY_S, EARLY_S

    @property
    def shorter_min(self) -> int:
        """The shorter time that `limit_min` is compared with."""
        return LIMITS_MIN[self.limit_min]

    def at(self, spot: Spot, *, early: bool = False) -> float:
        """Within the booklet's time."""
        return spot.at(self.limit_min, early=early)

    @property
    def best(self) -> Spot:
        """From where most is within reach at `BUSY_S`."""
        return max(self.spots, key=self.at)

    @property
    def least(self) -> Spot:
        """From where least is."""
        return min(self.spots, key=self.at)

    def question(self, spot: Spot, *, early: bool = False) -> Question:
        """The question that a figure of a place answers."""
        return Question(spot.lon, spot.lat, self.day, EARLY_S if early else BUSY_S, BACK_S, self.limit_min)
