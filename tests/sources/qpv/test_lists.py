"""Lists of codes and names: several on a row, several rows for one."""

from __future__ import annotations

from pathlib import Path

import pytest
from shapely import Point

from portee.core.errors import SourceError
from portee.sources.qpv import read_qpv_list
from portee.territory.registry import Municipality
from tests.sources.qpv.files import feature, geojson


def test_a_row_of_the_national_list_holds_several(tmp_path: Path) -> None:
    path = geojson(
        tmp_path / "list.geojson",
        feature(
            Point(5, 46), insee_com="01053", lib_com="Bourg", code_qp="QN00101M, QN00102M", lib_qp="Reyssouze,Croix"
        ),
        feature(Point(6, 46), insee_com="01004", lib_com="Ambérieu", code_qp="QN00102M", lib_qp="Croix"),
    )
    found = read_qpv_list(path)
    assert (found.vintage, found.codes.tolist()) == (2024, ["QN00101M", "QN00102M"])
    assert found.names.tolist() == ["Reyssouze", "Croix"]
    assert found.municipalities[1] == (Municipality("01053", "Bourg"), Municipality("01004", "Ambérieu"))
    assert not found.has_perimeter.any()
    (left,) = found.provenance[0].dropped
    assert (left.what, left.count) == ("geometries", 2)
    assert "municipality" in left.why


def test_a_name_with_a_comma_is_whole_when_the_row_has_one_code(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text('code_qp;lib_qp\nQN01301M;"Bel Air, les Fauvettes"\n', encoding="utf-8")
    found = read_qpv_list(path)
    assert found.names.tolist() == ["Bel Air, les Fauvettes"]
    assert found.provenance[0].dropped == ()


def test_what_is_wrong_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text('code_qp;lib_qp\nQN01301M;A\n"QN01302M, QN01303M";"A, b, c"\n', encoding="utf-8")
    with pytest.raises(SourceError, match=r"line 3, field 'lib_qp'.*2 codes and 3 names"):
        read_qpv_list(path)
    path.write_text("code_qp;lib_qp\nQN01301M;A\n;B\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"line 3, field 'code_qp'.*missing"):
        read_qpv_list(path)
    path.write_text("code_qp;lib_qp\nQN01301M;A\n13055;B\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"line 3, field 'code_qp'.*'13055'"):
        read_qpv_list(path)


@pytest.mark.real
def test_the_national_list_of_2024(shared_data: Path) -> None:
    found = read_qpv_list(shared_data / "france" / "qpv2024_by_commune_points.geojson")
    assert (found.vintage, len(found)) == (2024, 1493)
    # 71 of them in the Bouches-du-Rhône, as counted elsewhere.
    assert found.departments.count("13") == 71
    assert found.label(found.row("QN00101M")) == "Grande Reyssouze Terre Des Fleurs (Bourg-en-Bresse)"
