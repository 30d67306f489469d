from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from portee.web.site import Site


@pytest.fixture(scope="module")
def asked(site: Site) -> dict[str, Any]:
    west, south, east, north = site.world.network.bounds
    return {"lat": (south + north) / 2, "lon": (west + east) / 2, "start": "05:30", "end": "13:00"}


def test_who_can_come_and_what_would_add_people(client: TestClient, asked: dict[str, Any]) -> None:
    answer = client.post("/api/v1/vacancy", json={**asked, "wage_eur_month": 1500, "lang": "en"})
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert told["basis"]["kind"] == "mix"
    assert len(told["profiles"]) > 10
    assert {change["id"].partition(":")[0] for change in told["changes"]} <= {
        "shift", "carpool", "loan", "pass", "shuttle",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"lat": 0}, "outside the network"), ({"start": None}, "start"), ({"end": "05:30"}, "starts and ends"),
        ({"days": "mon"}, "days"), ({"wage_eur_month": 1e9}, "wage_eur_month"), ({"wage_eur_month": "nan"}, "wage"),
        ({"lang": "de"}, "lang"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(client: TestClient, asked: dict[str, Any], change: dict[str, Any], told: str) -> None:
    answer = client.post("/api/v1/vacancy", json={**asked, **change})
    assert answer.status_code == 422
    assert told in answer.json()["error"]["message"]
