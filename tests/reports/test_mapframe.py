from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import shapely

from portee.core.errors import ParameterError
from portee.reports.mapframe import attribution_of, map_bounds
from portee.reports.maplayers import BaseMap, MapLayer, Words
from tests.reports.samples import sheet


def layer(*shapes: object) -> MapLayer:
    array = np.empty(len(shapes), dtype=object)
    array[:] = shapes
    return MapLayer("l", Words.same("l"), array, np.array([str(n) for n in range(len(shapes))], dtype=object))


def test_bounds_hold_all_layers() -> None:
    west, south, east, north = map_bounds([layer(shapely.box(1, 2, 3, 4)), layer(shapely.Point(5, 1), None)])
    assert (west, south, east, north) == (1, 1, 5, 4)


def test_a_single_point_has_room_around_it() -> None:
    west, south, east, north = map_bounds([layer(shapely.Point(5.4, 43.3))])
    assert east - west == pytest.approx(0.004)
    assert north - south == pytest.approx(0.004)


def test_nothing_to_draw_and_metres_are_refused() -> None:
    for empty in ([], [layer(None)], [layer()]):
        with pytest.raises(ParameterError, match="nothing to draw"):
            map_bounds(empty)
    with pytest.raises(ParameterError, match="not degrees"):
        map_bounds([layer(shapely.Point(890_000, 6_240_000))])


def test_thanks() -> None:
    full = sheet()
    assert attribution_of(full).fr == "© contributeurs OpenStreetMap"
    assert attribution_of(replace(full, base=BaseMap())).en == "Data: streets.osm.pbf (ODbL 1.0)"
    assert attribution_of(replace(full, base=BaseMap(), provenance=())) == Words("", "")
