from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from portee.services.recognise import PlaceColumns, columns_of, fitted, kind_of
from portee.sources.synthetic import SyntheticTerritory


def write(folder: Path, name: str, header: str) -> Path:
    path = folder / name
    path.write_text(f"{header}\n{','.join('1' for _ in header.split(','))}\n")
    return path


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("id,lon,lat", "places"),
        ("idcar_200m,ind,men,lon,lat", "filosofi"),
        ("Idcar_1km,Ind,Men", "filosofi"),
        ("TYPEQU,LAMBERT_X,LAMBERT_Y", "bpe"),
        ("siret,trancheEffectifsEtablissement,x,y", "sirene"),
        ("siret,name,lon,lat", "places"),
    ],
)
def test_kinds_by_columns(tmp_path: Path, header: str, kind: str) -> None:
    assert kind_of(write(tmp_path, "f.csv", header)) == kind


def test_kinds_by_format(tmp_path: Path, xs_territory: SyntheticTerritory) -> None:
    assert kind_of(xs_territory.osm) == "osm"
    assert kind_of(xs_territory.cells) == "filosofi"
    pl.DataFrame({"typequ": ["D502"], "LONGITUDE": [5.0]}).write_parquet(tmp_path / "b.parquet")
    assert kind_of(tmp_path / "b.parquet") == "bpe"
    assert columns_of(xs_territory.priority) == ("code_qp", "lib_qp", "commune_qp", "fictif")


def test_what_cannot_be_read_is_left_to_the_reader_of_places(tmp_path: Path) -> None:
    for name in ("none.csv", "none.gpkg", "none.parquet", "none.zip", "none.doc"):
        assert kind_of(tmp_path / name) == "places"
    (tmp_path / "bad.parquet").write_text("x")
    (tmp_path / "bad.gpkg").write_text("x")
    assert columns_of(tmp_path / "bad.parquet") == columns_of(tmp_path / "bad.gpkg") == ()


def test_wishes_go_to_the_files_they_fit(tmp_path: Path) -> None:
    homes, shops = write(tmp_path, "h.csv", "id,lon,lat"), write(tmp_path, "s.csv", "code,x,y")
    files = (homes, shops)
    assert [part.id for part in fitted(PlaceColumns(id="code"), files)] == [None, "code"]
    assert [part.id for part in fitted(PlaceColumns(id="@row"), files)] == [None, "@row"]
    assert [part.id for part in fitted(PlaceColumns(id="@row"), (homes, homes))] == ["@row", "@row"]
    assert [part.lon for part in fitted(PlaceColumns(lon="x"), files)] == [None, "x"]
    # What no file has goes to all, so that it is told.
    assert [part.id for part in fitted(PlaceColumns(id="none"), files)] == ["none", "none"]


def test_layers_go_to_the_files_that_have_them(xs_territory: SyntheticTerritory, tmp_path: Path) -> None:
    import pyogrio

    layer = str(pyogrio.list_layers(xs_territory.cells)[0][0])
    files = (xs_territory.cells, write(tmp_path, "s.csv", "id,lon,lat"))
    assert [part.layer for part in fitted(PlaceColumns(layer=layer), files)] == [layer, None]
