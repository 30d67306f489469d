"""What no number of vehicles, chargers and docks can exceed, why, and what would lift it.

A user who comes while the hub is closed, or wants to go further than any battery allows, is lost whatever there is.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from portee.hubs.simulation.draws import Requests, drawn
from portee.hubs.simulation.given import WEEK_H, Simulated, Span
from portee.hubs.simulation.intervals import Interval, of_shares

__all__ = ["Bound", "bound_of"]

Row = np.ndarray[tuple[int], np.dtype[np.float64]]
Mask = np.ndarray[tuple[int], np.dtype[np.bool_]]


@dataclass(frozen=True)
class Bound:
    """The most that can be served.

    Attributes:
        shares: by group, with vehicles, chargers and docks without end. closed, too_far: share lost by group, because
            nothing is open, or because no battery goes so far.
        possible: whether the target can be met, and surely by one group at least. impossible: groups that surely
            cannot. unsure: groups of which so few came that no number of vehicles makes it sure.
        users: simulated by group.
        open_more: hours of the day, in order, in which the hub should be open as well, every day, for the target to be
            met, where closing prevents it. range_km: what a battery should allow, where range prevents it.
    """

    shares: dict[str, Interval]
    closed: dict[str, float]
    too_far: dict[str, float]
    possible: bool
    unsure: tuple[str, ...]
    impossible: tuple[str, ...]
    users: dict[str, int]
    open_more: tuple[int, ...]
    range_km: float | None


def bound_of(given: Simulated, span: Span, target: float, *, seed: int, replications: int) -> Bound:
    """The bound, from the users that the simulation meets too."""
    counted = [_counted(drawn(given, span, seed, each), span) for each in range(replications)]
    which = np.repeat(np.arange(replications), [len(each) for each in counted])
    at, km = np.concatenate([each.at for each in counted]), np.concatenate([each.km for each in counted])
    groups = np.array([given.groups.index(stream.group) for stream in given.arrivals], np.int64)
    group = groups[np.concatenate([each.of for each in counted])]
    closed, far = ~_open(given, at), km > _furthest(given)
    shares, came = {}, {}
    for place, name in enumerate(given.groups):
        mine = np.bincount(which[group == place], minlength=replications)
        can = np.bincount(which[(group == place) & ~closed & ~far], minlength=replications)
        shares[name], came[name] = of_shares(can.tolist(), mine.tolist()), int(mine.sum())
    # A share of nobody is no number, and not enough.
    short = [name for name in given.groups if _comes(given, name) and not shares[name].low >= target]
    impossible = [name for name in short if shares[name].high < target]
    unsure = tuple(name for name in short if name not in impossible)
    judged = [name for name in given.groups if _comes(given, name) and name not in unsure]
    masks = [group == given.groups.index(name) for name in impossible]
    return Bound(
        shares,
        {name: _mean(closed[group == place]) for place, name in enumerate(given.groups)},
        {name: _mean((far & ~closed)[group == place]) for place, name in enumerate(given.groups)},
        bool(judged) and not impossible, unsure, tuple(impossible), came,
        _open_more(at, masks, closed, far, target), _range_km(km, masks, far, target),
    )  # fmt: skip


def _comes(given: Simulated, group: str) -> bool:
    return any(stream.per_week for stream in given.arrivals if stream.group == group)


def _counted(requests: Requests, span: Span) -> Requests:
    kept = requests.at >= span.begin_h
    return Requests(**{name: getattr(requests, name)[kept] for name in Requests.__dataclass_fields__})


def _open(given: Simulated, at: Row) -> Mask:
    hour, found = at % WEEK_H, np.zeros(len(at), np.bool_)
    for begin, end in given.opens:
        found |= (begin <= hour) & (hour < end)
    return found


def _furthest(given: Simulated) -> float:
    """Kilometres that the vehicle that goes furthest goes."""
    ranges = [
        math.inf if kind.battery_kwh is None else kind.battery_kwh / kind.kwh_per_km for kind in given.fleet
    ]  # fmt: skip
    return max(ranges, default=math.inf)


def _mean(mask: Mask) -> float:
    return float(mask.mean()) if len(mask) else 0.0


def _open_more(at: Row, masks: list[Mask], closed: Mask, far: Mask, target: float) -> tuple[int, ...]:
    """Hours of the day in which most come before a closed door, until every group has enough; none without need."""
    added: list[int] = []
    of_day = np.floor(at % 24).astype(np.int64)
    while any(_served(mask, closed & ~np.isin(of_day, added), far) < target for mask in masks):
        lost = np.zeros(24)
        for mask in masks:
            before = mask & closed & ~np.isin(of_day, added)
            lost += np.bincount(of_day[before], minlength=24) / mask.sum()
        if not lost.any():
            break
        added.append(int(lost.argmax()))
    return tuple(sorted(added))


def _range_km(km: Row, masks: list[Mask], far: Mask, target: float) -> float | None:
    """Kilometres of range with which range alone takes no more than the target leaves; None if it takes no more now."""
    wanted = [
        float(np.quantile(km[mask], target, method="higher"))
        for mask in masks if 1 - _mean(far[mask]) < target
    ]  # fmt: skip
    return max(wanted, default=None)


def _served(mask: Mask, closed: Mask, far: Mask) -> float:
    return 1 - _mean((closed | far)[mask])
