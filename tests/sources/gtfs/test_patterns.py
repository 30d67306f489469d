from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from portee.sources.gtfs.patterns import group_into_patterns
from portee.sources.gtfs.stop_times import Events

Trip = tuple[int, list[tuple[int, bool, bool]], int]
"""route, calls (stop, pickup, dropoff), first departure"""

trips = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.lists(st.tuples(st.integers(0, 2), st.booleans(), st.booleans()), min_size=2, max_size=3),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=12,
)


def naive(made: list[Trip]) -> list[tuple[int, list[tuple[int, bool, bool]], list[int]]]:
    """Patterns as (route, calls, trips), by a dictionary."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for trip, (route, calls, _) in enumerate(made):
        groups.setdefault((route, *calls), []).append(trip)
    found = []
    for members in sorted(groups.values(), key=lambda members: (made[members[0]][0], members[0])):
        route, calls, _ = made[members[0]]
        found.append((route, calls, sorted(members, key=lambda t: (made[t][2], f"id{t}"))))
    return found


@given(trips, st.data())
def test_same_as_a_dictionary(made: list[Trip], data: st.DataObject) -> None:
    # trips without events leave holes in the numbers
    numbers = sorted(data.draw(st.sets(st.integers(0, 30), min_size=len(made), max_size=len(made))))
    size = numbers[-1] + 1
    route = np.zeros(size, dtype=np.int32)
    ids = np.array([""] * size, dtype=object)
    for k, number in enumerate(numbers):
        route[number], ids[number] = made[k][0], f"id{k}"
    calls = [
        (numbers[k], first + i * 60, *call) for k, (_, calls, first) in enumerate(made) for i, call in enumerate(calls)
    ]
    trip, time, stop = (np.array([c[k] for c in calls], dtype=np.int32) for k in range(3))
    pickup, dropoff = (np.array([c[k] for c in calls], dtype=np.bool_) for k in (3, 4))
    found = group_into_patterns(Events(trip, stop, time, time, pickup, dropoff), stop, route, ids)
    got = []
    for p in range(len(found.route)):
        span = slice(found.offset[p], found.offset[p + 1])
        members = found.trip[found.trip_offset[p] : found.trip_offset[p + 1]]
        flags = (found.pickup[span].tolist(), found.dropoff[span].tolist())
        got.append(
            (
                int(found.route[p]),
                list(zip(found.stop[span].tolist(), *flags, strict=True)),
                [numbers.index(t) for t in members.tolist()],
            )
        )
    assert got == naive(made)
    for k, number in enumerate(found.trip):
        own = found.event[found.event_offset[k] : found.event_offset[k + 1]]
        assert (trip[own] == number).all()
        assert (np.diff(own) == 1).all()
    assert sorted(found.event.tolist()) == list(range(len(calls)))
