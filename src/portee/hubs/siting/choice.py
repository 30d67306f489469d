"""What may be opened: how many places, for how much, which ones are decided and which excluded."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError

__all__ = ["Bool", "Choice", "Float", "choice"]

Bool = npt.NDArray[np.bool_]
Float = npt.NDArray[np.float64]

ROUNDING = 1e-9
"""Of a budget: sums of costs in another order do not exceed it."""


@dataclass(frozen=True, eq=False)
class Choice:
    """Limits of a choice among m candidates. At most `count` are opened, for at most `budget`; None: no such limit.

    Attributes:
        costs: float64 (m,), of each, in the unit of the budget.
        decided: bool (m,), opened whatever they bring. They count in both limits.
        excluded: bool (m,), never opened.
        count, budget: the limits.
    """

    costs: Float
    decided: Bool
    excluded: Bool
    count: int | None = None
    budget: float | None = None

    def __post_init__(self) -> None:
        if not (np.isfinite(self.costs).all() and (self.costs >= 0).all()):
            raise ParameterError("A candidate has a cost that is not a number of zero or more.", mend="Mend its cost.")
        if self.count is not None and self.count < 1:
            raise ParameterError(f"No place is opened with a count of {self.count}.", mend="Give a count of 1 or more.")
        if self.budget is not None and not (np.isfinite(self.budget) and self.budget >= 0):
            raise ParameterError(f"{self.budget:g} is no budget.", mend="Give a number of zero or more.")
        both = int((self.decided & self.excluded).sum())
        if both:
            raise ParameterError(
                f"{both} of the candidates are both decided and excluded.", mend="Leave each in one of the two lists."
            )
        if self.excluded.all():
            raise ParameterError("Every candidate is excluded.", mend="Exclude fewer, or give more candidates.")
        decided, spent = int(self.decided.sum()), float(self.costs[self.decided].sum())
        if self.count is not None and decided > self.count:
            raise ParameterError(
                f"{decided} places are decided, {decided - self.count} more than the count of {self.count}.",
                mend=f"Give a count of {decided} or more, or decide fewer.",
            )
        if self.budget is not None and spent > self.budget * (1 + 2 * ROUNDING):
            raise ParameterError(
                f"The decided places cost {spent:g}, {spent - self.budget:g} more than the budget of {self.budget:g}.",
                mend=f"Give a budget of {spent:g} or more, or decide fewer.",
            )
        least = float(self.costs[~self.excluded].min())
        if self.budget is not None and not decided and least > self.budget:
            raise ParameterError(
                f"The cheapest candidate costs {least:g}, {least - self.budget:g} more than the budget of "
                f"{self.budget:g}.",
                mend=f"Give a budget of {least:g} or more.",
            )

    def __len__(self) -> int:
        return len(self.costs)

    @property
    def money(self) -> float:
        """What is left of the budget once the decided places are paid; infinite without one."""
        return np.inf if self.budget is None else self.budget * (1 + ROUNDING) - float(self.costs[self.decided].sum())

    @property
    def places(self) -> int:
        """How many may be opened beside those decided."""
        free = len(self) - int((self.decided | self.excluded).sum())
        return free if self.count is None else min(free, self.count - int(self.decided.sum()))

    @property
    def free(self) -> Bool:
        """Bool (m,), those that may be opened or not."""
        found = ~self.decided & ~self.excluded & (self.costs <= self.money)
        return found if self.places else np.zeros(len(self), np.bool_)

    def allows(self, opened: Bool) -> bool:
        """Whether a set of places keeps every limit."""
        return bool(
            opened[self.decided].all()
            and not opened[self.excluded].any()
            and (self.count is None or opened.sum() <= self.count)
            and self.costs[opened & ~self.decided].sum() <= self.money
        )

    def deciding(self, place: int) -> Choice:
        """The choice once this free place is opened."""
        decided = self.decided.copy()
        decided[place] = True
        return replace(self, decided=decided)

    def excluding(self, places: Bool) -> Choice:
        """The choice without these places as well."""
        return replace(self, excluded=self.excluded | places)

    def rows(self) -> list[tuple[Float, float]]:
        """The limits as rows a·opened ≤ most."""
        found: list[tuple[Float, float]] = []
        if self.count is not None:
            found.append((np.ones(len(self)), float(self.count)))
        if self.budget is not None:
            # In shares of the budget, so that a solver's tolerance suits euros and millions alike.
            unit = self.budget or 1.0
            found.append((self.costs / unit, self.budget * (1 + ROUNDING) / unit))
        return found


def choice(
    candidates: int,
    *,
    count: int | None = None,
    budget: float | None = None,
    costs: Float | None = None,
    decided: Bool | None = None,
    excluded: Bool | None = None,
) -> Choice:
    """A choice among m candidates; without costs each costs 1.

    Raises:
        ParameterError: no candidate; limits that no set of places keeps, saying by how much.
    """
    if candidates < 1:
        raise ParameterError("There is no candidate.", mend="Give at least one place.")
    none = np.zeros(candidates, np.bool_)
    return Choice(
        np.ones(candidates) if costs is None else np.asarray(costs, np.float64),
        none if decided is None else np.asarray(decided, np.bool_),
        none if excluded is None else np.asarray(excluded, np.bool_),
        count,
        budget,
    )
