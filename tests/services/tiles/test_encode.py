from __future__ import annotations

from collections.abc import Sequence

import mapbox_vector_tile
import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st

from portee.services.tiles.encode import encode_tile
from portee.services.tiles.layers import Layer, Properties
from portee.services.tiles.mercator import Tile

WHOLE = Tile(0, 0, 0)


def layer(shapes: Sequence[shapely.Geometry], properties: list[Properties], zoom: int = 0) -> Layer:
    found = np.empty(len(shapes), dtype=object)
    found[:] = shapes
    return Layer("things", found, properties, np.full(len(shapes), zoom, np.int64))


def features(*layers: Layer, tile: Tile = WHOLE) -> list[dict[str, object]]:
    data = encode_tile(layers, tile)
    found: list[dict[str, object]] = mapbox_vector_tile.decode(data)["things"]["features"] if data else []
    return found


def test_a_line_in_two_pieces_that_say_the_same_becomes_one() -> None:
    pieces = [shapely.LineString([(0.1, 0.1), (0.2, 0.2)]), shapely.LineString([(0.2, 0.2), (0.3, 0.1)])]
    (one,) = features(layer(pieces, [{"name": "a"}, {"name": "a"}]))
    assert one["geometry"] == {"type": "LineString", "coordinates": [[410, 3686], [819, 3277], [1229, 3686]]}
    assert len(features(layer(pieces, [{"name": "a"}, {"name": "b"}]))) == 2


def test_nothing_is_shown_before_its_zoom() -> None:
    line = layer([shapely.LineString([(0.1, 0.1), (0.2, 0.2)])], [{}], zoom=1)
    assert features(line) == []
    assert len(features(line, tile=Tile(1, 0, 0))) == 1


def test_a_polygon_smaller_than_a_pixel_is_not_drawn() -> None:
    assert features(layer([shapely.box(0.1, 0.1, 0.101, 0.101)], [{}])) == []


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=3, max_size=8, unique=True))
def test_polygons_lie_in_the_tile_and_keep_their_area(points: list[tuple[float, float]]) -> None:
    shape = shapely.MultiPoint(points).convex_hull
    if shape.geom_type != "Polygon" or shape.area < 0.01:
        return
    tile = Tile(1, 0, 0)
    inside = shape.intersection(shapely.box(*tile.box())).area * 4
    found = features(layer([shape], [{}]), tile=tile)
    drawn = sum(
        shapely.from_geojson(str(f["geometry"]).replace("'", '"')).intersection(shapely.box(0, 0, 4096, 4096)).area
        for f in found
    )
    assert abs(drawn / 4096**2 - inside) < 0.02
