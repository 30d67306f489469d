"""From one coordinate system to another."""

from __future__ import annotations

from functools import lru_cache

import pyproj

__all__ = ["projection"]


@lru_cache(maxsize=32)
def projection(source: pyproj.CRS | str, target: pyproj.CRS | str) -> pyproj.Transformer:
    """What turns coordinates of one system into those of another, x or longitude first.

    Kept, as PROJ takes up to 50 ms to choose among the operations between two systems; any thread may use it.

    Raises:
        pyproj.exceptions.CRSError: a system is not known.
    """
    return pyproj.Transformer.from_crs(source, target, always_xy=True)
