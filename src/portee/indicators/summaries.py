"""From a figure per place to a figure per group of residents, and the gap between two groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where
from portee.indicators.inputs import checked_number, checked_values

__all__ = [
    "GroupSummary",
    "gap_difference",
    "gap_ratio",
    "quantile_groups",
    "share_below",
    "summarise",
    "summarise_groups",
    "summarise_populations",
    "weighted_mean",
    "weighted_median",
    "weighted_quantile",
]

QUANTILES = (0.1, 0.5, 0.9)


@dataclass(frozen=True)
class GroupSummary:
    """What one group of residents reaches.

    Attributes:
        group: the group's name.
        places: places with at least one resident of the group.
        residents: residents of the group.
        mean: mean over residents, in the figure's unit; `inf` when some residents cannot reach at all.
        p10, median, p90: figures that 10, 50 and 90 % of residents do not exceed.
        share_unreached: share of residents whose figure is infinite (0 to 1).
    """

    group: str
    places: int
    residents: float
    mean: float
    p10: float
    median: float
    p90: float
    share_unreached: float


def weighted_mean(values: npt.ArrayLike, residents: npt.ArrayLike) -> float:
    """Σ r_i v_i / Σ r_i: the mean over residents, not over places. NaN when nobody lives there.

    Args:
        values: figure of each place, shape (n,), may be `inf`.
        residents: residents of each place, shape (n,).

    Raises:
        ParameterError: for NaN figures, impossible resident counts or shapes that differ.
    """
    figures, people = checked_values(values, residents)
    lived_in = people > 0
    total = people.sum()
    if total == 0:
        return float("nan")
    return float((figures[lived_in] * people[lived_in]).sum() / total)


def weighted_quantile(values: npt.ArrayLike, residents: npt.ArrayLike, share: float) -> float:
    """The smallest figure that at least `share` of residents do not exceed (nearest rank; nothing is interpolated).

    Args:
        values: figure of each place, shape (n,), may be `inf`.
        residents: residents of each place, shape (n,).
        share: 0 to 1.

    Returns:
        One of the figures; NaN when nobody lives there.

    Raises:
        ParameterError: for NaN figures, impossible resident counts, shapes that differ or a share outside 0 to 1.

    Reference: Hyndman & Fan 1996, definition 1, doi:10.1080/00031305.1996.10473566.
    """
    figures, people = checked_values(values, residents)
    wanted = checked_number(share, "share", most=1.0)
    lived_in = people > 0
    figures, people = figures[lived_in], people[lived_in]
    if not len(figures):
        return float("nan")
    order = np.argsort(figures, kind="stable")
    reached = np.cumsum(people[order])
    # The last sum stands for the total, so that rounding cannot leave the rank beyond the end.
    place = int(np.searchsorted(reached, wanted * reached[-1], side="left"))
    return float(figures[order[min(place, len(order) - 1)]])


def weighted_median(values: npt.ArrayLike, residents: npt.ArrayLike) -> float:
    """The figure that half of the residents do not exceed: `weighted_quantile` at 0.5."""
    return weighted_quantile(values, residents, 0.5)


def share_below(values: npt.ArrayLike, residents: npt.ArrayLike, threshold: float) -> float:
    """Share of residents (0 to 1) whose figure is below `threshold`, the threshold itself not included.

    Raises:
        ParameterError: for NaN figures, impossible resident counts or shapes that differ.
    """
    figures, people = checked_values(values, residents)
    total = people.sum()
    return float(people[figures < threshold].sum() / total) if total else float("nan")


def gap_difference(group: float, reference: float) -> float:
    """What the group has more (+) or less (−) than the reference, in their unit: group − reference."""
    return float(group) - float(reference)


def gap_ratio(group: float, reference: float) -> float:
    """The group's figure as a multiple of the reference's: 0.5 is half as much. NaN when the reference is 0."""
    return float(group) / float(reference) if reference else float("nan")


def summarise(values: npt.ArrayLike, residents: npt.ArrayLike, group: str = "all") -> GroupSummary:
    """The figures of one group of residents.

    Args:
        values: figure of each place, shape (n,), may be `inf`.
        residents: residents of the group in each place, shape (n,).
        group: its name.

    Raises:
        ParameterError: as `weighted_mean`.
    """
    figures, people = checked_values(values, residents)
    total = float(people.sum())
    p10, median, p90 = (weighted_quantile(figures, people, share) for share in QUANTILES)
    return GroupSummary(
        group=group,
        places=int((people > 0).sum()),
        residents=total,
        mean=weighted_mean(figures, people),
        p10=p10,
        median=median,
        p90=p90,
        share_unreached=float(people[np.isposinf(figures)].sum() / total) if total else float("nan"),
    )


def summarise_groups(
    values: npt.ArrayLike, residents: npt.ArrayLike, labels: npt.ArrayLike
) -> tuple[GroupSummary, ...]:
    """One summary per label, when each place belongs to one group: priority neighbourhood or the rest.

    Args:
        values: figure of each place, shape (n,).
        residents: residents of each place, shape (n,).
        labels: group of each place, shape (n,).

    Returns:
        Summaries in the order of the sorted labels.

    Raises:
        ParameterError: as `weighted_mean`, or when there is not one label for each figure.
    """
    figures, people = checked_values(values, residents)
    groups = np.asarray(labels)
    if groups.shape != figures.shape:
        raise ParameterError(
            f"{groups.shape} labels do not match {figures.shape} figures.",
            where=Where(field="labels"),
            mend="Give one label for each figure.",
        )
    names = np.asarray([str(label) for label in groups.tolist()], dtype=object)
    return tuple(summarise(figures[names == name], people[names == name], name) for name in sorted(set(names.tolist())))


def summarise_populations(values: npt.ArrayLike, populations: Mapping[str, npt.ArrayLike]) -> tuple[GroupSummary, ...]:
    """One summary per population, when people of several groups share the same places: poor and not poor households.

    Args:
        values: figure of each place, shape (n,).
        populations: name of the group → its residents in each place, shape (n,).

    Returns:
        Summaries in the order given.

    Raises:
        ParameterError: as `weighted_mean`.
    """
    return tuple(summarise(values, people, name) for name, people in populations.items())


def quantile_groups(attribute: npt.ArrayLike, residents: npt.ArrayLike, groups: int) -> npt.NDArray[np.int64]:
    """Cut places into groups of about equal numbers of residents, from the lowest attribute (1) to the highest.

    Places with the same attribute always share a group, so groups may differ in size.

    Args:
        attribute: what places are ranked by (income, share of poor households), shape (n,).
        residents: residents of each place, shape (n,).
        groups: how many: 5 for quintiles.

    Returns:
        Group of each place, 1 to `groups`, int64 of shape (n,).

    Raises:
        ParameterError: for NaN attributes, impossible resident counts, shapes that differ or no group.
    """
    ranks, people = checked_values(attribute, residents)
    count = int(checked_number(groups, "groups", least=1))
    bounds = [weighted_quantile(ranks, people, step / count) for step in range(1, count)]
    if not len(ranks) or not people.sum():
        return np.ones(len(ranks), dtype=np.int64)
    return np.searchsorted(np.asarray(bounds, dtype=np.float64), ranks, side="left").astype(np.int64) + 1
