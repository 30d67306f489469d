"""Filosofi cells: names to squares, figures that agree with INSEE's totals, and secrecy that is told."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import geopandas
import numpy as np
import polars as pl
import pyproj
import pytest
import shapely

from portee.core.errors import SourceError
from portee.sources.grid import MINIMUM_HOUSEHOLDS, read_filosofi

HEADER = "idcar_200m,i_est_200,ind,ind_snv,men,men_pauv,men_fmp"
ROWS = (
    "CRS3035RES200mN2253400E3942600,0,32,1024000,18,0,2",
    "CRS3035RES200mN2253400E3942800,1,20,400000,10,5,1",
    "CRS3035RES1000mN2254000E3943000,0,0,0,0,0,0",
)


def written(folder: Path, *rows: str, header: str = HEADER, name: str = "f.csv") -> Path:
    path = folder / name
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def test_attributes_by_standard_names(tmp_path: Path) -> None:
    cells = read_filosofi(written(tmp_path, *ROWS), licence="Licence Ouverte 2.0")
    found = cells.attributes
    assert found["residents"].to_list() == [32.0, 20.0, 0.0]
    assert found["households"].to_list() == [18.0, 10.0, 0.0]
    assert found["poor_households"].to_list() == [0.0, 5.0, 0.0]
    assert found["single_parent_households"].to_list() == [2.0, 1.0, 0.0]
    assert found["poverty_rate"].to_list() == [0.0, 0.5, None]
    assert found["mean_living_standard_eur"].to_list() == [32_000.0, 20_000.0, None]
    assert found["imputed"].to_list() == [False, True, False]
    assert found["small"].to_list() == [False, True, True]
    assert found["ind"].to_list() == [32, 20, 0]
    (provenance,) = cells.provenance
    assert provenance.rows["residents"] == 52
    assert provenance.rows["imputed"] == 1
    assert str(MINIMUM_HOUSEHOLDS) in provenance.notes[0]


def test_cell_is_the_square_its_name_tells(tmp_path: Path) -> None:
    cells = read_filosofi(written(tmp_path, *ROWS))
    assert cells.geometry is not None
    back = pyproj.Transformer.from_crs(4326, 3035, always_xy=True)
    for geometry, south, west, side in zip(
        cells.geometry,
        (2_253_400, 2_253_400, 2_254_000),
        (3_942_600, 3_942_800, 3_943_000),
        (200, 200, 1000),
        strict=True,
    ):
        x, y = back.transform(*shapely.get_coordinates(geometry)[:4].T)
        np.testing.assert_allclose(x, [west, west + side, west + side, west], atol=1e-3)
        np.testing.assert_allclose(y, [south, south, south + side, south + side], atol=1e-3)
    assert shapely.contains_xy(cells.geometry, cells.lon, cells.lat).all()
    assert shapely.is_ccw(shapely.get_exterior_ring(cells.geometry)).all()


def test_overseas_grids(tmp_path: Path) -> None:
    cells = read_filosofi(written(tmp_path, "CRS2975RES200mN7680000E340000,0,1,1,1,0,0"))
    assert (round(float(cells.lon[0])), round(float(cells.lat[0]))) == (55, -21)


@pytest.mark.parametrize(
    "header", [HEADER.upper(), HEADER.replace("idcar", "Idcar").replace("men", "Men").replace("ind", "Ind")]
)
def test_capitals_do_not_matter(tmp_path: Path, header: str) -> None:
    assert len(read_filosofi(written(tmp_path, *ROWS, header=header))) == 3


def test_geopackage_with_real_column_names(tmp_path: Path) -> None:
    csv = pl.read_csv(written(tmp_path, *ROWS))
    squares = read_filosofi(tmp_path / "f.csv").geometry
    frame = geopandas.GeoDataFrame(csv.to_pandas(), geometry=squares, crs=4326).to_crs(3035)
    frame.to_file(tmp_path / "f.gpkg", layer="carreaux_200m_met")
    one, two = read_filosofi(tmp_path / "f.csv"), read_filosofi(tmp_path / "f.gpkg")
    assert one.ids.tolist() == two.ids.tolist()
    assert one.attributes.select("residents", "small").equals(two.attributes.select("residents", "small"))
    np.testing.assert_array_equal(one.lon, two.lon)


@pytest.mark.parametrize(
    ("row", "field", "words"),
    [
        ("200mN2253400E3942600,0,32,1,18,0,2", "idcar_200m", "not the name of a grid cell"),
        ("CRS3035RES200mN2253400E3942601,0,,1,18,0,2", "ind", "count is not a number"),
        ("CRS3035RES200mN2253400E3942601,0,32,1,-1,0,2", "men", "count is not a number"),
        ("CRS9999RES200mN2253400E3942600,0,32,1,18,0,2", "idcar_200m", "EPSG:9999 is not known"),
        (ROWS[0], "idcar_200m", "same id"),
    ],
)
def test_wrong_cells_say_where(tmp_path: Path, row: str, field: str, words: str) -> None:
    with pytest.raises(SourceError, match=words) as caught:
        read_filosofi(written(tmp_path, ROWS[0], row))
    assert caught.value.where is not None
    assert caught.value.where.field == field
    assert caught.value.where.line in (3, None)


def test_other_files_are_not_grids(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no column idcar_200m, ind, men"):
        read_filosofi(written(tmp_path, "1,5,43", header="id,lon,lat"))
    sqlite3.connect(tmp_path / "empty.gpkg").close()
    with pytest.raises(SourceError):
        read_filosofi(tmp_path / "empty.gpkg")


@pytest.mark.real
def test_real_cells_sum_to_the_published_totals(shared_data: Path) -> None:
    cells = read_filosofi(shared_data / "euromed" / "filosofi_200m.csv")
    assert len(cells) == 627
    totals = {
        "residents": 297_770,
        "households": 147_186,
        "poor_households": 45_475,
        "single_parent_households": 20_365,
    }
    for name, total in totals.items():
        # Published as whole numbers; cells hold tenths.
        assert abs(cells.weight(name).sum() - total) <= 0.5 + 1e-6
    assert cells.attributes["imputed"].sum() == 78
    # The file's own centres, rounded to five decimals, were computed by others.
    np.testing.assert_allclose(cells.lon, cells.attributes["lon_c"].to_numpy(), atol=6e-6)
    np.testing.assert_allclose(cells.lat, cells.attributes["lat_c"].to_numpy(), atol=6e-6)
