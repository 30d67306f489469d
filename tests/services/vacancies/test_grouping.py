from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from portee.core.errors import ParameterError
from portee.network.network import Network
from portee.services.vacancies.grouping import groups_of
from portee.territory.places import Places
from tests.worlds import grid_streets, places_at

NETWORK = Network.of(grid_streets(12, 6))


def _homes() -> Places:
    points = places_at([5.001, 5.004, 5.008], [43.001] * 3, "c")
    return Places(points.ids, points.lon, points.lat, pl.DataFrame({"quarter": ["A", None, "A"], "n": [1, 2, 3]}))


def _areas(path: Path, *boxes: tuple[str, float, float], kind: str = "Polygon") -> str:
    features: list[dict[str, Any]] = []
    for name, west, east in boxes:
        ring: Any = [[[west, 43.0], [east, 43.0], [east, 43.002], [west, 43.002], [west, 43.0]]]
        shape: Any = {"type": "Polygon", "coordinates": ring}
        if kind == "Point":
            shape = {"type": "Point", "coordinates": [west, 43.001]}
        features.append({"type": "Feature", "properties": {"code": "x", "nom_qp": name}, "geometry": shape})
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return str(path)


def test_a_column() -> None:
    name, labels = groups_of(_homes(), "quarter", NETWORK)
    assert name == "quarter"
    assert labels.tolist() == ["A", "", "A"]


def test_polygons_by_name(tmp_path: Path) -> None:
    path = _areas(tmp_path / "qpv.geojson", ("Belle de Mai", 5.0, 5.005), ("Le Panier", 5.0035, 5.006))
    name, labels = groups_of(_homes(), path, NETWORK)
    assert name == "qpv.geojson"
    # The second home lies in both: the first one counts.
    assert labels.tolist() == ["Belle de Mai", "Belle de Mai", ""]
    assert groups_of(_homes(), f"{path}:code", NETWORK)[1].tolist() == ["x", "x", ""]
    with pytest.raises(ParameterError, match="The polygons have no column 'nothing'"):
        groups_of(_homes(), f"{path}:nothing", NETWORK)


def test_what_is_no_group(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match=r"no column 'quartier'.*Did you mean 'quarter'\?"):
        groups_of(_homes(), "quartier", NETWORK)
    path = _areas(tmp_path / "points.geojson", ("A", 5.0, 5.1), kind="Point")
    with pytest.raises(ParameterError, match="something else than polygons"):
        groups_of(_homes(), path, NETWORK)
