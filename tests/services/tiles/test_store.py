"""Tiles of the invented village, read back with another reader's eyes."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import mapbox_vector_tile
import pytest

from portee.services.tiles import MAX_ZOOM, GroundSources, TileStore
from portee.services.tiles.mercator import Tile, tiles_of
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, xs_world: World, xs_territory: SyntheticTerritory) -> TileStore:
    return TileStore(tmp_path_factory.mktemp("tiles"), GroundSources(xs_world.network, xs_territory.osm))


def decoded(data: bytes) -> dict[str, Any]:
    found: dict[str, Any] = mapbox_vector_tile.decode(gzip.decompress(data))
    return found


def middle(store: TileStore, zoom: int) -> Tile:
    west, south, east, north = store.bounds
    lon, lat = (west + east) / 2, (south + north) / 2
    return tiles_of((lon, lat, lon, lat), zoom)[0]


def test_streets_have_class_and_name(store: TileStore) -> None:
    features = decoded(store.get(middle(store, 14)))["street"]["features"]
    classes = {feature["properties"]["class"] for feature in features}
    assert "street" in classes
    names = {feature["properties"].get("name") for feature in features} - {None}
    assert names <= set(store.sources.network.streets.names)
    assert names


def test_what_would_be_a_blur_is_left_out(store: TileStore) -> None:
    shown = {}
    for zoom in (10, 12, 14):
        streets = decoded(store.get(middle(store, zoom))).get("street", {"features": []})["features"]
        shown[zoom] = {feature["properties"]["class"] for feature in streets}
    assert shown[10] <= {"motorway", "major"}
    assert "street" in shown[12]
    assert "path" not in shown[12]
    assert "path" in shown[14]


def test_shapes_stay_near_their_tile(store: TileStore) -> None:
    for tile in tiles_of(store.bounds, 13):
        data = store.get(tile)
        for layer in decoded(data).values() if data else ():
            for feature in layer["features"]:
                for x, y in points(feature["geometry"]["coordinates"]):
                    assert -65 <= x <= 4096 + 65
                    assert -65 <= y <= 4096 + 65


def points(coordinates: Any) -> list[tuple[float, float]]:
    if coordinates and isinstance(coordinates[0], int | float):
        return [(coordinates[0], coordinates[1])]
    return [point for part in coordinates for point in points(part)]


def test_a_tile_is_made_once_and_the_same_again(store: TileStore, tmp_path: Path) -> None:
    tile = middle(store, 13)
    first = store.get(tile)
    again = TileStore(store.folder, store.sources)
    assert again.get(tile) == first
    assert "layers" not in vars(again), "read from the folder, without the sources"
    assert TileStore(tmp_path, store.sources).get(tile) == first


def test_other_sources_make_other_tiles(store: TileStore) -> None:
    assert TileStore(store.folder, GroundSources(store.sources.network)).key != store.key


@pytest.mark.parametrize("tile", [Tile(3, 9, 0), Tile(14, 0, 0), Tile(-1, 0, 0), Tile(MAX_ZOOM + 1, 0, 0)])
def test_nothing_is_shown_elsewhere(store: TileStore, tile: Tile) -> None:
    assert store.get(tile) == b""


def test_a_folder_that_cannot_be_written_stops_no_map(store: TileStore, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    blocked = TileStore(tmp_path / "file", store.sources)
    assert blocked.get(middle(store, 14)) == store.get(middle(store, 14))


def test_all_tiles_of_a_zoom_can_be_made_at_once(store: TileStore, tmp_path: Path) -> None:
    fresh = TileStore(tmp_path, store.sources)
    assert fresh.make([12]) == len(list(tmp_path.rglob("12/*/*.pbf.gz"))) > 0
