"""Access summed up over residents, by profile and by group of cells: how much, how unequal, who has too little."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from portee.core.errors import ParameterError, Where
from portee.indicators.concentration import concentration_index, erreygers_index
from portee.indicators.inequality import gini, palma_ratio, theil, theil_decomposition
from portee.indicators.inputs import checked_number
from portee.indicators.sufficiency import fgt, sufficiency_line
from portee.services.profile_access import ProfileAccess
from portee.territory.columns import known_names
from portee.territory.places import Places

__all__ = ["ALL", "HALF_OF_THE_MEAN", "INCOMES", "EquityTable", "Summed", "equity_table", "incomes_of"]

Bool = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Names = npt.NDArray[np.object_]

ALL = "all"
"""Stands for all profiles, or all groups."""

HALF_OF_THE_MEAN = 0.5
"""Usual line of accessibility poverty, as a part of the residents' mean: a choice, told with each result."""

INCOMES = ("mean_living_standard_eur",)
"""Columns that residents may be ranked by, the first there is counts."""


@dataclass(frozen=True)
class Summed:
    """Figures of one kind of opportunity in one scenario, for some residents; NaN where there is none.

    Attributes:
        scenario, kind: what. profile, group: who; `ALL` for every profile of the mix, or for all cells.
        people: how many, people_low, people_high: their interval, NaN where not known.
        mean: opportunities that a mean resident has within reach; share: of all; loss: against the present.
        affordable_share: within reach over in time with an unlimited budget, in the present.
        available: opportunities that fall to them when all who have them within reach want them; per_person: each.
        palma, gini, theil, concentration, erreygers: see `portee.indicators`; without incomes some are NaN.
        theil_between_profiles, theil_between_groups: parts of `theil` that differences between them make; the rest is
            within.
        line: below which access is poverty, the same in all scenarios. fgt_0, fgt_1, fgt_2: poverty below it.
    """

    scenario: str
    kind: str
    profile: str
    group: str
    people: float
    people_low: float
    people_high: float
    mean: float
    share: float
    loss: float
    affordable_share: float
    available: float
    per_person: float
    palma: float
    gini: float
    theil: float
    theil_between_profiles: float
    theil_within_profiles: float
    theil_between_groups: float
    theil_within_groups: float
    concentration: float
    erreygers: float
    line: float
    fgt_0: float
    fgt_1: float
    fgt_2: float


@dataclass(frozen=True)
class EquityTable:
    """All sums.

    Attributes:
        rows: by scenario, kind, profile and group.
        groups: names of the groups, without `ALL`.
        line: part of the residents' mean below which access is poverty.
        income: column that residents are ranked by, None where there is none; unranked: cells without a figure there.
        withheld: profile and group of sums over too few households to be told, which have no row.
    """

    rows: tuple[Summed, ...]
    groups: tuple[str, ...]
    line: float
    income: str | None
    unranked: int
    withheld: tuple[tuple[str, str], ...]

    def to_frame(self) -> pl.DataFrame:
        """One row each; what is not known is null."""
        names = [field.name for field in fields(Summed)]
        columns: dict[str, list[Any]] = {name: [getattr(row, name) for row in self.rows] for name in names}
        return pl.DataFrame(columns).fill_nan(None)

    def find(self, scenario: str, kind: str, profile: str = ALL, group: str = ALL) -> Summed | None:
        """One row, None where there is none."""
        wanted = (scenario, kind, profile, group)
        return next((row for row in self.rows if (row.scenario, row.kind, row.profile, row.group) == wanted), None)


def incomes_of(cells: Places, column: str | None) -> tuple[str | None, Floats]:
    """What residents are ranked by: the column asked for, else that of a grid of incomes, else none.

    Returns:
        name of the column, None for none; figures of the cells, NaN where there is none, float64 (c,).

    Raises:
        ParameterError: no such column, or it holds no numbers.
    """
    there = cells.attributes.columns
    name = column if column is not None else next((known for known in INCOMES if known in there), None)
    if name is None:
        return None, np.full(len(cells), np.nan)
    if name not in there:
        raise ParameterError(f"The cells have no column '{name}' to rank residents by.", mend=known_names(name, there))
    if not cells.attributes[name].dtype.is_numeric():
        raise ParameterError(
            f"Column '{name}' holds no numbers.", where=Where(field=name), mend="Give a column of incomes."
        )
    values = cells.attributes[name].cast(pl.Float64).fill_null(np.nan).to_numpy()
    return name, np.where(np.isfinite(values), values, np.nan)


def equity_table(
    access: ProfileAccess, *, groups: Names | None = None, income: str | None = None, line: float = HALF_OF_THE_MEAN
) -> EquityTable:
    """Sum access up over residents.

    Residents of a mix are different people, whom all profiles together make up. Where only residents are known, each
    profile is summed over all of them, and there is no sum over profiles.

    Args:
        access: what every profile has within reach.
        groups: group of each cell, object (c,); None for none.
        income: column of the cells to rank residents by, instead of that of the grid.
        line: part of the residents' mean below which access is held to be poverty; above 0.

    Raises:
        ParameterError: an impossible line, or as `incomes_of`.

    References: as the indicators.
    """
    part = checked_number(line, "line", strict=True)
    name, heights = incomes_of(access.cells, income)
    labels = np.full(len(access.cells), "", dtype=object) if groups is None else groups
    found = sorted(set(labels.tolist()) - {""})
    summing = _Summing(access, labels, heights, part)
    rows: list[Summed] = []
    withheld = []
    for profile, group in summing.parts(found):
        if access.residents.hidden(summing.cells(group)):
            withheld.append((profile, group))
            continue
        rows += summing.rows(profile, group)
    order = {id: place for place, id in enumerate(access.scenarios)}
    kinds = {id: place for place, id in enumerate(access.kinds)}
    rows.sort(key=lambda row: (order[row.scenario], kinds[row.kind]))
    return EquityTable(
        tuple(rows), tuple(found), part, name, int(np.isnan(heights).sum()) if name else 0, tuple(withheld)
    )  # fmt: skip


