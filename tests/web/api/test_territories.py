from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from portee.services.commons_reading.carried import REGISTER
from portee.services.territories.saved import write_register
from portee.web.app import create_app
from portee.web.site import Site
from tests.services.territories import invented
from tests.web.api.typed import typed

PRACTICE = """
title: {fr: Navette, en: Shuttle}
territory: QP013005
grade: B
driven_by: {pop_mun: 1}
conditions:
- name: operator
  hard: true
  why: {fr: Il faut un exploitant., en: Somebody must run it.}
"""


@pytest.fixture
def register(private: Site, tmp_path: Path) -> Path:
    path = private.workspace.folder / REGISTER
    write_register(path, invented.register(tmp_path))
    return path


@pytest.fixture
def asking(private: Site, register: Path) -> Iterator[TestClient]:
    with TestClient(create_app(private)) as found:
        yield found


def test_answers_are_those_of_the_commands(
    asking: TestClient, register: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    api = "/api/v1/territories"
    told = asking.get(f"{api}/list?department=13").json()
    assert told == typed(capsys, "territories", "list", register, "--department", "13")
    code = told["territories"][0]["code"]
    assert asking.get(f"{api}/show?code={code}").json() == typed(capsys, "territories", "show", register, code)
    assert asking.get(f"{api}/similar?code={code}&k=3").json() == typed(
        capsys, "territories", "similar", register, code, "-k", 3
    )
    assert asking.post(f"{api}/groups", json={"k": 2, "draws": 3}).json() == typed(
        capsys, "territories", "groups", register, "-k", 2, "--draws", 3
    )
    (tmp_path / "practice.yaml").write_text(PRACTICE, encoding="utf-8")
    found = asking.post(f"{api}/replicate", json={"code": code, "practice": PRACTICE, "has": ["operator"]})
    assert found.json() == typed(
        capsys, "territories", "replicate", register, code, "--practice", tmp_path / "practice.yaml", "--has",
        "operator",
    )  # fmt: skip


def test_a_place_that_is_none_is_told(asking: TestClient, client: TestClient) -> None:
    assert asking.get("/api/v1/territories/show?code=QP999999").status_code == 422
    wrong = asking.post("/api/v1/territories/replicate", json={"code": "QP013005", "practice": "title: x"})
    assert wrong.status_code == 422
    none = client.get("/api/v1/territories/list")
    assert none.status_code == 404
    assert "portee territories import" in none.json()["error"]["hint"]
