"""What was measured: one figure per unit and period, and when each unit was treated first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where

__all__ = ["NEVER", "Panel"]

NEVER = -1
"""Start of a unit that is never treated."""


@dataclass(frozen=True, eq=False)
class Panel:
    """A whole table: each unit has a figure in each period.

    Attributes:
        units: ids. periods: labels, in order.
        values: float64 (units, periods), in the outcome's unit.
        start: int64 (units,), place of the first treated period, NEVER for a control.
        cluster: int64 (units,), the group whose members are not independent; one per unit where none is told.
    """

    units: tuple[str, ...]
    periods: tuple[str, ...]
    values: npt.NDArray[np.float64]
    start: npt.NDArray[np.int64]
    cluster: npt.NDArray[np.int64]

    @classmethod
    def of(
        cls,
        values: npt.ArrayLike,
        start: npt.ArrayLike,
        *,
        units: Sequence[str] = (),
        periods: Sequence[str] = (),
        cluster: npt.ArrayLike | None = None,
    ) -> Panel:
        """A panel from arrays; units and periods are numbered where they have no names.

        Raises:
            ParameterError: shapes do not match, a figure is missing, or a unit is treated from the first period on.
        """
        table = np.array(values, np.float64, ndmin=2)
        first = np.asarray(start, np.int64).ravel()
        groups = np.arange(len(table)) if cluster is None else np.unique(np.asarray(cluster), return_inverse=True)[1]
        names = tuple(units) or tuple(str(k + 1) for k in range(len(table)))
        labels = tuple(periods) or tuple(str(k + 1) for k in range(table.shape[1]))
        if table.ndim != 2 or not len(table) == len(first) == len(groups) == len(names):
            raise ParameterError(
                "Units, figures, starts and groups are not as many.", where=Where(field="values"),
                mend="Give one row of figures, one start and one group per unit.",
            )  # fmt: skip
        if table.shape[1] != len(labels):
            raise ParameterError(
                "Periods and figures are not as many.", where=Where(field="periods"), mend="Give one label per column."
            )
        if not np.isfinite(table).all():
            row, place = (int(found[0]) for found in np.nonzero(~np.isfinite(table)))
            raise ParameterError(
                f"'{names[row]}' has no figure in {labels[place]}.", where=Where(field="values"),
                mend="Give every unit a figure in every period, or leave the unit out.",
            )  # fmt: skip
        early = (first != NEVER) & ((first < 1) | (first >= len(labels)))
        if early.any():
            row = int(np.flatnonzero(early)[0])
            raise ParameterError(
                f"'{names[row]}' is treated from place {int(first[row])} on, of {len(labels)} periods.",
                where=Where(field="start"), mend="A treated unit needs a period before and one after it starts.",
            )  # fmt: skip
        return cls(names, labels, table, first, np.asarray(groups, np.int64).ravel())

    @property
    def treated(self) -> npt.NDArray[np.bool_]:
        """Whether each unit is ever treated."""
        return np.asarray(self.start != NEVER, np.bool_)

    @property
    def starts(self) -> tuple[int, ...]:
        """Places at which some units start, in order."""
        return tuple(int(place) for place in np.unique(self.start[self.treated]))

    def take(self, rows: npt.NDArray[np.int64] | npt.NDArray[np.bool_]) -> Panel:
        """The panel of some units."""
        kept = np.arange(len(self.units))[rows]
        names = tuple(self.units[row] for row in kept)
        return Panel(names, self.periods, self.values[kept], self.start[kept], self.cluster[kept])
