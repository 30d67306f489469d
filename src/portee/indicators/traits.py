"""What is known of territories on several variables, ready to compare: numbers and categories, weights and ranges."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where

__all__ = ["Traits", "ranges_of"]

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Traits:
    """What is known of n territories on p variables.

    Attributes:
        values: (n, p) numbers, or numbers of categories; NaN where not known.
        weights: (p,) zero or more, at least one above zero. A variable of weight 0 counts for nothing.
        ranges: (p,) difference at which two numbers are as far apart as can be; larger ones count as that.
        categorical: (p,) whether only same or different counts.
    """

    values: Array
    weights: Array
    ranges: Array
    categorical: npt.NDArray[np.bool_]

    def __post_init__(self) -> None:
        p = self.values.shape[1] if self.values.ndim == 2 else -1
        if any(part.shape != (p,) for part in (self.weights, self.ranges, self.categorical)):
            raise _wrong("values", "Values, weights, ranges and kinds do not match.", "Give one of each per variable.")
        if np.isinf(self.values).any():
            raise _wrong("values", "A value is infinite.", "Give a number, or NaN where it is not known.")
        if not (np.isfinite(self.weights).all() and (self.weights >= 0).all() and self.weights.sum() > 0):
            raise _wrong("weights", "A weight is below zero, or all are zero.", "Give weights above zero.")
        if not (np.isfinite(self.ranges).all() and (self.ranges >= 0).all()):
            raise _wrong("ranges", "A range is not a number of zero or more.", "Give ranges in the variable's unit.")
        # Sums along rows that lie one after the other do not depend on how many rows there are.
        object.__setattr__(self, "values", np.ascontiguousarray(self.values, dtype=np.float64))

    def __len__(self) -> int:
        return len(self.values)


def ranges_of(values: npt.ArrayLike) -> Array:
    """Largest less smallest known value of each variable: the range to which Gower's distance relates differences.

    Args:
        values: (n, p), NaN where not known.

    Returns:
        (p,); 0 where fewer than two territories are known, or all are alike.
    """
    table = np.asarray(values, dtype=np.float64)
    known = np.isfinite(table)
    top = np.where(known, table, -np.inf).max(axis=0, initial=-np.inf)
    bottom = np.where(known, table, np.inf).min(axis=0, initial=np.inf)
    return np.where(known.sum(axis=0) > 1, top - bottom, 0.0)


def _wrong(field: str, what: str, mend: str) -> ParameterError:
    return ParameterError(what, where=Where(field=field), mend=mend)
