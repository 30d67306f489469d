"""Outlines by the fields of both editions; those of municipalities are refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely
from shapely import Point, Polygon, box

from portee.core.errors import SourceError
from portee.sources.qpv import read_qpv_perimeters
from portee.territory.crosswalk import areas_m2
from portee.territory.registry import Municipality
from tests.sources.qpv.files import feature, geojson

BOW = Polygon([(5, 43), (5.02, 43.02), (5.02, 43), (5, 43.02)])


def test_fields_of_2015(tmp_path: Path) -> None:
    path = geojson(
        tmp_path / "qpv.geojson",
        feature(box(5, 43, 5.01, 43.01), code_qp="QP013002", nom_qp="Nord", code_commune="13055", nom_commune="Ici"),
        feature(box(6, 43, 6.01, 43.01), code_qp="QP013001", nom_qp="Sud", code_commune="13001", nom_commune="Là"),
    )
    found = read_qpv_perimeters(path, licence="Licence ouverte 2.0")
    assert found.vintage == 2015
    assert found.codes.tolist() == ["QP013001", "QP013002"]
    assert found.names.tolist() == ["Sud", "Nord"]
    assert found.municipalities[1] == (Municipality("13055", "Ici"),)
    assert found.perimeters[1].equals(box(5, 43, 5.01, 43.01))
    (source,) = found.provenance
    assert (source.source, source.licence, source.file) == ("qpv_perimeters", "Licence ouverte 2.0", "qpv.geojson")
    assert source.notes == ("Geography of 2015.",)


def test_parts_of_2024_in_several_municipalities_are_put_together(tmp_path: Path) -> None:
    path = geojson(
        tmp_path / "qpv.geojson",
        feature(box(5, 43, 5.01, 43.01), code_qp="QN06201M", lib_qp="Fosse", insee_com="62498", lib_com="Lens"),
        feature(box(5.01, 43, 5.02, 43.01), code_qp="QN06201M", lib_qp="Fosse", insee_com="62510", lib_com="Liévin"),
    )
    found = read_qpv_perimeters(path)
    assert (found.vintage, len(found)) == (2024, 1)
    assert found.perimeters[0].equals(box(5, 43, 5.02, 43.01))
    assert found.municipalities[0] == (Municipality("62498", "Lens"), Municipality("62510", "Liévin"))
    assert found.provenance[0].rows == {"territories": 1, "features": 2}


def test_an_outline_that_crosses_itself_is_mended_and_told(tmp_path: Path) -> None:
    path = geojson(tmp_path / "qpv.geojson", feature(BOW, code_qp="QP013001"))
    found = read_qpv_perimeters(path)
    assert found.perimeters[0].is_valid
    assert "Outlines that crossed themselves, mended: 1 (QP013001)" in found.provenance[0].notes[1]


def test_points_are_those_of_municipalities(tmp_path: Path) -> None:
    path = geojson(tmp_path / "list.geojson", feature(Point(5, 43), code_qp="QN01301M", insee_com="13055"))
    with pytest.raises(SourceError, match=r"line 1, field 'code_qp'.*a point.*municipality.*--list"):
        read_qpv_perimeters(path)


def test_an_outline_with_several_codes_is_that_of_the_municipality(tmp_path: Path) -> None:
    path = geojson(tmp_path / "list.geojson", feature(box(5, 43, 6, 44), code_qp="QN01301M, QN01302M"))
    with pytest.raises(SourceError, match=r"2 codes on one outline.*municipality"):
        read_qpv_perimeters(path)


def test_one_outline_for_two_neighbourhoods_is_that_of_the_municipality(tmp_path: Path) -> None:
    whole = box(5, 43, 6, 44)
    path = geojson(
        tmp_path / "list.geojson", feature(whole, code_qp="QN01301M"), feature(whole, code_qp="QN01302M")
    )  # fmt: skip
    with pytest.raises(SourceError, match=r"line 2.*'QN01301M' and 'QN01302M' have the very same outline"):
        read_qpv_perimeters(path)


def test_what_is_wrong_is_told_with_its_row(tmp_path: Path) -> None:
    good = feature(box(5, 43, 5.01, 43.01), code_qp="QP013001")
    wrong = geojson(tmp_path / "a.geojson", good, feature(box(6, 43, 6.01, 43.01), code_qp="QP1301"))
    with pytest.raises(SourceError, match=r"line 2, field 'code_qp'.*'QP1301'"):
        read_qpv_perimeters(wrong)
    mixed = geojson(tmp_path / "b.geojson", good, feature(box(6, 43, 6.01, 43.01), code_qp="QN01301M"))
    with pytest.raises(SourceError, match=r"line 2.*mix"):
        read_qpv_perimeters(mixed)
    flat = Polygon([(5, 43), (5.1, 43.1), (5, 43)])
    line = geojson(tmp_path / "d.geojson", good, feature(flat, code_qp="QP013002"))
    with pytest.raises(SourceError, match=r"line 2, field 'code_qp'.*'QP013002' holds no area"):
        read_qpv_perimeters(line)
    csv = tmp_path / "c.csv"
    csv.write_text("code_qp\nQP013001\n", encoding="utf-8")
    with pytest.raises(SourceError, match="no outlines"):
        read_qpv_perimeters(csv)


@pytest.mark.real
def test_outlines_of_occitanie(shared_data: Path) -> None:
    found = read_qpv_perimeters(shared_data / "france" / "qpv_2015_occitanie.geojson")
    assert (len(found), found.vintage) == (105, 2015)
    assert shapely.is_valid(found.perimeters).all()
    areas = areas_m2(found.perimeters)
    # The whole of them, in hectares: 105 times the mean of 33.3 that Lambert 93 gives, within its scale.
    assert areas.sum() / 1e4 == pytest.approx(3489, rel=0.003)
    assert np.isfinite(areas).all()
    assert "mended: 32" in found.provenance[0].notes[1]
    assert found.label(found.row("QP066007")) == "Bas-Vernet Nouveau QPV (Perpignan)"


@pytest.mark.real
def test_the_list_by_municipality_is_refused_as_outlines(shared_data: Path) -> None:
    with pytest.raises(SourceError, match=r"point.*municipality"):
        read_qpv_perimeters(shared_data / "france" / "qpv2024_by_commune_points.geojson")
