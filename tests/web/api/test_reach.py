from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from portee.web.asked import asked_of
from portee.web.explorer import explorer_of, starting_place
from portee.web.site import Site


def body(site: Site, **changes: Any) -> dict[str, Any]:
    lon, lat = starting_place(site)
    return {"lon": lon, "lat": lat, **changes}


def test_counts_are_those_of_the_page(client: TestClient, site: Site) -> None:
    answer = explorer_of(site).answer(asked_of(site, {}).question)
    found = client.post("/api/v1/reach", json=body(site)).json()
    for kind, part in answer.kinds.items():
        assert found["kinds"][kind]["reached"] == part.reached
        assert found["kinds"][kind]["by_minute"][45] == part.reached
    assert found["areas"]["type"] == "FeatureCollection"
    assert client.get("/api/v1/reach", params=body(site)).json() == found


def test_a_profile_has_ways_and_prices(client: TestClient, site: Site) -> None:
    asked = body(site, profile="home-care-worker", budget_eur=50, direction="both")
    found = client.post("/api/v1/reach", json=asked).json()
    assert {"walk", "car"} <= {way["kind"] for way in found["ways"]}
    assert found["question"]["budget_eur"] == 50


@pytest.mark.parametrize(
    "wrong",
    [
        {"lon": 200}, {"lat": "north"}, {"there": "25:00"}, {"minutes": 4}, {"minutes": 1e9}, {"direction": "up"},
        {"budget_eur": 5}, {"profile": "nobody"}, {"day": "2026-02-30"}, {"unknown": 1}, {"lon": 0, "lat": 0},
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_told_in_one_shape(client: TestClient, site: Site, wrong: dict[str, Any]) -> None:
    answer = client.post("/api/v1/reach", json={**body(site), **wrong})
    assert 400 <= answer.status_code < 500
    assert set(answer.json()["error"]) == {"code", "message", "hint", "reference"}


def test_names_are_found(client: TestClient, site: Site) -> None:
    street = site.world.network.streets.names[0]
    found = client.get("/api/v1/places", params={"q": street}).json()["places"]
    assert found[0]["name"] == street
    assert client.get("/api/v1/places", params={"q": ""}).status_code == 422
