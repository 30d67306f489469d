"""What OGC API - Features - Part 1: Core asks of an answer, as its JSON schemas and requirements tell it."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import geopandas
import jsonschema
import pytest
from fastapi.testclient import TestClient

from portee.web.api.ogc import CRS84, MOST
from portee.web.site import Site

LINK = {"type": "object", "required": ["href", "rel"], "properties": {"href": {"type": "string", "format": "uri"}}}
LINKS = {"type": "array", "items": LINK, "minItems": 1}
BOX = {"type": "array", "minItems": 4, "maxItems": 6, "items": {"type": "number"}}
COLLECTION = {
    "type": "object",
    "required": ["id", "links"],
    "properties": {
        "links": LINKS,
        "extent": {
            "type": "object",
            "required": ["spatial"],
            "properties": {
                "spatial": {
                    "type": "object",
                    "required": ["bbox"],
                    "properties": {
                        "bbox": {
                            "type": "array",
                            "minItems": 1,
                            "items": {"type": "array", "minItems": 4, "maxItems": 6},
                        },
                        "crs": {"enum": [CRS84]},
                    },
                }
            },
        },
        "itemType": {"const": "feature"},
    },
}
FEATURE = {
    "type": "object",
    "required": ["type", "geometry", "properties"],
    "properties": {
        "type": {"const": "Feature"},
        "geometry": {"type": "object", "required": ["type", "coordinates"]},
        "properties": {"type": ["object", "null"]},
        "id": {"type": ["string", "integer"]},
    },
}
SCHEMAS: dict[str, dict[str, Any]] = {
    "/ogc": {"type": "object", "required": ["links"], "properties": {"links": LINKS}},
    "/ogc/conformance": {
        "type": "object",
        "required": ["conformsTo"],
        "properties": {"conformsTo": {"type": "array", "items": {"type": "string"}}},
    },
    "/ogc/collections": {
        "type": "object",
        "required": ["links", "collections"],
        "properties": {"links": LINKS, "collections": {"type": "array", "items": COLLECTION, "minItems": 1}},
    },
    "/ogc/collections/jobs": COLLECTION,
    "/ogc/collections/jobs/items": {
        "type": "object",
        "required": ["type", "features", "links", "timeStamp", "numberMatched", "numberReturned"],
        "properties": {
            "type": {"const": "FeatureCollection"},
            "features": {"type": "array", "items": FEATURE},
            "links": LINKS,
            "timeStamp": {"type": "string", "format": "date-time"},
            "numberMatched": {"type": "integer", "minimum": 0},
            "numberReturned": {"type": "integer", "minimum": 0},
        },
    },
}


@pytest.mark.parametrize("path", SCHEMAS)
def test_answers_have_what_the_standard_asks(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    jsonschema.validate(answer.json(), SCHEMAS[path], format_checker=jsonschema.FormatChecker())


def test_the_landing_page_leads_to_everything(client: TestClient) -> None:
    links = {link["rel"]: link["href"] for link in client.get("/ogc").json()["links"]}
    assert set(links) == {"self", "service-desc", "conformance", "data"}
    for address in links.values():
        assert client.get(address).status_code == 200


def test_following_next_gives_every_feature_once(client: TestClient, site: Site) -> None:
    jobs = site.places("jobs")
    assert jobs is not None
    address, seen = "/ogc/collections/jobs/items?limit=60", []
    while address:
        answer = client.get(address)
        assert answer.headers["content-type"] == "application/geo+json"
        page = answer.json()
        assert page["numberMatched"] == len(jobs)
        assert page["numberReturned"] == len(page["features"]) <= 60
        seen += [feature["id"] for feature in page["features"]]
        address = next((link["href"] for link in page["links"] if link["rel"] == "next"), "")
    assert seen == jobs.ids.tolist()


def test_a_box_keeps_what_it_meets(client: TestClient, site: Site) -> None:
    jobs = site.places("jobs")
    assert jobs is not None
    lon, lat = float(jobs.lon[0]), float(jobs.lat[0])
    box = f"{lon - 1e-4},{lat - 1e-4},{lon + 1e-4},{lat + 1e-4}"
    page = client.get("/ogc/collections/jobs/items", params={"bbox": box}).json()
    assert jobs.ids[0] in [feature["id"] for feature in page["features"]]
    assert page["numberMatched"] < len(jobs)


def test_zones_open_as_a_geographer_opens_them(client: TestClient, site: Site) -> None:
    page = client.get("/ogc/collections/priority/items", params={"limit": 1000}).json()
    zones = site.places("priority")
    assert zones is not None
    assert zones.geometry is not None
    frame = geopandas.GeoDataFrame.from_features(page["features"], crs="EPSG:4326")
    assert len(frame) == len(zones)
    assert frame.geometry.iloc[0].symmetric_difference(zones.geometry[0]).area < 1e-9
    assert "lib_qp" in frame.columns


def test_one_feature_has_an_address(client: TestClient, site: Site) -> None:
    jobs = site.places("jobs")
    assert jobs is not None
    one = client.get(f"/ogc/collections/jobs/items/{jobs.ids[0]}").json()
    jsonschema.validate(one, FEATURE)
    assert one["id"] == jobs.ids[0]
    assert {link["rel"] for link in one["links"]} == {"self", "collection"}


def test_more_than_the_most_is_given_as_the_most(client: TestClient) -> None:
    assert client.get("/ogc/collections/jobs/items", params={"limit": MOST * 10}).status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/ogc/collections/nothing", 404), ("/ogc/collections/jobs/items/nobody", 404), ("/ogc?colour=red", 400),
        ("/ogc/collections/jobs/items?colour=red", 400), ("/ogc/collections/jobs/items?bbox=1,2,3", 400),
        ("/ogc/collections/jobs/items?limit=0", 400), ("/ogc/collections/jobs/items?f=gml", 400),
        ("/ogc/collections/..%2f..%2fjobs/items", 404),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.json()["error"]["reference"]


READ = """
import sys, pyogrio
if "OAPIF" not in pyogrio.list_drivers():
    sys.exit(77)
service = sys.argv[1]
print(*sorted(name for name, _ in pyogrio.list_layers(service)))
print(*sorted(pyogrio.read_dataframe(service, layer="jobs")["id"]))
"""


def test_gdal_opens_it_by_its_address(live: str, site: Site) -> None:
    """What QGIS, R and others read such services with, where it is built with them; in a process of its own, as GDAL
    would keep the server from answering while it waits."""
    read = subprocess.run(
        [sys.executable, "-c", READ, f"OAPIF:{live}/ogc"], capture_output=True, text=True, timeout=120, check=False
    )
    if read.returncode == 77:
        pytest.skip("GDAL was built without OGC API Features")
    assert read.returncode == 0, read.stderr
    layers, ids = (line.split() for line in read.stdout.splitlines())
    jobs = site.places("jobs")
    assert jobs is not None
    assert set(layers) >= {"cells", "jobs", "priority"}
    assert ids == sorted(jobs.ids)
