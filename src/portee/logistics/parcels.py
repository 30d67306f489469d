"""Orders drawn from how many people live where, for when nobody has a file of orders: invented, and labelled so.

The number of parcels of a day is the expected one, rounded; where they go is drawn in proportion to residents, anywhere
within a square around each place. The same seed draws the same parcels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError
from portee.logistics.goods import DAY_S, Load, Order

__all__ = ["SYNTHETIC", "Habit", "draw_orders", "parcels_of_a_day"]

Floats = npt.NDArray[np.float64]

SYNTHETIC = "synthetic"
"""First part of the id of every order that was drawn."""
METRES_PER_DEGREE = 111_195.0
"""Of latitude, on a sphere of 6,371 km."""
WEEK_DAYS = 7
PARCEL = Load(1.0, 1, 10.0)


@dataclass(frozen=True)
class Habit:
    """How much is delivered, and how.

    Attributes:
        person_week: parcels per resident and week. days_week: days of a week with deliveries.
        parcel: mass and volume of one. service_s: seconds at the door.
        windows: share, first and last second of the day, shares adding up to one.
        returns: share of doors that also hand over a parcel.
        spread_m: side of the square around each place.
    """

    person_week: float
    days_week: float = 6.0
    parcel: Load = PARCEL
    service_s: int = 120
    windows: tuple[tuple[float, int, int], ...] = ((1.0, 0, DAY_S),)
    returns: float = 0.0
    spread_m: float = 200.0

    def __post_init__(self) -> None:
        if not (self.person_week >= 0 and 0 < self.days_week <= WEEK_DAYS and 0 <= self.returns <= 1):
            raise ParameterError(
                "Such a habit of parcels cannot be.",
                mend="Give parcels of zero or more, days up to 7, returns up to 1.",
            )
        shares = [share for share, _, _ in self.windows]
        if not shares or min(shares) < 0 or abs(sum(shares) - 1) > 1e-9:
            raise ParameterError("The shares of the windows do not add up to one.", mend="Correct them.")


def parcels_of_a_day(residents: Floats, habit: Habit) -> int:
    """Parcels expected on a day of delivery, rounded."""
    return round(float(residents.sum()) * habit.person_week / habit.days_week)


def draw_orders(
    lon: Floats, lat: Floats, residents: Floats, habit: Habit, *, seed: int = 0, total: int | None = None,
    shops: Sequence[str] = (),
) -> tuple[Order, ...]:  # fmt: skip
    """Draw the orders of a day.

    Args:
        lon, lat: of places, degrees WGS 84, float64 (n,). residents: of each, float64 (n,).
        habit: see `Habit`. seed: of all draws. total: parcels, as `parcels_of_a_day` when None.
        shops: who sends them, drawn alike; nobody when empty.

    Returns:
        orders of one parcel each, called `synthetic-1` and on.

    Raises:
        ParameterError: nobody lives there, or a total below zero.
    """
    count = parcels_of_a_day(residents, habit) if total is None else total
    if count < 0 or not residents.sum() > 0:
        raise ParameterError(
            "There is nobody to draw parcels for, or fewer than none.",
            mend="Give residents, and a total of zero or more.",
        )
    rng = np.random.default_rng(seed)
    where = np.sort(rng.choice(len(residents), size=count, p=residents / residents.sum()))
    north, east = (rng.uniform(-0.5, 0.5, count) * habit.spread_m / METRES_PER_DEGREE for _ in range(2))
    at_lat = lat[where] + north
    at_lon = lon[where] + east / np.cos(np.radians(lat[where]))
    window = rng.choice(len(habit.windows), size=count, p=[share for share, _, _ in habit.windows])
    returned = rng.random(count) < habit.returns
    sender = rng.integers(0, max(1, len(shops)), count)
    return tuple(
        Order(
            f"{SYNTHETIC}-{number + 1}", float(at_lon[number]), float(at_lat[number]),
            habit.windows[window[number]][1], habit.windows[window[number]][2], habit.service_s, habit.parcel,
            habit.parcel if returned[number] else Load(), shop=shops[sender[number]] if shops else "",
        )
        for number in range(count)
    )  # fmt: skip
