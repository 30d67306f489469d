"""A line that runs less often."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.scenarios.worlds import (
    FEED,
    assert_same_timetable,
    changed,
    minutes,
    named_world,
    problem_of,
    random_minutes,
    runs,
    timetable,
    world_of_feed,
)
from tests.worlds import random_world, timetable_of


@settings(max_examples=30)
@given(st.integers(0, 2**32 - 1), st.floats(0.05, 0.95), st.booleans())
def test_thinning_never_shortens(seed: int, keep: float, dated: bool) -> None:
    base = random_world(seed, blocks=False)
    made = changed(base, f"type: thin_out, line: r0, keep: {keep}" + (", days: sat" if dated else ""))
    table = timetable(made)
    assume(table.service_active[table.trip_service, 1].any())
    assert (random_minutes(made, seed) >= random_minutes(base, seed)).all()


@settings(max_examples=40)
@given(st.integers(1, 99), st.integers(1, 40))
def test_what_is_kept_is_the_nearest_count_evenly_spread(percent: int, count: int) -> None:
    base = named_world()
    calls = [[(k * 60, k * 60), (k * 60 + 30, k * 60 + 30)] for k in range(count)]
    network = base.network.__class__.of(base.network.streets, timetable_of(2, [((0, 1), calls)]), modes=("walk",))
    made = timetable(changed(base.replace(network=network), f"type: thin_out, line: r0, keep: {percent / 100}"))
    assert abs(made.trip_count - count * percent / 100) <= 0.5 + 1e-6
    gaps = np.diff(made.event_departure[::2] // 60)
    assert not len(gaps) or gaps.max() - gaps.min() <= 1


def test_every_other_trip_as_in_a_feed_without_it(tmp_path: Path) -> None:
    made = changed(world_of_feed(tmp_path / "a", FEED), "type: thin_out, line: '1', keep: 0.5")
    files = dict(FEED)
    for file in ("trips.txt", "stop_times.txt"):
        left = [line for line in str(files[file]).splitlines() if not any(f"r{k}" in line for k in (1, 3, 5))]
        files[file] = "\n".join(left) + "\n"
    by_hand = world_of_feed(tmp_path / "b", files)
    assert_same_timetable(timetable(made), timetable(by_hand))
    np.testing.assert_array_equal(minutes(made), minutes(by_hand))


def test_hours_without_a_trip_change_nothing() -> None:
    base = named_world()
    made = changed(base, "type: thin_out, line: '1', keep: 0.1, between: {from: '02:00', until: '04:00'}")
    assert_same_timetable(timetable(made), timetable(base))


def test_within_hours_of_some_days() -> None:
    base = named_world()
    made = changed(base, "type: thin_out, line: T2, keep: 0.5, days: sat-sun, between: {from: '08:00', until: '9:00'}")
    for day in ("fri", "mon"):
        assert runs(made, "T2", day) == runs(base, "T2", day)
    assert [run[0] for run in runs(made, "T2", "sat", "mairie:b") if 470 < run[0] < 560] == [480, 510, 540, 555]
    assert runs(made, "1", "sat") == runs(base, "1", "sat")


def test_a_line_by_frequency() -> None:
    made = changed(named_world(), "type: thin_out, line: '4', keep: 0.5, between: {from: '07:00', until: '10:00'}")
    assert [run[0] for run in runs(made, "4", "mon") if run[0] < 700] == list(range(420, 600, 20))
    assert len([run for run in runs(made, "4", "mon") if run[0] > 700]) == 21


@pytest.mark.parametrize("line", ["Nocturn", "nocturna"])
def test_an_unknown_line(line: str) -> None:
    found = problem_of(
        named_world(), "type: speed_line, line: T2, factor: 1", f"type: thin_out, line: {line}, keep: 0.5"
    )
    assert found == ("line", 4, f"There is no line '{line}'.", "Did you mean 'Nocturne'?")
