from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from portee.commons.check.check import CheckedCommons, check_commons
from portee.commons.records.indicator import Indicator
from portee.commons.text.record_file import parse_record
from portee.indicators.catalogue import describe, described

SEED = Path(__file__).parents[2] / "commons-seed"

LEAST = {
    "need": 25, "requirement": 40, "solution": 30, "practice": 30, "indicator": 70, "evidence": 30, "cell": 40,
    "aid": 6, "territory": 2, "zone-group": 1, "scope": 1, "use-case": 8, "process": 1, "charter-rule": 10,
    "stakeholder": 9,
}  # fmt: skip


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> CheckedCommons:
    copy = tmp_path_factory.mktemp("seed") / "commons"
    shutil.copytree(SEED, copy, ignore=shutil.ignore_patterns(".*"))
    return check_commons(copy)


def test_everything_in_it_is_well(seed: CheckedCommons) -> None:
    assert [str(problem) for problem in seed.problems] == []


@pytest.mark.parametrize("kind", LEAST)
def test_there_is_enough_of_each_type(seed: CheckedCommons, kind: str) -> None:
    assert seed.by_type().get(kind, 0) >= LEAST[kind]


def _sheet(id: str) -> Indicator | None:
    path = f"indicator/{id.lower().replace('_', '-')}.md"
    if not (SEED / path).is_file():
        return None
    file = parse_record((SEED / path).read_text(encoding="utf-8"), path).file
    return file.record if file is not None and isinstance(file.record, Indicator) else None


@pytest.mark.parametrize("id", described())
def test_each_indicator_of_the_engine_has_its_sheet(id: str) -> None:
    sheet, told = _sheet(id), describe(id)
    assert sheet is not None, "write its sheet in commons-seed/indicator"
    assert sheet.computed_by == id
    assert sheet.unit == told.unit
    assert sheet.formula == told.formula
    assert sheet.title.fr == told.title
    assert sheet.reads.fr == told.limits
    assert sheet.reads.in_("en") == describe(id, "en").limits


def test_a_crosswalk_is_called_checked_only_beside_a_source_that_was_read() -> None:
    for path in sorted((SEED / "indicator").glob("*.md")):
        file = parse_record(path.read_text(encoding="utf-8"), f"indicator/{path.name}").file
        assert file is not None
        assert isinstance(file.record, Indicator)
        if any(entry.checked for entry in file.record.crosswalk):
            assert any(source.checked for source in file.record.sources), path.name


def test_cells_cover_many_needs_and_keep_a_disagreement(seed: CheckedCommons) -> None:
    cells = [summary for summary in seed.records.values() if summary.type == "cell"]
    assert len({cell.facts["need"] for cell in cells}) >= 20
    assert len({cell.facts["solution"] for cell in cells}) >= 20
    assert any("disagreements:" in (SEED / cell.path).read_text(encoding="utf-8") for cell in cells)
    assert {cell.status for cell in cells} >= {"reviewed", "published"}
