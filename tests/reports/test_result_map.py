from __future__ import annotations

from pathlib import Path

import geopandas
import numpy as np
import pandas as pd
import pytest
import shapely

from portee.core.errors import ParameterError
from portee.reports.maplayers import LANGUAGES, Words
from portee.reports.result_map import _rules, sheet_of, write_map

BOXES = [shapely.box(5.4 + i / 100, 43.3, 5.41 + i / 100, 43.31) for i in range(3)]


def frame(crs: str | None = "EPSG:4326", **columns: object) -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame(columns, geometry=BOXES, crs=crs)


def test_figures_become_columns_with_words() -> None:
    result = frame(
        id=["a", "b", "c"],
        name=["Arenc", "Joliette", "Crottes"],
        jobs_45=[10, 20, 30],
        travel_time_p50=[5.5, np.nan, 7.0],
        jobs_45_diff=[1, 2, 3],
        open=[True, False, True],
        odd_Column=[1.0, -1.0, 0.0],
    )
    (layer,) = sheet_of(result).layers
    assert layer.kind == "polygon"
    assert layer.ids.tolist() == ["a", "b", "c"]
    assert layer.shown_labels.tolist() == ["Arenc", "Joliette", "Crottes"]
    assert [column.id for column in layer.columns] == ["jobs_45", "travel_time_p50", "jobs_45_diff", "odd_Column"]
    jobs, time, change, odd = layer.columns
    assert (jobs.name.en, jobs.unit.en) == ("jobs: within 45 minutes", "jobs")
    assert (time.name.fr, time.unit.fr, time.reverse) == ("Temps de trajet médian", "minutes", True)
    assert change.kind == odd.kind == "diverging"
    assert odd.name == Words.same("odd Column")


def test_chosen_columns_and_their_order() -> None:
    result = frame(a=[1, 2, 3], b=[1, 2, 3])
    assert [column.id for column in sheet_of(result, columns=["b"]).layers[0].columns] == ["b"]
    assert [column.id for column in sheet_of(result, columns=["b", "a"]).layers[0].columns] == ["b", "a"]
    with pytest.raises(ParameterError, match="no column 'c'"):
        sheet_of(result, columns=["c"])


def test_proxies_are_marked() -> None:
    result = frame(a=[1, 2, 3], b=[1, 2, 3], approximate=[True, False, False], b_approximate=[False, False, True])
    a, b = sheet_of(result).layers[0].columns
    assert a.approximate is not None
    assert b.approximate is not None
    assert a.approximate.tolist() == [True, False, False]
    assert b.approximate.tolist() == [False, False, True]


def test_other_coordinate_systems_are_turned_into_degrees() -> None:
    there = sheet_of(frame(a=[1, 2, 3]).to_crs("EPSG:2154")).layers[0].geometry
    assert shapely.total_bounds(there) == pytest.approx([5.4, 43.3, 5.43, 43.31], abs=1e-3)


def test_isochrones_and_their_start() -> None:
    shapes = [BOXES[0].buffer(0.02), BOXES[0], shapely.Point(5.405, 43.305), None]
    result = geopandas.GeoDataFrame({"cutoff": [30, 15, 0, 45]}, geometry=shapes, crs="EPSG:4326")
    areas, points = sheet_of(result).layers
    assert (areas.kind, points.kind) == ("polygon", "point")
    assert areas.columns[0].values.tolist() == [30, 15, 45]
    assert areas.columns[0].unit.en == "minutes"


def test_the_legs_of_a_trip(tmp_path: Path) -> None:
    lines = [shapely.LineString([(5.4, 43.3), (5.41, 43.31)]), shapely.LineString([(5.41, 43.31), (5.42, 43.3)])]
    result = geopandas.GeoDataFrame({"leg": [0, 1], "mode": ["walk", "bus"]}, geometry=lines, crs="EPSG:4326")
    (layer,) = sheet_of(result).layers
    assert layer.columns[0].kind == "categorical"
    assert [words.fr for words in layer.columns[0].categories] == ["bus", "à pied"]
    assert layer.columns[0].values.tolist() == [1.0, 0.0]
    write_map(result, tmp_path / "trip.png", lang="en")
    assert (tmp_path / "trip.png").read_bytes().startswith(b"\x89PNG")


def test_written_by_its_ending(tmp_path: Path) -> None:
    result = frame(jobs_45=[10, 20, 30])
    notices = [Words("Territoire synthétique.", "Synthetic territory.")]
    write_map(result, tmp_path / "a.html", notices=notices, title=Words("Où ?", "Where?"))
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert '<h1 id="title">Où\u00a0?</h1>' in page
    assert "Territoire synthétique." in page
    write_map(result, str(tmp_path / "a.png"))
    with pytest.raises(ParameterError, match=r"'\.pdf'"):
        write_map(result, tmp_path / "a.pdf")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "a.png"]


def test_missing_figures_and_integers_of_pandas() -> None:
    result = frame(a=pd.array([1, None, 3], dtype="Int64"), travel_time=[1.0, np.inf, np.nan])
    whole, time = sheet_of(result).layers[0].columns
    assert np.isnan(whole.values[1])
    assert np.isinf(time.values[1])
    assert time.name == Words("Temps de trajet", "Travel time")


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(ParameterError, match="no geometry"):
        sheet_of(pd.DataFrame({"from_id": ["a"], "travel_time_p50": [3.0]}))
    with pytest.raises(ParameterError, match="coordinate system"):
        sheet_of(frame(crs=None, a=[1, 2, 3]))
    with pytest.raises(ParameterError, match="no column of figures"):
        sheet_of(frame(id=[1, 2, 3], name=["x", "y", "z"]))
    with pytest.raises(ParameterError, match="No place"):
        sheet_of(geopandas.GeoDataFrame({"a": [1]}, geometry=[None], crs="EPSG:4326"))
    words = geopandas.GeoDataFrame(
        {"a": [1.0] * 9, "w": [str(n) for n in range(9)]}, geometry=[shapely.Point(5, 43)] * 9, crs="EPSG:4326"
    )
    with pytest.raises(ParameterError, match="too many for a map"):
        sheet_of(words, columns=["w"])


def test_column_words_are_in_both_languages() -> None:
    for rule in _rules()["columns"]:
        assert set(rule["name"]) == set(rule["unit"]) == set(LANGUAGES)
    for words in _rules()["categories"].values():
        assert set(words) == set(LANGUAGES)
