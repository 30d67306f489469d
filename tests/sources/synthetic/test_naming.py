from __future__ import annotations

from portee.sources.synthetic.frame import Frame
from portee.sources.synthetic.mesh import Mesh, StreetLine
from portee.sources.synthetic.naming import name_lines
from tests.sources.synthetic.conftest import Drawing


def test_a_street_keeps_its_name_straight_on_and_loses_it_round_the_corner(drawing: Drawing) -> None:
    mesh = Mesh(Frame("XS", 1), drawing.relief, drawing.mesh.styles)
    a, b, c, d = (mesh.add(x, y) for x, y in ((0.0, 0.0), (100.0, 0.0), (200.0, 8.0), (100.0, 90.0)))
    mesh.lines = [
        StreetLine("residential", "centre", "", [a, b]),
        StreetLine("residential", "centre", "", [b, c]),
        StreetLine("residential", "centre", "", [b, d]),
        StreetLine("footway", "centre", "", [d, a]),
    ]
    first, second, third, path = name_lines(Frame("XS", 1), mesh)
    assert first == second != third
    assert path == ""


def test_an_arterial_has_one_name(drawing: Drawing) -> None:
    by_key: dict[str, set[str]] = {}
    for line, name in zip(drawing.mesh.lines, name_lines(drawing.frame, drawing.mesh), strict=True):
        if line.name_key and line.kind != "motorway":
            by_key.setdefault(line.name_key, set()).add(name)
    assert by_key
    assert all(len(names) == 1 for names in by_key.values())
