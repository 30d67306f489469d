"""The national base of low-emission zones by its real field names."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from shapely.geometry import box, mapping

from portee.core.errors import SourceError
from portee.core.provenance import Provenance
from portee.offers.low_emission import LowEmissionZone, ZoneRule, applies
from portee.sources import geojson
from portee.sources.bnzfe import read_bnzfe

SQUARE = mapping(box(5.0, 43.0, 5.1, 43.1))
BOW = {"type": "Polygon", "coordinates": [[[5, 43], [6, 44], [6, 43], [5, 44], [5, 43]]]}
LINE = {"type": "LineString", "coordinates": [[5, 43], [6, 44]]}


def feature(geometry: Any = SQUARE, **properties: Any) -> dict[str, Any]:
    known = {"id": "200054807-ZFE-001", "date_debut": "2022-09-01", "vp_critair": "V5", "vp_horaires": "24/7"}
    return {"type": "Feature", "geometry": geometry, "properties": known | properties}


def written(folder: Path, *features: Any) -> Path:
    path = folder / "aires.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}), encoding="utf-8")
    return path


def zones_of(folder: Path, *features: Any) -> tuple[tuple[LowEmissionZone, ...], Provenance]:
    return read_bnzfe(written(folder, *features))


def test_fields_become_rules(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        feature(
            date_fin="2023-08-31", vul_critair="nc", vul_horaires=None, pl_critair=None, pl_horaires=None,
            autobus_autocars_critair="V3", autobus_autocars_horaires="Mo-Fr 08:00-20:00; PH off",
            deux_rm_critair="EL", deux_rm_horaires="24/7", url_arrete="https://x.example/arrete.pdf",
        ),
    )  # fmt: skip
    (zone,), provenance = read_bnzfe(path, licence="Licence Ouverte 2.0")
    assert (zone.id, zone.start, zone.end) == ("200054807-ZFE-001", date(2022, 9, 1), date(2023, 8, 31))
    assert zone.rules == {
        "car": ZoneRule("V5", "24/7"),
        "van": ZoneRule("NC", None),
        "bus": ZoneRule("V3", "Mo-Fr 08:00-20:00; PH off"),
        "two_wheeler": ZoneRule("EL", "24/7"),
    }
    assert zone.url == "https://x.example/arrete.pdf"
    assert zone.geometry.bounds == (5.0, 43.0, 5.1, 43.1)
    assert (provenance.source, provenance.file, provenance.rows) == ("bnzfe", "aires.geojson", {"areas": 1})
    assert provenance.licence == "Licence Ouverte 2.0"
    assert provenance.notes == ()
    assert provenance.dropped == ()


def test_what_real_files_do_is_read_and_told(tmp_path: Path) -> None:
    zones, provenance = zones_of(
        tmp_path,
        feature(BOW, deux_rm_critair="<Nul>", deux_rm_horaires="24/4", url_arrete="NULLhttps://x.example"),
        feature(date_debut="2023-01-01T00:00:00", date_fin_init="2024-01-01", url_site="http://y.example"),
        feature(LINE),
    )
    assert zones[0].geometry.is_valid
    assert zones[0].geometry.area == pytest.approx(0.5)  # two triangles of 1 × 1/2 / 2
    assert zones[0].url is None
    assert zones[1].start == date(2023, 1, 1)
    assert zones[1].end == date(2024, 1, 1)
    assert zones[1].url == "http://y.example"
    assert set(zones[0].rules) == {"car"}
    assert provenance.notes == (
        "Feature 1: the outline crossed itself and was mended.",
        "Feature 1: deux_rm_horaires '24/4' is no opening hours; no sticker depends on it.",
        "Feature 1: url_arrete 'NULLhttps://x.example' is not the address of a page.",
        "Feature 2: date_fin is missing; date_fin_init (2024-01-01) is read as the last day.",
        "2 areas share the id '200054807-ZFE-001'.",
    )
    assert [(d.what, d.count) for d in provenance.dropped] == [("roads", 1)]


def test_heights_are_let_go(tmp_path: Path) -> None:
    raised = {"type": "Polygon", "coordinates": [[[5, 43, 9], [6, 43, 9], [6, 44, 9], [5, 43, 9]]]}
    (zone,), _ = zones_of(tmp_path, feature(raised))
    assert not zone.geometry.has_z


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"vp_critair": "V6"}, "vp_critair", r"'V6' is not a Crit'Air code.* EL, V1, V2"),
        ({"pl_critair": "V4", "pl_horaires": "24/4"}, "pl_horaires", "'24/4' is no opening hours"),
        ({"date_fin": "2022-08-31"}, "date_fin", "ends on 2022-08-31, before it starts on 2022-09-01"),
        ({"date_debut": "1/9/2022"}, "date_debut", "'1/9/2022' is not a date"),
        ({"date_debut": None}, "date_debut", "no first day"),
        ({"id": ""}, "id", "id is missing"),
        ({"id": 12}, "id", "'12' is not a text"),
        ({"geometry": None}, "geometry", "geometry is None, not an area"),
        ({"geometry": {"type": "Point", "coordinates": [5, 43]}}, "geometry", "is Point, not an area"),
        ({"geometry": {"type": "Polygon", "coordinates": []}}, "geometry", "outline is empty"),
        ({"geometry": {"type": "Polygon", "coordinates": "x"}}, "geometry", "outline cannot be read"),
        ({"geometry": {"type": "Polygon"}}, "geometry", "outline cannot be read"),
        ({"geometry": mapping(box(8e5, 6e6, 9e5, 7e6))}, "geometry", "coordinates are not degrees"),
        (
            {"geometry": {"type": "Polygon", "coordinates": [[[5, 43], [6, 43], [5, 43], [5, 43]]]}},
            "geometry",
            "holds no area",
        ),
    ],
)
def test_a_wrong_feature_is_named_with_its_field(tmp_path: Path, wrong: dict[str, Any], field: str, words: str) -> None:
    with pytest.raises(SourceError, match=rf"Feature 2 is wrong: .*{words}") as problem:
        zones_of(tmp_path, feature(), feature(**wrong))
    assert problem.value.where is not None
    assert problem.value.where.field == field
    assert problem.value.mend


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not JSON"),
        (b"\xff\xfe\x00", "not JSON"),
        (b"[" * 200_000, "not JSON"),
        (b'{"type": "FeatureCollection", "features": [NaN]}', "NaN is not a number of JSON"),
        (b"[]", "not a GeoJSON FeatureCollection"),
        (b'{"type": "Feature"}', "not a GeoJSON FeatureCollection"),
        (b'{"type": "FeatureCollection", "features": {}}', "no list of features"),
        (b'{"type": "FeatureCollection", "features": []}', "no areas"),
        (b'{"type": "FeatureCollection", "features": [3]}', "Feature 1 is wrong: it has no properties"),
    ],
)
def test_what_is_not_a_collection_of_areas_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "x.geojson"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=words):
        read_bnzfe(path)


def test_absent_too_large_and_roads_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SourceError, match="no such file"):
        read_bnzfe(tmp_path / "none.geojson")
    with pytest.raises(SourceError, match=r"no areas, only 1 roads"):
        zones_of(tmp_path, feature(LINE))
    monkeypatch.setattr(geojson, "MAX_BYTES", 100)
    with pytest.raises(SourceError, match="at most 0 MB"):
        zones_of(tmp_path, feature())


@pytest.mark.real
def test_the_national_file_of_december_2023(shared_data: Path) -> None:
    zones, provenance = read_bnzfe(shared_data / "france" / "zfe_aires_2023-12.geojson")
    assert len(zones) == provenance.rows["areas"] == 27
    assert provenance.dropped == ()
    assert all(zone.geometry.is_valid for zone in zones)
    marseille = sorted((z for z in zones if z.id.startswith("200054807")), key=lambda z: z.start or date.min)
    assert [(z.rules["car"].banned_from, str(z.start), str(z.end)) for z in marseille] == [
        ("V5", "2022-09-01", "2023-08-31"),
        ("V4", "2023-09-01", "2024-08-31"),
        ("V3", "2024-09-01", "2032-08-31"),
    ]

    def bans(day: datetime, sticker: str) -> bool:
        return any(applies(zone, "car", sticker, day) for zone in marseille)

    # No day without a step between two, and none after the last.
    assert [bans(datetime(2023, 8, 31, 12), s) for s in ("V4", "V5")] == [False, True]
    assert [bans(datetime(2023, 9, 1, 12), s) for s in ("V3", "V4")] == [False, True]
    assert [bans(datetime(2024, 9, 1, 12), s) for s in ("V2", "V3")] == [False, True]
    assert not bans(datetime(2032, 9, 1, 12), "NC")
    paris = next(z for z in zones if z.id == "217500016-ZFE-001")
    assert applies(paris, "car", "V4", datetime(2023, 7, 13, 10))
    assert not applies(paris, "car", "V4", datetime(2023, 7, 14, 10))


@pytest.mark.real
def test_the_examples_of_the_national_schema(shared_data: Path) -> None:
    folder = shared_data / "formats" / "schemas" / "zfe"
    (zone,), _ = read_bnzfe(folder / "exemple-valide-zone.geojson")
    assert zone.rules["van"] == ZoneRule("V4", "Mo-Fr 08:00-20:00; PH off")
    with pytest.raises(SourceError, match="only 4 roads"):
        read_bnzfe(folder / "exemple-valide-voie-speciale.geojson")
