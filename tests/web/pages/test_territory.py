from __future__ import annotations

import csv
import dataclasses
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from portee.web.app import create_app
from portee.web.pages import territory
from portee.web.site import Site
from portee.web.wording import LANGUAGES, say
from tests.web.workspaces import VillageWorkspace


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_answers_with_a_chart_its_table_and_a_file(client: TestClient, lang: str) -> None:
    answer = client.get(f"/{lang}/territory")
    assert answer.status_code == 200
    page = unescape(answer.text)
    assert say(lang, "territory-question") in page
    assert say(lang, "territory-table") in page
    assert '<svg class="bars"' in answer.text
    file = client.get(f"/{lang}/territory.csv")
    assert file.headers["content-type"].startswith("text/csv")
    rows = list(csv.reader(file.text.splitlines()))
    assert rows[-1][0] == "all"
    assert len(rows) > 2


def test_until_it_is_ready_it_says_so(
    village: VillageWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(territory, "PATIENCE_S", 0.0)
    client = TestClient(create_app(Site(dataclasses.replace(village, folder=tmp_path / "new"))))
    assert say("fr", "territory-wait") in unescape(client.get("/fr/territory").text)
    assert client.get("/fr/territory.csv").status_code == 503


def test_after_a_restart_nothing_is_computed_again(
    client: TestClient, village: VillageWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = client.get("/fr/territory.csv").text
    monkeypatch.setattr(territory, "territory_access", lambda *_, **__: pytest.fail("computed again"))
    again = TestClient(create_app(Site(dataclasses.replace(village))))
    assert again.get("/fr/territory.csv").text == before


def test_a_workspace_without_residents_says_so(village: VillageWorkspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(VillageWorkspace, "places", lambda self, kind: None)  # noqa: ARG005
    client = TestClient(create_app(Site(dataclasses.replace(village))))
    answer = client.get("/en/territory")
    assert answer.status_code == 422
    assert "no file of residents" in answer.text
