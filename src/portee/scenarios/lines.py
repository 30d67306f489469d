"""New lines: their stops, their lengths, and trips at a headway."""

from __future__ import annotations

from typing import Annotated

import numpy as np
import numpy.typing as npt
from pydantic import Field

from portee.core.declared import Declared
from portee.kernels.nearest_edge import metres_per_e7
from portee.network.timetable_draft import NEW, DraftPattern, TimetableDraft
from portee.scenarios.choosing import Latitude, Longitude
from portee.scenarios.trips import Between

__all__ = ["PlannedStop", "metres_between", "new_patterns"]

Int32 = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]


class PlannedStop(Declared):
    """A stop that does not exist yet."""

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}$")]
    name: Annotated[str, Field(min_length=1, max_length=200)]
    lon: Longitude
    lat: Latitude


def metres_between(draft: TimetableDraft, stops: Int32) -> Floats:
    """Straight lines from each stop to the next: float64 (stops - 1,)."""
    lon, lat = (at[stops] * 1e7 for at in draft.positions())
    mx, my = metres_per_e7(round(float(lat.mean())))
    return np.asarray(np.hypot(np.diff(lon) * mx, np.diff(lat) * my))


def new_patterns(  # noqa: PLR0913 - what a line is made of
    draft: TimetableDraft, route: int, service: int, id: str, stops: Int32, speed_kmh: float, between: Between,
    minutes: Floats | None, every_s: int, *, one_way: bool,
) -> list[DraftPattern]:  # fmt: skip
    """The trips of a new line, there and (unless `one_way`) back.

    Args:
        draft: with the route, the service and the stops. id: begins the trips' ids.
        minutes: from each stop to the next, None for a speed.
    """
    legs = metres_between(draft, stops) / (speed_kmh / 3.6) if minutes is None else minutes * 60
    leaves = np.arange(between.from_, between.until + 1, every_s, dtype=np.int32)
    found = []
    for way, (at, steps) in enumerate(((stops, legs), (stops[::-1], legs[::-1]))[: 1 if one_way else 2]):
        along = np.concatenate([[0], np.cumsum(np.maximum(np.rint(steps), 1))]).astype(np.int32)
        times, trips = leaves[:, None] + along[None, :], len(leaves)
        found.append(
            DraftPattern(
                route, at.copy(), np.ones(len(at), np.bool_), np.ones(len(at), np.bool_), -1,
                [f"{id}@{way}.{k}" for k in range(trips)], [""] * trips, np.full(trips, service, np.int32),
                np.full(trips, -1, np.int32), np.zeros(trips, np.int8), np.zeros(trips, np.int8), times, times.copy(),
                np.full(trips, NEW, np.int64),
            )
        )  # fmt: skip
    return found
