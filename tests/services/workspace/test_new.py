from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from portee.cli.output import words
from portee.core.declared import Words
from portee.core.errors import OutputError, OutsideNetworkError, ParameterError, SourceError
from portee.core.progress import Silent
from portee.reports.problems import error_in
from portee.services.workspace.catalogue import catalogue, find_source
from portee.services.workspace.communes import around, find_communes
from portee.services.workspace.fetching import fetch_found
from portee.services.workspace.finding import find_files
from portee.services.workspace.ground import tiles_of_workspace
from portee.services.workspace.manifest import Kind
from portee.services.workspace.new import Given, NewWorkspace, missing_of, new_workspace
from portee.services.workspace.workspace import open_workspace
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.services.workspace.open_data import CODE, Publishers

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
    far = tmp_path / "far.csv"
    far.write_text("id,lon,lat\na,2.35,48.85\n")
    (tmp_path / "c").mkdir()
    with pytest.raises(OutsideNetworkError, match="None of the 1 places lies where the streets are") as told:
        new_workspace(tmp_path / "c", name="c", title=TITLE, osm=xs_territory.osm, places={"jobs": Given(far)})
    said = error_in("fr", told.value)
    assert "Le fichier de" in said
    assert "n’est là où sont les rues" in said
    assert list((tmp_path / "c").iterdir()) == []
    assert not (tmp_path / "b").exists()


def test_a_territory_that_was_there_keeps_its_files_when_the_new_ones_are_wrong(
    tmp_path: Path, xs_territory: SyntheticTerritory
) -> None:
    new_workspace(tmp_path / "a", name="a", title=TITLE, osm=xs_territory.osm)
    with pytest.raises(ParameterError):
        made(tmp_path / "a", xs_territory, {"jobs": Given(xs_territory.jobs, "nothing")})
    assert open_workspace(tmp_path / "a").kinds == ()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "mine.txt").write_text("kept")
    with pytest.raises(OutputError, match="not a workspace"):
        made(tmp_path / "other", xs_territory, {})
    assert [path.name for path in (tmp_path / "other").iterdir()] == ["mine.txt"]


def test_files_of_a_country_become_those_of_a_territory_with_its_map(
    tmp_path: Path, server: Publishers, xs_territory: SyntheticTerritory
) -> None:
    data = tmp_path / "data"
    place = find_communes(CODE, f"{server.base}/geo")[0]
    came = {}
    for id in ("communes", "osm", "timetables", "residents", "facilities", "priority"):
        source = find_source(id)
        file = find_files(source, catalogue().services, place)[0]
        came[id] = fetch_found(source, file, data, now=datetime(2026, 3, 10, tzinfo=UTC)).file
    coast = data / "coast.geojson"
    coast.write_text('{"type": "FeatureCollection", "features": []}')

    def make() -> NewWorkspace:
        return new_workspace(
            tmp_path / "village", name="village", title=TITLE, osm=came["osm"], gtfs=[came["timetables"]],
            boundary=came["communes"], facilities=came["facilities"], ground={"coast": coast}, area=around(place, 1.0),
            places={"cells": Given(came["residents"]), "priority": Given(came["priority"])},
        )  # fmt: skip

    found = make()
    assert set(found.counts) == {"cells", "childcare", "school", "health", "shops", "priority"}
    assert found.counts["cells"] == (36, 36 * 50.0)
    assert found.counts["childcare"] == (1, 1.0)
    assert set(found.missing) == {"jobs", "training", "offers", "commons"}
    assert set(found.cut) >= {"filosofi.zip", "bpe.parquet", came["osm"].name}
    manifest = open_workspace(tmp_path / "village").manifest
    assert manifest.places["cells"].licence == "Licence Ouverte 2.0"
    assert manifest.places["school"].source == f"{server.base}/insee/bpe.parquet"
    store = tiles_of_workspace(found.workspace, World.open(found.workspace.network).network, None)
    assert found.tiles > 0
    assert any(store.folder.rglob("*.pbf.gz"))
    again = make()
    assert again.built.made == ()
    assert again.counts == found.counts


def test_a_file_that_is_not_the_one_that_was_downloaded_is_told(
    tmp_path: Path, xs_territory: SyntheticTerritory
) -> None:
    jobs = tmp_path / "jobs.csv"
    jobs.write_bytes(xs_territory.jobs.read_bytes())
    (tmp_path / "jobs.csv.source.json").write_text('{"sha256": "0", "licence": "x"}')
    with pytest.raises(SourceError, match="not the one that was downloaded"):
        made(tmp_path / "a", xs_territory, {"jobs": Given(jobs, "jobs")})
    assert not (tmp_path / "a").exists()


def test_ground_that_cannot_be_drawn_is_told_before_anything_is_made(
    tmp_path: Path, xs_territory: SyntheticTerritory
) -> None:
    (tmp_path / "coast.geojson").write_text("{")
    with pytest.raises(SourceError, match="ground of the map"):
        new_workspace(
            tmp_path / "a", name="a", title=TITLE, osm=xs_territory.osm, ground={"coast": tmp_path / "coast.geojson"}
        )
    assert not (tmp_path / "a").exists()


def test_each_step_has_words_in_both_languages(tmp_path: Path, xs_territory: SyntheticTerritory) -> None:
    class Steps(Silent):
        def __init__(self) -> None:
            self.said: list[str] = []

        def start(self, label: str, total: int | None = None) -> None:
            del total
            self.said.append(label)

    steps = Steps()
    new_workspace(tmp_path / "a", name="a", title=TITLE, osm=xs_territory.osm, progress=steps)
    assert {"Copying files", "Reading places", "tiles"} <= set(steps.said)
    for label in steps.said:
        assert set(words()[f"step_{label}"]) == {"fr", "en"}
