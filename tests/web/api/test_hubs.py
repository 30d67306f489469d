from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from portee.services.jobs.hub import LONGEST
from tests.web.api.typed import typed

HUB = files("portee.hubs.plan").joinpath("shipped", "fabriques.yaml").read_text(encoding="utf-8")


def test_accounts_are_those_of_the_command(
    client: TestClient, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = client.post("/api/v1/hub/accounts", json={"hub": HUB}).json()
    found = typed(capsys, "hub", "accounts", "fabriques", "-o", tmp_path / "hub.xlsx")
    assert told == {name: value for name, value in found.items() if name not in ("path", "page")}
    assert client.post("/api/v1/hub/accounts", json={"hub": "fabriques"}).json() == told


def test_a_check_tells_as_the_command_what_is_to_be_read_again(
    client: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    told = client.post("/api/v1/hub/check", json={"hub": HUB}).json()
    assert told == typed(capsys, "hub", "check", "fabriques")


def test_what_is_wrong_is_told_with_its_line(client: TestClient) -> None:
    wrong = HUB.replace("services:", "servces:")
    told = client.post("/api/v1/hub/check", json={"hub": wrong}).json()
    assert told["id"] is None
    assert any(problem["line"] for problem in told["problems"])
    refused = client.post("/api/v1/hub/accounts", json={"hub": wrong})
    assert refused.status_code == 422
    # A file of this machine is no hub that somebody sends.
    assert client.post("/api/v1/hub/accounts", json={"hub": "/etc/hostname"}).status_code == 422
    assert client.post("/api/v1/hub/check", json={"hub": "x" * (LONGEST + 1)}).status_code == 422
