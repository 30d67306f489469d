"""Who is to be served: weights and minutes, checked, without those who count nothing."""

from __future__ import annotations

import numpy as np

from portee.core.errors import ParameterError
from portee.hubs.siting.choice import Bool, Choice, Float

__all__ = ["checked_weights", "counted", "refuse_unreached"]


def checked_weights(weights: Float, rows: int) -> Float:
    """Weights as float64 (n,). Raises ParameterError: another length; negative or not finite; nobody counts."""
    found = np.asarray(weights, np.float64)
    if found.shape != (rows,):
        raise ParameterError(f"{len(found)} weights for {rows} places of demand.", mend="Give one weight each.")
    if not (np.isfinite(found).all() and (found >= 0).all()):
        raise ParameterError("A weight is not a finite number of zero or more.", mend="Mend the column of weights.")
    if not found.any():
        raise ParameterError("All weights are zero: nobody is to be served.", mend="Give another column of weights.")
    return found


def counted(weights: Float, minutes: Float, choice: Choice) -> tuple[Bool, Float, Float]:
    """Bool (n,) rows that count; their weights; their minutes, float64 (k, m), infinite where never reached.

    Raises:
        ParameterError: as `checked_weights`; minutes of another shape, negative or not a number.
    """
    table = np.asarray(minutes, np.float64)
    if table.ndim != 2 or table.shape[1] != len(choice):
        raise ParameterError(
            f"The minutes have the shape {table.shape}, for {len(choice)} candidates.",
            mend="Give one row per place of demand and one column per candidate.",
        )
    if np.isnan(table).any() or (table < 0).any():
        raise ParameterError("Some minutes are negative or no number.", mend="Write infinity where nothing is reached.")
    weights = checked_weights(weights, len(table))
    rows = weights > 0
    return rows, weights[rows], table[rows]


def refuse_unreached(weights: Float, reached: Bool, what: str) -> None:
    """Refuse a demand of which somebody is served by no candidate, saying how many. `reached`: bool (n,).

    Raises:
        ParameterError: with what is possible.
    """
    lost = ~reached
    if lost.any():
        share = float(weights[reached].sum() / weights.sum())
        raise ParameterError(
            f"{int(lost.sum())} place{'s' if lost.sum() > 1 else ''} of demand, with a weight of "
            f"{weights[lost].sum():g}, {'are' if lost.sum() > 1 else 'is'} {what} no candidate "
            f"that may be opened.",
            mend=f"At most {100 * share:.1f}% can be: add candidates near them, give more time, or leave them out.",
        )
