from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest
import shapely

from portee.core.errors import SourceError
from portee.network.network import Network
from portee.services.ground import sea
from portee.services.tiles.layers import GroundSources, check_shapes, drawn_out, ground_bounds, ground_layers
from portee.services.tiles.mercator import to_square
from portee.sources.osm.ground import PlaceName
from tests.worlds import grid_streets

NETWORK = Network(grid_streets(3, 3), {})
SQUARE = {"type": "Polygon", "coordinates": [[[5.0, 43.0], [5.01, 43.0], [5.01, 43.01], [5.0, 43.0]]]}


def collection(path: Path, *kinds: str) -> Path:
    features = [{"type": "Feature", "properties": {"class": kind}, "geometry": SQUARE} for kind in kinds]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def test_without_an_extract_there_are_streets() -> None:
    (layer,) = ground_layers(GroundSources(NETWORK))
    assert layer.name == "street"
    assert len(layer.shapes) == NETWORK.streets.edge_count


def test_land_use_may_come_from_a_file(tmp_path: Path) -> None:
    path = collection(tmp_path / "landuse.geojson", "cemetery", "school")
    layers = {layer.name: layer for layer in ground_layers(GroundSources(NETWORK, extra={"landuse": path}))}
    assert [row["class"] for row in layers["landuse"].properties] == ["green", "built"]
    x, y = to_square(5.0, 43.0).tolist()
    assert shapely.distance(layers["landuse"].shapes[0], shapely.Point(x, y)) == pytest.approx(0, abs=1e-12)


def test_names_are_written_in_both_languages() -> None:
    name = PlaceName(5.0, 43.0, {"": "Marselha", "fr": "Marseille"}, 1)
    layers = {layer.name: layer for layer in ground_layers(GroundSources(NETWORK, names=(name,)))}
    assert layers["place"].properties == [{"rank": 1, "name": "Marselha", "name_fr": "Marseille"}]


def test_a_file_of_something_else_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.geojson").write_text("{")
    with pytest.raises(SourceError, match="ground of the map"):
        ground_layers(GroundSources(NETWORK, extra={"landuse": tmp_path / "x.geojson"}))


def test_a_coast_that_ends_with_the_extract_goes_on_to_the_side() -> None:
    bounds = (5.0, 43.0, 5.2, 43.1)
    coast = shapely.LineString([(5.05, 43.05), (5.1, 43.06), (5.18, 43.05)])
    (line,) = drawn_out([coast], bounds)
    frame = shapely.box(*bounds)
    assert not frame.contains(shapely.Point(line.coords[0]))
    assert not frame.contains(shapely.Point(line.coords[-1]))
    (water,) = sea([line], bounds)
    # Eastward, the right hand is south.
    assert shapely.contains_xy(water, 5.1, 43.01)
    assert not shapely.contains_xy(water, 5.1, 43.09)
    island = shapely.LineString([(5.1, 43.02), (5.11, 43.02), (5.11, 43.03), (5.1, 43.02)])
    assert drawn_out([island], bounds)[0].equals(island)


def lines(path: Path, *points: list[float]) -> Path:
    shape = {"type": "LineString", "coordinates": list(points)}
    feature = {"type": "Feature", "properties": {}, "geometry": shape}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    return path


def test_a_coast_of_its_own_gives_the_sea_on_its_right(tmp_path: Path) -> None:
    west, south, east, north = ground_bounds(NETWORK)
    middle = (south + north) / 2
    # Eastwards: the land is north, the sea south.
    coast = lines(tmp_path / "coast.geojson", [west - 1, middle], [east + 1, middle])
    layers = {layer.name: layer for layer in ground_layers(GroundSources(NETWORK, extra={"coast": coast}))}
    (water,) = layers["water"].shapes
    for lat, wet in ((south + 1e-4, True), (north - 1e-4, False)):
        assert water.contains(shapely.Point(*to_square((west + east) / 2, lat).tolist())) is wet


def test_what_lies_elsewhere_in_a_file_of_all_seas_is_not_read(tmp_path: Path) -> None:
    west, south, east, north = NETWORK.bounds
    rings = [
        [[w, s], [w + 0.001, s], [w + 0.001, s + 0.001], [w, s]] for w, s in ((west, south), (west + 90, south - 20))
    ]
    features = [
        {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}} for ring in rings
    ]
    (tmp_path / "seas.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    found = {
        layer.name: layer for layer in ground_layers(GroundSources(NETWORK, extra={"water": tmp_path / "seas.geojson"}))
    }
    assert len(found["water"].shapes) == 1
    assert east > west
    assert north > south


def test_a_file_without_shapes_is_told_before_it_is_read(tmp_path: Path) -> None:
    check_shapes(collection(tmp_path / "landuse.geojson", "cemetery"))
    pl.DataFrame({"lon": [5.0], "lat": [43.0]}).write_parquet(tmp_path / "points.parquet")
    pl.DataFrame({"wkb": [shapely.Point(5, 43).wkb]}).write_parquet(tmp_path / "shapes.parquet")
    check_shapes(tmp_path / "shapes.parquet")
    (tmp_path / "x.geojson").write_text("{")
    for name in ("points.parquet", "x.geojson", "none.gpkg"):
        with pytest.raises(SourceError, match="ground of the map"):
            check_shapes(tmp_path / name)
