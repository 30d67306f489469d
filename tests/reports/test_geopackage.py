from __future__ import annotations

from pathlib import Path

import geopandas
import pytest
import shapely

from portee.core.errors import ParameterError
from portee.reports.geopackage import write_layers
from portee.reports.tables import read_result


def _frame() -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame({"name": ["a"]}, geometry=[shapely.Point(5.0, 43.0)], crs="EPSG:4326")


def test_the_first_layer_is_the_result_and_every_layer_is_there(tmp_path: Path) -> None:
    import pyogrio

    path = tmp_path / "both.gpkg"
    write_layers(
        path, {"one": _frame(), "two": _frame()}, provenance={"result": "x"}, column_docs={"one": {"name": "n"}}
    )
    assert [name for name, _ in pyogrio.list_layers(path)] == ["one", "two"]
    frame, record = read_result(path)
    assert frame["name"].tolist() == ["a"]
    assert record == {"result": "x", "columns": {"name": "n"}}


def test_what_cannot_be_layers_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "both.gpkg"
    with pytest.raises(ParameterError, match="nothing to write"):
        write_layers(path, {}, provenance={})
    with pytest.raises(ParameterError, match="Documented columns"):
        write_layers(path, {"one": _frame()}, provenance={}, column_docs={"one": {"moon": "?"}})
    with pytest.raises(ParameterError):
        write_layers(tmp_path / "both.csv", {"one": _frame()}, provenance={})
    assert list(tmp_path.iterdir()) == []
