from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from portee.services.scenario_fit import LONGEST
from portee.web.site import Site
from tests.web.api.typed import typed

WELL = "name: Ligne fermée\nmodifications:\n- type: remove_line\n  line: '{line}'\n"


def test_replays_are_those_of_the_command(client: TestClient, capsys: pytest.CaptureFixture[str]) -> None:
    for lang in ("fr", "en"):
        told = client.get(f"/api/v1/scenario/list?lang={lang}").json()
        assert told == typed(capsys, "scenario", "list", "--lang", lang)


def test_what_is_well_is_told_as_by_the_command(
    client: TestClient, site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    timetable = site.world.network.timetable
    assert timetable is not None
    text = WELL.format(line=timetable.route_id[0])
    (tmp_path / "closed.yaml").write_text(text, encoding="utf-8")
    told = client.post("/api/v1/scenario/check", json={"scenario": text}).json()
    assert told["problems"] == []
    assert told == typed(capsys, "scenario", "check", site.workspace.network, tmp_path / "closed.yaml")


def test_what_is_wrong_is_told_with_its_line(client: TestClient) -> None:
    told = client.post("/api/v1/scenario/check", json={"scenario": WELL.format(line="nowhere")}).json()
    assert (told["modifications"], len(told["problems"])) == (1, 1)
    assert told["problems"][0]["line"] is not None
    none = client.post("/api/v1/scenario/check", json={"scenario": "name: ["}).json()
    assert none["id"] is None
    assert none["problems"]


def test_a_replay_is_checked_and_a_flood_asks_for_waterways(client: TestClient) -> None:
    told = client.post("/api/v1/scenario/check", json={"scenario": "fire-2025-07-08", "lang": "en"})
    assert told.json()["name"].isascii()
    flood = client.post("/api/v1/scenario/check", json={"scenario": "flood-2024-10-08"})
    assert flood.status_code == 422
    assert "waterways" in flood.json()["error"]["message"]


def test_shocks_are_those_of_the_command(
    client: TestClient, site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = client.get("/api/v1/scenario/drill?seed=7&steps=2").json()
    found = typed(
        capsys, "scenario", "drill", site.workspace.network, "--seed", 7, "--steps", 2, "-o", tmp_path / "drill"
    )  # fmt: skip
    scenarios = told.pop("scenarios")
    assert told == {name: found[name] for name in ("seed", "steps")}
    assert scenarios[1] == (tmp_path / "drill" / "step-2.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("asked", [{"scenario": ""}, {"scenario": "x" * (LONGEST + 1)}, {"scenario": 3}, {}])
def test_no_scenario_is_refused(client: TestClient, asked: dict[str, object]) -> None:
    answer = client.post("/api/v1/scenario/check", json=asked)
    assert answer.status_code == 422
    assert "scenario" in answer.json()["error"]["message"]
