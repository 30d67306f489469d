"""A new street, bridge, path or cycle link between two junctions."""

from __future__ import annotations

import math
from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from portee.scenarios.choosing import Line, Mode
from portee.scenarios.modification import Modification, Tell
from portee.scenarios.streets import LONGEST_M, NEAR_M, length_m, nearest_junction, with_street
from portee.scenarios.works import Works

__all__ = ["AddStreet"]


class AddStreet(Modification):
    """Add a street.

    Attributes:
        name: of the street. line: its course; both ends are joined to the junctions nearest to them.
        modes: who may use it. car_kmh: how fast one drives there. one_way: only in the direction of the line, but for
            those on foot.
    """

    type: Literal["add_street"]
    name: Annotated[str, Field(min_length=1, max_length=200)]
    line: Line
    modes: Annotated[tuple[Mode, ...], Field(min_length=1)]
    car_kmh: Annotated[float, Field(ge=5, le=130)] = 30
    one_way: bool = False

    def apply(self, works: Works, tell: Tell) -> None:
        ends = []
        for lon, lat in (self.line[0], self.line[-1]):
            node, metres = nearest_junction(works.streets, lon, lat)
            if metres > NEAR_M:
                mend = f"Draw it within {NEAR_M:.0f} m."
                tell("line", f"An end lies {math.ceil(metres)} m from the nearest junction.", mend)
            ends.append(node)
        course = np.array(self.line) * 1e7
        long = length_m(course[:, 0], course[:, 1])
        if long > LONGEST_M:
            tell("line", f"The street is {long / 1000:,.0f} km long.", f"Draw at most {LONGEST_M / 1000:.0f} km.")
            return
        if ends[0] == ends[1]:
            tell("line", "Both ends lie at the same junction.", "Draw it from one junction to another.")
            return
        works.regrown(
            with_street(
                works.streets, self.name, (ends[0], ends[1]), self.line[1:-1], self.modes, self.car_kmh, self.one_way
            )
        )
        works.notes.append("Places enter the streets where they did before: none enters a new street.")
