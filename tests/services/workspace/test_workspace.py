from __future__ import annotations

import json
import os
import shutil
import stat
from pathlib import Path

import pytest

from portee.core.declared import Words
from portee.core.errors import InputError, ManyProblems, NetworkError, OutputError, SourceError
from portee.services.workspace.manifest import GroundEntry, PlacesEntry, WorkspaceFile
from portee.services.workspace.workspace import open_workspace, start_workspace

NAMES = Words(fr="Le village", en="The village")


@pytest.fixture
def village(tmp_path: Path, xs_network: Path) -> Path:
    """A workspace with a network and one file of places."""
    folder = tmp_path / "village"
    entry = PlacesEntry(file="places/jobs.csv", weight="jobs")
    start_workspace(folder, WorkspaceFile(name="village", title=NAMES, places={"jobs": entry}))
    (folder / "places").mkdir()
    (folder / "places" / "jobs.csv").write_text("id,lon,lat,jobs\na,5,43,1\n")
    shutil.copytree(xs_network, folder / "network")
    return folder


def test_a_workspace_opens_and_tells_where_everything_is(village: Path) -> None:
    workspace = open_workspace(village)
    assert workspace.title.fr == "Le village"
    file, entry = workspace.places("jobs"), workspace.entry("jobs")
    assert file is not None
    assert file.is_file()
    assert entry is not None
    assert entry.weight == "jobs"
    assert workspace.entry("training") is None
    assert workspace.places("training") is None
    assert workspace.kinds == ("jobs",)
    assert workspace.commons is None
    assert workspace.database_url.startswith("sqlite:///")
    for folder in (workspace.results, workspace.uploads, workspace.private):
        assert folder.is_dir()


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_the_private_part_is_closed_to_others(village: Path) -> None:
    assert stat.S_IMODE(open_workspace(village).private.stat().st_mode) == 0o700


def test_a_workspace_is_copied_by_copying_its_folder(village: Path, tmp_path: Path) -> None:
    shutil.copytree(village, tmp_path / "copy")
    shutil.rmtree(tmp_path / "copy" / "private")
    copy = open_workspace(tmp_path / "copy")
    assert copy.manifest == open_workspace(village).manifest
    assert copy.private.is_dir()


@pytest.mark.parametrize("given", ["missing", "file", "empty"])
def test_what_is_no_workspace_is_told_how_to_make_one(tmp_path: Path, given: str) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="portee workspace new") as caught:
        open_workspace(tmp_path / given)
    assert given in str(caught.value)


def test_missing_network(village: Path) -> None:
    shutil.rmtree(village / "network")
    with pytest.raises(NetworkError, match="does not exist"):
        open_workspace(village)


def test_a_network_of_another_format(village: Path) -> None:
    file = village / "network" / "manifest.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | {"format": -1}))
    with pytest.raises(NetworkError, match="Build it again"):
        open_workspace(village)


def test_every_problem_is_told_at_once(village: Path) -> None:
    (village / "places" / "jobs.csv").unlink()
    text = (village / "workspace.yaml").read_text()
    (village / "workspace.yaml").write_text(text + "commons: commons\nosm: streets.osm.pbf\noffers: offers.yaml\n")
    with pytest.raises(ManyProblems) as caught:
        open_workspace(village)
    for name in ("jobs.csv", "commons", "streets.osm.pbf", "offers.yaml"):
        assert name in str(caught.value)


def test_a_link_out_of_the_workspace_is_refused(village: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("id,lon,lat,jobs\n")
    (village / "places" / "jobs.csv").unlink()
    (village / "places" / "jobs.csv").symlink_to(tmp_path / "secret.csv")
    with pytest.raises(SourceError, match="leaves the workspace"):
        open_workspace(village)


def test_offers_are_a_file_or_a_name(village: Path) -> None:
    (village / "offers.yaml").write_text("x")
    text = (village / "workspace.yaml").read_text()
    (village / "workspace.yaml").write_text(text + "offers: offers.yaml\n")
    assert open_workspace(village).offers == village / "offers.yaml"
    (village / "workspace.yaml").write_text(text + "offers: marseille\n")
    assert open_workspace(village).offers == "marseille"


def test_nothing_else_is_made_a_workspace(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(OutputError, match="not be overwritten"):
        start_workspace(tmp_path, WorkspaceFile(name="x", title=NAMES))
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_files_that_the_map_is_drawn_on_are_checked_and_thanked(village: Path) -> None:
    entry = GroundEntry(file="data/coast.geojson", source="SHOM", licence="Licence Ouverte 2.0")
    start_workspace(village, WorkspaceFile(name="village", title=NAMES, ground={"coast": entry}))
    with pytest.raises(SourceError, match=r"'ground\.coast' is not there"):
        open_workspace(village)
    (village / "data").mkdir()
    (village / "data" / "coast.geojson").write_text("{}")
    workspace = open_workspace(village)
    assert workspace.ground == {"coast": village / "data" / "coast.geojson"}
    assert workspace.ground_credits == ("SHOM, Licence Ouverte 2.0",)
