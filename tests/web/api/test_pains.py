from __future__ import annotations

from portee.commons.anonymity import LEAST_PEOPLE
from portee.web.site import Site
from tests.web.people import Person
from tests.web.test_pains import LAT, LON, crowd


def test_pains_are_geojson_that_says_how_places_are_hidden(private: Site) -> None:
    crowd(private, 30, LAT, LON)
    found = Person(private).client.get("/api/v1/pains").json()
    assert found["type"] == "FeatureCollection"
    assert len(found["features"]) == 30
    assert found["privacy"] == {"least_people": LEAST_PEOPLE, "square_m": 500.0, "moved_m": [100.0, 300.0]}
    assert all("id" not in one and set(one["properties"]) == {"kind", "text", "language", "month", "moved_m"}
               for one in found["features"])  # fmt: skip


def test_a_kind_that_there_is_not_is_told(private: Site) -> None:
    client = Person(private).client
    assert client.get("/api/v1/pains", params={"kind": "dark"}).json()["features"] == []
    answer = client.get("/api/v1/pains", params={"kind": "war"})
    assert answer.status_code == 422
    assert "no-bus" in answer.json()["error"]["hint"]
