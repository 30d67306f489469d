"""Stops that are not served."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scenarios.worlds import (
    assert_same_timetable,
    changed,
    minutes,
    named_world,
    problem_of,
    random_minutes,
    timetable,
    told,
)
from tests.worlds import random_world


@settings(max_examples=30)
@given(st.integers(0, 2**32 - 1), st.sets(st.integers(0, 2), min_size=1))
def test_closing_never_shortens_and_nobody_gets_on_or_off(seed: int, stops: set[int]) -> None:
    base = random_world(seed)
    made = changed(base, f"type: close_stop, stops: [{', '.join(f's{k}' for k in stops)}]")
    shut = np.isin(timetable(base).pattern_stop, list(stops))
    for name in ("pattern_pickup", "pattern_dropoff"):
        np.testing.assert_array_equal(getattr(timetable(made), name), getattr(timetable(base), name) & ~shut)
    assert_same_timetable(timetable(made), timetable(base), ignoring=("pattern_pickup", "pattern_dropoff"))
    assert (random_minutes(made, seed) >= random_minutes(base, seed)).all()


def test_all_platforms_of_a_name_and_one_of_an_id() -> None:
    base = named_world()
    both = minutes(changed(base, "type: close_stop, stops: [mairie]"))
    tram = minutes(changed(base, "type: close_stop, stops: ['mairie:b']"))
    assert np.isinf(both[1, :, [0, 2, 3, 4, 5]]).all()
    assert np.isinf(tram[1, :, 4]).all()
    np.testing.assert_array_equal(tram[0, :, [1, 2]], minutes(base)[0, :, [1, 2]])
    np.testing.assert_array_equal(both[0, :, 3], minutes(base)[0, :, 3])


def test_for_some_lines_alone() -> None:
    base = named_world()
    made = timetable(changed(base, "type: close_stop, stops: [Hôpital], lines: ['1']"))
    served = {
        made.route_short_name[made.pattern_route[p]]
        for p in range(made.pattern_count)
        for k in range(*made.pattern_offset[p : p + 2].tolist())
        if made.pattern_stop[k] == 4 and made.pattern_dropoff[k]
    }
    assert served == {"N3"}


def test_what_is_unknown() -> None:
    part = "type: close_stop, stops: [Stad, Gare], lines: [Nocturn]"
    found = [(problem.where, problem.what, problem.mend) for problem in told(named_world(), part)]
    assert [(where.field, where.line, what, mend) for where, what, mend in found if where] == [
        ("modifications.0.stops", 3, "There is no stop 'Stad'.", "Did you mean 'Stade'?"),
        ("modifications.0.lines", 3, "There is no line 'Nocturn'.", "Did you mean 'Nocturne'?"),
    ]
    assert problem_of(named_world(), "type: close_stop, stops: [Xyz]")[3] == "Write it as the data do."
