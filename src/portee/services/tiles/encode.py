"""Layers of shapes → one tile: cut to it, simplified to what a screen shows, joined, in whole steps.

Mapbox Vector Tile 2.1 (github.com/mapbox/vector-tile-spec), 4,096 steps a side.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import mapbox_vector_tile
import numpy as np
import numpy.typing as npt
import shapely

from portee.services.tiles.layers import Layer, Properties
from portee.services.tiles.mercator import Tile

__all__ = ["encode_tile"]

EXTENT = 4096
MARGIN = 64 / EXTENT
"""Shapes go on beyond the tile, so that no line ends at its border."""

TOLERANCE = 6.0
"""Steps a simplified line may stray: less than half a pixel where a tile is 512 pixels wide."""

SMALLEST_AREA = 60.0
"""Square steps below which a polygon is not drawn: about a pixel."""


def encode_tile(layers: Sequence[Layer], tile: Tile) -> bytes:
    """The bytes of a tile; empty where nothing is shown."""
    found = []
    for layer in layers:
        features = _features(layer, tile)
        if features:
            found.append({"name": layer.name, "features": features})
    if not found:
        return b""
    encoded: bytes = mapbox_vector_tile.encode(
        found, default_options={"y_coord_down": True, "extents": EXTENT, "check_winding_order": True}
    )
    return encoded


def _features(layer: Layer, tile: Tile) -> list[dict[str, Any]]:
    x0, y0, x1, y1 = tile.box(MARGIN)
    rows = layer.tree.query(shapely.box(x0, y0, x1, y1))
    rows = np.sort(rows[layer.from_zoom[rows] <= tile.z])
    if not len(rows):
        return []
    left, top, right, _ = tile.box()
    scale = EXTENT / (right - left)
    cut = shapely.clip_by_rect(layer.shapes[rows], x0, y0, x1, y1)
    steps = shapely.transform(cut, lambda points: (points - [left, top]) * scale)
    kind = shapely.get_dimensions(steps)
    features = []
    for properties, shapes in _by_properties(layer, rows, steps):
        for shape in _drawn(shapes, int(kind.max())):
            features.append({"geometry": shape, "properties": properties})
    return features


def _by_properties(
    layer: Layer, rows: npt.NDArray[np.int64], shapes: npt.NDArray[np.object_]
) -> list[tuple[Properties, npt.NDArray[np.object_]]]:
    """Shapes that say the same, together, in the order of their first."""
    groups: dict[tuple[Any, ...], list[int]] = {}
    for place, row in enumerate(rows.tolist()):
        groups.setdefault(tuple(sorted(layer.properties[row].items())), []).append(place)
    return [(dict(key), shapes[places]) for key, places in groups.items()]


def _drawn(shapes: npt.NDArray[np.object_], dimension: int) -> list[Any]:
    """What is left of some shapes at the size of a screen."""
    if dimension == 0:
        return [shape for shape in shapely.get_parts(shapes) if not shape.is_empty]
    if dimension == 1:
        parts = shapely.get_parts(shapes)
        merged = shapely.line_merge(shapely.multilinestrings(parts[shapely.get_dimensions(parts) == 1]))
        lines = shapely.get_parts(shapely.simplify(merged, TOLERANCE, preserve_topology=False))
        kept = lines[~shapely.is_empty(lines) & (shapely.length(lines) >= 1)]
        return [shapely.multilinestrings(kept)] if len(kept) else []
    polygons = shapely.get_parts(shapely.get_parts(shapes))
    polygons = polygons[(shapely.get_dimensions(polygons) == 2) & (shapely.area(polygons) >= SMALLEST_AREA)]
    simple = shapely.set_precision(shapely.simplify(polygons, TOLERANCE), 1.0)
    return [shape for shape in shapely.get_parts(simple) if shapely.get_dimensions(shape) == 2 and not shape.is_empty]
