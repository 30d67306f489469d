"""Access figures summed up by group of residents."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from portee.core.errors import ParameterError, Where
from portee.indicators.summaries import GroupSummary, quantile_groups, summarise_groups, summarise_populations
from portee.services.access import AccessResult
from portee.territory.columns import known_names
from portee.territory.places import Places

__all__ = [
    "GroupTable",
    "Grouping",
    "group_labels",
    "group_table",
    "grouping_of",
    "summary_path",
    "write_groups",
]

MOST_GROUPS = 30
EVERYONE = "all"


@dataclass(frozen=True, eq=False)
class Grouping:
    """How origins are grouped.

    Attributes:
        by, weight: columns of groups and of residents, None where not asked.
        residents: of each origin, one where not asked.
        populations: name → residents of a group that lives in the same places as others.
        labels: group of each origin, None where not asked.
    """

    by: str | None
    weight: str | None
    residents: npt.NDArray[np.float64]
    populations: dict[str, npt.NDArray[np.float64]]
    labels: npt.NDArray[np.object_] | None


@dataclass(frozen=True)
class GroupTable:
    """Summaries of every column (and hour), each with a line for everyone and one by group.

    Attributes:
        rows: (hour or None, column of figures, summary).
    """

    rows: tuple[tuple[int | None, str, GroupSummary], ...]

    def to_frame(self) -> pl.DataFrame:
        """One row each; an infinite figure is null."""
        records = [
            {**({} if hour is None else {"hour": hour}), "figure": column, **_finite(asdict(summary))}
            for hour, column, summary in self.rows
        ]
        return pl.DataFrame(records)


def _finite(values: dict[str, Any]) -> dict[str, Any]:
    return {k: None if isinstance(v, float) and not np.isfinite(v) else v for k, v in values.items()}


def group_labels(
    origins: Places, column: str, residents: npt.NDArray[np.float64], quantiles: int | None
) -> npt.NDArray[np.object_]:
    """Group of each origin: the values of a column, or with `quantiles` its quantile from "1" (lowest); "" is none.

    Raises:
        ParameterError: no such column, too many values, or quantiles of something else than numbers.
    """
    if column not in origins.attributes.columns:
        raise ParameterError(
            f"The origins have no column '{column}' to group by.", mend=known_names(column, origins.attributes.columns)
        )
    held = origins.attributes[column]
    if quantiles is None:
        labels = held.cast(pl.String).fill_null("").to_numpy().astype(object)
        count = len(set(labels.tolist()))
        if count > MOST_GROUPS:
            raise ParameterError(
                f"Column '{column}' has {count} different values, too many for groups.",
                where=Where(field=column),
                mend="Give --group-quantiles 5 to cut it by its order.",
            )
        return np.asarray(labels, dtype=object)
    if not held.dtype.is_numeric():
        raise ParameterError(
            f"Column '{column}' holds no numbers.", where=Where(field=column), mend="Leave out --group-quantiles."
        )
    values = held.cast(pl.Float64).to_numpy()
    known = np.isfinite(values)
    labels = np.full(len(values), "", dtype=object)
    labels[known] = [str(k) for k in quantile_groups(values[known], residents[known], quantiles).tolist()]
    return labels


def grouping_of(
    origins: Places,
    *,
    by: str | None = None,
    quantiles: int | None = None,
    weight: str | None = None,
    populations: tuple[str, ...] = (),
) -> Grouping:
    """How origins are grouped, made before long work so that a wrong column is told at once.

    Args:
        origins: the places.
        by: column whose values are the groups.
        quantiles: cut `by` into so many groups of about equal numbers of residents.
        weight: column that counts residents; None counts each origin once.
        populations: columns that count residents of several groups in the same places, such as poor households.

    Raises:
        ParameterError: a column is missing or cannot be used so.
    """
    residents = np.ones(len(origins)) if weight is None else origins.weight(weight)
    labels = None if by is None else group_labels(origins, by, residents, quantiles)
    return Grouping(by, weight, residents, {name: origins.weight(name) for name in populations}, labels)


def group_table(result: AccessResult, grouping: Grouping) -> GroupTable:
    """Summarise access figures by group, hour by hour."""
    rows: list[tuple[int | None, str, GroupSummary]] = []
    for number in range(len(result.figures)):
        hour = None if result.hours is None else result.hours[number]
        for column in result.columns:
            values = result.values(column, number)
            found = list(summarise_populations(values, {EVERYONE: grouping.residents, **grouping.populations}))
            if grouping.labels is not None:
                by_group = summarise_groups(values, grouping.residents, grouping.labels)
                # Places without a value are a group only where somebody lives.
                found += [summary for summary in by_group if summary.group or summary.residents]
            rows += [(hour, column, summary) for summary in found]
    return GroupTable(tuple(rows))


def summary_path(path: Path) -> Path:
    """Where the summary of a result goes: beside it, as NAME.summary.csv."""
    return path.with_name(f"{path.stem}.summary.csv")


def write_groups(path: Path, table: GroupTable, provenance: dict[str, Any]) -> None:
    """Write the summaries as CSV. Raises OutputError."""
    from portee.reports.tables import write_table

    write_table(table.to_frame(), path, provenance=provenance)
