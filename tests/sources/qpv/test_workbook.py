"""Sheets are found by their head, wherever it stands; rows keep the number that a reader sees."""

from __future__ import annotations

from pathlib import Path

import pytest

from portee.core.errors import ParameterError, SourceError
from portee.sources.qpv.workbook import read_sheet
from tests.sources.qpv.files import workbook

ROWS: list[list[object]] = [["code_qp", "tp60"], ["QP013001", 40.5], ["QP013002", None]]


def test_titles_above_the_head_and_blank_rows_are_passed_over(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "base.xlsx",
        Documentation=[["Base de données"], ["Insee"]],
        Données=[["Quartiers"], [], [None, None], ROWS[0], [], *ROWS[1:]],
    )
    found = read_sheet(path)
    assert found.title == "Données"
    assert found.head == ("code_qp", "tp60")
    assert found.lines == (6, 7)
    assert found.rows[0] == ("QP013001", 40.5)
    assert str(found.where(1, "tp60")).endswith("base.xlsx, line 7, field 'tp60'")


def test_a_sheet_may_be_named(tmp_path: Path) -> None:
    path = workbook(tmp_path / "base.xlsx", One=ROWS, Two=[ROWS[0], ["QP031001", 1]])
    assert read_sheet(path, "Two").rows[0][0] == "QP031001"
    with pytest.raises(ParameterError, match=r"no sheet 'Three'"):
        read_sheet(path, "Three")


def test_a_text_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "base.csv"
    path.write_text("code_qp;tp60\nQP013001;40,5\n\nQP013002;\n", encoding="utf-8")
    found = read_sheet(path)
    assert found.decimal_comma
    assert found.lines == (2, 4)
    with pytest.raises(ParameterError, match="Only a workbook"):
        read_sheet(path, "One")


def test_what_cannot_be_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        read_sheet(tmp_path / "none.xlsx")
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"not a workbook")
    with pytest.raises(SourceError, match="cannot be read"):
        read_sheet(broken)
    with pytest.raises(SourceError, match=r"'Notes' names a column of codes.*--sheet"):
        read_sheet(workbook(tmp_path / "other.xlsx", Notes=[["commune", "tp60"], ["Ici", 4]]))


@pytest.mark.real
def test_the_workbook_of_occitanie_whose_stated_size_is_wrong(shared_data: Path) -> None:
    # It says of itself that it has one cell (A1), on which some readers rely.
    found = read_sheet(shared_data / "france" / "qpv_2015_occitanie_indicators.xlsx")
    assert (len(found.head), len(found.rows), found.title) == (44, 105, "Quartiers prioritaires")
