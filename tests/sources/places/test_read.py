"""Files of places: what is read, what is refused and in which words, on made and on real files."""

from __future__ import annotations

import io
import itertools
import json
import zipfile
from pathlib import Path

import geopandas
import numpy as np
import pandas as pd
import polars as pl
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError, PorteeError, SourceError
from portee.sources.places import places_from_frame, read_places
from portee.sources.places.read import hash_of
from portee.territory.places import Places

GOOD = "id,lon,lat,jobs\na,5.36,43.30,3\nb,5.37,43.31,0\n"


def written(folder: Path, content: str | bytes, name: str = "p.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def frame() -> geopandas.GeoDataFrame:
    """A point, a square, an L, a line of two parts and a self-crossing bow tie, near Marseille."""
    shapes = [
        shapely.Point(5.36, 43.30),
        shapely.box(5.37, 43.30, 5.38, 43.31),
        shapely.from_wkt("POLYGON ((5.4 43.3, 5.5 43.3, 5.5 43.31, 5.41 43.31, 5.41 43.4, 5.4 43.4, 5.4 43.3))"),
        shapely.from_wkt("MULTILINESTRING ((5.30 43.30, 5.31 43.30), (5.32 43.32, 5.38 43.32))"),
        shapely.from_wkt("POLYGON ((5.6 43.3, 5.7 43.4, 5.7 43.3, 5.6 43.4, 5.6 43.3))"),
    ]
    return geopandas.GeoDataFrame(
        {"id": list("abcde"), "jobs": [1.0, 2.0, 0.0, 4.5, 5.0], "nom": ["é", "x", None, "y", "z"]},
        geometry=shapes,
        crs="EPSG:4326",
    )


def test_the_contract_is_id_lon_lat(tmp_path: Path) -> None:
    places = read_places(written(tmp_path, GOOD), weights=["jobs"], licence="ODbL")
    assert places.ids.tolist() == ["a", "b"]
    assert places.lon.tolist() == [5.36, 5.37]
    assert places.lat.tolist() == [43.30, 43.31]
    assert places.geometry is None
    assert places.attributes.to_dict(as_series=False) == {"jobs": [3.0, 0.0]}
    (provenance,) = places.provenance
    assert (provenance.file, provenance.licence, provenance.rows) == ("p.csv", "ODbL", {"places": 2})
    assert provenance.size_bytes == len(GOOD)


@pytest.mark.parametrize(
    "names",
    ["lon,lat", "Longitude,Latitude", "LONGITUDE,LATITUDE", "x,y", "X,Y", "Xlong,Ylat", "lon_c,lat_c", "lng,lat"],
)
def test_usual_names_of_coordinates(tmp_path: Path, names: str) -> None:
    places = read_places(written(tmp_path, f"ID,{names}\n7,5.36,43.30\n"))
    assert (places.ids.tolist(), places.lon.tolist(), places.lat.tolist()) == (["7"], [5.36], [43.30])


def test_latitude_first_and_decimal_comma(tmp_path: Path) -> None:
    text = "Id;Latitude;Longitude;places\r\n01;43,30;5,36;1 234,5\r\n02;43,31;5,37;\r\n;;;\r\n"
    places = read_places(written(tmp_path, b"\xef\xbb\xbf" + text.encode()), weights=["places"])
    assert places.ids.tolist() == ["01", "02"]
    assert places.lat.tolist() == [43.30, 43.31]
    assert places.weight("places").tolist() == [1234.5, 0.0]
    assert places.provenance[0].notes == ("1 empty cells of weight 'places' were counted as zero.",)
    assert places.provenance[0].dropped[0].count == 1


def test_attributes_keep_their_kind(tmp_path: Path) -> None:
    text = "id,lon,lat,insee,n,x,t,none\n1,5,43,01004,3,1.5,a,\n2,5,43,13201,,2e3,,\n"
    attributes = read_places(written(tmp_path, text)).attributes
    assert attributes.to_dict(as_series=False) == {
        "insee": ["01004", "13201"],
        "n": [3, None],
        "x": [1.5, 2000.0],
        "t": ["a", None],
        "none": [None, None],
    }


def test_count_is_one_per_place_unless_a_column_says_so(tmp_path: Path) -> None:
    assert read_places(written(tmp_path, GOOD), weights=["count"]).attributes["count"].to_list() == [1.0, 1.0]
    other = written(tmp_path, "id,lon,lat,count\na,5,43,9\n")
    both = read_places(other, weights=["count", "@count"]).attributes
    assert (both["count"].to_list(), both["@count"].to_list()) == ([9.0], [1.0])


def test_places_that_tell_nothing_but_where_they_are_can_be_counted(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text("id,lon,lat\na,5.0,43.0\nb,5.1,43.1\n")
    assert read_places(path, weights=["@count"]).weight("@count").tolist() == [1.0, 1.0]


def test_rows_are_numbered_on_demand(tmp_path: Path) -> None:
    path = written(tmp_path, "lon,lat,name\n5,43,x\n6,44,y\n")
    with pytest.raises(SourceError, match=r"no column 'id'.*--id-column \(name\).*@row"):
        read_places(path)
    assert read_places(path, id_column="@row").ids.tolist() == ["1", "2"]
    assert read_places(path, id_column="Name").ids.tolist() == ["x", "y"]


def test_hours_in_seconds_and_past_midnight(tmp_path: Path) -> None:
    text = "id,lon,lat,open,close\na,5,43,7h30,18:00\nb,5,43,22:00,06:00\nc,5,43,,\nd,5,43,0:00,24:00\n"
    attributes = read_places(written(tmp_path, text), hours=("open", "close")).attributes
    assert attributes["opens_s"].to_list() == [27_000, 79_200, None, 0]
    assert attributes["closes_s"].to_list() == [64_800, 108_000, None, 86_400]


@pytest.mark.parametrize(
    ("text", "options", "line", "field", "words"),
    [
        ("id,lon,lat\na,5,43\n\nb,,43\n", {}, 4, "lon", "is missing"),
        ('id,lon,lat,t\na,5,43,"x\ny"\nb,5,nan,z\n', {}, 4, "lat", "not a finite number"),
        ("id,lon,lat\na,inf,43\n", {}, 2, "lon", "not a finite number"),
        ("id,lon,lat\na,1e999,43\n", {}, 2, "lon", "not a finite number"),
        ("id,lon,lat\na,5 E,43\n", {}, 2, "lon", "not a finite number"),
        ("id,lon,lat\na,5,43\nb,43,-120\n", {}, 3, "lat", "look swapped"),
        ("id,x,y\na,892390,6247035\n", {}, 2, "x", "look like metres"),
        ("id,lon,lat\na,181,43\n", {}, 2, "lon", "out of range"),
        ("id,lon,lat\na,43.3,5.4\n", {"near": (5.0, 43.0, 6.0, 44.0)}, 2, None, "look swapped"),
        ("id,lon,lat,w\na,5,43,1\nb,5,43,-2\n", {"weights": ["w"]}, 3, "w", "is negative: '-2'"),
        ("id,lon,lat,w\na,5,43,NaN\n", {"weights": ["w"]}, 2, "w", "is not a number: 'NaN'"),
        ("id,lon,lat,w\na,5,43,many\n", {"weights": ["w"]}, 2, "w", "is not a number: 'many'"),
        ("id,lon,lat,w\na,5,43,1e999\n", {"weights": ["w"]}, 2, "w", "is infinite"),
        ("id,lon,lat,w\na,5,43,\n", {"weights": ["w"]}, None, "w", "empty on every row"),
        ("id,lon,lat\n,5,43\n", {}, 2, "id", "id is empty"),
        ("id,lon,lat\na,5,43\nb,5,43\na,5,43\n", {}, None, "id", r"'a' on lines 2 and 4"),
        ("id,lon,lat,o,c\na,5,43,7:30,25:00\n", {"hours": ("o", "c")}, 2, "c", "later than 24:00"),
        ("id,lon,lat,o,c\na,5,43,7:30,\n", {"hours": ("o", "c")}, 2, "c", "One of the two hours"),
        ("id,lon,lat\n", {}, None, None, "no rows"),
        ("id,lon,lat\n,,\n", {}, None, None, "no rows"),
        ("id,east,north\na,5,43\n", {}, None, None, "no columns of longitude"),
        ("a,5,43\nb,6,44\n", {}, None, None, "no column 'id'"),
    ],
)
def test_errors_say_where(
    tmp_path: Path, text: str, options: dict[str, object], line: int | None, field: str | None, words: str
) -> None:
    path = written(tmp_path, text)
    with pytest.raises(SourceError, match=words) as caught:
        read_places(path, **options)  # type: ignore[arg-type]
    where = caught.value.where
    assert where is not None
    assert (where.file, where.line, where.field) == (str(path), line, field)
    assert caught.value.mend


def test_unknown_columns_are_answered_with_the_nearest(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)
    with pytest.raises(ParameterError, match=r"'job'.*Did you mean 'jobs'\? The columns are: id, lon, lat, jobs"):
        read_places(path, weights=["job"])
    for options in ({"id_column": "idd"}, {"lon_column": "lonn"}, {"hours": ("jobs", "close")}):
        with pytest.raises(ParameterError, match="There is no column"):
            read_places(path, **options)


def test_files_that_are_not_there_or_not_known(tmp_path: Path) -> None:
    written(tmp_path, GOOD, "places.csv")
    with pytest.raises(SourceError, match=r"no such file. Did you mean 'places.csv'"):
        read_places(tmp_path / "place.csv")
    with pytest.raises(ParameterError, match=r"'.xlsx' are not read"):
        read_places(written(tmp_path, "x", "p.xlsx"))
    with pytest.raises(ParameterError, match="no ending"):
        read_places(written(tmp_path, "x", "p"))
    with pytest.raises(SourceError, match="exactly one shapefile"):
        read_places(tmp_path)


def test_too_many_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    frame().to_file(tmp_path / "p.gpkg")
    frame().to_parquet(tmp_path / "p.parquet")
    monkeypatch.setattr("portee.sources.places.table.MAX_ROWS", 1)
    monkeypatch.setattr("portee.sources.places.geoparquet.MAX_ROWS", 1)
    for path in (written(tmp_path, GOOD), tmp_path / "p.gpkg", tmp_path / "p.parquet"):
        with pytest.raises(SourceError, match=r"rows; at most 1|more than 1 rows"):
            read_places(path)


def check_frame(places: Places) -> None:
    """What `frame` must become, whatever the format it went through."""
    assert places.ids.tolist() == list("abcde")
    assert places.weight("jobs").tolist() == [1.0, 2.0, 0.0, 4.5, 5.0]
    assert places.geometry is not None
    np.testing.assert_allclose((places.lon[0], places.lat[0]), (5.36, 43.30), atol=1e-7)
    for i in (1, 2):
        assert shapely.contains_xy(places.geometry[i], places.lon[i], places.lat[i])
    # The middle of the longer of the two parts.
    np.testing.assert_allclose((places.lon[3], places.lat[3]), (5.35, 43.32), atol=1e-6)
    assert shapely.contains_xy(shapely.make_valid(places.geometry[4]), places.lon[4], places.lat[4])


@pytest.mark.parametrize("name", ["p.geojson", "p.gpkg", "p.fgb", "p.parquet"])
@pytest.mark.parametrize("crs", [4326, 2154])
def test_vector_formats_agree(tmp_path: Path, name: str, crs: int) -> None:
    path = tmp_path / name
    given_frame = frame() if name == "p.geojson" else frame().to_crs(crs)
    if name == "p.parquet":
        given_frame.to_parquet(path)
    elif name == "p.fgb":
        given_frame.to_file(path, SPATIAL_INDEX="NO")
    else:
        given_frame.to_file(path)
    check_frame(read_places(path, weights=["jobs"]))


def test_shapefile_as_file_folder_and_zip(tmp_path: Path) -> None:
    squares = frame().iloc[1:3].to_crs(2154)
    folder = tmp_path / "shape"
    folder.mkdir()
    squares.to_file(folder / "p.shp")
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        for part in sorted(folder.iterdir()):
            archive.write(part, f"inside/{part.name}")
    for path in (folder / "p.shp", folder, tmp_path / "p.zip"):
        places = read_places(path, weights=["jobs"])
        assert places.ids.tolist() == ["b", "c"]
        assert shapely.contains_xy(places.geometry, places.lon, places.lat).all()
    before = hash_of(folder / "p.shp")
    (folder / "p.dbf").write_bytes((folder / "p.dbf").read_bytes() + b" ")
    assert hash_of(folder / "p.shp") != before
    (folder / "p.prj").unlink()
    with pytest.raises(SourceError, match="which coordinate system"):
        read_places(folder / "p.shp")


def test_points_alone_have_no_geometry(tmp_path: Path) -> None:
    frame().iloc[:1].to_file(tmp_path / "p.gpkg")
    assert read_places(tmp_path / "p.gpkg").geometry is None


def test_layers(tmp_path: Path) -> None:
    path = tmp_path / "p.gpkg"
    frame().to_file(path, layer="one")
    frame().iloc[:2].to_file(path, layer="two")
    with pytest.raises(SourceError, match=r"2 layers: one, two.*--layer"):
        read_places(path)
    assert len(read_places(path, layer="two")) == 2
    with pytest.raises(SourceError, match=r"no layer 'three'.*one, two"):
        read_places(path, layer="three")


def test_columns_may_replace_the_geometry(tmp_path: Path) -> None:
    named = frame().assign(east=5.5, north=43.5)
    named.to_parquet(tmp_path / "p.parquet")
    places = read_places(tmp_path / "p.parquet", lon_column="east", lat_column="north")
    assert places.lon.tolist() == [5.5] * 5


def test_parquet_without_geometry(tmp_path: Path) -> None:
    pd.DataFrame({"id": [1, 2], "lon": [5.1, 5.2], "lat": [43.1, 43.2], "w": [1.0, None]}).to_parquet(
        tmp_path / "p.parquet"
    )
    places = read_places(tmp_path / "p.parquet", weights=["w"])
    assert places.ids.tolist() == ["1", "2"]
    assert places.weight("w").tolist() == [1.0, 0.0]
    pl.DataFrame({"id": ["a"], "lon": [5.0], "lat": [43.0], "w": [float("nan")]}).write_parquet(tmp_path / "n.parquet")
    with pytest.raises(SourceError, match="is not a number on row 1"):
        read_places(tmp_path / "n.parquet", weights=["w"])


def test_missing_geometry_and_wrong_content(tmp_path: Path) -> None:
    holes = frame()
    holes.loc[2, "geometry"] = None
    holes.to_parquet(tmp_path / "h.parquet")
    with pytest.raises(SourceError, match="Row 3 has no geometry"):
        read_places(tmp_path / "h.parquet")
    for name in ("p.geojson", "p.gpkg", "p.shp", "p.fgb", "p.parquet", "p.zip"):
        with pytest.raises(SourceError):
            read_places(written(tmp_path, "<html>404</html>", name))
        with pytest.raises(SourceError):
            read_places(written(tmp_path, b"", name))
    with pytest.raises(SourceError, match="look like metres"):
        read_places(written(tmp_path, '{"type":"Point","coordinates":[892390,6247035]}', "m.geojson"), id_column="@row")


def test_truncated_files_are_refused(tmp_path: Path) -> None:
    frame().to_file(tmp_path / "p.gpkg")
    frame().to_parquet(tmp_path / "p.parquet")
    frame().to_file(tmp_path / "p.geojson")
    for name, share in itertools.product(("p.gpkg", "p.parquet", "p.geojson"), (0.3, 0.7)):
        whole = (tmp_path / name).read_bytes()
        with pytest.raises(SourceError):
            read_places(written(tmp_path, whole[: int(len(whole) * share)], f"cut{name[1:]}"))


def test_frame_in_memory_is_read_as_a_file(tmp_path: Path) -> None:
    del tmp_path
    check_frame(places_from_frame(frame().to_crs(2154), weights=["jobs"]))
    with pytest.raises(SourceError, match="which coordinate system"):
        places_from_frame(frame().set_crs(None, allow_override=True))
    with pytest.raises(SourceError, match="zones: There is no column 'id'"):
        places_from_frame(frame().drop(columns="id"), name="zones")


def test_swapped_geometries_near_a_network(tmp_path: Path) -> None:
    swapped = frame()
    swapped["geometry"] = shapely.transform(swapped.geometry.to_numpy(), lambda points: points[:, ::-1])
    swapped.to_parquet(tmp_path / "p.parquet")
    with pytest.raises(SourceError, match="5 of 5 places"):
        read_places(tmp_path / "p.parquet", near=(5, 43, 6, 44))
    assert len(read_places(tmp_path / "p.parquet")) == 5


def test_same_file_same_places(tmp_path: Path) -> None:
    frame().to_file(tmp_path / "p.gpkg")
    one, two = read_places(tmp_path / "p.gpkg"), read_places(tmp_path / "p.gpkg")
    assert one.provenance == two.provenance
    assert one.attributes.equals(two.attributes)
    assert (one.lon == two.lon).all()


number = st.one_of(
    st.floats(width=32).map(str),
    st.integers(-400, 400).map(str),
    st.sampled_from(["", "nan", "-1", "1,5", "1 000", "x", '"', "é"]),
)
line = st.lists(number, min_size=2, max_size=6)


@given(st.lists(line, max_size=6), st.sampled_from([",", ";", "\t"]), st.sampled_from(["utf-8", "cp1252", "utf-16"]))
def test_any_near_csv_gives_places_or_an_error_of_ours(
    tmp_path_factory: pytest.TempPathFactory, lines: list[list[str]], delimiter: str, encoding: str
) -> None:
    text = "\n".join(delimiter.join(cells) for cells in [["id", "lon", "lat", "w"], *lines])
    path = written(tmp_path_factory.mktemp("f"), text.encode(encoding))
    try:
        places = read_places(path, weights=["w"], hours=("lon", "lat"), near=(5, 43, 6, 44))
    except PorteeError:
        return
    assert np.isfinite(places.lon).all()
    assert (np.abs(places.lat) <= 90).all()
    assert (places.weight("w") >= 0).all()


json_values = st.recursive(
    st.none() | st.booleans() | st.floats(-200, 200) | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "coordinates", "features", "geometry", "properties", "id", "crs"]), inner
        )
    ),
    max_leaves=8,
)
geometries = st.one_of(
    json_values,
    st.fixed_dictionaries(
        {"type": st.sampled_from(["Point", "LineString", "Polygon", "MultiPoint"]), "coordinates": json_values}
    ),
    st.fixed_dictionaries(
        {"type": st.just("Point"), "coordinates": st.lists(st.floats(-200, 200), min_size=1, max_size=3)}
    ),
    st.fixed_dictionaries(
        {
            "type": st.just("Polygon"),
            "coordinates": st.lists(
                st.lists(st.lists(st.floats(-5, 5), min_size=2, max_size=2), max_size=5), min_size=1, max_size=2
            ),
        }
    ),
)
features = st.fixed_dictionaries(
    {
        "type": st.just("Feature"),
        "properties": st.dictionaries(st.sampled_from(["id", "w"]), json_values),
        "geometry": geometries,
    }
)


