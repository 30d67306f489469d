"""Streets on which everybody of some modes is slower, or cars drive at another speed."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np
from pydantic import Field, model_validator

from portee.core.declared import Wrong
from portee.scenarios.choosing import Mode, StreetChoice
from portee.scenarios.modification import Tell
from portee.scenarios.streets import cost_of, times
from portee.scenarios.works import Works

__all__ = ["SlowStreets"]


class SlowStreets(StreetChoice):
    """Slow streets down, or speed them up.

    Attributes:
        factor: on the time of the modes: 2 is twice as long. car_kmh: instead, the speed of cars.
        modes: whose, cars alone when left out.
    """

    type: Literal["slow_streets"]
    factor: Annotated[float, Field(gt=0, le=100)] | None = None
    car_kmh: Annotated[float, Field(ge=1, le=130)] | None = None
    modes: Annotated[tuple[Mode, ...], Field(min_length=1)] = ("car",)

    @model_validator(mode="after")
    def _tells_one_speed(self) -> SlowStreets:
        if (self.factor is None) == (self.car_kmh is None):
            raise Wrong("It tells no speed, or two.", "Give 'factor' or 'car_kmh'.")
        if self.car_kmh is not None and self.modes != ("car",):
            raise Wrong("'car_kmh' is for cars.", "Give 'factor' for other modes.")
        return self

    def apply(self, works: Works, tell: Tell) -> None:
        chosen = self.chosen(works, tell)
        for mode in self.modes:
            for costs in works.costs(mode):
                at = chosen & (costs >= 0)
                if self.factor is not None:
                    costs[at] = times(costs[at], self.factor)
                elif self.car_kmh is not None:
                    costs[at] = cost_of(np.asarray(works.streets.edge_length_mm)[at], mode, self.car_kmh)
