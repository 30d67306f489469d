from __future__ import annotations

import pytest
import shapely

from portee.sources.synthetic.frame import Frame
from portee.sources.synthetic.mesh import Mesh
from portee.sources.synthetic.relief import Relief
from portee.sources.synthetic.skeleton import Quarters, Skeleton, draw_skeleton
from portee.sources.synthetic.town import lay_out


@pytest.fixture(scope="module", params=[13, 5])
def drawn(request: pytest.FixtureRequest) -> tuple[Skeleton, Mesh]:
    frame = Frame("S", request.param)
    relief = Relief(frame)
    quarters = Quarters(frame, relief)
    skeleton = draw_skeleton(frame, relief, quarters)
    return skeleton, lay_out(frame, relief, quarters, skeleton)


def test_blocks_tile_the_superblocks(drawn: tuple[Skeleton, Mesh]) -> None:
    skeleton, mesh = drawn
    blocks = [shapely.Polygon(mesh.points(mesh.expand(face.ring, closed=True))) for face in mesh.blocks]
    whole = sum(block.area for block in skeleton.superblocks)
    assert sum(block.area for block in blocks) == pytest.approx(whole, rel=1e-3)
    assert sum(block.is_valid for block in blocks) > 0.995 * len(blocks)


def test_streets_meet_at_vertices_only(drawn: tuple[Skeleton, Mesh]) -> None:
    _skeleton, mesh = drawn
    lines = [shapely.LineString(mesh.points(mesh.expand(line.vertices))) for line in mesh.lines]
    tree = shapely.STRtree(lines)
    crossing = sum(1 for a, b in tree.query(lines, predicate="crosses").T.tolist() if a < b)
    assert crossing < 0.01 * len(lines)


def test_an_inserted_vertex_is_found_from_both_sides(drawn: tuple[Skeleton, Mesh]) -> None:
    mesh = drawn[1]
    a, b = mesh.add(0.0, 0.0), mesh.add(10.0, 0.0)
    middle = mesh.insert(b, a, 5.0, 0.0)
    quarter = mesh.insert(a, middle, 2.5, 0.0)
    assert mesh.expand([a, b]) == [a, quarter, middle, b]
    assert mesh.expand([b, a]) == [b, middle, quarter, a]
    assert mesh.expand([a, b], closed=True) == [a, quarter, middle, b, middle, quarter]
