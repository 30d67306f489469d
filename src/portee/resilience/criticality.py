"""Which elements of a network matter most: the access lost when each one fails alone, exactly for the greatest.

criticality of e = Σ_i w_i (A_i − A_i without e): residents times access, as lost. What an element may cost at most is
known from one reading of the whole network; elements are tried from the greatest of these bounds down, each from the
origins that it may concern, until no bound left is above the k-th greatest loss found.

The loss of access by link as a measure of its criticality: Taylor, Sekhar and D'Este 2006,
doi:10.1007/s11067-006-9284-9.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where
from portee.indicators.inputs import checked_number
from portee.reach.options import Travel, check_percentiles
from portee.territory.places import Places

__all__ = ["AccessAsked", "Concerned", "Criticality", "by_element", "most_critical"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]

BATCH = 16
"""Origins searched between two looks at whether an element can still be among the greatest."""


@dataclass(frozen=True, eq=False)
class AccessAsked:
    """Whose access to what.

    Attributes:
        origins, destinations: n and d places.
        residents: w, shape (n,). opportunities: shape (d,). Kept as float64.
        cutoff_min: minutes within which an opportunity counts.
        percentile: of travel time over the minutes of a window, as for `portee.reach.reach.reach`.

    Raises:
        ParameterError: for figures that are negative, infinite, missing or of another number than the places, a time
            that is not above 0, or an impossible percentile.
    """

    origins: Places
    destinations: Places
    residents: npt.ArrayLike
    opportunities: npt.ArrayLike
    cutoff_min: float
    percentile: float = 50.0

    def __post_init__(self) -> None:
        for places, field in ((self.origins, "residents"), (self.destinations, "opportunities")):
            object.__setattr__(self, field, _weights(getattr(self, field), len(places), field))
        check_percentiles((self.percentile,))
        checked_number(self.cutoff_min, "cutoff_min", strict=True)

    def within(self, travel: Travel) -> Travel:
        """The same way of travelling, for as long as the cutoff: what arrives within it is found all the same.

        Raises:
            ParameterError: the cutoff is beyond the longest travel time.
        """
        if self.cutoff_min > travel.max_time_min:
            raise ParameterError(
                f"{self.cutoff_min:g} minutes are more than journeys may take, {travel.max_time_min:g}.",
                where=Where(field="cutoff_min"),
                mend="Give no more than the longest travel time.",
            )
        return replace(travel, max_time_min=self.cutoff_min)


@dataclass(frozen=True, eq=False)
class Criticality:
    """What is lost when each element fails alone, m elements; in residents times opportunities.

    Attributes:
        ids: names of the elements.
        bound: float64 (m,), no less than the loss.
        loss: float64 (m,), the exact loss; NaN where it was not needed. It is known where nothing can be lost: 0.
        rank: int32 (m,), 1 for the greatest loss to k; 0 for all others, and for those that cost nothing.
        access: Σ_i w_i A_i when nothing fails.
        evaluated: elements whose loss was worked out by searching again.
        abandoned: elements begun, and given up once they could not be among the greatest.
        searches: origins (destinations, for a window of arrivals) that such a search starts from.
        searched_again: searches made again for all elements together.
    """

    ids: tuple[str, ...]
    bound: Floats
    loss: Floats
    rank: Ints
    access: float
    evaluated: int
    abandoned: int
    searches: int
    searched_again: int

    @property
    def recomputations_avoided(self) -> int:
        """Elements for which nothing, or not everything needed for a loss, was worked out again."""
        return len(self.ids) - self.evaluated

    @property
    def searches_avoided(self) -> int:
        """Searches that were not made, of those for each element from each origin."""
        return len(self.ids) * self.searches - self.searched_again

    @property
    def greatest(self) -> Ints:
        """Elements with a rank, in its order."""
        ranked = np.flatnonzero(self.rank)
        return ranked[np.argsort(self.rank[ranked])].astype(np.int32)


@dataclass(frozen=True, eq=False)
class Concerned:
    """Which roots each of m elements may concern: offset int64 (m + 1,) into root int32, and bound float64: what that
    root may lose at most, the greatest first.
    """

    offset: npt.NDArray[np.int64]
    root: Ints
    bound: Floats


def by_element(rows: Sequence[tuple[Ints, Floats]], elements: int) -> Concerned:
    """Turn the elements that each root may lose by, and how much, into the roots of each element."""
    root = np.repeat(np.arange(len(rows), dtype=np.int32), [len(one) for one, _ in rows])
    element = np.concatenate([np.zeros(0, np.int32), *(one for one, _ in rows)])
    bound = np.concatenate([np.zeros(0), *(worth for _, worth in rows)])
    order = np.lexsort((root, -bound, element))
    offset = np.concatenate([[0], np.cumsum(np.bincount(element, minlength=elements))]).astype(np.int64)
    return Concerned(offset, root[order], bound[order])


def most_critical(
    ids: Sequence[str],
    concerned: Concerned,
    exact: Callable[[int, Ints], Floats],
    k: int,
    *,
    access: float,
    searches: int,
) -> Criticality:
    """Rank elements by what is lost without them, exactly for the k greatest.

    Args:
        ids: names of the m elements.
        concerned: roots that may lose something, by element.
        exact: for an element and some roots, what each of them loses, float64 of their number.
        k: how many are wanted.
        access, searches: to be told in the result.

    Raises:
        ParameterError: k is below 1.
    """
    if k < 1:
        raise ParameterError(f"k is {k}.", where=Where(field="k"), mend="Give at least 1.")
    count, offset = len(ids), concerned.offset
    bound = np.array([concerned.bound[offset[e] : offset[e + 1]].sum() for e in range(count)])
    loss = np.where(bound > 0, np.nan, 0.0)
    found: list[float] = []
    evaluated = abandoned = again = 0
    for e in np.argsort(-bound, kind="stable").tolist():
        least = found[k - 1] if len(found) >= k else 0.0
        if bound[e] <= least:
            break
        roots, most = concerned.root[offset[e] : offset[e + 1]], concerned.bound[offset[e] : offset[e + 1]]
        left = np.concatenate([np.cumsum(most[::-1])[::-1], [0.0]])
        lost = 0.0
        for lo in range(0, len(roots), BATCH):
            part = roots[lo : lo + BATCH]
            lost += float(exact(e, part).sum())
            again += len(part)
            if lo + BATCH < len(roots) and lost + left[lo + BATCH] <= least:
                abandoned += 1
                break
        else:
            loss[e] = lost
            evaluated += 1
            found = sorted([*found, lost], reverse=True)[:k]
    known = np.flatnonzero(np.nan_to_num(loss) > 0)
    best = known[np.argsort(-loss[known], kind="stable")][:k]
    rank = np.zeros(count, np.int32)
    rank[best] = np.arange(1, len(best) + 1)
    return Criticality(tuple(ids), bound, loss, rank, access, evaluated, abandoned, searches, again)


def _weights(values: npt.ArrayLike, count: int, field: str) -> Floats:
    """Residents or opportunities, one per place. Raises ParameterError when they do not fit or are impossible."""
    weights = np.ascontiguousarray(values, dtype=np.float64)
    if weights.shape != (count,):
        raise ParameterError(
            f"{weights.shape} figures do not match {count} places.",
            where=Where(field=field),
            mend="Give one for each place.",
        )
    if not np.isfinite(weights).all() or (weights < 0).any():
        raise ParameterError(
            "Some figures are negative, infinite or missing.", where=Where(field=field), mend="Give 0 or more."
        )
    return weights
