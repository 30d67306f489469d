from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from portee.services.diagnosis.interview import CHILDREN, DAYS_ASKED, LICENCES, VEHICLES, WALKS, Interview
from portee.web.answers import person_dict
from portee.web.api.diagnose import PersonQuestion
from portee.web.site import Site


@pytest.fixture(scope="module")
def asked(site: Site) -> dict[str, Any]:
    west, south, east, north = site.world.network.bounds
    return {"profile": "night-cleaner", "lat": (south + north) / 2, "lon": (west + east) / 2}


def test_the_answer_is_that_of_the_page(client: TestClient, site: Site, asked: dict[str, Any]) -> None:
    question = {**asked, "start": "05:30", "end": "13:00", "days": "mon-sat", "budget_eur_month": 80, "lang": "en"}
    answer = client.post("/api/v1/diagnose", json=question)
    assert answer.status_code == 200, answer.text
    interview = Interview(asked["lat"], asked["lon"], "night-cleaner", 330, 780, "mon-sat", 80)
    told = person_dict(site, interview, "en")
    assert answer.json()["summary"] == told["summary"]
    assert answer.json()["changes"] == told["changes"]


def test_every_choice_of_the_page_may_be_asked(asked: dict[str, Any]) -> None:
    fields = {"days": DAYS_ASKED, "licence": LICENCES, "vehicle": VEHICLES, "children": CHILDREN, "walk": WALKS}
    for name, known in fields.items():
        for value in known:
            question = PersonQuestion.model_validate({**asked, name: value})
            assert getattr(question.interview(), name) == value


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"lat": 0}, "outside the network"),
        ({"lat": 91}, "lat"),
        ({"lat": "x"}, "lat"),
        ({"profile": "nobody"}, "no such profile"),
        ({"profile": "/etc/passwd"}, "no such profile"),
        ({"profile": "a" * 5000}, "profile"),
        ({"start": "24:00"}, "start"),
        ({"start": "08:00", "end": "08:00"}, "ends when it begins"),
        ({"budget_eur_month": -1}, "budget_eur_month"),
        ({"profile": "apprentice-under-18", "licence": "yes"}, "not given before 17"),
        ({"name": "<script>"}, "name"),
        ({"children": ["both"]}, "children"),
    ],
)
def test_what_is_wrong_is_told_in_the_one_shape(
    client: TestClient, asked: dict[str, Any], change: dict[str, Any], told: str
) -> None:
    answer = client.post("/api/v1/diagnose", json={**asked, **change})
    assert answer.status_code == 422
    error = answer.json()["error"]
    assert error["code"] == "invalid"
    assert told in error["message"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "application/json"), (b"[" * 5000, "application/json"), (b"\xff\x00", "application/json"),
        (b'{"profile": "night-cleaner"', "application/json"), (b"profile=x", "application/x-www-form-urlencoded"),
        (b"{}", "text/plain"), (b"null", "application/json"), (b'{"lat": NaN}', "application/json"),
    ],
)  # fmt: skip
def test_what_is_no_question_is_refused(client: TestClient, content: bytes, kind: str) -> None:
    answer = client.post("/api/v1/diagnose", content=content, headers={"content-type": kind})
    assert answer.status_code in (400, 415, 422)
    assert answer.json()["error"]["reference"]


def test_a_huge_body_is_refused(client: TestClient) -> None:
    answer = client.post("/api/v1/diagnose", json={"profile": "x" * 1_000_000})
    assert answer.status_code == 413


def test_no_question_in_an_address(client: TestClient) -> None:
    assert client.get("/api/v1/diagnose", params={"profile": "night-cleaner"}).status_code == 405
