from __future__ import annotations

from collections import Counter

import shapely

from tests.sources.synthetic.conftest import Drawing


def test_arterials_that_cross_a_corridor_are_bridges_or_tunnels(drawing: Drawing) -> None:
    skeleton, mesh = drawing.skeleton, drawing.mesh
    taken = shapely.union(skeleton.motorway_corridor, skeleton.rail_corridor).buffer(-2.0)
    for line in mesh.lines:
        if line.style == "arterial":
            path = shapely.LineString(mesh.points(mesh.expand(line.vertices)))
            assert path.intersects(taken) == ("bridge" in line.tags or "tunnel" in line.tags)


def test_blocks_have_insides(drawing: Drawing) -> None:
    kinds = Counter((line.kind, line.style) for line in drawing.mesh.lines)
    assert kinds["service", "estate"] > 0
    assert kinds["footway", "park"] >= 3
    assert kinds["residential", "old"] > 10
    styles = Counter(face.style for face in drawing.mesh.blocks)
    assert {"old", "centre", "suburb", "hillside", "estate", "industrial", "park", "wild"} <= set(styles)


def test_old_blocks_are_smaller_than_estates(drawing: Drawing) -> None:
    area: dict[str, list[float]] = {"old": [], "estate": []}
    for face in drawing.mesh.blocks:
        if face.style in area:
            area[face.style].append(shapely.Polygon(drawing.mesh.points(face.ring)).area)
    mean = {style: sum(values) / len(values) for style, values in area.items()}
    assert 3 * mean["old"] < mean["estate"]
