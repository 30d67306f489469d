"""Which of the candidates become micro-hubs or lockers: what counts is the ride, or the walk, to each parcel's door."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where
from portee.hubs.siting.capacitated import capacitated_p_median
from portee.hubs.siting.choice import Bool, Choice, Float, choice
from portee.hubs.siting.covering import max_covering
from portee.hubs.siting.p_centre import p_centre
from portee.hubs.siting.p_median import p_median
from portee.hubs.siting.set_covering import set_covering
from portee.hubs.siting.sited import Sited
from portee.services.logistics.roomy import few_with_room
from portee.services.logistics.spots import Spot
from portee.services.logistics.wanted import HubSiting, LockerSiting

__all__ = ["SitedSpots", "Step", "fitting", "site_lockers", "site_micro_hubs"]


@dataclass(frozen=True)
class Step:
    """What so many places would bring: minutes of a mean parcel, and share of parcels within the time, None without."""

    count: int
    minutes: float
    covered: float | None


@dataclass(frozen=True, eq=False)
class SitedSpots:
    """An answer for n doors and m candidates.

    Attributes:
        spots: candidates that fit. left_out: how many do not, by reason: "small", "area_unknown" or "no_supply".
        limits: what may be opened. found: what is.
        minutes: float64 (n, m), one way, mean of both ways; infinite where there is none.
        weights: float64 (n,), parcels.
        nearest: int64 (n,), the open place of each door, -1 for none in time. within_min: None for no limit.
        steps: the same with fewer places, up to those opened.
    """

    spots: tuple[Spot, ...]
    left_out: dict[str, int]
    limits: Choice
    found: Sited
    minutes: Float
    weights: Float
    nearest: npt.NDArray[np.int64]
    within_min: float | None
    steps: tuple[Step, ...]

    @property
    def opened(self) -> tuple[Spot, ...]:
        return tuple(spot for spot, here in zip(self.spots, self.found.opened.tolist(), strict=True) if here)

    @property
    def parcels(self) -> Float:
        """float64 (m,), parcels whose open place it is."""
        mine = self.nearest >= 0
        found = np.bincount(self.nearest[mine], weights=self.weights[mine], minlength=len(self.spots))
        return found.astype(np.float64)

    @property
    def mean_min(self) -> float:
        """Minutes from the open place to the door of a mean parcel that has one; NaN when none has."""
        mine = self.nearest >= 0
        if not self.weights[mine].sum():
            return float("nan")
        return float(np.average(self.minutes[mine, self.nearest[mine]], weights=self.weights[mine]))

    @property
    def share(self) -> float:
        """Of the parcels, those that have an open place, in time where there is a limit."""
        return float(self.weights[self.nearest >= 0].sum() / self.weights.sum())


def fitting(
    spots: Sequence[Spot], least_m2: float, supplied: Bool | None
) -> tuple[npt.NDArray[np.int64], dict[str, int]]:
    """Rows of the candidates that may be opened, and how many may not, by reason.

    Args:
        least_m2: area that is needed; 0 for any. supplied: bool (m,), whether a depot reaches each; None where none
            has to.

    Raises:
        ParameterError: none fits, saying what is missing and by how much.
    """
    reasons = ["" for _ in spots]
    for row, spot in enumerate(spots):
        if least_m2 and spot.m2 is None:
            reasons[row] = "area_unknown"
        elif spot.m2 is not None and spot.m2 < least_m2:
            reasons[row] = "small"
        elif supplied is not None and not supplied[row]:
            reasons[row] = "no_supply"
    rows = np.array([row for row, reason in enumerate(reasons) if not reason], np.int64)
    left = dict(sorted(Counter(reason for reason in reasons if reason).items()))
    if len(rows):
        return rows, left
    told, mend = [], []
    if "small" in left:
        most = max(spot.m2 for spot in spots if spot.m2 is not None)
        few = f"{left['small']} {_one_or(left['small'], 'is', 'are')} too small"
        told.append(f"{few}: the largest has {most:g} m², {least_m2 - most:g} m² too little")
        mend.append(f"ask for {most:g} m²")
    if "area_unknown" in left:
        told.append(
            f"{left['area_unknown']} {_one_or(left['area_unknown'], 'does not tell its', 'do not tell their')} area"
        )
        mend.append("give 'm2' or 'm2_column'")
    if "no_supply" in left:
        told.append(f"to {left['no_supply']} no vehicle of a depot has a way, there and back")
        mend.append("let another vehicle supply them, or give places that it reaches")
    raise ParameterError(
        f"No place fits. Of {len(spots)}, {', '.join(told)}.", where=Where(field="siting"),
        mend=f"{'; '.join(mend).capitalize()}.",
    )  # fmt: skip


def _one_or(count: int, one: str, several: str) -> str:
    return one if count == 1 else several


def site_micro_hubs(
    asked: HubSiting, spots: tuple[Spot, ...], left_out: dict[str, int], minutes: Float, weights: Float,
    loads: Float | None = None,
) -> SitedSpots:  # fmt: skip
    """Open micro-hubs.

    Args:
        spots: m candidates that fit. minutes: float64 (n, m), see `SitedSpots`. weights: float64 (n,), parcels.
        loads: float64 (n,), those of them that take room in a micro-hub; all without.

    Raises:
        ParameterError: what is asked is impossible, saying which limit, by how much, and what would do.
    """
    limits = _limits(asked, spots)
    reached = np.isfinite(minutes).any(axis=1) & (weights > 0)
    if not reached.any():
        raise ParameterError(
            "From no candidate does the ride reach any door.", where=Where(field="siting.micro_hubs"),
            mend="Give places nearer to the streets of the doors, or another vehicle first in 'fleet'.",
        )  # fmt: skip
    # Doors that no candidate reaches are left to the rounds, which say why.
    counting = np.where(reached, weights, 0.0)

    def solve(limits: Choice) -> Sited:
        if asked.model == "covering":
            return max_covering(counting, _within(minutes, asked), limits, **_solver(asked))
        if asked.model == "set-covering":
            return set_covering(counting, _within(minutes, asked), limits, share=asked.share, **_solver(asked))
        if asked.model == "p-centre":
            return p_centre(counting, minutes, limits, time_limit_s=asked.time_limit_s)
        longest = float(minutes[reached][np.isfinite(minutes[reached])].max())
        beyond = longest + 1.0 if asked.within_min is None else asked.within_min
        return p_median(counting, minutes, limits, beyond=beyond, **_solver(asked))

    if asked.model in ("covering", "set-covering"):
        _refuse_far(minutes[reached][:, limits.decided | limits.free], asked.within_min or 0.0, "ride")
    if asked.model == "p-median" and any(spot.parcels is not None for spot in spots):
        found, shares = _with_room(
            asked, spots, limits, minutes, counting, np.where(reached, weights if loads is None else loads, 0.0)
        )  # fmt: skip
        nearest = np.where(shares.any(axis=1), shares.argmax(axis=1), -1).astype(np.int64)
        return SitedSpots(spots, left_out, limits, found, minutes, weights, nearest, asked.within_min, ())
    found = solve(limits)
    nearest = _nearest(minutes, found.opened, asked.within_min)
    made = SitedSpots(spots, left_out, limits, found, minutes, weights, nearest, asked.within_min, ())
    return replace(made, steps=tuple(_step(made, solve(each).opened) for each in _fewer(made, asked.model)))


def _with_room(
    asked: HubSiting, spots: Sequence[Spot], limits: Choice, minutes: Float, weights: Float, loads: Float
) -> tuple[Sited, Float]:
    """The p-median when places have little room: looked through whole where they are few, else by a programme."""
    room = np.array([loads.sum() if one.parcels is None else one.parcels for one in spots], np.float64)
    counting = weights > 0
    longest = float(minutes[counting][np.isfinite(minutes[counting])].max()) + 1.0
    most = longest if asked.within_min is None else asked.within_min
    costs = weights[:, None] * np.where(minutes <= most, minutes, most)
    found = few_with_room(costs, most * weights, loads, room, limits)
    if found is not None:
        return found
    near = minutes if asked.within_min is None else np.where(minutes <= asked.within_min, minutes, np.inf)
    return capacitated_p_median(
        weights, near, loads, room, limits, gap=asked.gap, time_limit_s=asked.time_limit_s
    )  # fmt: skip


def site_lockers(
    asked: LockerSiting, spots: tuple[Spot, ...], left_out: dict[str, int], minutes: Float, weights: Float
) -> SitedSpots:  # fmt: skip
    """Open lockers that cover as many parcels as possible within the walk. Raises as `site_micro_hubs`."""
    limits = _limits(asked, spots)
    may = limits.decided | limits.free
    _refuse_far(minutes[weights > 0][:, may], asked.within_min, "walk")
    covers = minutes <= asked.within_min
    found = max_covering(weights, covers, limits, **_solver(asked))
    nearest = _nearest(minutes, found.opened, asked.within_min)
    made = SitedSpots(spots, left_out, limits, found, minutes, weights, nearest, asked.within_min, ())
    fewer = _fewer(made, "covering")
    steps = [_step(made, max_covering(weights, covers, each, **_solver(asked)).opened) for each in fewer]
    return replace(made, steps=tuple(steps))


def _solver(asked: HubSiting | LockerSiting) -> dict[str, float]:
    return {"gap": asked.gap, "time_limit_s": asked.time_limit_s}


def _limits(asked: HubSiting | LockerSiting, spots: Sequence[Spot]) -> Choice:
    """Raises ParameterError for an id that no candidate has, and as `choice`."""
    ids = [spot.id for spot in spots]
    flags = []
    for name in ("decided", "excluded"):
        wanted = getattr(asked, name)
        unknown = [id for id in wanted if id not in ids]
        if unknown:
            raise ParameterError(
                f"No candidate that fits is called '{unknown[0]}'.", where=Where(field=f"siting.{name}"),
                mend=f"Ids are such as: {', '.join(ids[:5])}.",
            )  # fmt: skip
        flags.append(np.isin(np.array(ids, object).astype(str), list(wanted)))
    costs = np.array([spot.cost_day for spot in spots], np.float64)
    # Without a budget places are counted, except where the cheapest are asked for.
    cheapest = getattr(asked, "model", "") == "set-covering" and bool(costs.any())
    priced = costs if cheapest or asked.budget_day is not None else None
    return choice(
        len(spots), count=asked.count, budget=asked.budget_day, costs=priced,
        decided=flags[0], excluded=flags[1],
    )  # fmt: skip


def _within(minutes: Float, asked: HubSiting) -> Bool:
    assert asked.within_min is not None
    return np.asarray(minutes <= asked.within_min)


def _nearest(minutes: Float, opened: Bool, within: float | None) -> npt.NDArray[np.int64]:
    table = np.where(opened[None, :], minutes, np.inf)
    if within is not None:
        table = np.where(table <= within, table, np.inf)
    return np.where(np.isfinite(table).any(axis=1), table.argmin(axis=1), -1).astype(np.int64)


def _fewer(made: SitedSpots, model: str) -> list[Choice]:
    """The same limits with fewer places, where there is a count."""
    if made.limits.count is None or model not in ("p-median", "covering"):
        return []
    first = max(1, int(made.limits.decided.sum()))
    last = int(made.found.opened.sum())
    return [replace(made.limits, count=count) for count in range(first, last + 1)]


def _step(made: SitedSpots, opened: Bool) -> Step:
    whole = replace(made, nearest=_nearest(made.minutes, opened, None))
    within = replace(made, nearest=_nearest(made.minutes, opened, made.within_min))
    return Step(int(opened.sum()), whole.mean_min, None if made.within_min is None else within.share)


def _refuse_far(minutes: Float, within: float, what: str) -> None:
    nearest = float(minutes.min(initial=np.inf))
    if nearest > within:
        told = f"the nearest is {nearest:.1f} minutes away" if np.isfinite(nearest) else "none is ever reached"
        raise ParameterError(
            f"No candidate is within a {what} of {within:g} minutes of any door: {told}.",
            where=Where(field="siting.within_min"), mend="Give more time, or candidates nearer to the doors.",
        )  # fmt: skip
