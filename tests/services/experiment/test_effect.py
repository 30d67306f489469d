from __future__ import annotations

import json
from pathlib import Path

import pytest

from portee.commons.experiments.example import Staging
from portee.commons.records.evidence import Evidence
from portee.core.errors import OutputError, ParameterError, SourceError
from portee.services.experiment.effect import effect_record, write_effect
from tests.services.experiment.examples import measured


@pytest.mark.parametrize("staging", ["together", "staggered", "single"])
def test_a_result_is_written_whole_and_the_same_each_time(tmp_path: Path, staging: Staging) -> None:
    if staging == "staggered":
        pytest.importorskip("diff_diff")
    found = measured(tmp_path, staging)
    write_effect(found, tmp_path / "e.json", tmp_path / "e.html", "en")
    text = (tmp_path / "e.json").read_text(encoding="utf-8")
    record = json.loads(text)
    (one,) = record["hypotheses"]
    assert one["effect"]["low"] < one["effect"]["estimate"] < one["effect"]["high"]
    assert one["effect"]["low"] > 0
    assert record["claims"][1] == {"id": "more-in-work", "held": False, "reason": "no-evidence"}
    assert len(record["measures"]["sha256"]) == 64
    write_effect(found, tmp_path / "again.json")
    assert (tmp_path / "again.json").read_text(encoding="utf-8") == text
    assert "shuttle" in (tmp_path / "e.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "changes", [{}, {"assignment: random": "assignment: chosen", "smallest: 0.03": "smallest: 0.01"}]
)
def test_evidence_is_a_record_of_the_commons(tmp_path: Path, changes: dict[str, str]) -> None:
    (block,) = effect_record(measured(tmp_path, changes=changes))["evidence"]
    block["computed"]["computed_on"] = "2027-05-01"
    added = {"id": "evidence/navette", "title": {"fr": "Navette"}, "authors": ["Mimosa"]}
    record = Evidence.model_validate({**added, **block})
    assert record.low is not None
    assert record.high is not None
    assert record.low < record.value < record.high
    assert record.computed is not None
    assert [file.name for file in record.computed.inputs] == ["protocol.yaml", "measures.csv"]
    assert len(record.caveats) == (0 if not changes else 2)


def test_a_refusal_is_a_result_too(tmp_path: Path) -> None:
    few = {f"    - {{unit: control-{k:02d}}}\n": "" for k in range(4, 25)}
    record = effect_record(measured(tmp_path, "single", few))
    assert record["hypotheses"][0]["effect"] is None
    assert "3 units to mix" in record["hypotheses"][0]["refused"]["what"]
    assert record["claims"][0]["reason"] == "not-computed"
    assert record["evidence"] == []


def test_nothing_is_written_when_the_page_cannot_be(tmp_path: Path) -> None:
    found = measured(tmp_path)
    with pytest.raises(ParameterError):
        write_effect(found, tmp_path / "e.json", tmp_path / "e.docx")
    with pytest.raises(OutputError):
        write_effect(found, tmp_path / "e.json", tmp_path / "none" / "e.html")
    assert not (tmp_path / "e.json").exists()


def test_a_protocol_that_is_wrong_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as told:
        measured(tmp_path, changes={"until: 2027-03": "until: 2024-03"})
    assert told.value.where is not None
