from __future__ import annotations

from pathlib import Path

import pytest

from portee.commons.experiments.example import Staging
from portee.core.errors import ParameterError
from portee.reports.fluent import CATALOGUES
from portee.reports.sheet_html import sheet_html
from portee.reports.sheet_pdf import page_count
from portee.services.experiment.sheet import experiment_sheet, page_writer
from tests.services.experiment.examples import measured


@pytest.mark.parametrize("lang", CATALOGUES)
@pytest.mark.parametrize("staging", ["together", "staggered", "single"])
def test_the_page_answers_draws_and_judges(tmp_path: Path, lang: str, staging: Staging) -> None:
    if staging == "staggered":
        pytest.importorskip("diff_diff")
    sheet = experiment_sheet(measured(tmp_path, staging), lang)
    assert [part.id for part in sheet.tables] == ["effects", "claims", "stops"]
    assert [fold.id for fold in sheet.folds] == ["periods", "how", "protocol", "data"]
    rows = sheet.folds[0].tables[0].rows
    assert len(rows) == (27 if staging == "single" else len(rows)) >= 26
    assert {len(row) for row in rows} == {4}
    assert sheet.map is not None
    assert sheet.map.svg.count('class="reached"') >= (1 if staging == "single" else 15)
    assert sheet.answer
    assert "<svg" in sheet_html(sheet)


def test_what_is_refused_has_no_drawing_but_a_reason(tmp_path: Path) -> None:
    few = {f"    - {{unit: control-{k:02d}}}\n": "" for k in range(4, 25)}
    sheet = experiment_sheet(measured(tmp_path, "single", few), "fr")
    assert sheet.map is None
    assert "trop peu de quartiers" in sheet.answer
    assert sheet.tables[-1].id == "axes"


def test_a_title_of_markup_stays_text(tmp_path: Path) -> None:
    found = measured(tmp_path, changes={"A shuttle at dawn": "<script>alert(1)</script>"})
    assert "<script>" not in sheet_html(experiment_sheet(found, "en"))


@pytest.mark.slow
def test_the_page_is_one_sheet_of_paper(tmp_path: Path) -> None:
    path = tmp_path / "e.pdf"
    page_writer(path)(path, experiment_sheet(measured(tmp_path), "fr"))
    assert page_count(path.read_bytes()) == 1


def test_other_endings_are_refused() -> None:
    with pytest.raises(ParameterError, match=r"\.html"):
        page_writer(Path("e.docx"))