@given(st.lists(features, max_size=4))
def test_any_near_geojson_gives_places_or_an_error_of_ours(
    tmp_path_factory: pytest.TempPathFactory, found: list[dict[str, object]]
) -> None:
    collection = {"type": "FeatureCollection", "features": found}
    path = written(tmp_path_factory.mktemp("f"), json.dumps(collection), "f.geojson")
    try:
        places = read_places(path, id_column="@row", weights=["w"])
    except PorteeError:
        return
    assert np.isfinite(places.lon).all()
    assert np.isfinite(places.lat).all()


@given(st.binary(max_size=120), st.sampled_from(["csv", "geojson", "gpkg", "zip", "parquet", "fgb", "shp", "tsv"]))
def test_any_bytes_give_places_or_an_error_of_ours(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, ending: str
) -> None:
    path = written(tmp_path_factory.mktemp("f"), content, f"f.{ending}")
    with pytest.raises(PorteeError):
        read_places(path)


def test_zipped_csv(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("p.csv", GOOD)
    assert len(read_places(written(tmp_path, stream.getvalue(), "p.zip"))) == 2


@pytest.mark.real
@pytest.mark.parametrize(
    ("name", "options", "count", "total"),
    [
        ("euromed/creches.csv", {"id_column": "@row", "weights": ["Nombre de Places"]}, 63, None),
        ("euromed/pois.csv", {"id_column": "@row", "weights": ["@count"]}, 7_912, 7_912),
        ("porto_alegre/poa_hexgrid.csv", {"weights": ["population", "jobs", "schools", "healthcare"]}, 1_227, None),
        ("porto_alegre/poa_points_of_interest.csv", {}, 15, None),
        ("lyon/points.csv", {}, 7_620, None),
        ("lyon/iris_lyon_p12pop_tchom.geojson", {}, 358, None),
        ("marseille/quartiers.geojson", {"id_column": "nom_qua"}, 111, None),
        ("marseille/open_data/marseille_ecoles_maternelles_2018.csv", {"id_column": "@row"}, None, None),
        ("france/qpv_2015_occitanie.geojson", {"id_column": "code_qp"}, 105, None),
        ("france/bnlc_partial_2026-05.csv", {"id_column": "id_lieu"}, None, None),
    ],
)
def test_real_files(
    shared_data: Path, name: str, options: dict[str, object], count: int | None, total: float | None
) -> None:
    places = read_places(shared_data / name, **options)  # type: ignore[arg-type]
    assert len(places) == (count or len(places))
    assert len(places) > 0
    for weight in options.get("weights", []):  # type: ignore[attr-defined]
        assert places.weight(weight).sum() > 0
        assert total is None or places.weight(weight).sum() == total
    if places.geometry is not None:
        assert shapely.intersects_xy(places.geometry, places.lon, places.lat).all()


@pytest.mark.real
def test_real_creches_without_id_say_what_to_do(shared_data: Path) -> None:
    with pytest.raises(SourceError, match="@row"):
        read_places(shared_data / "euromed" / "creches.csv")
