from __future__ import annotations

import math

from portee.sources.synthetic.plan import DISTRICTS, NUCLEI, POLES, PRIORITY


def test_great_employers_leave_jobs_to_the_town() -> None:
    assert 0.3 < sum(pole.jobs_share for pole in POLES) < 0.7


def test_priority_neighbourhoods_are_six_and_apart() -> None:
    assert len({quarter.code for quarter in PRIORITY}) == len({quarter.name for quarter in PRIORITY}) == 6
    for k, a in enumerate(PRIORITY):
        for b in PRIORITY[k + 1 :]:
            assert math.hypot(a.x - b.x, a.y - b.y) > a.radius + b.radius


def test_names_are_not_shared() -> None:
    names = [pole.name for pole in POLES] + [nucleus[0] for nucleus in NUCLEI]
    assert len(set(names)) == len(names)
    assert all(radius > 0 for _style, _x, _y, radius in DISTRICTS)
