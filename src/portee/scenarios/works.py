"""A world being changed: what is touched is copied, all else shared, and the base never written to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from portee.network.footpaths import StopWalks
from portee.network.network import ModeStreets, Network
from portee.network.repricing import repriced, walks_after
from portee.network.snapping import Snapped, snap
from portee.network.streets import Streets
from portee.network.timetable import Timetable
from portee.network.timetable_draft import TimetableDraft
from portee.territory.territory import Territory
from portee.world import World

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from portee.offers.catalogue import Offers

__all__ = ["Works"]

Int32 = npt.NDArray[np.int32]


class Works:
    """Where modifications work, one after the other.

    Args:
        base: it is left as it was.

    Attributes:
        territory, offers: exchanged as wholes by modifications. notes: remarks that every result must carry.
        removed: names of what earlier modifications took away, to say so when it is named again.
    """

    def __init__(self, base: World) -> None:
        self.base = base
        self.territory: Territory = base.territory
        self._offers = base.offers
        self.notes: list[str] = []
        self.removed: set[str] = set()
        self._streets: Streets = base.network.streets
        self._costs: dict[str, tuple[Int32, Int32]] = {}
        self._timetable: TimetableDraft | None = None

    @property
    def offers(self) -> Offers:
        """What can be used, and at what price; none where the base tells none."""
        if self._offers is not None:
            return self._offers
        from portee.offers.catalogue import Offers

        return Offers()

    @offers.setter
    def offers(self, offers: Offers) -> None:
        self._offers = offers

    @property
    def streets(self) -> Streets:
        """The streets as they are now; write to what `costs` gives alone."""
        return self._streets

    def costs(self, mode: str) -> tuple[Int32, Int32]:
        """Costs of a mode by direction, int32 (e,) each, to write to."""
        if mode not in self._costs:
            streets = self._streets
            self._costs[mode] = streets.cost_forward[mode].copy(), streets.cost_backward[mode].copy()
            self._streets = replace(
                streets,
                cost_forward={**streets.cost_forward, mode: self._costs[mode][0]},
                cost_backward={**streets.cost_backward, mode: self._costs[mode][1]},
            )
        return self._costs[mode]

    def regrown(self, streets: Streets) -> None:
        """Take streets with more edges than before, of which every mode may use some."""
        self._streets = streets
        self._costs = {mode: (streets.cost_forward[mode], streets.cost_backward[mode]) for mode in streets.cost_forward}

    @property
    def timetable(self) -> TimetableDraft | None:
        """The timetable to change, None where there is none."""
        if self._timetable is None and self.base.network.timetable is not None:
            self._timetable = TimetableDraft(self.base.network.timetable)
        return self._timetable

    def lines_cross(self, areas: Sequence[BaseGeometry]) -> bool:
        """Whether any straight line from one stop of a trip to the next meets one of some areas."""
        import shapely

        table = self.base.network.timetable
        if self._timetable is not None or table is None:
            return self._timetable is not None
        at = np.column_stack([table.stop_lon, table.stop_lat])[table.pattern_stop]
        within = np.ones(max(len(at) - 1, 0), np.bool_)
        within[table.pattern_offset[1:-1] - 1] = False  # from the end of one pattern to the start of the next
        legs = shapely.linestrings(np.stack([at[:-1], at[1:]], axis=1)[within])
        return any(bool(shapely.intersects(area, legs).any()) for area in areas)

    def world(self, key: str) -> World:
        """The changed world; the base itself where nothing was touched."""
        base = self.base
        network = self._network(key)
        if network is base.network and self.territory is base.territory and self._offers is base.offers:
            return base
        return base.replace(network=network, territory=self.territory, offers=self._offers)

    def _network(self, key: str) -> Network:
        base = self.base.network
        if not self._costs and self._timetable is None and not self.notes:
            return base
        modes = dict(base.modes)
        for mode in self._costs:
            if mode in modes:
                before = base.modes[mode]
                modes[mode] = ModeStreets(repriced(before.graph, self._streets), before.grid)
        timetable = base.timetable if self._timetable is None else self._timetable.packed()
        stops, walks = self._links(modes, timetable)
        return replace(
            base, streets=self._streets, modes=modes, timetable=timetable, stops=stops, walks=walks,
            notes=(*base.notes, *self.notes), folder=None, key=key,
            may_stand_still=base.may_stand_still or self._timetable is not None,
        )  # fmt: skip

    def _links(
        self, modes: dict[str, ModeStreets], timetable: Timetable | None
    ) -> tuple[dict[str, Snapped], StopWalks | None]:  # fmt: skip
        """Where stops enter the streets, and the walks between them: those that are new alone are looked for."""
        base = self.base.network
        if timetable is None or base.walks is None:
            return base.stops, base.walks
        known = 0 if base.timetable is None else base.timetable.stop_count
        stops = base.stops
        if timetable.stop_count > known:
            lon, lat = np.asarray(timetable.stop_lon)[known:], np.asarray(timetable.stop_lat)[known:]
            stops = {
                mode: _joined(before, snap(base.streets, base.modes[mode].grid, lon, lat))
                for mode, before in base.stops.items()
            }
        if timetable.stop_count == known and "walk" not in self._costs:
            return stops, base.walks
        return stops, walks_after(
            base.modes["walk"].graph, modes["walk"].graph, self._streets, base.stops["walk"], stops["walk"], base.walks
        )  # fmt: skip


def _joined(before: Snapped, more: Snapped) -> Snapped:
    edge, along, aside = (
        np.concatenate([getattr(before, name), getattr(more, name)]) for name in ("edge", "along", "aside_mm")
    )
    return Snapped(edge, along, aside, before.moved + more.moved)
