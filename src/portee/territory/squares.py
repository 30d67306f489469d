"""Squares over a territory of which no grid of residents is known: one place for each square that has a street."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

from portee.core.errors import ParameterError
from portee.kernels.nearest_edge import metres_per_e7
from portee.territory.places import Places

__all__ = ["MOST_SQUARES", "SIDE_M", "squares_over"]

Floats = npt.NDArray[np.float64]

SIDE_M = 200
"""Shortest side, that of INSEE's grid."""

MOST_SQUARES = 1000
"""The side is doubled until there are no more squares than this."""


def squares_over(lon: Floats, lat: Floats, *, side_m: int = SIDE_M, most: int = MOST_SQUARES) -> tuple[Places, int]:
    """Squares that hold points, such as the crossings of streets; each is entered at the point nearest its centre.

    Squares lie side by side from the south-west corner of all points, in the metres of their mean latitude.

    Args:
        lon, lat: degrees WGS 84, shape (n,).
        side_m: shortest side, metres. most: squares, at most.

    Returns:
        squares from south to north and west to east, named by column and row, with their outlines; and the side.

    Raises:
        ParameterError: there is no point, one is not in degrees, or an argument is not above zero.
    """
    if side_m <= 0 or most <= 0:
        raise ParameterError("Squares need a side and a number above zero.", mend="Give both.")
    if not len(lon) or not (np.isfinite(lon).all() and np.isfinite(lat).all() and np.abs(lat).max() < 90):
        raise ParameterError("There are no points to lay squares over.", mend="Give positions in degrees.")
    west, south = float(lon.min()), float(lat.min())
    x_m, y_m = (metres * 1e7 for metres in metres_per_e7(int(lat.mean() * 1e7)))
    x, y = (lon - west) * x_m, (lat - south) * y_m
    side = side_m
    while True:
        column, row = (x // side).astype(np.int64), (y // side).astype(np.int64)
        wide = int(column.max()) + 1
        numbers, square = np.unique(row * wide + column, return_inverse=True)
        if len(numbers) <= most:
            break
        side *= 2
    away = np.hypot(x - (column + 0.5) * side, y - (row + 0.5) * side)
    # The first of each square, once its points are sorted by their distance from the centre.
    order = np.lexsort((away, square.reshape(-1)))
    first = order[np.searchsorted(square.reshape(-1)[order], np.arange(len(numbers)))]
    columns, rows = numbers % wide, numbers // wide
    outlines = shapely.box(
        west + columns * side / x_m, south + rows * side / y_m,
        west + (columns + 1) * side / x_m, south + (rows + 1) * side / y_m,
    )  # fmt: skip
    ids = np.array([f"{c}-{r}" for c, r in zip(columns.tolist(), rows.tolist(), strict=True)], dtype=object)
    return Places(ids, lon[first], lat[first], geometry=np.asarray(outlines, dtype=object)), side
