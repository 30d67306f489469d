"""Columns are found under the names of every edition; cells that hold several things are read apart."""

from __future__ import annotations

import pytest

from portee.core.errors import SourceError, Where
from portee.sources.qpv.columns import (
    QpvColumns,
    code_of,
    known_columns,
    municipalities_of,
    one_vintage,
    says_nothing,
    texts_of,
)
from portee.territory.registry import Municipality

HERE = Where("file.csv")


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (
            ["code_qp", "nom_qp", "commune_qp", "code_commune", "nom_commune"],
            ("code_qp", "nom_qp", "code_commune", "nom_commune"),
        ),
        (["insee_com", "lib_com", "code_qp", "lib_qp"], ("code_qp", "lib_qp", "insee_com", "lib_com")),
        (["Code_QP", "Lib_QP"], ("Code_QP", "Lib_QP", None, None)),
        (["codeQPV", "libQPV"], ("codeQPV", "libQPV", None, None)),
        (["CODGEO", "LIBGEO", "TX_TOT_EMPL"], ("CODGEO", "LIBGEO", None, None)),
        (
            ["code_quartier", "noms_des_communes_concernees", "quartier_prioritaire"],
            ("code_quartier", "quartier_prioritaire", None, "noms_des_communes_concernees"),
        ),
    ],
)
def test_each_edition_is_understood(columns: list[str], expected: tuple[str, str, str, str]) -> None:
    assert known_columns(columns, HERE) == QpvColumns(*expected)


def test_a_file_without_codes_is_refused_with_what_it_has() -> None:
    with pytest.raises(SourceError, match=r"among: id, name.*code_qp"):
        known_columns(["id", "name"], HERE)


@pytest.mark.parametrize("text", ["", " ", "nd", "ND", "N/A", "s", "ns", "///", "so"])
def test_what_is_not_published_says_nothing(text: str) -> None:
    assert says_nothing(text)
    assert texts_of(text) == ()


def test_a_zero_says_something() -> None:
    assert not says_nothing("0")


def test_cells_of_several() -> None:
    assert texts_of("QN00101M, QN00102M ,") == ("QN00101M", "QN00102M")
    assert municipalities_of("13055", "Marseille") == (Municipality("13055", "Marseille"),)
    assert municipalities_of("1004", "Ambérieu") == (Municipality("01004", "Ambérieu"),)
    assert municipalities_of("", "Lens, Liévin") == (Municipality("", "Lens"), Municipality("", "Liévin"))
    assert municipalities_of("62498", "Lens, Liévin") == (Municipality("62498", "Lens, Liévin"),)
    assert municipalities_of("62498, 62510", "Lens") == (Municipality("62498", ""), Municipality("62510", ""))
    assert municipalities_of("", "") == ()


def test_a_wrong_code_names_its_place() -> None:
    assert code_of(" qp013001", HERE) == "QP013001"
    with pytest.raises(SourceError, match=r"file.csv, line 4, field 'code_qp'.*'13001'"):
        code_of("13001", Where("file.csv", 4, "code_qp"))


def test_two_geographies_in_one_file_are_refused() -> None:
    assert one_vintage({"QN01301M": HERE, "QN01302M": HERE}) == 2024
    with pytest.raises(SourceError, match=r"line 9.*mix .*2015.*2024.*Cut the file"):
        one_vintage({"QP013001": HERE, "QN01301M": Where("file.csv", 9)})
    with pytest.raises(SourceError, match="no neighbourhood"):
        one_vintage({})
