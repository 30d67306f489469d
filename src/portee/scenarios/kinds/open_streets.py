"""Streets opened to modes that could not use them, both ways."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from portee.scenarios.choosing import Mode, StreetChoice
from portee.scenarios.modification import Tell
from portee.scenarios.streets import cost_of
from portee.scenarios.works import Works

__all__ = ["OpenStreets"]


class OpenStreets(StreetChoice):
    """Open streets. modes: to whom; car_kmh: how fast one drives there. Who may use them already is not slowed."""

    type: Literal["open_streets"]
    modes: Annotated[tuple[Mode, ...], Field(min_length=1)]
    car_kmh: Annotated[float, Field(ge=5, le=130)] = 30

    def apply(self, works: Works, tell: Tell) -> None:
        chosen = self.chosen(works, tell)
        for mode in self.modes:
            usual = cost_of(works.streets.edge_length_mm, mode, self.car_kmh)
            for costs in works.costs(mode):
                costs[:] = np.where(chosen & (costs < 0), usual, costs)
