"""Statements that speak of the same thing put together, each group told by the statement most like the others."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from portee.commons.anonymity import LEAST_PEOPLE
from portee.commons.empty_words import empty_words
from portee.commons.index.terms import fold, forms, words_of
from portee.commons.records.statement import Statement
from portee.core.errors import InputError, ParameterError

__all__ = ["APART", "Theme", "themes"]

APART = 0.9
"""Mean distance (one less the cosine) beyond which two groups stay apart. Short statements on one thing share one stem
or two; with nothing in common the distance is 1."""

MOST_STATEMENTS = 5_000
"""Distances between all pairs of them take 100 MB."""


@dataclass(frozen=True)
class Theme:
    """Statements that speak of one thing.

    Attributes:
        statements: ids, the most typical first.
        typical: the one most like all others.
        people: how many spoke; None when they were fewer than 11.
        stems: that set the theme apart most, as few as three.
    """

    statements: tuple[str, ...]
    typical: Statement
    people: int | None
    stems: tuple[str, ...]


def themes(statements: Sequence[Statement], apart: float = APART) -> list[Theme]:
    """Put statements together by what they say, the greatest group first.

    Each is a vector of the stems of its words, weighed by TF-IDF (Spärck Jones 1972,
    https://doi.org/10.1108/eb026526); groups are joined two by two while their mean distance is `apart` at most
    (agglomerative, mean linkage). Every statement is in one group. The order in which they come changes nothing.

    Raises:
        InputError: there are none, or too many. ParameterError: `apart` is not between 0 and 1.
    """
    if not 0 < apart <= 1:
        raise ParameterError("The distance is not between 0 and 1.", mend=f"Give such as {APART}.")
    if not statements:
        raise InputError("There is no statement to put together.", mend="Bring some in: portee commons workshop import")
    if len(statements) > MOST_STATEMENTS:
        raise InputError(f"There are more than {MOST_STATEMENTS} statements.", mend="Cut the workshop in several.")
    ordered = sorted(statements, key=lambda statement: statement.id)
    weights, stems = _weights(ordered)
    groups = _groups(weights, apart)
    found = [_theme([ordered[k] for k in places], weights[places], stems) for places in groups]
    return sorted(found, key=lambda theme: (-len(theme.statements), theme.typical.id))


def _theme(members: list[Statement], weights: NDArray[np.float64], stems: list[str]) -> Theme:
    total = weights.sum(axis=0)
    # With unit vectors, the cosine with the sum is the sum of cosines with all.
    likeness = np.round(weights @ total, 9)
    order = sorted(range(len(members)), key=lambda k: (-likeness[k], members[k].id))
    people = len({members[k].authors[0] for k in order})
    strongest = [stems[k] for k in np.argsort(-total, kind="stable")[:3] if total[k] > 0]
    return Theme(
        tuple(str(members[k].id) for k in order),
        members[order[0]],
        people if people >= LEAST_PEOPLE else None,
        tuple(strongest),
    )


def _weights(statements: Sequence[Statement]) -> tuple[NDArray[np.float64], list[str]]:
    """A row of unit length for each statement, nought where it holds no word that tells; stems of the columns."""
    counted = [Counter(_stems(statement)) for statement in statements]
    stems = sorted({stem for counts in counted for stem in counts})
    place = {stem: k for k, stem in enumerate(stems)}
    held = Counter(stem for counts in counted for stem in counts)
    weights = np.zeros((len(statements), len(stems)))
    for row, counts in enumerate(counted):
        for stem, times in counts.items():
            # Log of how often, times how rare it is among all statements; a word that all of them hold still counts.
            rare = math.log((1 + len(statements)) / (1 + held[stem])) + 1
            weights[row, place[stem]] = (1 + math.log(times)) * rare
    lengths = np.linalg.norm(weights, axis=1, keepdims=True)
    return weights / np.where(lengths > 0, lengths, 1), stems


def _stems(statement: Statement) -> list[str]:
    empty = empty_words(statement.language)
    return [forms(word, statement.language)[0] for word in words_of(statement.said) if fold(word) not in empty]


def _groups(weights: NDArray[np.float64], apart: float) -> list[list[int]]:
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    if len(weights) == 1:
        return [[0]]
    distances = np.clip(1 - weights @ weights.T, 0, 1)
    distances = np.round((distances + distances.T) / 2, 12)
    np.fill_diagonal(distances, 0)
    labels = fcluster(linkage(squareform(distances, checks=False), "average"), apart, "distance")
    groups: dict[int, list[int]] = {}
    for place, label in enumerate(labels):
        groups.setdefault(int(label), []).append(place)
    return list(groups.values())
