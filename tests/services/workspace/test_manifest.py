from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.declared import Words, parse_declared
from portee.core.errors import PorteeError, SourceError
from portee.services.workspace.manifest import (
    KINDS,
    GroundEntry,
    PlacesEntry,
    WorkspaceFile,
    read_manifest,
    write_manifest,
)

SMALLEST = "name: village\ntitle: {fr: Le village, en: The village}\n"


def test_the_smallest_manifest_has_sensible_defaults() -> None:
    found = parse_declared(SMALLEST, WorkspaceFile)
    assert found.languages == ("fr", "en")
    assert found.network == "network"
    assert found.commons is None


def test_what_is_written_reads_the_same(tmp_path: Path) -> None:
    manifest = WorkspaceFile(
        name="le-village",
        title=Words(fr="L'été : « ici »", en="Summer: here"),
        places={"jobs": PlacesEntry(file="places/jobs.csv", weight="jobs", licence="CC0 1.0")},
        ground={"coast": GroundEntry(file="data/coast.geojson", source="SHOM", licence="Licence Ouverte 2.0")},
        notices=(Words(fr="Données inventées.", en="Invented data."),),
        retention=90,
    )
    write_manifest(tmp_path, manifest)
    assert read_manifest(tmp_path) == manifest


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("network: ../elsewhere", "leaves the workspace"),
        ("osm: /absolute/streets.pbf", "leaves the workspace"),
        ("osm: 'C:\\streets.pbf'", "leaves the workspace"),
        ("tiles: ''", "names no file"),
        ("languages: []", "'languages' is empty"),
        ("languages: [de]", "languages"),
        ("format: 99", "Install a newer Portée"),
        ("retention: 0", "retention"),
        ("netwrok: x", "Did you mean 'network'?"),
        ("places: {jbos: {file: x.csv}}", "jobs"),
        ("ground: {sea: {file: x.gpkg}}", "coast"),
        ("ground: {coast: {file: ../x.gpkg}}", "leaves the workspace"),
        ("ground: {coast: {file: x.shp}}", "cannot be drawn"),
    ],
)
def test_what_is_wrong_is_told(line: str, told: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse_declared(SMALLEST + line + "\n", WorkspaceFile, "workspace.yaml")
    assert told in str(caught.value)
    assert "workspace.yaml" in str(caught.value)


@given(st.text(max_size=40))
def test_a_path_stays_inside_or_is_refused(text: str) -> None:
    root = Path("/workspace")
    try:
        entry = parse_declared("file: " + repr_yaml(text), PlacesEntry)
    except PorteeError:
        return
    normal = root / entry.file
    assert normal.is_relative_to(root)
    assert ".." not in normal.parts


def repr_yaml(text: str) -> str:
    return json.dumps(text) + "\n"


def test_kinds_are_those_of_the_shape() -> None:
    for kind in KINDS:
        parse_declared(SMALLEST + f"places: {{{kind}: {{file: x.csv}}}}\n", WorkspaceFile)