class _Summing:
    def __init__(self, access: ProfileAccess, labels: Names, heights: Floats, line: float) -> None:
        self._access, self._labels, self._heights = access, labels, heights
        self._ids = [profile.id for profile in access.profiles]
        people = access.residents.people
        self._lines = [
            sufficiency_line(access.reached[0, :, :, k].ravel(), people.ravel(), line)
            for k in range(len(access.kinds))
        ]  # fmt: skip

    def parts(self, groups: list[str]) -> Iterator[tuple[str, str]]:
        """Who is summed up: (profile, group)."""
        profiles = [ALL, *self._ids] if self._access.residents.additive else self._ids
        for profile in profiles:
            for group in (ALL, *groups):
                yield profile, group

    def cells(self, group: str) -> Bool:
        """Cells of a group, bool (c,)."""
        every = np.ones(len(self._labels), np.bool_)
        return every if group == ALL else np.asarray(self._labels == group, dtype=np.bool_)

    def rows(self, profile: str, group: str) -> Iterator[Summed]:
        """Every scenario and kind of some residents."""
        access = self._access
        chosen = np.array([profile in (ALL, id) for id in self._ids])
        within = chosen[:, None] & self.cells(group)[None, :]
        people = access.residents.people[within]
        count = access.residents.count(within, chosen)
        told = {"profile": profile, "group": group, **_interval(count.low, count.high, known=access.residents.additive)}
        parts = {
            "profiles": np.repeat(np.array(self._ids, dtype=object)[:, None], len(self._labels), 1)[within],
            "groups": np.repeat(self._labels[None, :], len(self._ids), 0)[within],
        }
        split = {"profiles": profile == ALL, "groups": group == ALL and bool((self._labels != "").any())}
        heights = np.repeat(self._heights[None, :], len(self._ids), 0)[within]
        for s, scenario in enumerate(access.scenarios):
            for k, kind in enumerate(access.kinds):
                figures = access.reached[s, :, :, k][within]
                before = access.reached[0, :, :, k][within]
                yield Summed(
                    scenario=scenario, kind=kind, people=float(people.sum()), **told,
                    **_sums(figures, before, people, float(access.totals[k])),
                    **(self._present(within, people, k) if s == 0 else dict.fromkeys(_PRESENT, np.nan)),
                    **_spread(figures, people, {what: parts[what] for what in parts if split[what]}),
                    **_ranked(figures, people, heights, float(access.totals[k])),
                    **_poverty(figures, people, self._lines[k]),
                )  # fmt: skip

    def _present(self, within: Bool, people: Floats, k: int) -> dict[str, Any]:
        """What is only known of the present."""
        access = self._access
        in_time = float((access.in_time[:, :, k][within] * people).sum())
        reached = float((access.reached[0, :, :, k][within] * people).sum())
        available = np.nan if access.competition is None else float(access.competition.available[:, :, k][within].sum())
        total = float(people.sum())
        values = (reached / in_time if in_time else np.nan, available, available / total if total else np.nan)
        return dict(zip(_PRESENT, values, strict=True))


_PRESENT = ("affordable_share", "available", "per_person")


def _interval(low: float, high: float, *, known: bool) -> dict[str, Any]:
    return {"people_low": low if known else np.nan, "people_high": high if known else np.nan}


def _sums(figures: Floats, before: Floats, people: Floats, total: float) -> dict[str, Any]:
    living = float(people.sum())
    if not living:
        return dict.fromkeys(("mean", "share", "loss"), np.nan)
    mean, present = (float((values * people).sum()) / living for values in (figures, before))
    return {"mean": mean, "share": mean / total if total else np.nan, "loss": present - mean}


def _spread(figures: Floats, people: Floats, parts: dict[str, Names]) -> dict[str, Any]:
    found = {"gini": gini(figures, people), "theil": theil(figures, people)}
    for what in ("profiles", "groups"):
        split = theil_decomposition(figures, people, parts[what]) if what in parts else None
        found[f"theil_between_{what}"] = np.nan if split is None else split.between
        found[f"theil_within_{what}"] = np.nan if split is None else split.within
    return found


def _ranked(figures: Floats, people: Floats, heights: Floats, total: float) -> dict[str, Any]:
    """Figures of those whose income is known."""
    known = np.isfinite(heights)
    if not known.any():
        return dict.fromkeys(("palma", "concentration", "erreygers"), np.nan)
    values, living, incomes = figures[known], people[known], heights[known]
    # Sums in another order may pass the total by a rounding.
    bounded = np.minimum(values, total)
    return {
        "palma": palma_ratio(values, living, incomes),
        "concentration": concentration_index(values, living, incomes),
        "erreygers": erreygers_index(bounded, living, incomes, low=0.0, high=total) if total else np.nan,
    }


def _poverty(figures: Floats, people: Floats, line: float) -> dict[str, Any]:
    measures = {f"fgt_{alpha}": fgt(figures, people, line, alpha) if line > 0 else np.nan for alpha in (0, 1, 2)}
    return {"line": line, **measures}
