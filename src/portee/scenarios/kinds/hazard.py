"""A flood, a fire, smoke: areas that some modes no longer cross, or cross slowly, and where buses do not pass."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Annotated, Literal

import numpy as np
import numpy.typing as npt
from pydantic import Field, model_validator

from portee.core.declared import Declared, Wrong
from portee.network.closing import edges_entering
from portee.network.streets import MODES
from portee.network.timetable_draft import NEW, DraftPattern, TimetableDraft
from portee.offers.areas import Area, shape_of
from portee.offers.running import Clock
from portee.scenarios.hazard_effects import Force, costs_under, stops
from portee.scenarios.modification import Modification, Tell
from portee.scenarios.naming import route_mode
from portee.scenarios.works import Works

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["Hazard", "Zone"]

Bool = npt.NDArray[np.bool_]

NOT_TOLD_APART = (
    "Bridges and tunnels are not told apart in the street data: one over or under a hazard counts as lying in it."
)
NOT_SLOWED = "Buses keep their timetable in water that does not stop them; other lines run: cancel those that do not."


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
    several zones the worst counts. Buses do not pass a zone that stops them: a stop inside is not served, and a trip
    whose straight line from one stop to the next crosses it is cut there, so that the stops before and those after are
    served by two trips. A trip that is cut and runs by frequency does not run at all, and nobody stays seated from or
    into a trip that is cut.

    Attributes:
        zones: where it is how strong. at: the time of day that is meant, for zones with hours: those there at that
            time. Left out: all of them, the worst of all hours.
    """

    type: Literal["hazard"]
    zones: Annotated[tuple[Zone, ...], Field(min_length=1, max_length=20_000)]
    at: Clock | None = None

    def apply(self, works: Works, tell: Tell) -> None:  # noqa: ARG002 - nothing is named that may be absent
        areas = self._areas()
        forces = [(force, edges_entering(works.streets, area)) for force, area in areas.items()]
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
            some = np.any([there for _, there in forces], axis=0)
            works.notes.append(f"{int(some.sum()):,} street edges lie in a hazard. {NOT_TOLD_APART}")
        closing = [area for force, area in areas.items() if stops("bus", force)]
        if closing and works.base.network.timetable is not None:
            self._cut(works, closing)

    def _areas(self) -> dict[Force, BaseGeometry]:
        """Where each strength holds, zones of the same strength joined; what has no effect at all left out."""
        import shapely

        found: dict[Force, list[BaseGeometry]] = {}
        for zone in self.zones:
            if zone.there_at(self.at) and not zone.force.nothing:
                found.setdefault(zone.force, []).append(shape_of(zone.area))
        return {force: shapely.union_all(parts) for force, parts in found.items()}

    def _cut(self, works: Works, closing: list[BaseGeometry]) -> None:
        import shapely

        draft = works.timetable
        assert draft is not None
        area = shapely.union_all(closing)
        shapely.prepare(area)
        lon, lat = draft.positions()
        buses = {route for route in draft.routes_used() if route_mode(draft.route_type(route)) == "bus"}
        cutter = _Cutter(draft, area, np.asarray(shapely.intersects_xy(area, lon, lat)))
        draft.change(buses, cutter.parts)
        if cutter.cut:
            blocks = np.array(sorted(cutter.blocks), np.int32)
            draft.change(None, lambda pattern: _unseated(pattern, blocks))
            works.notes.append(
                f"{cutter.cut:,} bus trips are cut or stopped where they would cross a hazard, in a straight line from "
                f"stop to stop. {NOT_SLOWED}"
            )


def _unseated(pattern: DraftPattern, blocks: npt.NDArray[np.int32]) -> DraftPattern:
    lost = np.isin(pattern.block, blocks)
    return pattern.replace(block=np.where(lost, -1, pattern.block).astype(np.int32)) if lost.any() else pattern


class _Cutter:
    """Cuts the trips of patterns. cut: trips so far that were. blocks: of which some trip was."""

    def __init__(self, draft: TimetableDraft, area: BaseGeometry, shut: Bool) -> None:
        self.area, self.shut = area, shut
        self.lon, self.lat = draft.positions()
        self.frequent = np.unique(draft.base.frequency_trip)
        self.cut = 0
        self.blocks: set[int] = set()

    def parts(self, pattern: DraftPattern) -> list[DraftPattern]:
        import shapely

        if not len(pattern):
            return [pattern]
        at = np.column_stack([self.lon, self.lat])[pattern.stops]
        crossed = np.asarray(shapely.intersects(self.area, shapely.linestrings(np.stack([at[:-1], at[1:]], axis=1))))
        shut = self.shut[pattern.stops]
        crossed |= shut[:-1] | shut[1:]
        if not crossed.any():
            return [pattern]
        self.cut += len(pattern)
        self.blocks |= set(pattern.block[pattern.block >= 0].tolist())
        running = pattern.take(~np.isin(pattern.source, self.frequent))
        ends = np.concatenate([[0], np.flatnonzero(crossed) + 1, [len(pattern.stops)]]).tolist()
        spans = [(a, b) for a, b in itertools.pairwise(ends) if b - a > 1]
        return [_part(running, first, end, number) for number, (first, end) in enumerate(spans)]


def _part(pattern: DraftPattern, first: int, end: int, number: int) -> DraftPattern:
    """The trips from one stop to another, as trips of their own."""
    count = len(pattern)
    return pattern.replace(
        stops=pattern.stops[first:end], pickup=pattern.pickup[first:end], dropoff=pattern.dropoff[first:end], shape=-1,
        ids=[f"{id}@part{number}" for id in pattern.ids], block=np.full(count, -1, np.int32),
        arrival=pattern.arrival[:, first:end], departure=pattern.departure[:, first:end],
        source=np.full(count, NEW, np.int64),
    )  # fmt: skip
