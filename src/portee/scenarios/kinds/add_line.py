"""A new line, both ways, at a headway."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from portee.core.week import DAYS
from portee.network.timetable_draft import TimetableDraft
from portee.offers.running import Weekdays
from portee.scenarios.lines import PlannedStop, new_patterns
from portee.scenarios.modification import Modification, Tell
from portee.scenarios.naming import MODES, TransitMode, draft_of, nearest_platforms
from portee.scenarios.trips import Between, weekdays_of
from portee.scenarios.works import Works

__all__ = ["AddLine"]

USUAL_KMH = {"bus": 16.0, "tram": 19.0, "metro": 30.0, "rail": 60.0, "ferry": 18.0, "cable": 20.0, "funicular": 15.0}
"""Straight-line speeds, halts included, where none is told: round figures of this project, told in the notes."""


class AddLine(Modification):
    """Add a line.

    Attributes:
        id, name: of the line. operator: agency, the first of the timetable when left out.
        mode: of its vehicles. stops: names or ids of stops in their order, or new ones with a place.
        every_min: minutes between two trips of each direction. between: hours of the first and last departure.
        days: of the week, every day when left out. speed_kmh: between stops in a straight line, halts included.
        minutes: instead of a speed, minutes from each stop to the next. one_way: no way back.
    """

    type: Literal["add_line"]
    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}$")]
    name: Annotated[str, Field(min_length=1, max_length=200)]
    mode: TransitMode
    stops: Annotated[tuple[str | PlannedStop, ...], Field(min_length=2, max_length=200)]
    every_min: Annotated[float, Field(ge=1, le=720)]
    between: Between
    days: Weekdays = DAYS
    speed_kmh: Annotated[float, Field(ge=3, le=350)] | None = None
    minutes: Annotated[tuple[Annotated[float, Field(gt=0, le=600)], ...], Field(max_length=199)] | None = None
    operator: str | None = None
    one_way: bool = False

    def apply(self, works: Works, tell: Tell) -> None:
        draft = draft_of(works, tell)
        if draft is None:
            return
        if self.id in {draft.route_name(route)[0] for route in draft.routes_used()}:
            tell("id", f"There is a line '{self.id}' already.", "Give another id.")
        if self.minutes is not None and len(self.minutes) != len(self.stops) - 1:
            what = f"There are {len(self.minutes)} times for {len(self.stops)} stops."
            tell("minutes", what, f"Give {len(self.stops) - 1}, from each stop to the next.")
        stops = self._stops(draft, tell)
        if stops is None or (self.minutes is not None and len(self.minutes) != len(stops) - 1):
            return
        agency = self.operator or (draft.route_name(0)[3] if draft.route_count else "")
        route = draft.add_route(self.id, self.id, self.name, agency, "", MODES[self.mode][0])
        service = draft.add_service(f"{self.id}@days", weekdays_of(draft, self.days))
        speed = self.speed_kmh or USUAL_KMH[self.mode]
        if self.speed_kmh is None and self.minutes is None:
            works.notes.append(f"The line '{self.id}' is taken to run at {speed:g} km/h in a straight line.")
        draft.patterns += new_patterns(
            draft, route, service, self.id, np.array(stops, np.int32), speed, self.between,
            None if self.minutes is None else np.array(self.minutes), round(self.every_min * 60), one_way=self.one_way,
        )  # fmt: skip

    def _stops(self, draft: TimetableDraft, tell: Tell) -> list[int] | None:
        """Stops in their order, the new ones added; None, and told, when one cannot be."""
        known = [stop for stop in self.stops if isinstance(stop, str)]
        found = iter(nearest_platforms(draft, known, tell, "stops"))
        stops: list[int] = []
        for stop in self.stops:
            if isinstance(stop, str):
                place = next(found, None)
                if place is None:
                    return None
                stops.append(place)
            elif stop.id in draft.stop_ids():
                tell("stops", f"There is a stop '{stop.id}' already.", "Give another id, or its name alone.")
                return None
            else:
                stops.append(draft.add_stop(stop.id, stop.name, stop.lon, stop.lat))
        return stops
