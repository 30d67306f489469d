"""What is within reach of every cell at a moment of the week, on foot and by public transport."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import numpy as np
import numpy.typing as npt

from portee.core.errors import NoServiceError
from portee.reach.cluster import ReachRequest
from portee.reach.options import Travel, Window
from portee.services.access import compute_access
from portee.services.measures import Asked, measures_of
from portee.services.portrait.ground import Ground
from portee.services.portrait.stages import Stages
from portee.services.search import prepare
from portee.territory.places import Places

__all__ = ["DRAWS", "WALK_MIN", "WINDOW_MIN", "AtMoments", "Moment", "at_moments", "travel_for", "window_at"]

Floats = npt.NDArray[np.float64]

WALK_MIN = 20
"""Longest walk, with public transport and without: else a day without it would seem better than a poor service."""

WINDOW_MIN = 60
DRAWS = 2
"""How often a line without exact times is drawn: a page must not take long."""


@dataclass(frozen=True)
class Moment:
    """When one leaves, and how.

    Attributes:
        id: in names of columns. weekday: Monday 0. start_s: first departure, seconds after midnight.
        mode: "walk" for a day on which no public transport runs.
    """

    id: str
    weekday: int
    start_s: int
    mode: Literal["transit", "walk"] = "transit"


@dataclass(frozen=True, eq=False)
class AtMoments:
    """What was found.

    Attributes:
        values: moment → kind → what is within reach of each cell, float64 (c,); moments without any service are left
            out. days: of each. notes: remarks of the engine.
    """

    values: Mapping[str, Mapping[str, Floats]]
    days: Mapping[str, str]
    notes: tuple[str, ...]


def travel_for(mode: str, minutes: float) -> Travel:
    """How one travels in a portrait."""
    return Travel(mode=mode, max_walk_min=float(WALK_MIN), draws=DRAWS, max_time_min=minutes)


def window_at(monday: date, moment: Moment) -> Window:
    """The departures of a moment, in the week of a Monday."""
    return Window(monday + timedelta(days=moment.weekday), moment.start_s, WINDOW_MIN)


def at_moments(
    ground: Ground, targets: Places, kinds: Sequence[str], moments: Sequence[Moment], minutes: float,
    *, stages: Stages | None = None,
) -> AtMoments:  # fmt: skip
    """Count what is within reach, as medians of an hour of departures.

    Args:
        targets: with a column for each kind. minutes: longest trip. stages: of the whole work, one for each moment.

    Raises:
        NoServiceError: nothing runs at any of the moments.
    """
    measures = measures_of(Asked(weights=tuple(kinds), cutoffs=(minutes,)), targets, minutes)
    values: dict[str, Mapping[str, Floats]] = {}
    days: dict[str, str] = {}
    notes: dict[str, None] = {}
    for moment in moments:
        window = window_at(ground.monday, moment)
        try:
            reach = prepare(ground.world, ReachRequest(ground.cells, targets, travel_for(moment.mode, minutes), window))
            result = compute_access([reach], measures, progress=None if stages is None else stages.next())
        except NoServiceError as problem:
            notes[problem.what] = None
            continue
        found = result.figures[0].reshape(len(ground.cells), len(kinds))
        values[moment.id] = {kind: np.ascontiguousarray(found[:, place]) for place, kind in enumerate(kinds)}
        days[moment.id] = window.day.isoformat()
        notes |= dict.fromkeys(result.notes)
    if not values:
        raise NoServiceError("Nothing runs at these moments.", mend="Build the network with a timetable in force.")
    return AtMoments(values, days, tuple(notes))
