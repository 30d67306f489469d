from __future__ import annotations

import mapbox_vector_tile
from fastapi.testclient import TestClient

from portee.services.tiles.mercator import tiles_of
from portee.web.ground import ground_of, tile_store
from portee.web.site import Site


def test_a_tile_of_the_village_is_served(client: TestClient, site: Site) -> None:
    west, south, east, north = tile_store(site).bounds
    ((_, x, y), *_) = tiles_of(((west + east) / 2, (south + north) / 2, (west + east) / 2, (south + north) / 2), 14)
    answer = client.get(f"/tiles/14/{x}/{y}.pbf")
    assert answer.status_code == 200
    assert "street" in mapbox_vector_tile.decode(answer.content)
    kept = client.get(ground_of(site, "fr")["tiles"].format(z=14, x=x, y=y))
    assert "immutable" in kept.headers["cache-control"]
    assert kept.content == answer.content


def test_elsewhere_there_is_nothing_to_show(client: TestClient) -> None:
    assert client.get("/tiles/3/0/0.pbf").status_code == 204
    assert client.get("/tiles/99/0/0.pbf").status_code == 204


def test_a_tile_that_is_none_is_a_fault_of_the_asker(client: TestClient) -> None:
    assert client.get("/tiles/a/b/c.pbf").status_code == 422
