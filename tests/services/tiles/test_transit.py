from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import mapbox_vector_tile
import numpy as np
import shapely

from portee.services.tiles import MAX_ZOOM, GroundSources, TileStore
from portee.services.tiles.legible import CONTRAST, GROUND, contrast
from portee.services.tiles.mercator import tiles_of, to_square
from portee.services.tiles.transit import transit_layers
from portee.services.transit_lines import served_stops, transit_lines
from portee.world import World


def test_every_line_and_every_stop_is_drawn(xs_world: World) -> None:
    timetable = xs_world.network.timetable
    assert timetable is not None
    lines, stops = transit_layers(timetable)
    assert [row["name"] for row in lines.properties] == [line.name for line in transit_lines(timetable, None)]
    for row in lines.properties:
        assert all(contrast(row[f"on_{theme}"], ground) >= CONTRAST for theme, ground in GROUND.items())
    assert len(stops.shapes) == len(served_stops(timetable))
    # Where a line is straight it passes through its stops.
    served = to_square(timetable.stop_lon, timetable.stop_lat)[sorted(set(timetable.pattern_stop.tolist()))]
    drawn = shapely.union_all(lines.shapes)
    if all(row["straight"] for row in lines.properties):
        assert float(np.max(shapely.distance(drawn, shapely.points(served)))) < 1e-12


def test_tiles_hold_lines_and_stops(xs_world: World, tmp_path: Path) -> None:
    timetable = xs_world.network.timetable
    assert timetable is not None
    store = TileStore(tmp_path, GroundSources(xs_world.network))
    lon, lat = (
        float(timetable.stop_lon[timetable.pattern_stop[0]]),
        float(timetable.stop_lat[timetable.pattern_stop[0]]),
    )
    data = store.get(tiles_of((lon, lat, lon, lat), MAX_ZOOM)[0])
    found: dict[str, Any] = mapbox_vector_tile.decode(gzip.decompress(data))
    assert {"transit", "stop"} <= set(found)
    names = {one["properties"]["name"] for one in found["stop"]["features"]}
    assert names <= set(timetable.stop_name)
    assert names
