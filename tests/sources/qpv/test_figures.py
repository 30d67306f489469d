"""Figures by their real columns: what is withheld is missing, what is wrong is told with row and column."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from portee.core.errors import ManyProblems, SourceError
from portee.sources.qpv import read_qpv_figures
from tests.sources.qpv.files import workbook

HEAD = ["code_qp", "nom_qp", "nom_commune", "pop_mun", "tp60", "abcde", "ec_mat", "humeur"]


def written(folder: Path, *rows: list[object]) -> Path:
    return workbook(folder / "base.xlsx", Quartiers=[HEAD, *rows])


def test_known_columns_become_figures(tmp_path: Path) -> None:
    found = read_qpv_figures(
        written(
            tmp_path,
            ["QP013002", "Nord", "Ici", 2060, 44.5, 358, 0, "bonne"],
            ["QP013001", "Sud", "Là", 1500, "nd", 0, 2, "bonne"],
        )
    )
    assert found.codes.tolist() == ["QP013001", "QP013002"]
    assert found.figures.columns == ["pop_mun", "tp60", "abcde", "ec_mat"]
    np.testing.assert_array_equal(found.column("tp60"), [np.nan, 44.5])
    # No jobseeker at all is a figure withheld; no nursery school may be true.
    np.testing.assert_array_equal(found.column("abcde"), [np.nan, 358])
    np.testing.assert_array_equal(found.column("ec_mat"), [2, 0])
    (source,) = found.provenance
    assert source.dropped[0].examples == ("humeur",)
    assert source.notes == ("Geography of 2015.", "Zeros read as not published: abcde (1).")


def test_a_text_with_decimal_commas_and_spaces(tmp_path: Path) -> None:
    path = tmp_path / "base.csv"
    path.write_text("CODGEO;POP_MUN;TX_TOT_EDLIM\nQN01301M;12 345;25,4\nQN01302M;;s\n", encoding="utf-8")
    found = read_qpv_figures(path)
    assert found.vintage == 2024
    np.testing.assert_array_equal(found.column("pop_mun"), [12345, np.nan])
    np.testing.assert_array_equal(found.column("tx_tot_eprec"), [25.4, np.nan])


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        ("beaucoup", "'beaucoup' is not a number"),
        (-3, "-3 is not a share"),
        (104.5, "104.5 is not a share"),
        (True, "not a number"),
    ],
)
def test_a_wrong_cell_names_its_row_and_column(tmp_path: Path, cell: object, what: str) -> None:
    path = written(tmp_path, ["QP013001", "", "", 1500, 40, 1, 1, ""], ["QP013002", "", "", 1500, cell, 1, 1, ""])
    with pytest.raises(SourceError, match=rf"line 3, field 'tp60'.*{what}"):
        read_qpv_figures(path)


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        ["QP013001", "", "", -1, "x", 1, 1, ""],
        ["13", "", "", 1500, 40, 1, 1, ""],
        ["QP013001", "", "", 1500, 40, 1, 1, ""],
    )
    with pytest.raises(ManyProblems) as told:
        read_qpv_figures(path)
    assert [problem.where.line for problem in told.value.problems if problem.where] == [3, 4, 2, 2]
    assert "twice, first on row 2" in str(told.value)


def test_what_holds_no_figure_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"No column holds a known figure.*pop_mun"):
        read_qpv_figures(workbook(tmp_path / "a.xlsx", A=[["code_qp", "humeur"], ["QP013001", 1]]))
    with pytest.raises(SourceError, match="the same figure"):
        read_qpv_figures(workbook(tmp_path / "b.xlsx", A=[["code_qp", "tp60", "TP60"], ["QP013001", 1, 1]]))


@pytest.mark.real
def test_figures_of_occitanie(shared_data: Path) -> None:
    found = read_qpv_figures(shared_data / "france" / "qpv_2015_occitanie_indicators.xlsx")
    assert (len(found), found.figures.width) == (105, 41)
    row = found.row("QP009001")
    assert (found.column("pop_mun")[row], found.column("tp60")[row]) == (1177, 40.2)
    # 3,802 residents and a zero in the file.
    assert np.isnan(found.column("abcde")[found.row("QP082002")])
    assert int(np.isnan(found.column("part_chomprinc")).sum()) == 55
