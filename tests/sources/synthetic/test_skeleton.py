from __future__ import annotations

import numpy as np
import pytest
import shapely

from portee.sources.synthetic.frame import WaveNoise
from portee.sources.synthetic.skeleton import bend
from tests.sources.synthetic.conftest import Drawing


def test_superblocks_keep_off_sea_and_corridors(drawing: Drawing) -> None:
    skeleton = drawing.skeleton
    taken = shapely.union(skeleton.motorway_corridor, skeleton.rail_corridor)
    for block in skeleton.superblocks:
        assert block.intersection(taken).area < 1e-3 * block.area + 20
        assert block.difference(drawing.relief.land).area < 1e-3 * block.area + 20
        assert not block.interiors


def test_superblocks_do_not_overlap(drawing: Drawing) -> None:
    blocks = drawing.skeleton.superblocks
    assert shapely.union_all(list(blocks)).area == pytest.approx(sum(block.area for block in blocks), rel=1e-6)


def test_arterials_cross_barriers_far_apart(drawing: Drawing) -> None:
    axis = shapely.LineString(drawing.skeleton.motorway)
    marks = sorted(
        axis.project(shapely.Point(point))
        for line in drawing.skeleton.arterials
        for point in shapely.get_coordinates(shapely.LineString(line.points).intersection(axis))
    )
    assert len(marks) >= 2
    assert min(np.diff(marks)) > 300


def test_density_is_highest_in_town_and_nothing_at_the_top(drawing: Drawing) -> None:
    relief, quarters = drawing.relief, drawing.quarters
    top = np.unravel_index(int(relief.heights.argmax()), relief.heights.shape)
    x, y = float(relief.grid_x[0, top[1]]), float(relief.grid_y[top[0], 0])
    assert quarters.density_at(x, y) == 0
    centre = quarters.density_at(50.0, 225.0)
    assert centre > 0.8
    assert float(quarters.density(50.0, 225.0)) == pytest.approx(centre)


def test_a_bend_keeps_its_ends(drawing: Drawing) -> None:
    start, end = np.array([0.0, 300.0]), np.array([400.0, 700.0])
    line = bend(start, end, drawing.relief, WaveNoise(np.random.default_rng(1), 300.0), 0.1, 40.0)
    assert (line[0] == start).all()
    assert (line[-1] == end).all()
    along = (line - start) @ (end - start)
    assert (np.diff(along) > 0).all()
    off = np.abs((line - start) @ np.array([-1.0, 1.0]) / 2**0.5)
    assert off.max() <= 0.2 * np.hypot(400, 400) + 1e-6
