from __future__ import annotations

import json
from pathlib import Path

import pytest

from portee.commons.experiments.example import Staging
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


def test_evidence_is_ready_for_the_commons(tmp_path: Path) -> None:
    found = measured(tmp_path)
    (one,) = effect_record(found)["evidence"]
    assert one["low"] < one["value"] < one["high"]
    assert [file["name"] for file in one["computed"]["inputs"]] == ["protocol.yaml", "measures.csv"]
    assert one["computed"]["recipe"] == "experiment-effect"


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
