"""Registers and crosswalks come back as they were written; other files are refused."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import polars as pl
import pytest
import shapely

from portee.core.errors import ParameterError, SourceError
from portee.services.territories.importing import import_register
from portee.services.territories.saved import (
    check_register_ending,
    crosswalk_docs,
    read_crosswalk,
    read_register,
    registry_record,
    write_crosswalk,
    write_register,
)
from portee.territory.crosswalk import area_crosswalk
from portee.territory.registry import Registry
from tests.services.territories import invented
from tests.territory.registers import register, square


@pytest.mark.parametrize("ending", [".parquet", ".gpkg", ".geojson"])
def test_a_register_comes_back(tmp_path: Path, old: Registry, ending: str) -> None:
    path = tmp_path / f"register{ending}"
    write_register(path, old)
    found = read_register(path)
    assert found.vintage == 2015
    assert found.codes.tolist() == old.codes.tolist()
    assert found.names.tolist() == old.names.tolist()
    assert found.municipalities == old.municipalities
    assert found.provenance == old.provenance
    assert found.figures.columns == old.figures.columns
    for name in old.figures.columns:
        np.testing.assert_array_equal(found.column(name), old.column(name))
    assert shapely.equals_exact(found.perimeters, old.perimeters, tolerance=1e-7).all()


def test_a_register_without_outlines_comes_back(tmp_path: Path) -> None:
    bare = import_register(lists=[invented.write_2024(tmp_path)])
    path = tmp_path / "bare.parquet"
    write_register(path, bare)
    found = read_register(path)
    assert not found.has_perimeter.any()
    # Two municipalities, whose names may hold commas.
    assert len(found.municipalities[found.row("QN01399N")]) == 2
    assert found.figures.width == 0


def test_the_same_register_gives_the_same_bytes(tmp_path: Path, old: Registry) -> None:
    for name in ("a.parquet", "b.parquet"):
        write_register(tmp_path / name, old)
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()


def test_what_is_no_register_is_refused(tmp_path: Path, old: Registry) -> None:
    with pytest.raises(ParameterError, match=r"\.parquet, \.gpkg"):
        check_register_ending("register.csv")
    with pytest.raises(ParameterError, match="cannot be kept"):
        write_register(tmp_path / "register.csv", old)
    with pytest.raises(SourceError, match="no such file"):
        read_register(tmp_path / "none.parquet")
    plain = tmp_path / "plain.parquet"
    pl.DataFrame({"code": ["QP013001"]}).write_parquet(plain)
    with pytest.raises(SourceError, match="not a register"):
        read_register(plain)
    write_register(tmp_path / "good.geojson", old)
    content = json.loads((tmp_path / "good.geojson").read_text(encoding="utf-8"))
    content["features"][0]["properties"]["code"] = "QN01301M"
    damaged = tmp_path / "damaged.geojson"
    damaged.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(SourceError, match=r"damaged .*mix"):
        read_register(damaged)


@pytest.mark.parametrize("ending", [".csv", ".parquet"])
def test_a_crosswalk_comes_back(tmp_path: Path, old: Registry, ending: str) -> None:
    new = import_register(perimeters=[invented.write_2024(tmp_path)])
    walk = area_crosswalk(old, new)
    path = tmp_path / f"crosswalk{ending}"
    write_crosswalk(path, walk, old, new, "en")
    found, source = read_crosswalk(path)
    assert found == walk
    assert (source.source, source.file) == ("qpv_crosswalk", path.name)
    assert set(crosswalk_docs("fr")) == set(crosswalk_docs("en"))


def test_slivers_and_what_has_no_outline_come_back_too(tmp_path: Path) -> None:
    old = register(2015, [square(0, 0), None])
    new = register(2024, [square(0.999, 0), square(0, 0, 0.5)])
    walk = area_crosswalk(old, new)
    assert walk.slivers
    path = tmp_path / "crosswalk.csv"
    write_crosswalk(path, walk, old, new)
    assert read_crosswalk(path)[0] == walk


def test_what_is_no_crosswalk_is_refused(tmp_path: Path, old: Registry) -> None:
    write_register(tmp_path / "register.parquet", old)
    with pytest.raises(SourceError, match="not a crosswalk"):
        read_crosswalk(tmp_path / "register.parquet")
    new = import_register(perimeters=[invented.write_2024(tmp_path)])
    path = tmp_path / "crosswalk.csv"
    write_crosswalk(path, area_crosswalk(old, new), old, new)
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([lines[0], lines[1], lines[1]]) + "\n", encoding="utf-8")
    with pytest.raises(SourceError, match="damaged"):
        read_crosswalk(path)


def test_a_record_says_geography_sources_and_notes(old: Registry) -> None:
    record = registry_record(old, "alike", k=3)
    assert (record["vintage"], record["result"], record["parameters"]) == (2015, "alike", {"k": 3})
    assert len(record["sources"]) == 2
    assert "Geography of 2015." in record["notes"]
