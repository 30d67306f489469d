"""Weights by which some count more than others: those of a group, each person as several."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError

__all__ = ["equity_weights"]

Float = npt.NDArray[np.float64]


def equity_weights(persons: Float, groups: Mapping[str, tuple[Float, float]]) -> Float:
    """Persons of each row, where each member of a group counts as `times` persons: persons + Σ (times - 1) × members.

    Who belongs to two groups gets what both add.

    Args:
        persons: float64 (n,).
        groups: by name, the members of each row, float64 (n,), and how many persons each counts as, 1 or more.

    Returns:
        float64 (n,); 0 where nobody lives.

    Raises:
        ParameterError: a group of more members than persons; one that counts less than a person.
    """
    found = np.asarray(persons, np.float64).copy()
    for name, (members, times) in groups.items():
        if not (np.isfinite(times) and times >= 1):
            raise ParameterError(
                f"Members of '{name}' cannot count as {times:g} persons.",
                mend="Give 1 or more: a group is made to count more, never less.",
            )
        over = np.flatnonzero(members > persons * (1 + 1e-9))
        if len(over):
            row = int(over[0])
            raise ParameterError(
                f"Group '{name}' has {members[row]:g} members in row {row + 1}, of {persons[row]:g} persons.",
                mend="Give a column that counts persons of the group, among those of --weight.",
            )
        found += (times - 1) * members
    return found
