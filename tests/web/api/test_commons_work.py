from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from portee.cli.main import main
from portee.commons.anonymity import LEAST_PEOPLE
from portee.services.commons_reading.shelf import Shelf
from portee.web.app import create_app
from portee.web.site import Site
from tests.web.people import Person

API = "/api/v1/commons"
PATHS = r"^/api/v1/(commons/(check|process|ask|people|ladder|evidence|verify)|rules|incidents|pains)"


def from_command_line(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    """What the command line says to the same question."""
    main(["commons", *words, "--json"])
    return json.loads(capsys.readouterr().out)


def test_it_answers_as_the_command_line_does(
    commons_client: TestClient, shelf: Shelf, capsys: pytest.CaptureFixture[str]
) -> None:
    root = str(shelf.root)
    checked = commons_client.get(f"{API}/check").json()
    told = from_command_line(capsys, "check", root)
    assert (checked["records"], checked["by_type"], checked["problems"]) == (told["records"], told["by_type"], [])
    process = next(file.id for file in shelf.reading().release.of_type("process"))
    assert commons_client.get(f"{API}/process", params={"id": process}).json() == from_command_line(
        capsys, "process", root, process
    )
    question = "Comment aller travailler avant le premier bus ?"
    asked = commons_client.get(f"{API}/ask", params={"question": question}).json()
    told = from_command_line(capsys, "ask", root, question, "--lang", "fr")
    assert [one["id"] for one in asked["answers"]] == [one["id"] for one in told["answers"]]
    assert asked["missing"] == told["missing"]
    assert commons_client.get(f"{API}/people/help", params={"date": "2026-12-01"}).json() == from_command_line(
        capsys, "people", "help", root, "--date", "2026-12-01"
    )


def test_evidence_tells_what_it_rests_on(commons_client: TestClient, shelf: Shelf) -> None:
    found = commons_client.get(f"{API}/evidence").json()
    assert len(found) == len(shelf.reading().release.of_type("evidence"))
    assert all((one["computed"] is None) != (one["cited"] is None) for one in found)
    one = found[0]["id"]
    assert [each["id"] for each in commons_client.get(f"{API}/evidence", params={"id": one}).json()] == [one]


def survey(people: int) -> str:
    rows = [f"{k},jeunes,moulins,bus,yes,yes,no,no,no" for k in range(people)]
    return "\n".join(["id,group,neighbourhood,service,know,access,afford,use,respect", *rows])


def test_a_ladder_is_worked_out_for_contributors_and_small_groups_are_hidden(shared: Site) -> None:
    ada = Person(shared)
    body = {"survey": survey(30)}
    assert ada.client.post(f"{API}/ladder", json=body).status_code in (401, 403)
    ada.signs_in("ada")
    assert ada.client.post(f"{API}/ladder", json=body).status_code == 403, "a form's token is needed"
    headers = {"X-CSRF-Token": ada.token()}
    found = ada.client.post(f"{API}/ladder", json=body, headers=headers)
    (ladder,) = found.json()["ladders"]
    whole = ladder["standings"][-1]
    assert whole["people"] == 30
    assert whole["shares"]["1"][0] == 1.0
    few = ada.client.post(f"{API}/ladder", json={"survey": survey(LEAST_PEOPLE - 1)}, headers=headers).json()
    assert all(one["people"] is None and one["shares"] is None for one in few["ladders"][0]["standings"])
    wrong = ada.client.post(f"{API}/ladder", json={"survey": "nom\nMme Durand"}, headers=headers)
    assert wrong.status_code == 422
    assert "Durand" not in wrong.text
    assert str(Path("/tmp")) not in wrong.text  # noqa: S108 - looked for, not written to


def test_evidence_is_computed_again_as_long_work(shared: Site) -> None:
    ada = Person(shared)
    assert ada.client.post(f"{API}/verify", json={}).status_code in (401, 403)
    ada.signs_in("ada")
    headers = {"X-CSRF-Token": ada.token()}
    job = ada.client.post(f"{API}/verify", json={}, headers=headers)
    assert job.status_code == 202, job.text
    assert (job.json()["kind"], job.json()["state"]) == ("verify", "queued")
    wrong = ada.client.post(f"{API}/verify", json={"ids": ["evidence/nothing"]}, headers=headers)
    assert 400 <= wrong.status_code < 500
    assert str(shared.workspace.folder) not in wrong.text


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("/process", {}), ("/process", {"id": "process/nothing"}), ("/process", {"id": "need/x"}), ("/ask", {}),
        ("/ask", {"question": ""}), ("/ask", {"question": "le la les"}), ("/ask", {"question": "x" * 301}),
        ("/evidence", {"id": "evidence/nothing"}), ("/people/help", {"date": "demain"}),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_told_in_one_shape(
    commons_client: TestClient, path: str, values: dict[str, Any]
) -> None:
    answer = commons_client.get(f"{API}{path}", params=values)
    assert 400 <= answer.status_code < 500, answer.text
    assert set(answer.json()["error"]) == {"code", "message", "hint", "reference"}


def test_problems_tell_no_folder(shared: Site) -> None:
    root = shared.workspace.commons
    assert root is not None
    (root / "need" / "abîmé.md").write_text("---\nid: need/x\n---\n", encoding="utf-8")
    found = Person(shared).client.get(f"{API}/check")
    assert found.json()["count"] > 0
    assert str(root) not in found.text


def test_events_are_a_calendar(shared: Site) -> None:
    found = Person(shared).client.get(f"{API}/people/calendar?lang=en")
    assert found.headers["content-type"].startswith("text/calendar")
    assert found.text.startswith("BEGIN:VCALENDAR")
    assert found.text.count("BEGIN:VEVENT") == found.text.count("END:VEVENT")


@pytest.fixture
def described(shared: Site) -> Any:
    return schemathesis.openapi.from_asgi("/openapi.json", create_app(shared))


@schemathesis.pytest.from_fixture("described").include(path_regex=PATHS).parametrize()
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_around_a_commons_is_as_described(case: schemathesis.Case[Any]) -> None:
    # A survey that is much too long is refused as a body that is too large, before it is read.
    case.call_and_validate(excluded_checks=[positive_data_acceptance, negative_data_rejection])
