"""What residents want to reach, ready to be searched: kinds by their names, near places as one where allowed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

from portee.core.errors import ParameterError, Where
from portee.kernels.nearest_edge import metres_per_e7
from portee.services.gather import lean, weight_column
from portee.territory.places import Places

__all__ = ["aggregated", "by_kind"]

Floats = npt.NDArray[np.float64]

MOST_METRES = 1000.0
"""Longest side of a square within which places may be taken as one: beyond, walks say nothing any more."""


def by_kind(places: Places, weights: Sequence[str], *, merge_m: float = 0.0) -> tuple[Places, tuple[str, ...]]:
    """Opportunities with one column for each kind, named as results name it; places at one position are one.

    Args:
        places: with a column for each weight.
        weights: columns, one per kind.
        merge_m: side of the squares within which places count as one, metres; 0 for no more than one position.

    Returns:
        the places, and the names of their columns.

    Raises:
        ParameterError: no weight, two of the same name, or an impossible side.
    """
    if not weights:
        raise ParameterError(
            "No weight was given.", where=Where(field="--weight"),
            mend="Give --weight COLUMN, or --weight @count to count the places.",
        )  # fmt: skip
    names = tuple(weight_column(weight) for weight in weights)
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise ParameterError(
            f"The kind '{twice}' is asked twice.", where=Where(field="--weight"), mend="Give each weight once."
        )
    found = lean(places, weights, apart=False)
    columns = pl.DataFrame({name: found.weight(weight) for name, weight in zip(names, weights, strict=True)})
    named = Places(found.ids, found.lon, found.lat, columns, None, found.provenance)
    return (aggregated(named, names, merge_m) if merge_m else named), names


def aggregated(places: Places, kinds: Sequence[str], side_m: float) -> Places:
    """Places of one square as one, at the middle of what they offer, their weights added up.

    Squares lie side by side from the south-west corner of all places, in the metres of their mean latitude. Each kind
    counts the same for the middle: a place weighs by its parts of all there is of every kind.

    Args:
        places: with a column for each kind.
        kinds: these columns.
        side_m: side of the squares, above 0 and at most `MOST_METRES`.

    Returns:
        one place per square with any, named by its first place, in the order of these.

    Raises:
        ParameterError: an impossible side.
    """
    if not 0 < side_m <= MOST_METRES:
        raise ParameterError(
            f"Places cannot be merged within {side_m:g} metres.", where=Where(field="--merge-m"),
            mend=f"Give more than 0 and at most {MOST_METRES:g} metres, or leave it out.",
        )  # fmt: skip
    if not len(places):
        return places
    x_m, y_m = (metres * 1e7 for metres in metres_per_e7(int(places.lat.mean() * 1e7)))
    column = ((places.lon - places.lon.min()) * x_m // side_m).astype(np.int64)
    row = ((places.lat - places.lat.min()) * y_m // side_m).astype(np.int64)
    _, first, square = np.unique(np.stack([column, row], axis=1), axis=0, return_index=True, return_inverse=True)
    # In the order in which squares first appear, so that nothing depends on how they sort.
    order = np.argsort(first, kind="stable")
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    square = rank[square.reshape(-1)]
    weights = [places.weight(kind) for kind in kinds]
    parts = sum((weight / max(weight.sum(), 1e-300) for weight in weights), np.zeros(len(places)))

    def summed(values: Floats) -> Floats:
        return np.bincount(square, weights=values, minlength=len(order)).astype(np.float64)

    # Where nothing counts, every place does.
    share = np.where(summed(parts)[square] > 0, parts, 1.0)
    lon, lat = (summed(share * values) / summed(share) for values in (places.lon, places.lat))
    sums = pl.DataFrame({kind: summed(weight) for kind, weight in zip(kinds, weights, strict=True)})
    return Places(places.ids[first[order]], lon, lat, sums, None, places.provenance)
