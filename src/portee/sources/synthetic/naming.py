"""Which street lines carry one name."""

from __future__ import annotations

import math

from portee.sources.synthetic.frame import Frame
from portee.sources.synthetic.mesh import Mesh
from portee.sources.synthetic.names import Namer

__all__ = ["name_lines"]

UNNAMED = ("footway", "steps", "service", "track", "motorway", "motorway_link")
STRAIGHT_ON = -math.cos(math.radians(24))


def name_lines(frame: Frame, mesh: Mesh) -> list[str]:
    """A name for each line of the mesh, empty for paths; lines that go straight on across a junction share theirs."""
    group = list(range(len(mesh.lines)))

    def root(k: int) -> int:
        while group[k] != k:
            group[k] = group[group[k]]
            k = group[k]
        return k

    ends: dict[int, list[tuple[int, float, float]]] = {}
    by_key: dict[str, int] = {}
    for index, line in enumerate(mesh.lines):
        if line.name_key:
            group[index] = by_key.setdefault(line.name_key, index)
        if line.kind != "residential":
            continue
        vertices = mesh.expand(line.vertices)
        for v, other in ((vertices[0], vertices[1]), (vertices[-1], vertices[-2])):
            dx, dy = mesh.x[other] - mesh.x[v], mesh.y[other] - mesh.y[v]
            size = math.hypot(dx, dy) or 1.0
            ends.setdefault(v, []).append((index, dx / size, dy / size))
    for meeting in ends.values():
        for k, (index, dx, dy) in enumerate(meeting):
            for other, ex, ey in meeting[k + 1 :]:
                if dx * ex + dy * ey < STRAIGHT_ON and root(index) != root(other):
                    group[root(other)] = root(index)
    namer = Namer(frame.rng("names"))
    given: dict[int, str] = {}
    names: list[str] = []
    for index, line in enumerate(mesh.lines):
        if line.kind in UNNAMED:
            names.append("")
            continue
        head = root(index)
        if head not in given:
            if line.name_key == "corniche":
                given[head] = f"Corniche {namer.person()}"
            elif line.name_key.startswith("quay"):
                given[head] = namer.street("centre")
            else:
                given[head] = namer.street(line.kind if line.kind != "residential" else line.style)
        names.append(given[head])
    return names
