"""Registers of invented neighbourhoods: squares of a degree grid, with figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl
import shapely

from portee.territory.geography import Vintage
from portee.territory.registry import Municipality, Registry

__all__ = ["codes_of", "objects", "register", "square"]

SIDE = 0.01


def objects(items: Sequence[object]) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    held = np.empty(len(items), dtype=object)
    held[:] = list(items)
    return held


def codes_of(vintage: Vintage, count: int, department: str = "013") -> list[str]:
    if vintage == 2015:
        return [f"QP{department}{k + 1:03d}" for k in range(count)]
    return [f"QN{department}{k + 1:02d}M" for k in range(count)]


def square(x: float, y: float, wide: float = 1.0, high: float = 1.0) -> shapely.Polygon:
    """A rectangle in units of a hundredth of a degree, east and north of Marseille."""
    west, south = 5.3 + x * SIDE, 43.2 + y * SIDE
    return shapely.box(west, south, west + wide * SIDE, south + high * SIDE)


def register(
    vintage: Vintage,
    shapes: Sequence[shapely.Geometry | None],
    figures: Mapping[str, Sequence[float | None]] | None = None,
    codes: Sequence[str] | None = None,
) -> Registry:
    found = list(codes or codes_of(vintage, len(shapes)))
    return Registry(
        vintage=vintage,
        codes=objects(found),
        names=objects([f"Quartier {code[-3:]}" for code in found]),
        municipalities=tuple((Municipality("13055", "Marseille"),) for _ in found),
        perimeters=objects(shapes),
        figures=pl.DataFrame(figures or {}, schema=dict.fromkeys(figures or {}, pl.Float64)),
    )
