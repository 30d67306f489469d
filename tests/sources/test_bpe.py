"""BPE facilities by their real column names."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import polars as pl
import pyproj
import pytest

from portee.core.errors import ParameterError, SourceError
from portee.sources.bpe import facility_names, read_bpe

RECENT = (
    "AN;NOMRS;DEPCOM;TYPEQU;LAMBERT_X;LAMBERT_Y;LONGITUDE;LATITUDE;QUALITE_XY\n"
    "2024;CRECHE A;13203;D502;;;5.38;43.31;Bonne\n"
    "2024;ECOLE B;13203;C107;;;5.39;43.32;Acceptable\n"
    "2024;CRECHE C;13215;D502;;;;;_U\n"
    "2024;CRECHE D;01004;d502;;;5.34;45.95;Bonne\n"
)


def written(folder: Path, text: str, name: str = "bpe.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_facilities_of_a_type(tmp_path: Path) -> None:
    places = read_bpe(written(tmp_path, RECENT), ["D502"], licence="Licence Ouverte 2.0")
    assert places.ids.tolist() == ["D502-1", "D502-4"]
    assert places.lon.tolist() == [5.38, 5.34]
    assert places.attributes["typequ"].to_list() == ["D502", "D502"]
    assert places.attributes["DEPCOM"].to_list() == ["13203", "01004"]
    assert places.weight("facilities").sum() == 2
    (provenance,) = places.provenance
    assert provenance.rows == {"facilities": 2, "D502": 2}
    assert (provenance.dropped[0].count, provenance.dropped[0].why) == (1, "no coordinates")
    assert provenance.notes == ("Quality of the positions (QUALITE_XY): Bonne: 2.",)


def test_all_types_from_zip_and_parquet_are_the_same(tmp_path: Path) -> None:
    csv = written(tmp_path, RECENT)
    with zipfile.ZipFile(tmp_path / "bpe.zip", "w") as archive:
        archive.write(csv, "BPE24.csv")
        archive.writestr("Varmod_BPE24.csv", "COD_VAR;LIB_VAR\n")
    pl.read_csv(csv, separator=";", schema_overrides={"DEPCOM": pl.String}).write_parquet(tmp_path / "bpe.parquet")
    one = read_bpe(csv)
    assert one.ids.tolist() == ["D502-1", "C107-2", "D502-4"]
    for other in (read_bpe(tmp_path / "bpe.zip"), read_bpe(tmp_path / "bpe.parquet")):
        assert other.ids.tolist() == one.ids.tolist()
        assert other.lat.tolist() == one.lat.tolist()


def test_older_vintages_are_in_metres_of_each_region(tmp_path: Path) -> None:
    rows = []
    for commune, epsg, lon, lat in (
        ("13203", 2154, 5.38, 43.31),
        ("97411", 2975, 55.45, -20.88),
        ("97302", 2972, -52.3, 4.9),
    ):
        x, y = pyproj.Transformer.from_crs(4326, epsg, always_xy=True).transform(lon, lat)
        rows.append(f"2018;{commune};D502;{x:.2f};{y:.2f};Bonne")
    text = "\n".join(["AN;DEPCOM;TYPEQU;LAMBERT_X;LAMBERT_Y;QUALITE_XY", *rows, "2018;13203;D502;0;0;_U"]) + "\n"
    places = read_bpe(written(tmp_path, text))
    np.testing.assert_allclose(places.lon, [5.38, 55.45, -52.3], atol=1e-6)
    np.testing.assert_allclose(places.lat, [43.31, -20.88, 4.9], atol=1e-6)
    assert places.provenance[0].dropped[0].count == 1


def test_wrong_type_names_what_is_there(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match=r"type D503. Did you mean D502 \(childcare centre\)\? .*C107, D502"):
        read_bpe(written(tmp_path, RECENT), ["D503"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("id,lon,lat\n1,5,43\n", "no column TYPEQU"),
        ("TYPEQU;DEPCOM\nD502;13203\n", "no column LONGITUDE, LATITUDE"),
        ("TYPEQU;LONGITUDE;LATITUDE\nD502;;\n", "None of the 1 facilities"),
        ("TYPEQU;LONGITUDE;LATITUDE\n", "has no facilities"),
    ],
)
def test_what_is_not_a_file_of_located_facilities(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        read_bpe(written(tmp_path, text))


def test_names_are_complete_in_both_languages() -> None:
    french, english = facility_names("fr"), facility_names("en")
    assert french["D502"] == "crèche"
    assert set(french) == set(english)
    assert all(len(code) == 4 and french[code] and english[code] for code in french)


def test_a_file_with_types_and_positions_alone(tmp_path: Path) -> None:
    places = read_bpe(written(tmp_path, "TYPEQU;LONGITUDE;LATITUDE\nD502;5.38;43.31\nC107;5.39;43.32\n"))
    assert places.attributes.columns == ["typequ", "facilities"]
    assert places.attributes["typequ"].to_list() == ["D502", "C107"]
