from __future__ import annotations

from pathlib import Path

import pytest

from portee.commons.check.check import check_commons
from portee.commons.ladder.ladder import Ladder, ladders
from portee.commons.ladder.measured import save_measures
from portee.commons.ladder.survey import read_survey
from portee.commons.reading import read_record
from portee.commons.records.measure import Measure
from portee.commons.repository.starting import begin
from portee.core.errors import InputError, ParameterError
from tests.commons.ladder.surveys import survey

INDICATOR = "indicator/postes-a-portee"


def found(folder: Path, place: str = "quartier-des-moulins") -> list[Ladder]:
    cells: dict[tuple[str, str], dict[int | None, int]] = {("women", place): {1: 10, 3: 6, 4: 4}}
    return ladders(read_survey(survey(folder / "s.csv", cells)))


def test_a_share_becomes_a_measure(tmp_path: Path) -> None:
    commons = begin(tmp_path / "c", "Mimosa", with_records="example")
    (id,) = save_measures(commons.root, found(tmp_path), INDICATOR, 3, "2026-06-12", "Mimosa")
    record = read_record(commons.root, id).record
    assert isinstance(record, Measure)
    assert (record.values[0].value, record.values[0].people, record.group) == (50, 20, "women")
    assert record.values[0].low == pytest.approx(29.9)
    assert check_commons(commons.root).problems == ()
    with pytest.raises(InputError, match="such a measure already"):
        save_measures(commons.root, found(tmp_path), INDICATOR, 3, "2026-06-12", "Mimosa")


def test_what_cannot_be_saved(tmp_path: Path) -> None:
    commons = begin(tmp_path / "c", "Mimosa", with_records="example")
    head = commons.repository.head.target
    with pytest.raises(ParameterError, match="--level"):
        save_measures(commons.root, found(tmp_path), INDICATOR, 0, "2026-06-12", "Mimosa")
    with pytest.raises(InputError, match="no territory of the commons"):
        save_measures(commons.root, found(tmp_path, "nord"), INDICATOR, 3, "2026-06-12", "Mimosa")
    with pytest.raises(InputError, match="no indicator in %"):
        save_measures(commons.root, found(tmp_path), "need/embauche-avant-l-aube", 3, "2026-06-12", "Mimosa")
    with pytest.raises(InputError, match="11 people"):
        save_measures(commons.root, [], INDICATOR, 3, "2026-06-12", "Mimosa")
    with pytest.raises(InputError, match="date"):
        save_measures(commons.root, found(tmp_path), INDICATOR, 3, "June", "Mimosa")
    assert commons.repository.head.target == head
