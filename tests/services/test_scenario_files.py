"""Scenarios by file or by name, with hazards from other files."""

from __future__ import annotations

from pathlib import Path

import geopandas
import pytest
import shapely

from portee.core.errors import ParameterError
from portee.scenarios.scenario import apply_scenario
from portee.scenarios.shipped import shipped_scenarios
from portee.services.scenario_files import open_scenario
from portee.world import World


def _around(world: World, share: float = 0.5) -> shapely.Polygon:
    west, south, east, north = world.network.bounds
    x, y = (west + east) / 2, (south + north) / 2
    return shapely.box(x, y, x + (east - x) * share, y + (north - y) * share)


def _polygons(path: Path, world: World, depth: float) -> Path:
    frame = geopandas.GeoDataFrame({"depth_m": [depth]}, geometry=[_around(world)], crs=4326)
    frame.to_file(path)
    return path


def test_a_file_with_hazards_of_another_one(xs_world: World, tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    path.write_text("name: x\nmodifications: []\n", encoding="utf-8")
    plain = open_scenario(path, xs_world)
    assert apply_scenario(plain.scenario, xs_world) is xs_world
    wet = open_scenario(path, xs_world, hazards=[_polygons(tmp_path / "wet.gpkg", xs_world, 0.8)])
    assert [part.type for part in wet.scenario.content.modifications] == ["hazard"]
    assert wet.scenario.id != plain.scenario.id
    assert len(wet.provenance) == 1
    changed = apply_scenario(wet.scenario, xs_world)
    costs = [world.network.streets.cost_forward["car"] for world in (xs_world, changed)]
    assert (costs[1] < 0).sum() > (costs[0] < 0).sum()


def test_replays_by_name(xs_world: World, tmp_path: Path) -> None:
    opened = open_scenario("curfew-2023-06-30", xs_world)
    assert opened.scenario.content.modifications
    with pytest.raises(ParameterError, match="Did you mean"):
        open_scenario("curfew-2023", xs_world)
    flood = next(replay.id for replay in shipped_scenarios() if replay.waterways is not None)
    with pytest.raises(ParameterError, match="waterways"):
        open_scenario(flood, xs_world)
    west, south, east, north = xs_world.network.bounds
    river = shapely.LineString([(west, (south + north) / 2), (east, (south + north) / 2)])
    lines = tmp_path / "rivers.geojson"
    geopandas.GeoDataFrame({"waterway": ["river"]}, geometry=[river], crs=4326).to_file(lines)
    wet = open_scenario(flood, xs_world, waterways=lines)
    assert any("proxy" in note for note in wet.notes)
    assert apply_scenario(wet.scenario, xs_world) is not xs_world
