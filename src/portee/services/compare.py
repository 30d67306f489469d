"""A territory before and after a scenario: the same figures twice, and what changed for whom."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from portee.core.progress import Progress
from portee.reach.affected import affected_origins, what_changed
from portee.reach.cluster import ReachRequest
from portee.reach.links import LinkStore
from portee.reach.options import Travel, Window, check_percentiles
from portee.scenarios.scenario import Scenario, apply_scenario
from portee.services.access import AccessResult, compute_access
from portee.services.base_results import KeptFigures, base_key, keep_figures, kept_figures
from portee.services.gather import lean, together
from portee.services.measures import Asked, Measure, measures_of
from portee.services.search import prepare
from portee.territory.places import Places
from portee.territory.territory import Territory
from portee.world import World

if TYPE_CHECKING:
    import geopandas

__all__ = ["Comparison", "compare_scenario"]

Figures = npt.NDArray[np.float64]
Bool = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Comparison:
    """Figures of every origin before and after; n origins, c columns.

    Attributes:
        origins: of the scenario, new ones last. columns: names of the figures.
        base, scenario: float64 (n, c), NaN where an origin was not there before, infinite where never reached.
        searched: bool (n,), origins that were searched again; the others cannot be affected.
        name, day: of the scenario. notes: remarks that a reader must see. changed: the world of the scenario.
        measures, percentiles, travel, window: what was asked.
    """

    origins: Places
    columns: tuple[str, ...]
    base: Figures
    scenario: Figures
    searched: Bool
    name: str
    day: date | None
    notes: tuple[str, ...]
    changed: World
    measures: tuple[Measure, ...]
    percentiles: tuple[float, ...]
    travel: Travel
    window: Window | None

    @property
    def change(self) -> Figures:
        """Figures after less before: float64 (n, c); 0 where both are infinite, NaN where one is not known."""
        with np.errstate(invalid="ignore"):
            differ = self.scenario - self.base
        return np.where(np.isinf(self.base) & np.isinf(self.scenario), 0.0, differ)

    def gap(self, needed: float, *, after: bool) -> Figures:
        """Need less supply: opportunities that are missing to what is needed, 0 where there are enough; (n, c)."""
        return np.maximum(needed - (self.scenario if after else self.base), 0.0)

    def people(self, column: str | None) -> Figures:
        """Residents of every origin, one each where no column counts them. Raises ParameterError."""
        return np.ones(len(self.origins)) if column is None else self.origins.weight(column)

    def to_geodataframe(self, needed: float | None = None) -> geopandas.GeoDataFrame:
        """One row per origin with its own columns, and `base_…`, `scenario_…` and `change_…` of each figure, WGS 84.

        With a need also `base_gap_…` and `scenario_gap_…`: what is missing to it.
        """
        frame = self.origins.to_geodataframe()
        parts = [("base", self.base), ("scenario", self.scenario), ("change", self.change)]
        if needed is not None:
            parts += [("base_gap", self.gap(needed, after=False)), ("scenario_gap", self.gap(needed, after=True))]
        for prefix, values in parts:
            for place, column in enumerate(self.columns):
                frame[f"{prefix}_{column}"] = np.where(np.isfinite(values[:, place]), values[:, place], np.nan)
        return frame[[*(name for name in frame.columns if name != "geometry"), "geometry"]]


def compare_scenario(  # noqa: PLR0913 - what a comparison rests on
    world: World,
    scenario: Scenario,
    origins: Places,
    opportunities: Mapping[str, Places],
    asked: Asked,
    travel: Travel,
    window: Window | None,
    *,
    percentiles: Sequence[float] = (50.0,),
    day: date | None = None,
    notes: Sequence[str] = (),
    threads: int | None = None,
    progress: Progress | None = None,
    kept: Path | None = None,
) -> Comparison:
    """Figures of access before and after a scenario.

    Args:
        world: the base. scenario: what changes.
        origins: where people live. opportunities: what they want to reach, by kind.
        asked: what is counted. travel, window, percentiles: as for `portee.reach.reach`.
        day: modifications that hold on it; the day of the window when left out.
        notes: remarks on the scenario itself. threads: for searching. progress: told of each root searched.
        kept: folder of figures of bases, such as `portee.services.base_results.kept_folder()`: a base that is there
            is not searched again. Left out, nothing is read or kept. The result is the same.

    Raises:
        ManyProblems: the scenario does not fit the world. ParameterError: as the searches.
    """
    base = world.replace(territory=Territory(origins, opportunities))
    on = day or (None if window is None else window.day)
    # Prices change no access by time.
    changed = apply_scenario(scenario.only("network", "places"), base, on)
    zones = changed.territory.zones
    assert zones is not None
    before = _base(base, origins, opportunities, asked, travel, window, percentiles, threads, progress, kept)
    rows = _rows(base, changed, zones, travel, window, _longest(asked, travel), threads)
    count = len(zones)
    was = np.full((count, len(before.columns)), np.nan)
    was[: len(origins)] = before.figures
    now, told = was.copy(), [*notes, *before.notes]
    if rows.any() or count != len(origins):
        some, there = zones.take(np.flatnonzero(rows)), changed.territory.opportunities
        after = _access(changed, some, _targets(there, asked), asked, travel, window, percentiles, threads, progress)
        now[rows] = after.figures[0].reshape(len(some), -1)
        told += after.notes
    return Comparison(
        zones, before.columns, was, now, rows, scenario.name, on, tuple(dict.fromkeys(told)), changed,
        measures_of(asked, _targets(opportunities, asked), travel.max_time_min), check_percentiles(tuple(percentiles)),
        travel, window,
    )  # fmt: skip


def _targets(opportunities: Mapping[str, Places], asked: Asked) -> Places:
    return lean(together(opportunities, asked.columns), asked.columns, apart=asked.counts_places)


def _base(  # noqa: PLR0913
    world: World, origins: Places, opportunities: Mapping[str, Places], asked: Asked, travel: Travel,
    window: Window | None, percentiles: Sequence[float], threads: int | None, progress: Progress | None,
    kept: Path | None,
) -> KeptFigures:  # fmt: skip
    """The figures before: those that were kept, or else computed and kept."""
    targets = _targets(opportunities, asked)
    key = None if kept is None else base_key(world.network, origins, targets, asked, travel, window, percentiles)
    known = kept_figures(kept, key) if kept is not None and key is not None else None
    if known is not None and len(known.figures) == len(origins):
        return known
    found = _access(world, origins, targets, asked, travel, window, percentiles, threads, progress)
    made = KeptFigures(found.figures[0].reshape(len(origins), -1), found.columns, found.notes)
    if kept is not None and key is not None:
        keep_figures(kept, key, made)
    return made


def _access(  # noqa: PLR0913
    world: World, origins: Places, targets: Places, asked: Asked, travel: Travel, window: Window | None,
    percentiles: Sequence[float], threads: int | None, progress: Progress | None,
) -> AccessResult:  # fmt: skip
    measures = measures_of(asked, targets, travel.max_time_min)
    request = ReachRequest(origins, targets, travel, window, tuple(percentiles), None)
    return compute_access([prepare(world, request, threads=threads)], measures, progress=progress)


def _longest(asked: Asked, travel: Travel) -> float:
    """Minutes beyond which no figure depends on the travel time."""
    if asked.decays or asked.nearest:
        return travel.max_time_min
    return min(travel.max_time_min, max((*asked.cutoffs, *(high for _, high in asked.intervals)), default=np.inf))


def _rows(
    base: World, changed: World, zones: Places, travel: Travel, window: Window | None, longest_min: float,
    threads: int | None,
) -> Bool:  # fmt: skip
    """Origins to search again: those that a change may matter to."""
    known = 0 if base.territory.zones is None else len(base.territory.zones)
    every = np.ones(len(zones), np.bool_)
    if changed.territory.opportunities != base.territory.opportunities:
        return every
    found = np.zeros(len(zones), np.bool_)
    found[known:] = True
    if changed.network is base.network:
        return found
    plain = travel.mode == "transit" and travel.access == travel.egress == "walk" and not travel.bicycle_on_board
    if not plain or window is None or window.arrive or base.network.timetable is None:
        return every
    differ = what_changed(base.network, changed.network, travel.foot)
    old = zones.take(np.arange(known))
    store = LinkStore(base.network, threads=threads or os.cpu_count() or 1)
    found[:known] = affected_origins(store, changed.network, old, travel, window, differ, longest_min)
    return found
