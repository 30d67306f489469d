from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from portee.core.errors import OutputError, ParameterError
from portee.services.hubs.compare_write import check_compare_paths, comparison_facts, write_hub_comparison
from tests.services.hubs.compared import compared


def test_all_files_are_written_or_none(tmp_path: Path) -> None:
    found = compared()
    outputs = [tmp_path / f"hubs{ending}" for ending in (".xlsx", ".csv", ".json")]
    pages = [tmp_path / f"hubs{ending}" for ending in (".html", ".pdf")]
    write_hub_comparison(found, outputs, pages=pages, lang="en")
    rows = list(csv.reader((tmp_path / "hubs.csv").read_text(encoding="utf-8").splitlines()))
    assert rows[0] == ["figure", "unit", "nothing", "a", "b"]
    assert ["trips", "trips/year", "0.0", "100.0", "300.0"] in rows
    told = json.loads((tmp_path / "hubs.json").read_text(encoding="utf-8"))
    assert told == json.loads(json.dumps(comparison_facts(found)))
    assert told["hubs"][1]["payment"]["smallest_addition"] == {
        "channels": ["desk"], "payments": ["cash"], "waived": []
    }  # fmt: skip
    assert (tmp_path / "hubs.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "hubs.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    with pytest.raises(OutputError):
        write_hub_comparison(found, [tmp_path / "new.csv"], pages=[tmp_path / "missing" / "hubs.html"])
    assert not (tmp_path / "new.csv").exists()


def test_endings_are_checked_before_any_work() -> None:
    with pytest.raises(ParameterError, match=r"\.xlsx"):
        check_compare_paths(["hubs.ods"])
    with pytest.raises(ParameterError, match=r"\.html"):
        check_compare_paths([], ["hubs.docx"])
