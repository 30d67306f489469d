"""Third places: trips to a far place of work or training that a nearer one replaces, some days a week.

What is counted is declared, not observed: the share who may work or train there, and on how many days. Seats, opening
hours and whether an employer agrees are not counted; nor trips that people make instead once they have the time.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError

__all__ = ["Replaced", "replaced"]

Float = npt.NDArray[np.float64]

WAYS = 2
"""There and back: two trips a day."""


@dataclass(frozen=True, eq=False)
class Replaced:
    """By row, each float64 (n,).

    Attributes:
        persons: who may go to the third place, and would.
        trips_week: long trips replaced by a shorter one, a week, there and back.
        minutes_week: minutes of travel avoided a week; not a number where today's trip is not known.
    """

    persons: Float
    trips_week: Float
    minutes_week: Float


def replaced(
    persons: Float, there_min: Float, *, share: float, days: float, within_min: float, usual_min: Float | None = None
) -> Replaced:
    """Trips that a third place replaces.

    Args:
        persons: float64 (n,), who work or train.
        there_min: float64 (n,), to the nearest third place; infinite if never.
        share: of them who may and would, above 0, at most 1. days: a week, above 0, at most 7.
        within_min: nobody goes further to a third place.
        usual_min: float64 (n,), today's trip one way; only those whose third place is nearer go. None: not known, and
            all those within `within_min` go.

    Raises:
        ParameterError: an impossible share or number of days.
    """
    if not 0 < share <= 1:
        raise ParameterError(f"A share of {share:g} is impossible.", mend="Give one above 0, and at most 1.")
    if not 0 < days <= 7:
        raise ParameterError(f"{days:g} days a week are impossible.", mend="Give more than 0, and at most 7.")
    goes = there_min <= within_min
    if usual_min is not None:
        goes &= there_min < usual_min
    going = np.where(goes, persons * share, 0.0)
    trips = going * days * WAYS
    if usual_min is None:
        return Replaced(going, trips, np.full(len(trips), np.nan))
    return Replaced(going, trips, trips * np.where(goes, usual_min - np.where(goes, there_min, 0.0), 0.0))
