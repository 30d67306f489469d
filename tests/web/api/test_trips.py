from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from portee.services.describe import suggested_date
from portee.web.site import Site
from tests.web.api.typed import typed


@pytest.fixture(scope="module")
def when(site: Site) -> dict[str, Any]:
    day = suggested_date(site.world.network)
    assert day is not None
    return {"date": day.isoformat(), "depart": "07:30", "window": 10}


@pytest.fixture(scope="module")
def ends(site: Site) -> tuple[str, str]:
    jobs = site.places("jobs")
    assert jobs is not None
    return f"{jobs.lat[0]:.5f},{jobs.lon[0]:.5f}", f"{jobs.lat[-1]:.5f},{jobs.lon[-1]:.5f}"


def options(when: dict[str, Any]) -> list[str]:
    return [word for name, value in when.items() for word in (f"--{name}", str(value))]


def test_a_trip_is_that_of_the_command_and_a_map(
    client: TestClient, site: Site, when: dict[str, Any], ends: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    told = client.post("/api/v1/trip", json={"from": ends[0], "to": ends[1], **when}).json()
    legs = told.pop("features")
    assert (told.pop("type"), len(legs)) == ("FeatureCollection", len(told["median"]["legs"]))
    assert [leg["properties"]["leg"] for leg in legs] == list(range(1, len(legs) + 1))
    assert told == typed(capsys, "trip", site.workspace.network, "--from", ends[0], "--to", ends[1], *options(when))


def test_out_of_reach_is_an_empty_map(client: TestClient, when: dict[str, Any], ends: tuple[str, str]) -> None:
    asked = {"from": ends[0], "to": ends[1], **when, "max_time": 0.5}
    told = client.post("/api/v1/trip", json=asked).json()
    assert (told["features"], told["median"]) == ([], None)


def test_areas_are_those_of_the_command(
    client: TestClient, site: Site, when: dict[str, Any], ends: tuple[str, str], tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    told = client.post("/api/v1/isochrone", json={"to": ends[0], "cutoff": [10, 20], **when}).json()
    # The larger one comes first, so that the smaller lies on top.
    assert [one["properties"]["cutoff_min"] for one in told["features"]] == [20, 10]
    assert {one["geometry"]["type"] for one in told["features"]} == {"MultiPolygon"}
    found = typed(
        capsys, "isochrone", site.workspace.network, "--to", ends[0], "--cutoff", 10, "--cutoff", 20, *options(when),
        "-o", tmp_path / "areas.geojson",
    )  # fmt: skip
    assert told["areas"] == found["areas"]


@pytest.mark.parametrize(
    ("path", "change", "told"),
    [
        ("trip", {"from": "0,0"}, "outside the network"), ("trip", {"from": "here"}, "not a position"),
        ("trip", {"date": None}, "needs a date"), ("trip", {"arrive": "09:00"}, "Both depart and arrive"),
        ("trip", {"window": 10**6}, "window"), ("trip", {"park_and_ride": "/etc/passwd"}, "park_and_ride"),
        ("isochrone", {}, "needs one place"), ("isochrone", {"to": None, "cutoff": []}, "cutoff"),
        ("isochrone", {"to": None, "cutoff": [5] * 50}, "cutoff"), ("trip", {"date": "1999-01-01"}, "1999-01-01"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(
    client: TestClient, when: dict[str, Any], ends: tuple[str, str], path: str, change: dict[str, Any], told: str
) -> None:
    asked = {"from": ends[0], "to": ends[1], **when, **({"cutoff": [10]} if path == "isochrone" else {}), **change}
    answer = client.post(f"/api/v1/{path}", json=asked)
    assert answer.status_code == 422, answer.text
    assert set(answer.json()["error"]) == {"code", "message", "hint", "reference"}
    assert told in answer.json()["error"]["message"]
    # Fields are called as the API calls them.
    assert "--" not in answer.text
