from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from portee.web.site import Site
from tests.web.api.typed import typed


def test_a_network_is_told_as_by_the_command_without_its_folder(
    client: TestClient, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    told = client.get("/api/v1/info").json()
    network = site.workspace.network
    assert told == {**typed(capsys, "info", network), "folder": network.name}
    assert str(network.parent) not in client.get("/api/v1/info").text


def test_parameters_are_those_of_the_command(client: TestClient, capsys: pytest.CaptureFixture[str]) -> None:
    found = client.get("/api/v1/parameters?name=energy&name=law&at=2026-03-10").json()
    assert found == typed(capsys, "parameters", "energy", "law", "--at", "2026-03-10")
    late = client.get("/api/v1/parameters?expired=true&at=2099-01-01").json()["parameters"]
    assert all(one["expired"] for one in late)


@pytest.mark.parametrize(
    ("asked", "told"),
    [("name=nothing", "no parameter"), ("at=soon", "not a date"), ("&".join(["name=energy"] * 60), "60 names")],
)
def test_what_is_wrong_is_told(client: TestClient, asked: str, told: str) -> None:
    answer = client.get(f"/api/v1/parameters?{asked}")
    assert answer.status_code == 422
    assert told in answer.json()["error"]["message"]
