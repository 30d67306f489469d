from __future__ import annotations

from pathlib import Path

import pytest

from portee.core.declared import Words
from portee.core.errors import ParameterError, SourceError
from portee.services.workspace.manifest import Kind
from portee.services.workspace.new import Given, NewWorkspace, missing_of, new_workspace
from portee.services.workspace.workspace import open_workspace
from portee.sources.synthetic import SyntheticTerritory

TITLE = Words(fr="Le village", en="The village")


def made(folder: Path, territory: SyntheticTerritory, places: dict[Kind, Given]) -> NewWorkspace:
    return new_workspace(
        folder, name="village", title=TITLE, osm=territory.osm, gtfs=[territory.gtfs], places=places,
        licences={territory.osm.name: "CC0 1.0"},
    )  # fmt: skip


def test_files_become_a_territory_that_opens_by_itself(tmp_path: Path, xs_territory: SyntheticTerritory) -> None:
    found = made(
        tmp_path / "village",
        xs_territory,
        {"jobs": Given(xs_territory.jobs, "jobs"), "cells": Given(xs_territory.cells)},
    )
    assert set(found.counts) == {"cells", "jobs"}
    assert found.counts["jobs"][1] == xs_territory.job_count
    assert found.counts["cells"][1] == xs_territory.residents
    assert "training" in found.missing
    assert "timetable" not in found.missing
    (tmp_path / "village").rename(tmp_path / "moved")
    moved = open_workspace(tmp_path / "moved")
    assert missing_of(moved, timetable=True) == found.missing
    again = made(tmp_path / "moved", xs_territory, {"jobs": Given(xs_territory.jobs, "jobs")})
    assert again.built.made == ()


def test_what_is_wrong_is_told_with_its_kind(tmp_path: Path, xs_territory: SyntheticTerritory) -> None:
    with pytest.raises(SourceError, match="no such file"):
        made(tmp_path / "a", xs_territory, {"jobs": Given(tmp_path / "none.csv")})
    assert not (tmp_path / "a").exists()
    (tmp_path / xs_territory.osm.name).write_text("x")
    with pytest.raises(ParameterError, match="Two files are named"):
        made(tmp_path / "b", xs_territory, {"jobs": Given(tmp_path / xs_territory.osm.name)})
    with pytest.raises(ParameterError, match="The file of 'jobs'"):
        made(tmp_path / "c", xs_territory, {"jobs": Given(xs_territory.jobs, "nothing")})
