from __future__ import annotations

import json

import numpy as np
import pyogrio.raw
import pytest
import shapely

from portee.sources.synthetic import SyntheticTerritory
from portee.sources.synthetic.residents import AGES, BUILT

Columns = dict[str, np.ndarray]


def read(territory: SyntheticTerritory) -> tuple[Columns, np.ndarray, str]:
    meta, _fids, wkb, values = pyogrio.raw.read(territory.cells)
    return dict(zip(meta["fields"], values, strict=True)), shapely.from_wkb(wkb), meta["crs"]


@pytest.fixture(scope="module")
def cells(town: SyntheticTerritory) -> tuple[Columns, np.ndarray, str]:
    return read(town)


def test_all_residents_are_counted_once(village: SyntheticTerritory, town: SyntheticTerritory) -> None:
    for territory, residents in ((village, 3_000), (town, 30_000)):
        assert read(territory)[0]["ind"].sum() == residents == territory.residents


def test_parts_add_up(cells: tuple[Columns, np.ndarray, str]) -> None:
    values = cells[0]
    ages, built = (np.column_stack([values[name] for name in names]).sum(axis=1) for names in (AGES, BUILT))
    assert (ages + values["ind_inc"] == values["ind"]).all()
    assert (built == values["men"]).all()
    assert (values["men_coll"] + values["men_mais"] == values["men"]).all()
    for part in ("men_pauv", "men_1ind", "men_5ind", "men_prop", "men_fmp", "log_soc"):
        assert (values[part] <= values["men"]).all(), part
        assert (values[part] >= 0).all(), part
    assert (values["men_1ind"] + values["men_5ind"] <= values["men"]).all()
    assert (values["men_prop"] + values["log_soc"] <= values["men"]).all()
    assert (values["men"] <= values["ind"]).all()
    assert (values["men_1ind"] + 5 * values["men_5ind"] <= values["ind"]).all()
    standard = values["ind_snv"] / values["ind"]
    assert ((standard > 9_000) & (standard < 45_000)).all()


def test_cells_lie_on_the_european_grid(cells: tuple[Columns, np.ndarray, str]) -> None:
    values, shapes, crs = cells
    assert crs == "EPSG:3035"
    bounds = shapely.bounds(shapes)
    assert (bounds % 200 == 0).all()
    assert (bounds[:, 2:] - bounds[:, :2] == 200).all()
    expected = [f"CRS3035RES200mN{int(b[1])}E{int(b[0])}" for b in bounds]
    assert values["idcar_200m"].tolist() == expected == sorted(set(expected))


def test_poverty_gathers_in_six_priority_neighbourhoods(
    town: SyntheticTerritory, cells: tuple[Columns, np.ndarray, str]
) -> None:
    found = json.loads(town.priority.read_text(encoding="utf-8"))["features"]
    codes = [feature["properties"]["code_qp"] for feature in found]
    assert len(set(codes)) == 6
    assert all(code.startswith("QN999") for code in codes)
    polygons = [shapely.geometry.shape(feature["geometry"]) for feature in found]
    assert all(polygon.is_valid and polygon.area > 0 for polygon in polygons)
    values, _shapes, _crs = cells
    share = values["men_pauv"].sum() / values["men"].sum()
    assert 0.1 < share < 0.3
    poorest = values["men_pauv"] / values["men"] > 0.33
    assert 0.03 < values["ind"][poorest].sum() / values["ind"].sum() < 0.35
