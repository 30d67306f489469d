"""Where, when and to which vehicles a rule of use applies, and what it forbids there."""

from __future__ import annotations

import math
import re
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from portee.commons.records.shape import Day
from portee.core.declared import Declared, Wrong

__all__ = ["DAYS", "MOST_CORNERS", "VEHICLES", "RuleArea"]

Vehicle = Literal["bike", "cargo-bike", "scooter", "moped", "car", "van"]
VEHICLES: tuple[Vehicle, ...] = ("bike", "cargo-bike", "scooter", "moped", "car", "van")

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
DAYS: tuple[Weekday, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

MOST_CORNERS = 500
"""Of one area: more is a drawing of something else than a rule that people can know."""

Clock = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Corner = Annotated[str, StringConstraints(max_length=40, pattern=r"^-?\d{1,2}(\.\d{1,7})?, -?\d{1,3}(\.\d{1,7})?$")]

_PAIR = re.compile(r", ")


class RuleArea(Declared):
    """The area that a rule applies to.

    Attributes:
        outline: its corners in order, each "latitude, longitude" in degrees; the last is joined to the first.
        forbids: what may not be done there: leave a vehicle (park), cross on it (ride), take one (take).
        maximum_speed_kmh: None for no limit of its own.
        vehicles: that it means; all when none is named.
        days: of the week on which it applies, or on which it begins where it passes midnight; all when none is named.
        starts, ends: hours between which it applies, of the clock there; all day when neither is told; it passes
            midnight when it ends before it starts.
        since, until: first and last day, None for no bound.
    """

    outline: Annotated[tuple[Corner, ...], Field(min_length=3, max_length=MOST_CORNERS)]
    forbids: tuple[Literal["park", "ride", "take"], ...] = ()
    maximum_speed_kmh: Annotated[float, Field(gt=0, le=130)] | None = None
    vehicles: tuple[Vehicle, ...] = ()
    days: tuple[Weekday, ...] = ()
    starts: Clock | None = None
    ends: Clock | None = None
    since: Day | None = None
    until: Day | None = None

    @property
    def corners(self) -> tuple[tuple[float, float], ...]:
        """(longitude, latitude) of each corner, degrees."""
        pairs = (_PAIR.split(corner) for corner in self.outline)
        return tuple((float(lon), float(lat)) for lat, lon in pairs)

    @model_validator(mode="after")
    def _can_be_known(self) -> RuleArea:
        if not self.forbids and self.maximum_speed_kmh is None:
            raise Wrong("The area forbids nothing and limits no speed.", "Say what 'forbids', or a speed.")
        if (self.starts is None) != (self.ends is None):
            raise Wrong("Only one end of the hours is told.", "Give 'starts' and 'ends', or neither.")
        if self.starts is not None and self.starts == self.ends:
            raise Wrong("It ends when it starts.", "Leave both out for all day, or correct one.")
        if self.since is not None and self.until is not None and self.until < self.since:
            raise Wrong("It ends before it begins.", "Correct 'since' or 'until'.")
        if any(abs(lat) > 90 or abs(lon) > 180 for lon, lat in self.corners):
            raise Wrong("A corner is no place on Earth.", "Write 'latitude, longitude' in degrees.")
        if _crosses_itself(self.corners):
            raise Wrong("The outline crosses itself.", "Give the corners in order, going around the area once.")
        return self


def _crosses_itself(corners: tuple[tuple[float, float], ...]) -> bool:
    """Whether an outline is no simple polygon: two sides meet elsewhere than in their common corner, or it is flat."""
    if len(set(corners)) < len(corners):
        return True
    sides = [(corners[i], corners[(i + 1) % len(corners)]) for i in range(len(corners))]
    area = math.fsum(a[0] * b[1] - b[0] * a[1] for a, b in sides)
    if abs(area) < 1e-12:
        return True
    n = len(sides)
    return any(
        _meet(*sides[i], *sides[j]) for i in range(n) for j in range(i + 2, n) if not (i == 0 and j == n - 1)
    )  # fmt: skip


def _meet(
    a: tuple[float, float], b: tuple[float, float], c: tuple[float, float], d: tuple[float, float]
) -> bool:  # fmt: skip
    """Whether two sides have a point in common."""

    def turn(p: tuple[float, float], q: tuple[float, float], r: tuple[float, float]) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    def within(p: tuple[float, float], q: tuple[float, float], r: tuple[float, float]) -> bool:
        return min(p[0], q[0]) <= r[0] <= max(p[0], q[0]) and min(p[1], q[1]) <= r[1] <= max(p[1], q[1])

    one, two, three, four = turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)
    if one * two < 0 and three * four < 0:
        return True
    return any(
        value == 0 and within(*side, point)
        for value, side, point in ((one, (a, b), c), (two, (a, b), d), (three, (c, d), a), (four, (c, d), b))
    )
