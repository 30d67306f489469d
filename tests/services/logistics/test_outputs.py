from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from portee.commons.check.check import check_commons
from portee.core.errors import ParameterError
from portee.services.evidence.make import asked_of, make_evidence
from portee.services.evidence.verify import verify_evidence
from portee.services.logistics.outputs import EVIDENCE, FOLDER, check_outputs, write_outputs
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.commons.examples import EXAMPLE
from tests.services.logistics.answers import village_answer


def test_files_that_cannot_be_written_are_refused_before_long_work(tmp_path: Path) -> None:
    check_outputs([tmp_path / "a.gpkg", tmp_path / "b.yaml"], tmp_path)
    with pytest.raises(ParameterError):
        check_outputs([tmp_path / "a.docx"])
    (tmp_path / "taken").write_text("", encoding="utf-8")
    with pytest.raises(ParameterError, match="is a file"):
        check_outputs([], tmp_path / "taken")


def test_a_folder_holds_all_and_each_file_is_whole(
    xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:
    answer = village_answer(tmp_path, xs_world, xs_territory)
    written = write_outputs([tmp_path / "other.geojson"], answer, xs_world, folder=tmp_path / "all", lang="en")
    assert [path.name for path in written] == [
        "other.geojson",
        *FOLDER,
        *(f"evidence-{figure}.yaml" for figure in EVIDENCE),
    ]
    heads = {
        "page.html": b"<!doctype html>", "page.pdf": b"%PDF-", "map.html": b"<!doctype html>", "map.png": b"\x89PNG",
        "rounds.xlsx": b"PK", "rounds.gpkg": b"SQLite format 3", "stops.csv": b"leg,vehicle", "figures.json": b"{",
        "plan.yaml": b"name: ",
    }  # fmt: skip
    assert set(heads) == set(FOLDER)
    for name, head in heads.items():
        assert (tmp_path / "all" / name).read_bytes()[: len(head)].lower() == head.lower(), name
    assert not any(path.name.startswith(".") for path in (tmp_path / "all").iterdir())


def test_a_commons_computes_the_same_figure_from_what_the_folder_holds(
    xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:
    answer = village_answer(tmp_path, xs_world, xs_territory)
    folder = tmp_path / "all"
    write_outputs([], answer, xs_world, folder=folder)
    commons = tmp_path / "commons"
    shutil.copytree(EXAMPLE, commons)
    asked = asked_of(record=folder / "evidence-cost.yaml", recipe=None, settings=None)
    data = [folder, xs_territory.folder]
    made = make_evidence(commons, "evidence/cost", asked, data, today=date(2026, 11, 26), cache=tmp_path / "cache")
    assert answer.vans is not None
    plan, vans = (one.figures.per_parcel("cost") or 0.0 for one in (answer.found, answer.vans))
    assert made.value == pytest.approx(plan - vans)
    assert not [problem for problem in check_commons(commons).problems if "evidence/cost" in str(problem)]
    (again,) = verify_evidence([made], data, cache=tmp_path / "cache")
    assert again.state == "same"
