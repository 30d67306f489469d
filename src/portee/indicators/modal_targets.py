"""Targets of a mobility plan by year, modal shares and vehicle-kilometres, and how far what is observed is from them.

Between two years of a plan a target is on the straight line: a convention to follow a plan with, not what it promises.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from portee.core.declared import Declared, Words, parse_declared, read_declared
from portee.core.errors import ParameterError, Where
from portee.core.parameters import Source
from portee.indicators.inputs import checked_number
from portee.indicators.mode_choice import checked_shares

__all__ = ["Observation", "Progress", "Target", "Targets", "declared_targets", "progress", "read_targets"]

POINTS = 100.0


@dataclass(frozen=True)
class Target:
    """What is aimed at in one year.

    Attributes:
        year: calendar year.
        shares: of trips by mode, 0 to 1, sum 1 within 0.1 points.
        vehicle_km_index: vehicle-kilometres of cars, 100 in the year the plan starts from; None without such a target.

    Raises:
        ParameterError: for shares that do not sum to 1 or an index that is not possible.
    """

    year: int
    shares: Mapping[str, float]
    vehicle_km_index: float | None = None

    def __post_init__(self) -> None:
        checked_shares(self.shares, f"shares.{self.year}")
        if self.vehicle_km_index is not None:
            checked_number(self.vehicle_km_index, f"vehicle_km_index.{self.year}")


@dataclass(frozen=True)
class Observation:
    """What a survey saw in one year.

    Attributes:
        year: calendar year. shares: of trips by mode, 0 to 1, sum 1 within 0.1 points.
        source: where it was read. checked: whether in the survey itself. note: what to know before use.

    Raises:
        ParameterError: for shares that do not sum to 1.
    """

    year: int
    shares: Mapping[str, float]
    source: Source
    checked: bool = False
    note: Words | None = None

    def __post_init__(self) -> None:
        checked_shares(self.shares, f"observed.{self.year}")


@dataclass(frozen=True)
class Targets:
    """A plan: its targets, oldest first, all for the same modes.

    Attributes:
        id: name to give. title: by language. years: the declared targets, at least one.
        source: where they were read. checked: whether in the plan itself. note: what to know before use.
        observed: shares that surveys saw, for the same modes, in any order.

    Raises:
        ParameterError: when there is no year, the years do not rise, or the modes differ from year to year.
    """

    id: str
    years: tuple[Target, ...]
    title: Words
    source: Source
    checked: bool = False
    note: Words | None = None
    observed: tuple[Observation, ...] = ()

    def __post_init__(self) -> None:
        if not self.years:
            raise _wrong(f"The plan '{self.id}' has no target.", "years", "Give at least one year.")
        for before, after in itertools.pairwise(self.years):
            if after.year <= before.year:
                raise _wrong(
                    f"The years of '{self.id}' do not rise: {before.year}, then {after.year}.", "years",
                    "List the oldest first, each year once.",
                )  # fmt: skip
            if set(after.shares) != set(before.shares):
                raise _wrong(
                    f"The modes of {after.year} are not those of {before.year} in '{self.id}'.", "shares",
                    f"Give a share for each of {', '.join(before.shares)}.",
                )  # fmt: skip
        for seen in self.observed:
            if set(seen.shares) != set(self.years[0].shares):
                raise _wrong(
                    f"The modes observed in {seen.year} are not those of the targets of '{self.id}'.", "observed",
                    f"Give a share for each of {', '.join(self.years[0].shares)}.",
                )  # fmt: skip

    def at(self, year: int) -> Target:
        """The target of a year, on the line between the declared years around it.

        The vehicle-kilometre index is None when either of those years has none.

        Raises:
            ParameterError: for a year before the first one or after the last.
        """
        first, last = self.years[0].year, self.years[-1].year
        if not first <= year <= last:
            raise _wrong(
                f"The plan '{self.id}' has no target for {year}.", "year", f"Give a year from {first} to {last}."
            )  # fmt: skip
        for declared in self.years:
            if declared.year == year:
                return declared
        before, after = next(pair for pair in itertools.pairwise(self.years) if pair[1].year > year)
        part = (year - before.year) / (after.year - before.year)
        index = None
        if before.vehicle_km_index is not None and after.vehicle_km_index is not None:
            index = _between(before.vehicle_km_index, after.vehicle_km_index, part)
        shares = {mode: _between(share, after.shares[mode], part) for mode, share in before.shares.items()}
        return Target(year, shares, index)


@dataclass(frozen=True)
class Progress:
    """How far what is observed is from the target of its year.

    Attributes:
        year: of both. target: on the line of the plan.
        gap_points: observed − target by mode, points (hundredths of all trips): above 0 when the mode is used more.
        vehicle_km_gap: observed − target index, points of the index; None when either is not known.
    """

    year: int
    target: Target
    gap_points: dict[str, float]
    vehicle_km_gap: float | None

    @property
    def largest_gap_points(self) -> float:
        """Of any mode, without its sign."""
        return max(abs(gap) for gap in self.gap_points.values())


class _Year(Declared):
    year: int
    shares: dict[str, float]
    vehicle_km_index: float | None = None


class _Observed(Declared):
    year: int
    shares: dict[str, float]
    source: Source
    checked: bool = False
    note: Words | None = None


class _Plan(Declared):
    title: Words
    years: tuple[_Year, ...]
    source: Source
    checked: bool = False
    note: Words | None = None
    observed: tuple[_Observed, ...] = ()


class _Plans(Declared):
    plans: dict[str, _Plan]


def progress(
    observed: Mapping[str, float], targets: Targets, year: int, *, vehicle_km_index: float | None = None
) -> Progress:
    """Compare what was observed (or modelled) in a year with the plan.

    Args:
        observed: share of each mode of the plan, sum 1 within 0.1 points. targets: the plan. year: of the observation.
        vehicle_km_index: observed vehicle-kilometres, in the plan's index.

    Raises:
        ParameterError: for shares that do not sum to 1, other modes than the plan's, or a year outside it.
    """
    target = targets.at(year)
    if set(observed) != set(target.shares):
        raise _wrong(
            f"The modes {', '.join(observed)} are not those of '{targets.id}'.", "observed",
            f"Give a share for each of {', '.join(target.shares)}.",
        )  # fmt: skip
    shares = checked_shares(observed, "observed")
    gap = None
    if vehicle_km_index is not None:
        index = checked_number(vehicle_km_index, "vehicle_km_index")
        gap = None if target.vehicle_km_index is None else index - target.vehicle_km_index
    return Progress(year, target, {mode: POINTS * (shares[mode] - aim) for mode, aim in target.shares.items()}, gap)


def read_targets(path: Path | str) -> dict[str, Targets]:
    """Plans by name from a file of one's own, in the form of `modal_targets.yaml`.

    Raises:
        SourceError: when the file cannot be read as such.
        ParameterError: when the shares of a year do not sum to 1, or the years of a plan do not rise.
    """
    return _made(read_declared(path, _Plans))


@cache
def declared_targets() -> dict[str, Targets]:
    """The plans of `modal_targets.yaml` by name."""
    name = "modal_targets.yaml"
    return _made(parse_declared(files("portee.indicators").joinpath(name).read_text(encoding="utf-8"), _Plans, name))


def _made(declared: _Plans) -> dict[str, Targets]:
    return {
        name: Targets(
            name,
            tuple(Target(year.year, year.shares, year.vehicle_km_index) for year in plan.years),
            plan.title,
            plan.source,
            plan.checked,
            plan.note,
            tuple(Observation(seen.year, seen.shares, seen.source, seen.checked, seen.note) for seen in plan.observed),
        )
        for name, plan in declared.plans.items()
    }


def _between(low: float, high: float, part: float) -> float:
    return math.fsum(((1.0 - part) * low, part * high))


def _wrong(what: str, field: str, mend: str) -> ParameterError:
    return ParameterError(what, where=Where(field=field), mend=mend)
