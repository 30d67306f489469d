"""Who gains and who loses by a change: residents counted, means and inequality before and after, by group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from portee.indicators.inequality import gini
from portee.indicators.summaries import weighted_mean
from portee.resilience.loss import access_loss

__all__ = ["GroupChange", "group_changes", "table_of"]

Floats = npt.NDArray[np.float64]
EVERYONE = "all"


@dataclass(frozen=True)
class GroupChange:
    """One figure of one group before and after, of the residents of whom both are known.

    Attributes:
        figure, group: names; the group "all" is everybody.
        residents: of the group. gain, lose: residents of origins where the figure rises, and falls; of minutes, who no
            longer gets there loses.
        mean_before, mean_after: by resident, of those with a figure both times.
        gini_before, gini_after: 0 for equal, None where the mean is 0.
        mean_loss: mean of what those who lose have less, 0 for nobody.
        loss: L = 1 − mean after / mean before, below 0 for a gain, None where there was nothing.
        losing_much, cut_off: share of residents who lose more than a quarter of what they had, and who had something
            and have nothing left, 0 to 1 (see `portee.resilience.loss`); None for nobody.
        hour, profile: of the case, where several are told apart.
    """

    figure: str
    group: str
    residents: float
    gain: float
    lose: float
    mean_before: float
    mean_after: float
    gini_before: float | None
    gini_after: float | None
    mean_loss: float
    loss: float | None
    losing_much: float | None
    cut_off: float | None
    hour: str | None = None
    profile: str | None = None


def group_changes(
    figure: str, before: Floats, after: Floats, residents: Floats, labels: Sequence[str] | None = None, *,
    less_is_better: bool = False,
) -> tuple[GroupChange, ...]:  # fmt: skip
    """Everybody, then each group.

    Args:
        figure: its name. before, after: float64 (n,). residents: of each origin.
        labels: group of each origin, "" for none.
        less_is_better: for minutes: a fall is a gain.

    Returns:
        one line for everybody and one by group, in the order of their names.
    """
    groups = [EVERYONE]
    names = np.full(len(before), "", object) if labels is None else np.array(list(labels), object)
    groups += sorted({str(name) for name in names.tolist() if name})
    return tuple(
        _change(figure, group, before, after, residents, np.ones(len(before), np.bool_) if group == EVERYONE else
                names == group, less_is_better=less_is_better)
        for group in groups
    )  # fmt: skip


def _change(
    figure: str, group: str, before: Floats, after: Floats, residents: Floats, mine: npt.NDArray[np.bool_], *,
    less_is_better: bool,
) -> GroupChange:  # fmt: skip
    known = mine & ~np.isnan(before) & ~np.isnan(after) & (residents > 0)
    both = np.isinf(before) & np.isinf(after)
    differ = np.zeros(len(before))
    np.subtract(after, before, out=differ, where=known & ~both)
    differ *= -1.0 if less_is_better else 1.0
    total, gain, lose = (float(residents[known & at].sum()) for at in (known, differ > 0, differ < 0))
    # Who never gets there is in no mean.
    finite = known & np.isfinite(before) & np.isfinite(after)
    was, now, people, lost = before[finite], after[finite], residents[finite], differ[finite] < 0

    def spread(values: Floats) -> float | None:
        return float(gini(values, people)) if values.size and float((values * people).sum()) > 0 else None

    fits = len(was) > 0 and not less_is_better and bool((was >= 0).all() and (now >= 0).all())
    told = access_loss(was, now, people) if fits else None
    shares = (None, None, None) if told is None else (
        told.overall, told.everybody.losing, told.everybody.cut_off,
    )  # fmt: skip
    return GroupChange(
        figure, group, total, gain, lose,
        float(weighted_mean(was, people)) if len(was) else 0.0, float(weighted_mean(now, people)) if len(was) else 0.0,
        spread(was), spread(now),
        float((np.abs(now - was)[lost] * people[lost]).sum() / people[lost].sum()) if lost.any() else 0.0,
        *shares,
    )  # fmt: skip


def table_of(changes: Sequence[GroupChange]) -> pl.DataFrame:
    """One row by figure and group."""
    return pl.DataFrame([asdict(change) for change in changes])
