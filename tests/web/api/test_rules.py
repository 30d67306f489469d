from __future__ import annotations

from typing import Any

import pytest

from portee.web.site import Site
from tests.web.pages.test_incidents import published
from tests.web.people import Person
from tests.web.rules_site import RULE, lay_rule, middle


def test_a_point_in_a_no_parking_zone_is_refused(shared: Site) -> None:
    lay_rule(shared)
    lon, lat = middle(shared)
    client = Person(shared).client
    asked: dict[str, Any] = {"lon": lon, "lat": lat, "vehicle": "scooter", "at": "2026-03-10T08:30"}
    found = client.post("/api/v1/rules/check", json=asked).json()
    assert (found["park"], found["ride"], found["rules"]) == (False, True, [RULE])
    assert client.post("/api/v1/rules/check", json={**asked, "vehicle": "car"}).json()["park"] is True
    charter = client.get("/api/v1/rules", params={"lang": "en"}).json()
    assert [one["id"] for one in charter["features"]] == [RULE]
    assert {one["state"] for one in charter["charter"]} == {"in-force", "draft"}


@pytest.mark.parametrize("changes", [{"lat": 95}, {"vehicle": "tank"}, {"at": "2026-13-40T08:30"}, {"who": "me"}])
def test_what_cannot_be_asked_is_told(shared: Site, changes: dict[str, Any]) -> None:
    asked = {"lon": 5.0, "lat": 43.1, "vehicle": "bike", **changes}
    answer = Person(shared).client.post("/api/v1/rules/check", json=asked)
    assert answer.status_code == 422
    assert set(answer.json()["error"]) == {"code", "message", "hint", "reference"}


def test_incidents_are_geojson(private: Site) -> None:
    published(private, 1)
    published(private, 40, "broken-place")
    client = Person(private).client
    assert client.get("/api/v1/incidents").json()["total"] == 2
    (one,) = client.get("/api/v1/incidents", params={"kind": "broken-place"}).json()["features"]
    assert one["properties"]["kind"] == "broken-place"
    assert client.get("/api/v1/incidents", params={"kind": "war"}).status_code == 422
    assert client.get("/api/v1/incidents", params={"since": "hier"}).status_code == 422
