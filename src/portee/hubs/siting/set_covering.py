"""Set covering: the cheapest places that serve everybody, or a share of them.

References: Toregas, Swain, ReVelle and Bergman 1971, doi:10.1287/opre.19.6.1363.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy import sparse

from portee.core.errors import ParameterError
from portee.hubs.siting.choice import Bool, Choice, Float
from portee.hubs.siting.covering import covered_by, max_covering, merged_rows
from portee.hubs.siting.demand import checked_weights, refuse_unreached
from portee.hubs.siting.programme import solved
from portee.hubs.siting.sited import Sited

__all__ = ["set_covering"]

ROUNDING = 1e-9


def set_covering(
    weights: Float, covers: Bool, choice: Choice, *, share: float = 1.0, gap: float = 0.0, time_limit_s: float = 60.0
) -> Sited:
    """Open the cheapest places that cover a share of all weight.

    Args:
        weights: float64 (n,); rows of weight 0 need no cover. covers: bool (n, m).
        choice: costs to add up; a count and a budget, if any, are limits. share: above 0, at most 1.
        gap: relative gap that is near enough. time_limit_s: for the solver.

    Returns:
        The cost of the places, with a lower bound.

    Raises:
        ParameterError: an impossible share; not enough people can be covered at all, or within the limits: how many
            can be is told; out of time before any set was found.
    """
    weights = checked_weights(weights, len(covers))
    if not 0 < share <= 1:
        raise ParameterError(f"A share of {share:g} is impossible.", mend="Give one above 0, and at most 1.")
    table = np.asarray(covers, np.bool_) & (choice.decided | choice.free)[None, :]
    total, reached = float(weights.sum()), np.asarray(table.any(axis=1))
    if weights[reached].sum() < share * total * (1 - ROUNDING):
        counts = weights > 0
        refuse_unreached(weights[counts], reached[counts], "covered by")
    sums, merged = merged_rows(weights, table)
    m, n = len(choice), len(sums)
    identity = sparse.csr_array(merged.astype(np.float64))
    if share == 1.0:
        rows, least, objective = identity, np.ones(n), choice.costs.copy()
    else:
        joined = sparse.hstack([identity, -sparse.eye_array(n)])
        enough = sparse.csr_array((sums / total, (np.zeros(n, np.int32), m + np.arange(n))), shape=(1, m + n))
        rows = sparse.vstack([joined, enough], format="csr")
        least = np.append(np.zeros(n), share * (1 - ROUNDING))
        objective = np.concatenate([choice.costs, np.zeros(n)])
    found = solved(objective, choice, rows, least, time_limit_s=time_limit_s, gap=gap)
    if found.impossible:
        raise _too_little(weights, table, choice, share, time_limit_s)
    if found.columns is None:
        raise ParameterError("No set of places was found in the time given.", mend="Give more time.")
    opened = found.opened(choice)
    if weights[covered_by(table, opened)].sum() < share * total * (1 - 1e-6):
        raise ParameterError("The solver's set covers less than asked.", mend="Ask for a slightly smaller share.")
    cost = float(choice.costs[opened].sum())
    bound = max(found.bound, 0.0)
    return Sited(
        opened, cost, cost if cost - bound <= 1e-7 * cost else bound, "min", "exact" if found.optimal else "heuristic",
        timed=not found.optimal,
    )  # fmt: skip


def _too_little(weights: Float, table: Bool, choice: Choice, share: float, time_limit_s: float) -> ParameterError:
    """The limits do not allow it: how much they allow, and what would."""
    most = max_covering(weights, table, choice, time_limit_s=time_limit_s)
    free = replace(choice, count=None, budget=None)
    wide = set_covering(weights, table, free, share=share, time_limit_s=time_limit_s)
    parts = []
    if choice.count is not None:
        fewest = set_covering(weights, table, replace(free, costs=np.ones(len(choice))), share=share)
        parts.append(f"{int(fewest.opened.sum())} places at least are needed without limits, against {choice.count}")
    if choice.budget is not None:
        parts.append(f"{wide.value:g} at least is needed without limits, against a budget of {choice.budget:g}")
    return ParameterError(
        f"No places within the limits cover {100 * share:g}% of the demand: {' and '.join(parts)}.",
        mend=f"At most {100 * most.value / weights.sum():.1f}% can be within them: ask for that share, or allow more.",
    )
