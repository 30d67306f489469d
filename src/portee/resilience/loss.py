"""Loss of access after a shock: how much everybody loses, and who loses more than the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where
from portee.indicators.inputs import checked_number
from portee.indicators.ranks import checked_access, share_of_all, weights_of

__all__ = ["MUCH", "GroupLoss", "Loss", "access_loss", "place_losses"]

Array = npt.NDArray[np.float64]

MUCH = 0.25
"""Part of one's access above which a loss is counted as large: a choice, to state with the result."""

ROUNDING = 1e-12
"""Relative; keeps those who lose the threshold exactly from being counted as losing more."""


@dataclass(frozen=True)
class GroupLoss:
    """What one group loses.

    Attributes:
        group: its name; empty for everybody.
        persons: how many it has.
        before: mean access before the shock, over its persons; NaN when nobody is in it.
        after: the same after the shock.
        loss: L = 1 − after / before; 0 when there was nothing to lose, negative when access grew, NaN for nobody.
        ratio: loss / loss of everybody, above 1 for those hit harder; NaN when everybody together loses nothing.
        losing: share of its persons whose place loses more than the threshold, 0 to 1; NaN for nobody.
        cut_off: share of its persons whose place had what is needed and has it no more, 0 to 1; NaN for nobody.
    """

    group: str
    persons: float
    before: float
    after: float
    loss: float
    ratio: float
    losing: float
    cut_off: float


@dataclass(frozen=True)
class Loss:
    """The loss of everybody and of each group.

    Attributes:
        everybody: all residents.
        groups: in the order given.
        threshold: part of access above which a loss is counted in `losing`.
        needed: opportunities below which one is cut off.
    """

    everybody: GroupLoss
    groups: tuple[GroupLoss, ...]
    threshold: float
    needed: float

    @property
    def overall(self) -> float:
        """The loss of the mean access of all residents."""
        return self.everybody.loss


def place_losses(base: npt.ArrayLike, shocked: npt.ArrayLike) -> Array:
    """L_i = 1 − A'_i / A_i of each place: 0 where nothing changes or A_i is 0, 1 where all is lost, negative for gains.

    Args:
        base: A, access before the shock, shape (n,).
        shocked: A', access after it, in the same unit, shape (n,).

    Returns:
        Shape (n,).

    Raises:
        ParameterError: for NaN, negative or infinite access or shapes that differ.
    """
    before, after = _before_and_after(base, shocked, np.ones(np.shape(base)))
    kept = np.ones_like(before)
    with np.errstate(over="ignore"):
        np.divide(after, before, out=kept, where=before > 0)
    return np.asarray(1.0 - kept)


def access_loss(
    base: npt.ArrayLike,
    shocked: npt.ArrayLike,
    residents: npt.ArrayLike,
    groups: Mapping[str, npt.ArrayLike] | None = None,
    *,
    needed: float = 1.0,
    threshold: float = MUCH,
) -> Loss:
    """L = 1 − Σ w_i A'_i / Σ w_i A_i, over all residents and over the persons of each group.

    A group without access before the shock has nothing to lose: its loss is 0, whatever it gains. With A' ≤ A
    everywhere, L lies between 0 and 1, and the loss of all is the mean of those of groups that share them out, weighted
    by the access that each had.

    Args:
        base: A, access of each origin before the shock, shape (n,).
        shocked: A', after it, in the same unit, shape (n,).
        residents: w, residents of each origin, shape (n,).
        groups: name → persons of that group in each origin, shape (n,); groups may overlap.
        needed: opportunities that one must reach not to be cut off, above 0, in the unit of access.
        threshold: part of access above which a loss is counted in `losing`, 0 to 1.

    Raises:
        ParameterError: for NaN, negative or infinite access, impossible counts, shapes that differ, or an impossible
            need or threshold.

    References: mean loss as in Gangwal et al. 2023, doi:10.1080/23789689.2022.2149184; how unequally it falls, Preisser
    et al. 2023, doi:10.3389/frwa.2023.1278205.
    """
    people = np.asarray(residents, dtype=np.float64)
    before, after = _before_and_after(base, shocked, people)
    least = checked_number(needed, "needed", strict=True)
    part = checked_number(threshold, "threshold", most=1.0)
    losing = before - after > part * before * (1.0 + ROUNDING)
    cut_off = (before >= least) & (after < least)

    def of(name: str, persons: Array, overall: float | None) -> GroupLoss:
        weights = weights_of(persons)
        nobody = not persons.any()
        mean, left = float((weights * before).sum()), float((weights * after).sum())
        loss = float("nan") if nobody else (1.0 - left / mean if mean else 0.0)
        whole = loss if overall is None else overall
        return GroupLoss(
            group=name,
            persons=float(persons.sum()),
            before=float("nan") if nobody else mean,
            after=float("nan") if nobody else left,
            loss=loss,
            ratio=loss / whole if whole else float("nan"),
            losing=share_of_all(losing.astype(np.float64), persons),
            cut_off=share_of_all(cut_off.astype(np.float64), persons),
        )

    everybody = of("", people, None)
    parts = []
    for name, counts in (groups or {}).items():
        persons = np.asarray(counts, dtype=np.float64)
        if persons.shape != before.shape or not bool(np.all((persons >= 0) & (persons < np.inf))):
            raise ParameterError(
                f"The persons of group '{name}', of shape {persons.shape}, do not match {len(before)} origins, or some "
                "counts are negative, infinite or not numbers.",
                where=Where(field="groups"),
                mend="Give one count for each origin, 0 where nobody of the group lives.",
            )
        parts.append(of(name, persons, everybody.loss))
    return Loss(everybody=everybody, groups=tuple(parts), threshold=part, needed=least)


def _before_and_after(base: npt.ArrayLike, shocked: npt.ArrayLike, people: Array) -> tuple[Array, Array]:
    before, _ = checked_access(base, people)
    after, _ = checked_access(shocked, people)
    return before, after
