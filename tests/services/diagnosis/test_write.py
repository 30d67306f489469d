from __future__ import annotations

import json
from pathlib import Path

import pytest

from portee.core.errors import OutputError, ParameterError
from portee.reports.sheet_pdf import page_count
from portee.reports.tables import read_result
from portee.services.diagnosis.write import DIAGNOSIS_ENDINGS, check_diagnosis_path, write_diagnosis
from tests.services.diagnosis.village import Village

TABLES = (".csv", ".gpkg", ".geojson", ".parquet")


@pytest.mark.parametrize("ending", TABLES)
def test_tables_hold_every_place(village: Village, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"out{ending}"
    write_diagnosis(path, village.world.network, village.diagnosis, lang="en")
    frame, record = read_result(path)
    assert len(frame) == len(village.diagnosis.work)
    assert frame["within_reach"].sum() == village.diagnosis.within.reach.sum()
    assert "minutes" in record["columns"]["out_min"]
    assert "durée" in record["meanings"]["fr"]["out_min"]
    assert record["result"] == "diagnosis"


@pytest.mark.parametrize("ending", sorted(set(DIAGNOSIS_ENDINGS)))
def test_twice_the_same_bytes(village: Village, tmp_path: Path, ending: str) -> None:
    paths = tmp_path / "a" / f"out{ending}", tmp_path / "b" / f"out{ending}"
    for path in paths:
        path.parent.mkdir()
        write_diagnosis(path, village.world.network, village.diagnosis)
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_json_page_and_paper(village: Village, tmp_path: Path) -> None:
    for name in ("a.json", "a.html", "a.pdf"):
        write_diagnosis(tmp_path / name, village.world.network, village.diagnosis, lang="en")
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["lang"] == "en"
    assert '<html lang="en"' in (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "<script" not in (tmp_path / "a.html").read_text(encoding="utf-8")
    assert page_count((tmp_path / "a.pdf").read_bytes()) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "a.json", "a.pdf"]


def test_other_endings_are_refused(tmp_path: Path) -> None:
    for name in ("a.docx", "a", "a.png"):
        with pytest.raises(ParameterError, match=r"cannot be written.*\.html, \.pdf, \.json"):
            check_diagnosis_path(tmp_path / name)
    check_diagnosis_path(tmp_path / "a.HTML")


@pytest.mark.parametrize("ending", [".json", ".html", ".pdf", ".csv"])
def test_a_folder_that_is_not_there(village: Village, tmp_path: Path, ending: str) -> None:
    with pytest.raises(OutputError, match="folder does not exist"):
        write_diagnosis(tmp_path / "none" / f"a{ending}", village.world.network, village.diagnosis)
    assert list(tmp_path.iterdir()) == []
