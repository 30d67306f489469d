from __future__ import annotations

import json
import shutil
from html import unescape
from typing import Any

import pytest

from portee.core.errors import ParameterError, PorteeError
from portee.people.library import shipped_profiles
from portee.reports.fluent import say
from portee.services.comparison_told import LEAST_PEOPLE
from portee.services.jobs.desk import JobDesk
from portee.services.jobs.results import result_file
from portee.services.jobs.scenario import SCENARIO, world_for
from portee.services.portrait.ground import outlines_of, zone_names
from portee.services.workspace.manifest import PlacesEntry, read_manifest, write_manifest
from portee.services.workspace.workspace import Workspace, open_workspace
from portee.sources.synthetic import SyntheticTerritory
from portee.store.database import Database
from tests.services.jobs.doing import worked


def without_service() -> dict[str, Any]:
    return {"scenario": "name: Rien ne roule\nmodifications:\n- {type: cancel}\n", "cutoff": 20, "window": 2}


def test_the_question_is_the_same_with_and_without_its_defaults(workspace: Workspace) -> None:
    whole = SCENARIO.check(workspace, without_service())
    assert (whole["kind"], whole["depart"]) == ("jobs", "07:30")
    assert SCENARIO.check(workspace, whole) == whole


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"kind": "training"}, "no 'training'"), ({"kind": "cells"}, "no 'cells'"), ({"cutoff": 4}, "'cutoff' is 4"),
        ({"cutoff": True}, "'cutoff'"), ({"date": "soon"}, "no date"), ({"date": "0001-01-01"}, "No trip runs"),
        ({"budget": 1}, "no 'budget'"),
        ({"scenario": 3}, "no scenario"), ({"scenario": " "}, "no scenario"),
        ({"scenario": "name: x\nmodifications:\n- {type: remove_line, line: Z99}\n"}, "another territory"),
        ({"scenario": "name: x\nmodifications: 3\n"}, "modifications"), ({"hours": "05:30"}, "no list"),
        ({"hours": ["99"]}, "99"), ({"profiles": ["nobody"]}, "no profile 'nobody'"),
        ({"profiles": ["../x.yaml"]}, "no profile"), ({"hours": ["05:00"] * 4}, "at most 3"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(workspace: Workspace, more: dict[str, Any], told: str) -> None:
    with pytest.raises(PorteeError) as problem:
        SCENARIO.check(workspace, {**without_service(), **more})
    assert told in f"{problem.value} {problem.value.where}"


def test_a_scenario_is_compared_and_kept(desk: JobDesk) -> None:
    job, result = worked(desk, "scenario", without_service(), "Rien ne roule")
    assert result["gain"] == 0
    assert 0 < result["lose"] <= result["residents"]
    assert result["after"] < result["before"]

    def text(name: str) -> str:
        path = result_file(desk.workspace, job.key, name)
        assert path is not None, name
        return path.read_text(encoding="utf-8")

    for lang in ("fr", "en"):
        assert "<h1>" in text(f"body.{lang}.html")
        assert "Rien ne roule" in text(f"what-if.{lang}.html")
    assert text("scenario.yaml") == without_service()["scenario"]
    points = json.loads(text("change.json"))["features"]
    homes = world_for(desk.workspace, ("jobs",)).territory.zones
    assert homes is not None
    # Nobody's home can be told from the map: few people are no point.
    assert 0 < len(points) <= int((homes.weight("residents") >= LEAST_PEOPLE).sum())
    assert min(point["properties"]["change"] for point in points) < 0
    for point in points:
        values = point["properties"]
        assert values["after"] - values["before"] == pytest.approx(values["change"], abs=0.11)


def with_zones(workspace: Workspace, territory: SyntheticTerritory) -> Workspace:
    """The same with the outlines of its neighbourhoods."""
    manifest, file = read_manifest(workspace.folder), territory.priority
    shutil.copy(file, workspace.folder / "places" / file.name)
    entry = PlacesEntry(file=f"places/{file.name}", id="code_qp")
    write_manifest(workspace.folder, manifest.model_copy(update={"places": {**manifest.places, "priority": entry}}))
    return open_workspace(workspace.folder)


def test_who_gains_is_told_by_neighbourhood_at_other_hours_and_for_other_people(
    workspace: Workspace, database: Database, xs_territory: SyntheticTerritory
) -> None:
    desk = JobDesk(with_zones(workspace, xs_territory), database)
    asked = {**without_service(), "hours": ["05:30", "22:00"]}
    who = shipped_profiles()[0]
    job, _ = worked(desk, "scenario", {**asked, "profiles": [who.id]}, "Rien")
    zones = outlines_of(desk.workspace, world_for(desk.workspace, ("jobs",)).network)
    assert zones is not None
    for lang in ("fr", "en"):
        path = result_file(desk.workspace, job.key, f"body.{lang}.html")
        assert path is not None
        body = unescape(path.read_text(encoding="utf-8"))
        assert say(lang, "comparison-elsewhere") in body
        assert any(name in body for name in zone_names(zones)), "a neighbourhood of the territory is told apart"
        assert 'id="by-hour-title"' in body
        assert (">22 h<" if lang == "fr" else ">22:00<") in body.replace("\N{NO-BREAK SPACE}", " ")
        assert who.title.in_(lang)[:20] in body
    desk.close()


def test_a_scenario_needs_residents(workspace: Workspace) -> None:
    with pytest.raises(ParameterError, match="no 'pets'"):
        world_for(workspace, ("pets",))
