"""Why something is out of reach: the one constraint whose lifting alone would bring it within reach.

Each constraint is lifted alone. Of those that would do, the one told is the one that people can do most about, or that
is nearest: hours of childcare first; hours of service, unless one longer trip would do; then money or time, whichever
limit is passed by the smaller share, up to its double; then rights; then money or time beyond that. What no single one
unlocks is told as "several" when all lifted together would do, else as "too_far".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from portee.offers.conditions import Condition, Verdict
from portee.reach.cases import Case, Within, evaluate, reached
from portee.reach.daily import Daily
from portee.reach.hours import Hours
from portee.reach.last_service import first_arrivals, last_departures
from portee.reach.ways import Way

__all__ = ["CONSTRAINTS", "STEPS_MIN", "Reasons", "missing", "office", "reasons_of", "wider"]

Bool = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

CONSTRAINTS = (
    "",
    "stop_hours",
    "no_return",
    "no_arrival",
    "no_service",
    "budget",
    "right",
    "time",
    "several",
    "too_far",
)
"""Codes of a reason; the first one stands for within reach.

stop_hours: childcare or school is not open early or late enough; detail: minutes that the opening should change.
no_return: no way back after work; detail: last minute at which one could leave, seconds after midnight of the day on
which the work begins (NaN when not known).
no_arrival: no way there in time; detail: first minute at which one could be there, likewise (NaN when not known).
no_service: not at these hours, but at office hours.
budget: detail: euros a month over it (NaN when the price is not known).
right: a condition of a way is not met or not known; detail: row of the condition in `Reasons.conditions`.
time: detail: minutes over the limit. several: more than one at a time. too_far: beyond all that was searched.
"""

OFFICE_S = 8 * 3600, 17 * 3600
"""Hours at which most lines run: 08:00 to 17:00."""

STEPS_MIN = (15, 30, 45, 60, 90, 120, 180)
"""Earlier openings and later closings tried, minutes."""

NEAR = 1.0
"""Share of a limit up to which passing it is told before a right that is missing."""


@dataclass(frozen=True, eq=False)
class Reasons:
    """One reason for each place.

    Attributes:
        code: int8 (d,), place in `CONSTRAINTS`, 0 within reach. detail: float64 (d,), see there, NaN for none.
        conditions: texts of the conditions that `right` points to, with the id of the way.
    """

    code: npt.NDArray[np.int8]
    detail: Floats
    conditions: tuple[tuple[str, str], ...]

    def count(self, weights: Floats) -> dict[str, float]:
        """Weight of the places out of reach by reason, the greatest first."""
        sums = {name: float(weights[self.code == k].sum()) for k, name in enumerate(CONSTRAINTS) if k}
        return dict(sorted(((n, v) for n, v in sums.items() if v > 0), key=lambda pair: -pair[1]))


class _Sheet:
    """Reasons being filled: the first constraint that explains a place stays."""

    def __init__(self, within: Within) -> None:
        self.code = np.where(within.reach, 0, -1).astype(np.int8)
        self.detail = np.full(len(self.code), np.nan)

    @property
    def open(self) -> Bool:
        return np.asarray(self.code < 0)

    def explain(self, name: str, mask: Bool, detail: Floats | float = np.nan) -> None:
        mine = self.open & mask
        self.code[mine] = CONSTRAINTS.index(name)
        values = np.broadcast_to(np.asarray(detail, np.float64), mask.shape)
        self.detail[mine] = values[mine]


def reasons_of(daily: Daily, case: Case, within: Within) -> Reasons:
    """The binding reason of every place that is out of reach."""
    sheet = _Sheet(within)
    if case.stops and sheet.open.any():
        _stop_hours(sheet, daily, case)
    over = _over(case, within)
    late = _late(daily, case)
    if sheet.open.any():
        _hours(sheet, daily, case, within, ~np.isfinite(late))
    # Of money and time, the one whose limit is passed by the smaller share.
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = np.stack([over / case.budget_eur, late / case.limit_min])
    shares = np.where(np.isnan(shares), np.inf, shares)
    for near in (True, False):
        asked = np.asarray(shares.min(axis=0) <= NEAR) if near else np.ones(len(sheet.code), np.bool_)
        sheet.explain("budget", asked & np.isfinite(over) & (shares[0] <= shares[1]), over)
        sheet.explain("time", asked & np.isfinite(late), late)
        sheet.explain("budget", asked & np.isfinite(over), over)
        if near:
            conditions = _rights(sheet, daily, case)
    # Ways of unknown price are beyond every budget, by nobody knows how much.
    sheet.explain("budget", np.asarray(within.possible.any(axis=0)))
    if sheet.open.any():
        lifted = case.replace(limit_min=daily.longest_min, budget_eur=np.inf, stops=()).at_hours(office(case.hours))
        free = lifted.replace(ways=tuple(_entitled(way) for way in lifted.ways))
        sheet.explain("several", reached(daily, free))
    sheet.explain("too_far", sheet.open)
    return Reasons(sheet.code, sheet.detail, conditions)


def _over(case: Case, within: Within) -> Floats:
    """Euros a month beyond the budget, by the way that passes it least: (d,), infinite for none."""
    known = within.possible & np.isfinite(within.eur)
    over = np.where(known, within.eur, 0.0) - (case.budget_eur if np.isfinite(case.budget_eur) else 0.0)
    return np.asarray(np.where(known, over, np.inf).min(axis=0, initial=np.inf))


def _late(daily: Daily, case: Case) -> Floats:
    """Minutes by which the longer leg passes the limit, by the way that passes it least: (d,), infinite for none."""
    longer = evaluate(daily, case.replace(limit_min=daily.longest_min))
    late = np.full(len(daily.work), np.inf)
    for legs, affordable in zip(longer.legs, longer.affordable, strict=True):
        minutes = np.maximum(legs.out, legs.back) / 60 - case.limit_min
        late = np.where(affordable, np.minimum(late, minutes), late)
    return late


def office(hours: Sequence[Hours], *, start: bool = True, end: bool = True) -> tuple[Hours, ...]:
    """Office hours on the same dates; one end alone where the other is not asked for."""
    return tuple(
        Hours(
            part.day,
            np.where(part.start >= 0, OFFICE_S[0], -1).astype(np.int32) if start else part.start,
            np.where(part.end >= 0, OFFICE_S[1], -1).astype(np.int32) if end else part.end,
        )
        for part in hours
    )


def wider(case: Case, minutes: int) -> Case:
    """The same case with stops that open so many minutes earlier and close as many later."""
    stops = tuple(
        replace(stop, opens=np.maximum(stop.opens - minutes, 0), closes=stop.closes + minutes) for stop in case.stops
    )
    return case.replace(stops=stops)


def _stop_hours(sheet: _Sheet, daily: Daily, case: Case) -> None:
    """Places that a stop open earlier and later would bring within reach, with the least change of hours."""
    for minutes in STEPS_MIN:
        sheet.explain("stop_hours", reached(daily, wider(case, minutes)), float(minutes))
        if not sheet.open.any():
            return


def _hours(sheet: _Sheet, daily: Daily, case: Case, within: Within, asked: Bool) -> None:
    """Places that an earlier end, or a later start, would bring within reach; and those that office hours would.

    asked: bool (d,), places for which no longer trip would do.
    """
    if not case.stops:
        back = last_departures(daily, case, within, sheet.open & asked)
        sheet.explain("no_return", back.helps, back.minute)
        there = first_arrivals(daily, case, within, sheet.open & asked)
        sheet.explain("no_arrival", there.helps, there.minute)
    else:
        # With a stop on the way, one office hour alone is tried: an end that is earlier, or a start that is later.
        for name, side in (("no_return", "end"), ("no_arrival", "start")):
            hours = office(case.hours, start=side == "start", end=side == "end")
            moved = _moved_inwards(case.hours, hours)
            if (sheet.open & asked & moved).any():
                sheet.explain(name, asked & moved & reached(daily, case.at_hours(hours)))
    if (sheet.open & asked).any():
        sheet.explain("no_service", asked & reached(daily, case.at_hours(office(case.hours))))


def _moved_inwards(hours: Sequence[Hours], moved: Sequence[Hours]) -> Bool:
    """Places whose other hours lie within their own on every date, and differ on one: bool (d,)."""
    inside = np.ones(len(hours[0].start), np.bool_) if hours else np.zeros(0, np.bool_)
    differ = np.zeros(len(inside), np.bool_)
    for own, other in zip(hours, moved, strict=True):
        asked = own.start >= 0
        inside &= ~asked | ((own.start <= other.start) & (other.start < other.end) & (other.end <= own.end))
        differ |= asked & ((own.start != other.start) | (own.end != other.end))
    return inside & differ


def missing(verdict: Verdict) -> tuple[Condition, ...]:
    """The conditions that fail or are not known, each once."""
    found: dict[str, Condition] = {}
    for condition in (*verdict.failed, *verdict.unknown):
        found.setdefault(str(condition), condition)
    return tuple(found.values())


def _entitled(way: Way) -> Way:
    return replace(way, verdict=Verdict("yes"))


def _rights(sheet: _Sheet, daily: Daily, case: Case) -> tuple[tuple[str, str], ...]:
    """Places that a way would bring within reach of which one condition is not met, or not known to be.

    What only has to be checked comes before what fails.
    """
    conditions: list[tuple[str, str]] = []
    barred = [way for way in case.ways if not way.usable and case.fits(way) and len(missing(way.verdict)) == 1]
    for way in sorted(barred, key=lambda way: way.verdict.answer == "no"):
        if not sheet.open.any():
            break
        conditions.append((way.id, str(missing(way.verdict)[0])))
        sheet.explain("right", evaluate(daily, case, [way]).reach, float(len(conditions) - 1))
    return tuple(conditions)
