"""Modal shares of a territory as it is and after scenarios, on a day or year by year, beside the targets of a plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where
from portee.core.parameters import Figures
from portee.core.progress import Progress as Told
from portee.indicators.modal_targets import Progress, Targets, progress
from portee.indicators.mode_choice import (
    MODES,
    Coefficients,
    calibrated,
    declared_bounds,
    declared_coefficients,
    mode_choice_parameters,
    mode_shares,
)
from portee.indicators.trip_distribution import distributed_by_both_ends, distributed_by_origin
from portee.reach.options import Travel, Window
from portee.scenarios.scenario import Scenario, apply_scenario
from portee.services.gather import lean, together
from portee.services.groups import group_labels
from portee.services.modal.asked import ModalAsked, without_car
from portee.services.modal.costs import ModeCosts, mode_costs
from portee.services.modal.figures import ModalFigures, Pairs, figures_by_group, pairs_of, shares_by_origin
from portee.services.modal.flows import Flows, flow_table
from portee.services.modal.times import ModeTables, TimesByMode
from portee.services.neighbourhood.opportunities import aggregated
from portee.territory.places import Places
from portee.territory.territory import Territory
from portee.world import World

__all__ = ["Bound", "ModalCase", "ModalResult", "compute_modal"]

Floats = npt.NDArray[np.float64]

UNCALIBRATED = (
    "The constants of the modes are not calibrated on observed shares: what changes may be read, levels may not."
)
MODEL = ("value_of_time", "cost_sensitivity", "car_occupancy")
"""Figures of the choice of modes that calibration leaves as they are."""

MEND = (
    "Give the shares of this territory and of such trips, longer trips (--max-time), or fewer people without a car "
    "(--without-car)."
)
CAR = MODES.index("car")
POINTS = 100.0
FREE_FLOW = "Drives are timed in free-flowing traffic."


@dataclass(frozen=True, eq=False)
class Bound:
    """What a scenario changes with one figure of the model at a bound, the constants calibrated anew.

    Attributes:
        parameter: its name. value: what it was set to. share_points: shares less those of the base, points, float64
            (4,). vehicle_km, base_vehicle_km: of cars, a day.
    """

    parameter: str
    value: float
    share_points: Floats
    vehicle_km: float
    base_vehicle_km: float


@dataclass(frozen=True, eq=False)
class ModalCase:
    """One world.

    Attributes:
        scenario: name of the scenario, None for the base. year: None for the day that was asked. day: modifications
            that hold on it. figures: everybody first, then by group.
        zones: where people live. zone_shares: float64 (zones, 4), NaN where nobody travels.
        costs: by mode. left_out: trips a day that lead nowhere within reach. progress: beside the plan's targets.
        notes: remarks that a reader must see. bounds: what changes at the bounds of each figure of the model.
    """

    scenario: str | None
    year: int | None
    day: date
    figures: tuple[ModalFigures, ...]
    zones: Places
    zone_shares: Floats
    costs: ModeCosts
    left_out: float
    progress: Progress | None
    notes: tuple[str, ...]
    bounds: tuple[Bound, ...] = ()

    @property
    def everybody(self) -> ModalFigures:
        return self.figures[0]

    def of(self, group: str) -> ModalFigures | None:
        """The figures of a group, None where it makes no trip here."""
        return next((figures for figures in self.figures if figures.group == group), None)


@dataclass(frozen=True, eq=False)
class ModalResult:
    """The base and every scenario, in the order asked; by year where years were.

    Attributes:
        base: one case; with years one each, all of the same world. cases: of scenarios.
        coefficients: of the choice of modes, calibrated where shares were observed. targets: of the plan, if any.
        parameters: figures that were read, for the record.
    """

    base: tuple[ModalCase, ...]
    cases: tuple[ModalCase, ...]
    coefficients: Coefficients
    asked: ModalAsked
    targets: Targets | None
    parameters: tuple[dict[str, Any], ...]

    def base_of(self, case: ModalCase) -> ModalCase:
        """The base that a case is compared with."""
        return next(base for base in self.base if base.year == case.year)

    @property
    def all_cases(self) -> tuple[ModalCase, ...]:
        return (*self.base, *self.cases)


@dataclass(frozen=True, eq=False)
class _Asked:
    """The trips of a world before anybody chooses a mode."""

    pairs: Pairs
    zones: Places
    residents: Floats
    costs: ModeCosts
    left_out: float
    notes: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class _World:
    """What was found for a world, whatever its year."""

    figures: tuple[ModalFigures, ...]
    zones: Places
    zone_shares: Floats
    costs: ModeCosts
    left_out: float
    notes: tuple[str, ...]


class _Modal:
    """All that the worlds share."""

    def __init__(
        self, world: World, asked: ModalAsked, travel: Travel, window: Window | None, day: date, flows: Flows | None,
        threads: int, told: Told | None,
    ) -> None:  # fmt: skip
        self.world, self.asked, self.day, self.flows = world, asked, day, flows
        _, emissions = mode_costs(world, day, asked)
        self.times = TimesByMode(travel, window, asked.percentile, emissions, threads=threads, progress=told)
        self.coefficients = declared_coefficients(day)
        self.read: dict[str, dict[str, Any]] = {}
        self._targets: dict[tuple[tuple[str, int], ...], Places] = {}
        self._found: dict[tuple[int, int, int], _World] = {}
        self._kept: list[object] = []

    def calibrate(self, observed: Mapping[str, float]) -> None:
        """Find the constants for which the base has the observed shares."""
        trips = self._asked(self.world).pairs.trips
        try:
            self.coefficients = calibrated(trips, self.coefficients, observed)
        except ParameterError as problem:
            raise ParameterError(
                f"The model cannot have these shares here. {problem.what}", where=Where(field="--observed"), mend=MEND
            ) from None

    def at_bounds(self) -> Iterator[tuple[str, float, _Modal]]:
        """The same with each figure of the model at its low and its high bound in turn."""
        fields = {"car_occupancy": "occupancy"}
        for name, values in declared_bounds(self.day).items():
            if name not in MODEL:
                continue
            for value in (values["low"], values["high"]):
                other = copy(self)
                change: dict[str, Any] = {fields.get(name, name): value}
                other.coefficients = replace(self.coefficients, **change)
                other._found = {}
                if self.asked.observed is not None:
                    other.calibrate(self.asked.observed)
                yield name, value, other

    def of(self, world: World) -> _World:
        """Figures of a world; of the same parts, the same."""
        key = id(world.network), id(world.territory), id(world.offers)
        if key not in self._found:
            self._kept.append(world)  # ids in keys stay theirs
            self._found[key] = self._computed(world)
        return self._found[key]

    def _computed(self, world: World) -> _World:
        there = self._asked(world)
        pairs, zones, group = there.pairs, there.zones, self.asked.group
        shares = mode_shares(pairs.trips, self.coefficients)
        labels = None if group is None else group_labels(zones, group, there.residents, None)
        figures = figures_by_group(pairs, shares, self.coefficients.occupancy, labels)
        by_zone = shares_by_origin(pairs, shares, len(zones))
        return _World(figures, zones, by_zone, there.costs, there.left_out, there.notes)

    def _asked(self, world: World) -> _Asked:
        zones, targets = world.territory.zones, self._opportunities(world)
        assert zones is not None
        residents = np.ones(len(zones)) if self.asked.residents is None else zones.weight(self.asked.residents)
        carless = without_car(zones, self.asked, residents)
        costs, figures = mode_costs(world, self.day, self.asked)
        tables = self.times.of(world, zones, targets)
        trips, left = self._flows(world, zones, targets, residents, carless)
        pairs = pairs_of(trips, tables, costs, figures, self.coefficients.occupancy, self.asked.car_energy)
        self.read.update({row["parameter"]: row for row in figures.record()})
        return _Asked(pairs, zones, residents, costs, left, (*tables.notes, FREE_FLOW, *costs.notes))

    def _opportunities(self, world: World) -> Places:
        """Where people go; the same object for the same places, so that nothing is searched twice."""
        kinds = world.territory.opportunities
        key = tuple((kind, id(places)) for kind, places in kinds.items())
        if key not in self._targets:
            one = together(kinds, [self.asked.weight])
            if self.flows is None:
                one = lean(one, [self.asked.weight], apart=False)
                if self.asked.merge_m:
                    one = aggregated(one, [self.asked.weight], self.asked.merge_m)
            self._targets[key] = one
            self._kept.append(kinds)  # ids in keys stay theirs
        return self._targets[key]

    def _flows(
        self, world: World, zones: Places, targets: Places, residents: Floats, carless: Floats
    ) -> tuple[Floats, float]:
        """Trips a day of people with a car and without, float64 (2, n, m), and those that lead nowhere.

        Where people go follows the places of the scenario and the times of the base, by the quickest mode that they
        have: a scenario that makes a trip quicker changes its mode, not its end.
        """
        part = np.stack([1.0 - carless, carless])
        if self.flows is not None:
            changed = world.territory is not self.world.territory
            table, left = flow_table(self.flows, zones, targets, absent=changed)
            return part[:, :, np.newaxis] * table, left
        base: ModeTables = self.times.of(self.world, zones, targets)
        quickest = np.concatenate([base.minutes.min(axis=0), np.delete(base.minutes, CAR, axis=0).min(axis=0)])
        sent = (part * residents * self.asked.trips).reshape(-1)
        shared = distributed_by_origin if self.asked.distribution == "origin" else distributed_by_both_ends
        found = shared(quickest, sent, targets.weight(self.asked.weight), self.asked.decay)
        return found.reshape(2, len(zones), len(targets)), max(0.0, float(sent.sum() - found.sum()))


def compute_modal(  # noqa: PLR0913 - what modal shares rest on
    world: World,
    origins: Places,
    opportunities: Mapping[str, Places],
    asked: ModalAsked,
    travel: Travel,
    window: Window | None,
    day: date,
    *,
    scenarios: Sequence[Scenario] = (),
    years: Sequence[int] = (),
    as_of: tuple[int, int] = (6, 1),
    targets: Targets | None = None,
    flows: Flows | None = None,
    notes: Sequence[str] = (),
    bounds: bool = False,
    threads: int = 1,
    told: Told | None = None,
) -> ModalResult:
    """Modal shares, kilometres and CO2 before and after.

    Args:
        world: the base, with offers where fares are known. origins: where people live.
        opportunities: where they go, by kind. asked: what is computed.
        travel, window: as for `portee.reach.reach`. day: of the prices, and of modifications where no year is asked.
        scenarios: each compared with the base. years: of a series; as_of: month and day of each year on which
            modifications must hold.
        targets: of a plan, compared with each year, or with the year of `day`.
        flows: trips that somebody counted, instead of a gravity model. notes: remarks on the scenarios.
        bounds: whether changes are also computed at the bounds of each figure of the model.
        threads: searches at a time. told: of progress.

    Raises:
        ManyProblems: a scenario does not fit. ParameterError: as the parts; the plan has other modes or no such year.
    """
    _check(targets, years, day)
    base_world = world.replace(territory=Territory(origins, opportunities))
    modal = _Modal(base_world, asked, travel, window, day, flows, threads, told)
    if asked.observed is not None:
        modal.calibrate(asked.observed)
    else:
        notes = (*notes, UNCALIBRATED)
    series: tuple[int | None, ...] = tuple(years) or (None,)

    def case(name: str | None, year: int | None, changed: World) -> ModalCase:
        on = day if year is None else date(year, *as_of)
        found = modal.of(changed)
        beside = None
        if targets is not None:
            shares = dict(zip(MODES, found.figures[0].share.tolist(), strict=True))
            beside = progress(shares, targets, on.year)
        told_notes = tuple(dict.fromkeys((*notes, *found.notes)))
        return ModalCase(
            name, year, on, found.figures, found.zones, found.zone_shares, found.costs, found.left_out, beside,
            told_notes,
        )  # fmt: skip

    base = tuple(case(None, year, base_world) for year in series)
    cases: list[ModalCase] = []
    worlds: list[World] = []
    for scenario in scenarios:
        made: dict[tuple[int, ...], World] = {}
        for year in series:
            on = day if year is None else date(year, *as_of)
            holds = scenario.on(on)
            if holds not in made:
                made[holds] = apply_scenario(scenario, base_world, on)
            cases.append(case(scenario.name, year, made[holds]))
            worlds.append(made[holds])
    if bounds and cases:
        cases = _bounded(modal, base_world, cases, worlds)
    own = Figures(mode_choice_parameters(), day)
    for name in MODEL:
        own.table(f"mode_choice.{name}")
    read = {**modal.read, **{row["parameter"]: row for row in own.record()}}
    return ModalResult(
        base, tuple(cases), modal.coefficients, asked, targets, tuple(read[name] for name in sorted(read))
    )  # fmt: skip


def _bounded(modal: _Modal, base: World, cases: list[ModalCase], worlds: list[World]) -> list[ModalCase]:
    """The cases with what they change at the bounds of the model."""
    found: list[list[Bound]] = [[] for _ in cases]
    for name, value, other in modal.at_bounds():
        before = other.of(base).figures[0]
        for place, world in enumerate(worlds):
            now = other.of(world).figures[0]
            points = POINTS * (now.share - before.share)
            found[place].append(Bound(name, value, points, now.vehicle_km, before.vehicle_km))
    return [replace(case, bounds=tuple(mine)) for case, mine in zip(cases, found, strict=True)]


def _check(targets: Targets | None, years: Sequence[int], day: date) -> None:
    """Refuse, before long work, a plan with other modes or without one of the years."""
    if targets is None:
        return
    modes = tuple(targets.years[0].shares)
    if set(modes) != set(MODES):
        raise ParameterError(
            f"The plan '{targets.id}' has the modes {', '.join(modes)}.", where=Where(field="--targets"),
            mend=f"Give shares of {', '.join(MODES)}; the car takes in all others.",
        )  # fmt: skip
    first, last = targets.years[0].year, targets.years[-1].year
    for year in years or (day.year,):
        if not first <= year <= last:
            raise ParameterError(
                f"The plan '{targets.id}' has no target for {year}.", where=Where(field="--year"),
                mend=f"Give years from {first} to {last}.",
            )  # fmt: skip
