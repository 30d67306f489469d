from __future__ import annotations

import numpy as np
import pytest
import shapely

from portee.sources.synthetic.crossings import along, axis_within
from tests.sources.synthetic.conftest import Drawing


def test_a_point_along_a_line_and_to_its_left() -> None:
    line = shapely.LineString([(0, 0), (100, 0)])
    assert along(line, 30.0, 2.0) == pytest.approx([30.0, 2.0])
    assert along(line, 130.0) == pytest.approx([100.0, 0.0])


def test_the_axis_stays_in_the_frame(drawing: Drawing) -> None:
    axis = axis_within(drawing.frame, drawing.skeleton.motorway)
    assert shapely.box(*drawing.frame.bounds).buffer(1e-6).contains(axis)


def test_carriageways_keep_to_the_right(drawing: Drawing) -> None:
    axis = axis_within(drawing.frame, drawing.skeleton.motorway)
    roads = [line for line in drawing.mesh.lines if line.kind == "motorway"]
    assert len(roads) == 2
    for road in roads:
        assert road.tags["oneway"] == "yes"
        points = drawing.mesh.points(road.vertices)
        way = points[1] - points[0]
        foot = np.array(axis.interpolate(axis.project(shapely.Point(points[1]))).coords[0])
        to_axis = foot - points[1]
        assert way[0] * to_axis[1] - way[1] * to_axis[0] > 0


def test_ramps_leave_and_join_the_motorway(drawing: Drawing) -> None:
    roads = {v for line in drawing.mesh.lines if line.kind == "motorway" for v in line.vertices}
    ramps = [line for line in drawing.mesh.lines if line.kind == "motorway_link"]
    leaving = [line for line in ramps if line.vertices[0] in roads]
    joining = [line for line in ramps if line.vertices[-1] in roads]
    assert leaving
    assert joining
    assert len(leaving) + len(joining) == len(ramps)


def test_some_barriers_are_crossed_on_foot_only(drawing: Drawing) -> None:
    kinds = [line.kind for line in drawing.mesh.lines if line.style == "crossing"]
    assert kinds.count("steps") >= 2
    assert kinds.count("footway") >= 1
