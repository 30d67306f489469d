"""Results in four formats: the same content, its provenance inside, whole or not at all, same bytes each time."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import geopandas
import numpy as np
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest
import shapely

from portee.core.errors import OutputError, ParameterError, SourceError
from portee.reports.tables import ENDINGS, check_ending, read_result, write_table

PROVENANCE = {"sources": [{"file": "gtfs.zip", "rows": {"stops": 3}}], "note": "reconstructed timetable, é"}
DOCS = {"minutes": "median travel time, minutes"}


def frame(count: int = 3) -> geopandas.GeoDataFrame:
    draws = np.random.default_rng(1)
    lon, lat = 5 + draws.random(count), 43 + draws.random(count)
    columns = {
        "id": [f"c{i}" for i in range(count)],
        "minutes": np.where(np.arange(count) % 3 == 1, np.nan, draws.random(count) * 60),
        "jobs": np.arange(count),
        "name": ['a "b", é\n'] * count,
    }
    return geopandas.GeoDataFrame(columns, geometry=shapely.buffer(shapely.points(lon, lat), 0.01), crs="EPSG:4326")


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_is_written_is_read(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"access{ending}"
    write_table(frame(), path, provenance=PROVENANCE, column_docs=DOCS)
    found, provenance = read_result(path)
    assert provenance == {**PROVENANCE, "columns": DOCS}
    assert found["id"].tolist() == ["c0", "c1", "c2"]
    assert found["jobs"].tolist() == [0, 1, 2]
    assert found["name"].tolist() == frame()["name"].tolist()
    np.testing.assert_allclose(found["minutes"], frame()["minutes"])
    assert found.crs.to_epsg() == 4326
    if ending != ".csv":
        assert found.geometry.geom_equals_exact(frame().geometry, 1e-6).all()
    else:
        assert shapely.intersects(frame().geometry.to_numpy(), found.geometry.to_numpy()).all()


@pytest.mark.parametrize("ending", ENDINGS)
def test_same_frame_same_bytes(tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    written = []
    for day in ("2020-01-01T00:00:00Z", "2021-01-01T00:00:00Z"):
        # What the clock would say, and what another run in the same process may have left behind.
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime.datetime.fromisoformat(day).timestamp())))
        write_table(frame(), tmp_path / f"r{ending}", provenance=PROVENANCE)
        written.append((tmp_path / f"r{ending}").read_bytes())
    assert written[0] == written[1]
    assert b"20" + datetime.datetime.now(datetime.UTC).strftime("%y-%m-%d").encode() not in written[0]


@pytest.mark.parametrize("ending", ENDINGS)
def test_other_programs_read_it(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"r{ending}"
    write_table(frame(), path, provenance=PROVENANCE)
    other = {".parquet": geopandas.read_parquet, ".csv": pd.read_csv}.get(ending, geopandas.read_file)(path)
    assert other["jobs"].tolist() == [0, 1, 2]
    assert [p.name for p in tmp_path.iterdir() if p.suffix == ".xml"] == []


@pytest.mark.parametrize("ending", ENDINGS)
def test_metres_are_written_as_degrees(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"r{ending}"
    write_table(frame().to_crs(2154), path, provenance={})
    found, _ = read_result(path)
    west, south, east, north = found.total_bounds
    assert 5 <= west <= east <= 6.02
    assert 43 <= south <= north <= 44.02


@pytest.mark.parametrize("ending", ENDINGS)
def test_missing_geometries_and_infinite_values(tmp_path: Path, ending: str) -> None:
    holes = frame()
    holes.loc[1, "geometry"] = None
    holes.loc[0, "minutes"] = np.inf
    path = tmp_path / f"r{ending}"
    write_table(holes, path, provenance={})
    found, provenance = read_result(path)
    assert provenance == {}
    assert found.geometry.isna().tolist() == [False, True, False]
    assert found["minutes"][0] == np.inf or np.isnan(found["minutes"][0])
    if ending == ".geojson":
        json.loads(path.read_text(encoding="utf-8"), parse_constant=pytest.fail)


@pytest.mark.parametrize("ending", [".parquet", ".csv", ".gpkg"])
@pytest.mark.parametrize("kind", ["polars", "pandas", "arrow"])
def test_frames_without_geometry(tmp_path: Path, ending: str, kind: str) -> None:
    plain = pl.DataFrame({"hour": [7, 8], "share": [0.5, None]})
    given = {"polars": plain, "pandas": plain.to_pandas().set_index("hour"), "arrow": plain.to_arrow()}[kind]
    path = tmp_path / f"r{ending}"
    write_table(given, path, provenance={"a": 1})
    found, provenance = read_result(path)
    assert provenance == {"a": 1}
    assert found["hour"].tolist() == [7, 8]
    assert found["share"].isna().tolist() == [False, True]
    assert found.geometry.isna().all()


def test_geojson_needs_geometries(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match="no geometries"):
        write_table(pl.DataFrame({"a": [1]}), tmp_path / "r.geojson", provenance={})
    assert names(tmp_path) == []


def test_csv_has_its_provenance_beside_it(tmp_path: Path) -> None:
    points = frame().set_geometry(shapely.points([5.1234567, 5.2, 5.3], [43.1, 43.2, 43.3]))
    write_table(points, tmp_path / "r.csv", provenance=PROVENANCE)
    assert names(tmp_path) == ["r.csv", "r.csv.provenance.json"]
    lines = (tmp_path / "r.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "id,minutes,jobs,name,lon,lat"
    assert lines[2].endswith("5.1234567,43.1")
    (tmp_path / "r.csv.provenance.json").unlink()
    assert read_result(tmp_path / "r.csv")[1] == {}


def test_parquet_says_what_columns_mean(tmp_path: Path) -> None:
    write_table(frame(), tmp_path / "r.parquet", provenance=PROVENANCE, column_docs=DOCS)
    schema = pq.read_schema(tmp_path / "r.parquet")
    assert schema.field("minutes").metadata == {b"description": DOCS["minutes"].encode()}
    assert json.loads(schema.metadata[b"portee"])["note"] == PROVENANCE["note"]
    geo = json.loads(schema.metadata[b"geo"])
    assert geo["columns"]["geometry"]["geometry_types"] == ["Polygon"]


def test_what_cannot_be_written_is_told_first(tmp_path: Path) -> None:
    for name in ("r.xlsx", "r"):
        with pytest.raises(ParameterError, match=r"\.parquet, \.gpkg, \.csv, \.geojson"):
            check_ending(tmp_path / name)
    with pytest.raises(ParameterError, match="not in the result: x"):
        write_table(frame(), tmp_path / "r.csv", provenance={}, column_docs={"x": "?"})
    with pytest.raises(ParameterError, match="coordinate system"):
        write_table(frame().set_crs(None, allow_override=True), tmp_path / "r.csv", provenance={})
    with pytest.raises(ParameterError, match="JSON"):
        write_table(frame(), tmp_path / "r.csv", provenance={"a": object()})
    with pytest.raises(OutputError, match="does not exist"):
        write_table(frame(), tmp_path / "no" / "r.csv", provenance={})
    assert names(tmp_path) == []


@pytest.mark.parametrize("ending", ENDINGS)
def test_disk_that_fills_up_leaves_nothing(tmp_path: Path, ending: str) -> None:
    resource = pytest.importorskip("resource")
    path = tmp_path / f"r{ending}"
    large = frame(4_000)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, hard))
    try:
        with pytest.raises(OutputError) as caught:
            write_table(large, path, provenance={})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert str(path) in str(caught.value)
    assert names(tmp_path) == []


@pytest.mark.parametrize("ending", ENDINGS)
def test_interruption_keeps_the_former_result(tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / f"r{ending}"
    path.write_bytes(b"former")

    def interrupted(*arguments: object) -> None:
        next(p for p in arguments if isinstance(p, Path)).write_bytes(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr(f"portee.reports.tables._write_{ending[1:]}", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_table(frame(), path, provenance={})
    assert names(tmp_path) == [path.name]
    assert path.read_bytes() == b"former"


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_is_no_result_is_refused(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"r{ending}"
    with pytest.raises(SourceError, match="no such file"):
        read_result(path)
    path.write_bytes(b"")
    with pytest.raises(SourceError, match="cannot be read"):
        read_result(path)
    with pytest.raises(ParameterError, match="Results end in"):
        read_result(tmp_path / "r.xlsx")
