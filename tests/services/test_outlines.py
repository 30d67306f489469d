from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from portee.services.outlines import names_of_outlines, parts_of_outline
from portee.territory.places import Places
from portee.world import World


def _places(**columns: list[Any]) -> Places:
    there = np.zeros(2)
    return Places(np.array(["a", "b"], object), there, there, pl.DataFrame(columns))


@pytest.mark.parametrize("column", ["nom_qua", "NOM", "Name"])
def test_names_are_told_without_shouting(column: str) -> None:
    assert names_of_outlines(_places(**{column: ["SAINT-JEAN-DU-DESERT", None]})) == ["Saint-Jean-du-Desert", ""]
    assert names_of_outlines(_places(**{column: ["ZAC", "Le Canet"]})) == ["ZAC", "Le Canet"]


def test_a_file_without_a_column_of_names_tells_none() -> None:
    assert names_of_outlines(_places(code=["13", "14"])) is None


def _outline(path: Path, count: int, world: World, **properties: str) -> Path:
    west, south, east, north = world.network.bounds
    step = (east - west) / count
    parts = [
        {
            "type": "Feature", "properties": {**properties, "nom": f"Quartier {place}"},
            "geometry": {"type": "Polygon", "coordinates": [[
                [west + place * step, south], [west + (place + 1) * step, south], [west + (place + 1) * step, north],
                [west + place * step, north], [west + place * step, south],
            ]]},
        }
        for place in range(count)
    ]  # fmt: skip
    path.write_text(json.dumps({"type": "FeatureCollection", "features": parts}), encoding="utf-8")
    return path


def test_an_outline_in_several_parts_has_neighbourhoods(xs_world: World, tmp_path: Path) -> None:
    found = parts_of_outline(xs_world.network, _outline(tmp_path / "parts.geojson", 3, xs_world))
    assert found is not None
    assert found.geometry is not None
    assert names_of_outlines(found) == ["Quartier 0", "Quartier 1", "Quartier 2"]


def test_an_outline_in_one_part_or_none_has_none(xs_world: World, tmp_path: Path) -> None:
    assert parts_of_outline(xs_world.network, None) is None
    assert parts_of_outline(xs_world.network, _outline(tmp_path / "one.geojson", 1, xs_world)) is None
    (tmp_path / "no.geojson").write_text("{}", encoding="utf-8")
    assert parts_of_outline(xs_world.network, tmp_path / "no.geojson") is None
