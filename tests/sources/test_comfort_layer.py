"""Layers of perceived comfort: polygons and points with weights, and what is refused with row and field."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import pytest
import shapely
from shapely import LineString, MultiPolygon, Point, Polygon, box

from portee.core.errors import SourceError, Where
from portee.network.network import Network
from portee.reach.comfort import CLOSED, Comfort, comfortable, edge_factors
from portee.sources.comfort_layer import read_comfort_layer
from tests.worlds import ORIGIN, STEP_E7, grid_streets

STEP = STEP_E7 / 1e7


def _write(folder: Path, *rows: tuple[Any, dict[str, Any]], ending: str = "geojson") -> Path:
    path = folder / f"unsafe.{ending}"
    features = [
        {"type": "Feature", "geometry": json.loads(shapely.to_geojson(shape)), "properties": columns}
        for shape, columns in rows
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features})
    path.write_text(text, encoding="utf-8")
    return path


def _at(x: float, y: float) -> tuple[float, float]:
    return ORIGIN[0] + x * STEP, ORIGIN[1] + y * STEP


def _box(*blocks: float) -> Any:
    return box(*_at(*blocks[:2]), *_at(*blocks[2:]))


def test_polygons_and_points_weigh_on_the_streets_inside(tmp_path: Path) -> None:
    """A row of three streets of 97.8 m: the first inside a polygon, half of the second within 48.9 m of its start, the
    third refused. 1 + 0.5 × 1 = 1.5 and 1 + 2 × 0.5 = 2; the disc also covers half of the first: 1.5 + 2 × 0.5 = 2.5.
    """
    path = _write(
        tmp_path,
        (_box(-0.5, -0.5, 1, 0.5), {"weight": 0.5, "refused": None, "radius": None}),
        (Point(_at(1, 0)), {"weight": 2, "refused": False, "radius": 48.9}),
        (_box(2.2, -0.5, 2.4, 0.5), {"weight": None, "refused": True, "radius": None}),
    )
    layer, provenance = read_comfort_layer(path, licence="ODbL-1.0")
    assert layer.name == "unsafe"
    assert layer.weights.tolist() == [0.5, 2.0, CLOSED]
    assert (provenance.source, provenance.file, provenance.licence) == ("comfort", "unsafe.geojson", "ODbL-1.0")
    streets = grid_streets(4, 1)
    np.testing.assert_allclose(edge_factors(streets, Comfort(layers=(layer,))), [2.5, 2.0, CLOSED], atol=0.01)
    network = Network.of(streets, modes=("walk",))
    assert comfortable(network, Comfort(layers=(layer,))).streets.cost_forward["walk"][2] == -1


def test_a_geopackage_in_metres_says_the_same(tmp_path: Path) -> None:
    frame = geopandas.GeoDataFrame(
        {"weight": [0.25, 1.0], "note": ["underpass", "car park"]},
        geometry=[_box(0, 0, 1, 1), MultiPolygon([_box(2, 2, 3, 3)])], crs="EPSG:4326",
    )  # fmt: skip
    path = tmp_path / "walk.gpkg"
    frame.to_crs(2154).to_file(path, layer="areas")
    layer, _ = read_comfort_layer(path, layer="areas")
    assert layer.weights.tolist() == [0.25, 1.0]
    for read, given in zip(layer.areas, frame.geometry, strict=True):
        assert read.symmetric_difference(given).area < 1e-6 * given.area


def test_points_of_a_table_take_the_radius_given(tmp_path: Path) -> None:
    path = tmp_path / "points.csv"
    path.write_text("lon;lat;weight;radius\n5,001;43;0,5;\n5,002;43;1;80\n", encoding="utf-8")
    layer, _ = read_comfort_layer(path, radius_m=40)
    assert layer.weights.tolist() == [0.5, 1.0]
    wide = [shape.bounds[3] - shape.bounds[1] for shape in layer.areas]
    assert wide[1] == pytest.approx(2 * wide[0], rel=1e-3)


def test_a_polygon_whose_outline_crosses_itself_is_mended(tmp_path: Path) -> None:
    bow = Polygon([(5, 43), (5.01, 43.01), (5.01, 43), (5, 43.01)])
    layer, _ = read_comfort_layer(_write(tmp_path, (bow, {"weight": 1})))
    assert shapely.is_valid(layer.areas[0])
    assert layer.areas[0].area == pytest.approx(0.5e-4)


@pytest.mark.parametrize(
    ("shape", "columns", "what", "field"),
    [
        (Point(5, 43), {"weight": 1}, "Row 2 is a point without radius", "radius"),
        (Point(5, 43), {"weight": 1, "radius": 0}, "A radius of 0 m is none", "radius"),
        (Point(5, 43), {"weight": 1, "radius": -10}, "A radius of -10 m is none", "radius"),
        (Point(5, 43), {"weight": 1, "radius": 1e9}, "A radius of 1e+09 m is none", "radius"),
        (Point(5, 43), {"weight": 1, "radius": "wide"}, "Row 2 has 'wide' as its radius", "radius"),
        (LineString([(5, 43), (5.1, 43)]), {"weight": 1}, "Row 2 is neither a point nor a polygon", None),
        (box(5, 43, 5.1, 43.1), {"weight": None}, "Row 2 has no weight", "weight"),
        (box(5, 43, 5.1, 43.1), {"weight": "much"}, "Row 2 has 'much' as its weight", "weight"),
        (box(5, 43, 5.1, 43.1), {"weight": "nan"}, "Row 2 has 'nan' as its weight", "weight"),
        (box(5, 43, 5.1, 43.1), {"weight": "inf"}, "Row 2 has 'inf' as its weight", "weight"),
        (box(5, 43, 5.1, 43.1), {"weight": -0.5}, "Area 2 of the layer 'unsafe' has the weight -0.5", "weight"),
        (box(5, 43, 5.1, 43.1), {"weight": 1e6}, "Area 2 of the layer 'unsafe' has the weight 1e+06", "weight"),
        (box(5, 43, 5.1, 43.1), {"weight": 1, "refused": "maybe"}, "Row 2 says 'maybe' in 'refused'", "refused"),
    ],
)
def test_what_cannot_be_is_refused_with_row_and_field(
    tmp_path: Path, shape: Any, columns: dict[str, Any], what: str, field: str | None
) -> None:
    # GDAL reads a column of numbers or of texts, not of both.
    first = {name: "1" if isinstance(value, str) else 1 for name, value in columns.items()}
    path = _write(tmp_path, (box(4, 42, 4.1, 42.1), {"weight": 1, **first}), (shape, columns))
    with pytest.raises(SourceError) as caught:
        read_comfort_layer(path)
    assert caught.value.what.startswith(what)
    assert caught.value.mend
    assert caught.value.where == Where("unsafe.geojson", field=field)


def test_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        read_comfort_layer(tmp_path / "missing.geojson")
    with pytest.raises(SourceError, match=r"There is no column 'weight'\. Did you mean 'wieght'"):
        read_comfort_layer(_write(tmp_path, (box(4, 42, 4.1, 42.1), {"wieght": 1})))
    path = tmp_path / "unsafe.geojson"
    path.write_text("weight\n1\n", encoding="utf-8")
    with pytest.raises(SourceError, match="is not GeoJSON"):
        read_comfort_layer(path)
