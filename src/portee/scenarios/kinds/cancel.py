"""Trips that do not run: those of lines, of modes, of operators, or a share of them drawn by a seed."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from portee.network.timetable_draft import DraftPattern
from portee.offers.running import Weekdays
from portee.scenarios.modification import Modification, Tell
from portee.scenarios.naming import TransitMode, draft_of, lines_named, meant, note_removed, plain, route_mode
from portee.scenarios.trips import Between, on_days, write_out
from portee.scenarios.works import Works

__all__ = ["Cancel"]


class Cancel(Modification):
    """Cancel service; without any selection, all of it.

    Attributes:
        lines, modes, operators: of which; a trip must be of one of each that is told.
        share: of the trips, drawn; all of them when left out. seed: of the draw.
        between: hours within which a trip begins. days: of the week.
    """

    type: Literal["cancel"]
    lines: tuple[str, ...] = ()
    modes: tuple[TransitMode, ...] = ()
    operators: tuple[str, ...] = ()
    share: Annotated[float, Field(gt=0, le=1)] = 1.0
    seed: Annotated[int, Field(ge=0)] = 0
    between: Between | None = None
    days: Weekdays | None = None

    def apply(self, works: Works, tell: Tell) -> None:
        draft = draft_of(works, tell)
        if draft is None:
            return
        used = draft.routes_used()
        routes = set(used)
        if self.lines:
            routes &= {route for name in self.lines for route in lines_named(works, draft, name, tell, "lines")}
        if self.modes:
            modes = {route: route_mode(draft.route_type(route)) for route in used}
            for mode in self.modes:
                if mode not in modes.values():
                    known = ", ".join(sorted({found for found in modes.values() if found}))
                    tell("modes", f"There is no line of the mode '{mode}'.", f"Modes of the network: {known}.")
            routes = {route for route in routes if modes[route] in self.modes}
        if self.operators:
            agencies = {route: draft.route_name(route)[3] for route in used}
            known_plain = set(map(plain, agencies.values()))
            for name in self.operators:
                if plain(name) not in known_plain:
                    tell("operators", f"There is no operator '{name}'.", meant(name, agencies.values()))
            wanted = set(map(plain, self.operators))
            routes = {route for route in routes if plain(agencies[route]) in wanted}
        rng = np.random.default_rng(self.seed)

        def cut(pattern: DraftPattern) -> list[DraftPattern]:
            chosen, others = on_days(draft, pattern, self.days)
            gone = np.ones(len(chosen), np.bool_)
            if self.between is not None:
                gone &= self.between.holds(chosen.departure[:, 0])
            if self.share < 1:
                gone &= rng.random(len(chosen)) < self.share
            return [chosen.take(~gone), others]

        if self.share < 1 or self.between is not None:
            write_out(works, draft, routes)
        draft.change(routes, cut)
        note_removed(works, draft, used - draft.routes_used())
