"""A flood, a fire, smoke: areas that some modes and lines no longer cross, or cross slowly."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated, Literal

import numpy as np
import numpy.typing as npt
from pydantic import Field, model_validator

from portee.core.declared import Declared, Wrong
from portee.network.closing import edges_entering
from portee.network.streets import BRIDGE, MODES, TUNNEL
from portee.offers.areas import Area, shape_of
from portee.offers.running import Clock
from portee.scenarios.hazard_effects import Force, by_structure, costs_under
from portee.scenarios.hazard_lines import AS, cut_lines, passing_lines, slow_lines
from portee.scenarios.kinds.close_stop import passing_by
from portee.scenarios.modification import Modification, Tell
from portee.scenarios.naming import TransitMode, draft_of
from portee.scenarios.works import Works

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["SPARED", "Hazard", "Zone"]

NOT_TOLD_APART = "No bridge and no tunnel is told in the street data: one over or under a hazard counts as lying in it."


SPARED: tuple[TransitMode, ...] = ("metro", "cable", "ferry")
"""Modes whose lines a hazard leaves alone where nothing else is told: under ground, in the air, afloat."""


class Zone(Declared):
    """An area of a hazard.

    Attributes:
        area: where. depth_m: of the water, metres; velocity_ms: its speed, m/s.
        intensity: share of everybody's speed that is lost, from 0 to 1; 1 is closed to all.
        smoke: so thick that one sees less than 50 m ahead.
        from_, until: (written `from`, `until`) hours of the day between which it is there, all day when left out.
    """

    area: Area
    depth_m: Annotated[float, Field(ge=0, le=100)] | None = None
    velocity_ms: Annotated[float, Field(ge=0, le=30)] = 0.0
    intensity: Annotated[float, Field(ge=0, le=1)] | None = None
    smoke: bool = False
    from_: Annotated[Clock | None, Field(alias="from")] = None
    until: Clock | None = None

    @model_validator(mode="after")
    def _tells_a_hazard(self) -> Zone:
        if self.depth_m is None and self.intensity is None and not self.smoke:
            raise Wrong("It tells no hazard.", "Give 'depth_m', 'intensity' or 'smoke: true'.")
        if self.velocity_ms and self.depth_m is None:
            raise Wrong("'velocity_ms' is without 'depth_m'.", "Give the depth of the water.")
        if self.from_ is not None and self.until is not None and self.until <= self.from_:
            raise Wrong("The hours end before they begin.", "Past midnight hours go on: 25:00 is one in the morning.")
        return self

    @property
    def force(self) -> Force:
        return Force(self.depth_m or 0.0, self.velocity_ms, self.intensity or 0.0, self.smoke)

    def there_at(self, at: int | None) -> bool:
        """Whether it is there at a time of day; None: at any."""
        if at is None:
            return True
        return (self.from_ is None or self.from_ <= at) and (self.until is None or at < self.until)


class Hazard(Modification):
    """A hazard: zones, each with its depth, intensity or smoke.

    Street edges that enter a zone are closed to a mode or slower, by the thresholds of `hazard_thresholds.yaml`; of
    several zones the worst counts. Lines do not pass a zone that stops them: `portee.scenarios.hazard_lines` cuts their
    trips there, and makes those slower that pass.

    Attributes:
        zones: where it is how strong. at: the time of day that is meant, for zones with hours: those there at that
            time. Left out: all of them, the worst of all hours.
        bridges_open: whether water passes under the bridges that the street data tell.
        tunnels_closed: whether any water, or smoke, closes the tunnels that they tell.
        spared: modes whose lines run all the same, under ground or above it.
        closed_stops: ids or names of stops whose entrances are under water, such as metro stations: nobody enters or
            leaves there, and vehicles pass.
    """

    type: Literal["hazard"]
    zones: Annotated[tuple[Zone, ...], Field(min_length=1, max_length=20_000)]
    at: Clock | None = None
    bridges_open: bool = True
    tunnels_closed: bool = True
    spared: tuple[TransitMode, ...] = SPARED
    closed_stops: tuple[str, ...] = ()

    def apply(self, works: Works, tell: Tell) -> None:
        areas = self._areas()
        self._streets(works, areas)
        if self.closed_stops or (areas and works.lines_cross(list(areas.values()))):
            self._lines(works, areas, tell)

    def _streets(self, works: Works, areas: dict[Force, BaseGeometry]) -> None:
        flags = np.asarray(works.streets.edge_flags)
        lying = [(force, edges_entering(works.streets, area)) for force, area in areas.items()]
        forces = [
            part
            for force, there in lying
            for part in by_structure(
                force, there, flags, bridges_open=self.bridges_open, tunnels_closed=self.tunnels_closed
            )
        ]
        length = np.asarray(works.streets.edge_length_mm)
        touched = False
        for mode in MODES:
            before = works.streets.cost_forward[mode], works.streets.cost_backward[mode]
            after = [costs_under(costs, length, mode, forces) for costs in before]
            if all(new is old for new, old in zip(after, before, strict=True)):
                continue
            touched = True
            for costs, new in zip(works.costs(mode), after, strict=True):
                costs[:] = new
        if touched:
            some = np.any([there for _, there in lying], axis=0)
            works.notes += self._told_of(flags, some)

    def _told_of(self, flags: npt.NDArray[np.uint8], some: npt.NDArray[np.bool_]) -> list[str]:
        """Remarks on the streets in a hazard, bool (e,)."""
        found = [f"{int(some.sum()):,} street edges lie in a hazard."]
        bridges, tunnels = (some & (flags & bit > 0) for bit in (BRIDGE, TUNNEL))
        if not (flags & (BRIDGE | TUNNEL)).any():
            found.append(NOT_TOLD_APART)
        if self.bridges_open and bridges.any() and any(zone.depth_m for zone in self.zones):
            found.append(f"{int(bridges.sum()):,} street edges on bridges stay above water.")
        if self.tunnels_closed and tunnels.any() and any(zone.depth_m or zone.smoke for zone in self.zones):
            found.append(f"{int(tunnels.sum()):,} street edges in tunnels are closed by water or smoke.")
        return found

    def _lines(self, works: Works, areas: dict[Force, BaseGeometry], tell: Tell) -> None:
        draft = draft_of(works, tell)
        if draft is None:
            return
        if self.closed_stops:
            draft.change(None, passing_by(draft, self.closed_stops, tell, "closed_stops"))
        touched = [mode for mode in AS if mode not in self.spared]
        cut, slow = cut_lines(draft, areas, touched), slow_lines(draft, areas, touched)
        left = passing_lines(draft, areas, self.spared)
        works.notes += [
            note
            for trips, note in (
                (cut, f"{_told(cut)} are cut or stopped where they would cross a hazard, in a straight line."),
                (slow, f"{_told(slow)} are slower where they cross a hazard, in proportion of a straight line."),
                (left, f"{_told(left)} cross a hazard and are left alone, as under ground or above it."),
            )
            if trips
        ]

    def _areas(self) -> dict[Force, BaseGeometry]:
        """Where each strength holds, zones of the same strength joined; what has no effect at all left out."""
        import shapely

        found: dict[Force, list[BaseGeometry]] = {}
        for zone in self.zones:
            if zone.there_at(self.at) and not zone.force.nothing:
                found.setdefault(zone.force, []).append(shape_of(zone.area))
        return {force: shapely.union_all(parts) for force, parts in found.items()}


def _told(trips: Counter[str]) -> str:
    """How many trips, of which modes."""
    return f"{trips.total():,} trips ({', '.join(f'{mode} {count}' for mode, count in sorted(trips.items()))})"
