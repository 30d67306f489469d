"""Who is near whom: places whose residents see what those of other places do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where

__all__ = ["NearGraph", "graph_of_pairs", "near_graph"]

MOST_LINKS = 20_000_000


@dataclass(frozen=True, eq=False)
class NearGraph:
    """For each place, those that it sees.

    Attributes:
        offset: int64 (n + 1,). other: int64, the places seen by place i between offset[i] and offset[i + 1].
        weight: float64, how much each counts for it; those of one place add up to 1 at most.
    """

    offset: npt.NDArray[np.int64]
    other: npt.NDArray[np.int64]
    weight: npt.NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.offset) - 1

    def seen(self, place: int) -> npt.NDArray[np.int64]:
        """The places that one sees."""
        return self.other[self.offset[place] : self.offset[place + 1]]


def near_graph(x_m: npt.ArrayLike, y_m: npt.ArrayLike, within_m: float, influence: float = 1.0) -> NearGraph:
    """Places see all others within a distance, each counting the same.

    Args:
        x_m, y_m: metres (n,). within_m: distance as the crow flies, metres.
        influence: weight of all that a place sees together, above 0, 1 at most; none where it sees nothing.

    Raises:
        ParameterError: the distance or the influence is impossible, or so many places are near that memory ends.
    """
    from scipy.spatial import cKDTree

    points = np.column_stack([np.asarray(x_m, np.float64), np.asarray(y_m, np.float64)])
    if not within_m > 0 or not np.isfinite(within_m) or not np.isfinite(points).all():
        raise ParameterError(
            f"Places cannot see each other within {within_m:g} m.", where=Where(field="within"),
            mend="Give a distance above 0, and places with a position.",
        )  # fmt: skip
    tree = cKDTree(points)
    if int(tree.count_neighbors(tree, within_m)) > MOST_LINKS:
        raise ParameterError(
            f"More than {MOST_LINKS} pairs of places are within {within_m:g} m.", where=Where(field="within"),
            mend="Give a shorter distance, or larger places.",
        )  # fmt: skip
    return graph_of_pairs(len(points), tree.query_pairs(within_m, output_type="ndarray"), influence)


def graph_of_pairs(
    count: int, pairs: npt.ArrayLike | Sequence[tuple[int, int]], influence: float = 1.0
) -> NearGraph:  # fmt: skip
    """Places that see each other, by pairs, each counting the same.

    Raises:
        ParameterError: a place is not among the `count` ones or sees itself, or the influence is impossible.
    """
    if not 0 < influence <= 1:
        raise ParameterError(
            f"An influence of {influence:g} is impossible.", where=Where(field="influence"),
            mend="Give a number above 0, 1 at most.",
        )  # fmt: skip
    both = np.asarray(pairs, np.int64).reshape(-1, 2)
    if both.size and (both.min() < 0 or both.max() >= count or (both[:, 0] == both[:, 1]).any()):
        raise ParameterError(
            "A pair names a place that is not there, or one place twice.", where=Where(field="pairs"),
            mend=f"Give pairs of different places from 0 to {count - 1}.",
        )  # fmt: skip
    links = np.unique(np.vstack([both, both[:, ::-1]]), axis=0)
    degree = np.bincount(links[:, 0], minlength=count)
    weight = influence / np.maximum(degree, 1)[links[:, 0]]
    return NearGraph(np.concatenate([[0], np.cumsum(degree)]).astype(np.int64), links[:, 1].copy(), weight)
