from __future__ import annotations

from pathlib import Path

import pytest

from portee.commons.network.gathered import records_of
from portee.commons.records.event import Event
from portee.commons.records.indicator import Indicator
from portee.commons.repository.starting import begin
from portee.core.errors import InputError, ManyProblems


def test_records_of_a_type_but_those_retired(tmp_path: Path) -> None:
    begin(tmp_path / "c", "Mimosa", with_records="example")
    found = records_of(tmp_path / "c", Indicator)
    assert [record.id for record in found] == ["indicator/postes-a-portee", "indicator/taux-de-pauvrete"]
    path = tmp_path / "c" / "event" / "formation-releve.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("status: draft", "status: retired"), encoding="utf-8")
    assert records_of(tmp_path / "c", Event) == []
    path.write_text(text.replace("kind: training", "kind: party"), encoding="utf-8")
    with pytest.raises(ManyProblems, match="kind"):
        records_of(tmp_path / "c", Event)
    with pytest.raises(InputError, match="no commons"):
        records_of(tmp_path, Event)
