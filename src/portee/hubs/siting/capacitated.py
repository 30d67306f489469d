"""The p-median with capacities: each place serves so much load and no more.

References: Beasley 1990, doi:10.1057/jors.1990.166 (OR-Library, whose instances are reproduced in the tests).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
from scipy import sparse

from portee.core.errors import ParameterError
from portee.hubs.siting.choice import Choice, Float
from portee.hubs.siting.demand import counted, refuse_unreached
from portee.hubs.siting.interchange import greedy, improved
from portee.hubs.siting.programme import Found, solved
from portee.hubs.siting.sited import Sited

__all__ = ["capacitated_p_median"]

LARGEST = 2_000_000
"""Pairs of a programme."""
MAIN = 0.8
"""Share of the time for all places at once; the rest, when it was not enough, for those best without capacities."""


def capacitated_p_median(
    weights: Float,
    minutes: Float,
    loads: Float,
    capacities: Float,
    choice: Choice,
    *,
    whole: bool = False,
    gap: float = 0.0,
    time_limit_s: float = 60.0,
) -> tuple[Sited, Float]:
    """Open places and share out the demand so that weighted minutes are least and no place serves beyond its capacity.

    Args:
        weights: float64 (n,). minutes: float64 (n, m), infinite where never reached.
        loads: float64 (n,), what a row takes of a capacity; rows of weight 0 take none.
        capacities: float64 (m,). choice: how many, for how much.
        whole: each row is served by one place; else it may be shared between several.
        gap: relative gap that is near enough. time_limit_s: for the solver.

    Returns:
        Weighted minutes, with a lower bound; and float64 (n, m), the share of each row that each place serves.

    Raises:
        ParameterError: as `counted`; the capacities are too small, saying by how much; no set was found in time.
    """
    kept, weights, table = counted(weights, minutes, choice)
    loads, capacities = np.asarray(loads, np.float64), np.asarray(capacities, np.float64)
    for values, length, name in ((loads, len(kept), "load"), (capacities, len(choice), "capacity")):
        if values.shape != (length,) or not (np.isfinite(values).all() and (values >= 0).all()):
            raise ParameterError(f"A {name} is missing, negative or no number.", mend=f"Give one {name} for each.")
    loads = loads[kept]
    may = choice.decided | choice.free
    reached = np.isfinite(table) & may[None, :]
    refuse_unreached(weights, np.asarray(reached.any(axis=1)), "within reach of")
    _refuse_small(loads, capacities, choice)
    row, place = np.nonzero(reached)
    if len(row) > LARGEST:
        raise ParameterError(
            f"{len(row)} pairs of demand and candidate are too many for capacities (at most {LARGEST}).",
            mend="Give fewer candidates, or larger places of demand.",
        )
    m, n, pairs = len(choice), len(weights), len(row)
    unit = float(capacities.max()) or 1.0
    ends = m + np.arange(pairs)
    served = sparse.csr_array((np.ones(pairs), (row, ends)), shape=(n, m + pairs))
    room = sparse.csr_array(
        (
            np.concatenate([-loads[row] / unit, capacities / unit]),
            (np.concatenate([place, np.arange(m)]), np.concatenate([ends, np.arange(m)])),
        ),
        shape=(m, m + pairs),
    )
    each = np.arange(pairs)
    opened_first = sparse.csr_array(
        (
            np.concatenate([np.ones(pairs), -np.ones(pairs)]),
            (np.concatenate([each, each]), np.concatenate([place, ends])),
        ),
        shape=(pairs, m + pairs),
    )
    matrix = sparse.vstack([served, room, opened_first], format="csr")
    objective = np.concatenate([np.zeros(m), weights[row] * table[row, place]])
    integers = np.concatenate([np.ones(m, np.bool_), np.full(pairs, whole)])
    least = np.concatenate([np.ones(n), np.zeros(m + pairs)])
    found = solved(
        objective, choice, matrix, least, time_limit_s=MAIN * time_limit_s, whole=integers, gap=gap
    )  # fmt: skip
    if not found.optimal and not found.impossible:
        # Out of time: the places that would be best without capacities, each row given one of them, may be better.
        costs = weights[:, None] * np.where(reached, table, np.inf)
        near = _without_capacities(costs, choice)
        held = solved(
            objective, near, matrix, least, time_limit_s=(1 - MAIN) * time_limit_s, whole=integers, gap=gap
        )  # fmt: skip
        found = _better(objective, found, held)
    if found.impossible:
        raise ParameterError(
            "No places within the limits have room for everybody who can come to them.",
            mend="Open more places, give them more capacity, or give candidates nearer to those who are far.",
        )
    if found.columns is None:
        raise ParameterError("No set of places was found in the time given.", mend="Give more time.")
    opened = found.opened(choice)
    shares = np.zeros((len(kept), m))
    parts = np.where(found.columns[m:] < 1e-9, 0.0, found.columns[m:])
    shares[np.flatnonzero(kept)[row], place] = np.round(parts) if whole else parts
    counted_minutes = np.where(reached, table, 0.0)
    value = float((weights[:, None] * counted_minutes * shares[kept]).sum())
    bound = value if value - found.bound <= 1e-7 * abs(value) else found.bound
    method: Literal["exact", "heuristic"] = "exact" if found.optimal else "heuristic"
    return Sited(opened, value, bound, "min", method, timed=not found.optimal), shares


def _without_capacities(costs: Float, choice: Choice) -> Choice:
    """The choice once the places are decided that an exchange of one for another improves no more."""
    beyond = np.where(np.isfinite(costs), costs, 0.0).max(axis=1) + 1.0
    return replace(choice, decided=improved(costs, beyond, choice, greedy(costs, beyond, choice)))


def _better(objective: Float, found: Found, held: Found) -> Found:
    """The better of what was found among all places and among some, with the bound of all."""
    if held.columns is None:
        return found
    if found.columns is not None and objective @ found.columns <= objective @ held.columns:
        return found
    return Found(held.columns, found.bound, optimal=False)


def _refuse_small(loads: Float, capacities: Float, choice: Choice) -> None:
    """Refuse capacities that even the largest places allowed do not reach, whatever they cost."""
    decided = float(capacities[choice.decided].sum())
    largest = np.sort(capacities[choice.free])[::-1]
    room, needed = decided + float(largest[: choice.places].sum()), float(loads.sum())
    if room >= needed * (1 - 1e-9):
        return
    everywhere = decided + np.cumsum(largest)
    enough = np.flatnonzero(everywhere >= needed)
    mend = "Even all candidates have too little: give more candidates or larger ones."
    if len(enough):
        mend = f"{int(choice.decided.sum()) + int(enough[0]) + 1} places would have it: give a larger count."
    raise ParameterError(
        f"The demand needs a capacity of {needed:g}; the largest places allowed have {room:g}, {needed - room:g} too "
        "little.",
        mend=mend,
    )
