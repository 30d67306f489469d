from __future__ import annotations

import json
import logging

import pytest
from fastapi.testclient import TestClient
from starlette.routing import Route

from portee.web.security.log import route_of

SECRET = "rue-des-secrets-12"  # noqa: S105 - an address, not a password


def test_it_names_routes_and_nothing_that_was_entered(
    client: TestClient, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (
        "portee",
        "portee.web",
        "portee.web.access",
    ):  # a site served earlier by a test may have set them apart
        monkeypatch.setattr(logging.getLogger(name), "propagate", True)
        monkeypatch.setattr(logging.getLogger(name), "disabled", False)
    caplog.set_level(logging.DEBUG, "portee")
    client.get("/healthz", params={"home": SECRET}, headers={"referer": SECRET, "user-agent": SECRET})
    client.get(f"/fr/{SECRET}")
    client.post("/fr/", data={"home": SECRET})
    lines = [json.loads(record.message) for record in caplog.records if record.name == "portee.web.access"]
    assert [(line["method"], line["route"], line["status"]) for line in lines] == [
        ("GET", "/healthz", 200), ("GET", "other", 404), ("POST", "/fr/", 405),
    ]  # fmt: skip
    assert SECRET not in caplog.text
    assert set(lines[0]) == {"method", "route", "status", "bytes", "ms"}
    assert lines[0]["bytes"] > 0


@pytest.mark.parametrize(
    ("declared", "asked", "told"),
    [
        ("/person", "/fr/person", "/fr/person"), ("/{id}", f"/api/v1/{SECRET}", "/api/v1/{id}"),
        ("/", "/fr/", "/fr/"), ("/ogc/{rest:path}", f"/ogc/a/b/{SECRET}", "/ogc/{rest:path}"),
    ],
)  # fmt: skip
def test_a_value_in_an_address_is_told_by_its_name(declared: str, asked: str, told: str) -> None:
    route = Route(declared, lambda _: None)
    assert route_of({"route": route, "path": asked}) == told
