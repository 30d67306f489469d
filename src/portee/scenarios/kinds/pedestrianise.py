"""Streets given to those on foot: cars are kept out, walkers and wheelchairs let in; bicycles as before."""

from __future__ import annotations

from typing import Literal

import numpy as np

from portee.network.streets import NOT_PERMITTED
from portee.scenarios.choosing import StreetChoice
from portee.scenarios.modification import Tell
from portee.scenarios.streets import cost_of
from portee.scenarios.works import Works

__all__ = ["Pedestrianise"]


class Pedestrianise(StreetChoice):
    """Make pedestrian streets. Stairs stay closed to wheelchairs."""

    type: Literal["pedestrianise"]

    def apply(self, works: Works, tell: Tell) -> None:
        from portee.network.streets import STEPS

        chosen = self.chosen(works, tell)
        for costs in works.costs("car"):
            costs[chosen] = NOT_PERMITTED
        stairs = (np.asarray(works.streets.edge_flags) & STEPS) > 0
        for mode, open_to in (("walk", chosen), ("wheelchair", chosen & ~stairs)):
            usual = cost_of(works.streets.edge_length_mm, mode, 0)
            for costs in works.costs(mode):
                costs[:] = np.where(open_to & (costs < 0), usual, costs)
