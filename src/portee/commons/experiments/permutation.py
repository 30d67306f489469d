"""What other draws of the treatment would have shown: a chance and an interval that hold with few treated groups.

The starts that were given are dealt out anew among clusters. If clusters were drawn by lot, the effect that is seen
stands anywhere among the others with the same chance, however few are treated. Subtracting a constant effect first, and
asking again, gives the interval of the effects that are not refused.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.commons.experiments.panel import NEVER, Panel

__all__ = ["Permutation", "common_means", "event_means", "permuted", "redealt"]

MOST_LISTED = 20_000
"""Assignments of one start that are all tried; of more, and of several starts, `DRAWN` are drawn."""

DRAWN, LEAST_DRAWN = 4_000, 400

AT_ONCE = 16_000_000
"""Figures held at a time; with many clusters fewer assignments are drawn."""

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Permutation:
    """Where an effect stands among those that other assignments would have shown.

    Attributes:
        p: share of assignments with an effect as large. low, high: constant effects that are not refused; infinite
            where so few assignments exist that none is. tried: how many. listed: whether these are all.
    """

    p: float
    low: float
    high: float
    tried: int
    listed: bool


def redealt(panel: Panel, seed: int = 0) -> tuple[Ints, bool] | None:
    """Starts of the clusters under other assignments, (assignments, clusters), and whether all are listed.

    None where a cluster holds units of several starts, because clusters are dealt out whole.

    Args:
        panel: it. seed: of the draws, where there are too many assignments to list.
    """
    groups, place = np.unique(panel.cluster, return_inverse=True)
    own = np.full(len(groups), NEVER, np.int64)
    own[place] = panel.start
    if (own[place] != panel.start).any():
        return None
    starts = panel.starts
    chosen = int((own != NEVER).sum())
    if len(starts) == 1 and math.comb(len(groups), chosen) <= MOST_LISTED:
        picked = np.array(list(itertools.combinations(range(len(groups)), chosen)), np.int64)
        dealt = np.full((len(picked), len(groups)), NEVER, np.int64)
        np.put_along_axis(dealt, picked, starts[0], axis=1)
        return dealt, True
    rng = np.random.default_rng(seed)
    draws = int(np.clip(AT_ONCE // len(groups), LEAST_DRAWN, DRAWN))
    return own[np.argsort(rng.random((draws, len(groups))), axis=1)], False


def permuted(panel: Panel, *, lag: int = 0, first: int = 0, level: float = 0.05, seed: int = 0) -> Permutation | None:
    """Chance and interval of an effect by dealing the starts out anew; None where clusters are treated in part.

    Args:
        panel: it; with one start the effect is `two_period_did`, with several the mean of the event study.
        lag: periods after the start that are not counted. first: place where the baseline begins, for one start.
        level: 1 less the coverage of the interval. seed: of the draws.

    Reference: Imbens & Rubin 2015, doi:10.1017/CBO9781139025751, chapter 5; MacKinnon & Webb 2020,
    doi:10.1016/j.jeconom.2020.04.024, on few treated clusters.
    """
    dealt = redealt(panel, seed)
    if dealt is None:
        return None
    starts, listed = dealt
    counted = (panel.start[:, None] != NEVER) & (np.arange(len(panel.periods)) >= panel.start[:, None] + lag)
    common = len(panel.starts) == 1

    groups, place = np.unique(panel.cluster, return_inverse=True)
    sizes = np.bincount(place).astype(np.float64)
    given = np.full(len(groups), NEVER, np.int64)
    given[place] = panel.start

    def means(values: Floats, assigned: Ints) -> Floats:
        sums = np.zeros((len(groups), values.shape[1]))
        np.add.at(sums, place, values)
        if common:
            return common_means(sums, sizes, assigned, first, lag)
        return event_means(sums, sizes, assigned, lag)

    own = float(means(panel.values, given[None, :])[0])
    seen, moved = means(panel.values, starts), means(counted.astype(np.float64), starts)
    usable = np.isfinite(seen) & np.isfinite(moved)
    seen, moved = seen[usable], moved[usable]

    def chance(effect: float) -> float:
        as_far = np.count_nonzero(np.abs(seen - effect * moved) >= abs(own - effect) * (1 - 1e-9))
        # The assignment that was made is among those listed; to those drawn it is added.
        return as_far / len(seen) if listed else (as_far + 1) / (len(seen) + 1)

    spread = max(float(np.std(seen)), abs(own), 1e-300)
    ends = [_end(chance, own, sign * spread, level) for sign in (-1.0, 1.0)]
    return Permutation(chance(0.0), ends[0], ends[1], len(seen), listed)


def common_means(sums: Floats, sizes: Floats, assigned: Ints, first: int, lag: int) -> Floats:
    """Changes of treated units less those of controls, by assignment, (assignments,).

    Args:
        sums: figures of the units of each cluster together (clusters, periods). sizes: units in each.
        assigned: starts (assignments, clusters). first: place where the baseline begins. lag: periods not counted.
    """
    start = int(assigned.max())
    changes = sums[:, start + lag :].mean(axis=1) - sums[:, first:start].mean(axis=1)
    treated = (assigned != NEVER).astype(np.float64)
    count, inside = treated @ sizes, treated @ changes
    return np.asarray(inside / count - (changes.sum() - inside) / (sizes.sum() - count), np.float64)


def event_means(sums: Floats, sizes: Floats, assigned: Ints, lag: int) -> Floats:
    """Mean over periods since the start, from the lag on, of the effects against units not treated yet.

    Args:
        sums, sizes, assigned, lag: as `common_means`.

    Returns:
        One mean per assignment, NaN where nobody can be compared with.
    """
    kinds = [int(start) for start in np.unique(assigned)]
    chunk = max(1, AT_ONCE // (len(sizes) + len(kinds) * sums.shape[1]))
    parts = [_event_means(sums, sizes, assigned[k : k + chunk], lag, kinds) for k in range(0, len(assigned), chunk)]
    return np.concatenate(parts)


def _event_means(sums: Floats, sizes: Floats, assigned: Ints, lag: int, kinds: list[int]) -> Floats:
    periods, none = sums.shape[1], np.zeros(len(assigned))
    by_kind = {kind: (assigned == kind).astype(np.float64) for kind in kinds}
    figures = {kind: chosen @ sums for kind, chosen in by_kind.items()}
    counts = {kind: chosen @ sizes for kind, chosen in by_kind.items()}
    total, times = none.copy(), none.copy()
    with np.errstate(invalid="ignore", divide="ignore"):
        for since in range(lag, periods):
            effect, weight = none.copy(), none.copy()
            for start in kinds:
                period = start + since
                later = [kind for kind in kinds if kind == NEVER or kind > period]
                if start == NEVER or period >= periods or not later:
                    continue
                ours = (figures[start][:, period] - figures[start][:, start - 1]) / counts[start]
                people = sum((counts[kind] for kind in later), none)
                change = sum((figures[k][:, period] - figures[k][:, start - 1] for k in later), none)
                known = (counts[start] > 0) & (people > 0)
                effect += np.where(known, counts[start] * (ours - change / people), 0.0)
                weight += np.where(known, counts[start], 0.0)
            total += np.where(weight > 0, effect / weight, 0.0)
            times += weight > 0
        return np.asarray(np.where(times > 0, total / times, np.nan), np.float64)


def _end(chance: Callable[[float], float], middle: float, step: float, level: float) -> float:
    """Where effects begin to be refused, going from the middle in the direction of the step."""
    inside, reach = 0.0, 0.25
    while chance(middle + reach * step) > level:
        inside, reach = reach, 2 * reach
        if reach > 1e4:
            return math.copysign(math.inf, step)
    for _ in range(40):
        half = (inside + reach) / 2
        if chance(middle + half * step) > level:
            inside = half
        else:
            reach = half
    return middle + reach * step
