from __future__ import annotations

from pathlib import Path

import pytest

from portee.core.errors import InputError
from portee.services.booklet import Classroom
from portee.services.booklet.classroom import classroom_of_network
from portee.services.workspace.workspace import open_workspace
from portee.sources.synthetic import SyntheticTerritory


def test_a_workspace_tells_its_kinds_and_notices(room: Classroom, village_folder: Path) -> None:
    workspace = open_workspace(village_folder)
    assert room.title == workspace.title
    assert room.notices == workspace.notices
    assert room.explorer.targets.kinds[0] == "jobs"
    assert room.cells is not None


def test_a_network_and_a_file_of_jobs(xs_network: Path, xs_territory: SyntheticTerritory, room: Classroom) -> None:
    found = classroom_of_network(xs_network, xs_territory.jobs, weight="jobs", cells=xs_territory.cells, title="Ici")
    assert found.title.fr == "Ici"
    assert found.explorer.targets.weights["jobs"].sum() == room.explorer.targets.weights["jobs"].sum()


def test_nothing_to_count(tmp_path: Path, xs_network: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_text("id,lon,lat\n")
    with pytest.raises(InputError):
        classroom_of_network(xs_network, empty)
