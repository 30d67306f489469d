from __future__ import annotations

import json
from pathlib import Path

import pytest

from portee.core.errors import OutputError, ParameterError
from portee.reports.sheet_pdf import page_count
from portee.reports.tables import read_result
from portee.services.vacancies.write import VACANCY_ENDINGS, check_vacancy_path, write_vacancy
from tests.services.vacancies.village import Village


@pytest.mark.parametrize("ending", [".csv", ".gpkg", ".geojson", ".parquet"])
def test_tables_are_read_back(town: Village, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"out{ending}"
    write_vacancy(path, town.world.network, town.mix, labels=town.labels)
    frame, record = read_result(path)
    assert len(frame) == len(town.mix.residents.homes)
    assert frame["profiles_reached"].astype(int).tolist() == town.mix.affordable.sum(axis=0).tolist()
    assert frame["people"].isna().tolist() == town.mix.residents.withheld.tolist()
    assert record["result"] == "vacancy"
    assert set(record["meanings"]) == {"fr", "en"}
    assert record["columns"]["people"].startswith("personnes que les profils représentent")


def test_the_whole_answer_as_json(town: Village, tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    write_vacancy(path, town.world.network, town.mix, lang="en")
    told = json.loads(path.read_text(encoding="utf-8"))
    assert told["lang"] == "en"
    assert told["answer"].startswith("Monday to Friday")


def test_a_page_and_a_sheet(town: Village, tmp_path: Path) -> None:
    page, sheet = tmp_path / "out.html", tmp_path / "out.pdf"
    write_vacancy(page, town.world.network, town.mix)
    write_vacancy(sheet, town.world.network, town.mix)
    assert "<h1>Qui peut vraiment venir travailler ici" in page.read_text(encoding="utf-8").replace("\u00a0", " ")
    assert page_count(sheet.read_bytes()) == 1


def test_the_same_answer_gives_the_same_bytes(town: Village, tmp_path: Path) -> None:
    for ending in (".html", ".json", ".csv", ".pdf", ".gpkg"):
        first, second = tmp_path / f"a{ending}", tmp_path / "again" / f"a{ending}"
        second.parent.mkdir(exist_ok=True)
        for path in (first, second):
            write_vacancy(path, town.world.network, town.mix)
        assert first.read_bytes() == second.read_bytes(), ending


def test_another_ending_is_refused(town: Village, tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match=r"\.xlsx"):
        check_vacancy_path(tmp_path / "out.xlsx")
    with pytest.raises(ParameterError):
        write_vacancy(tmp_path / "out", town.world.network, town.mix)
    for ending in VACANCY_ENDINGS:
        check_vacancy_path(tmp_path / f"out{ending}")


def test_where_nothing_can_be_written_nothing_is_left(town: Village, tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        write_vacancy(tmp_path / "missing" / "out.html", town.world.network, town.mix)
    assert list(tmp_path.iterdir()) == []
