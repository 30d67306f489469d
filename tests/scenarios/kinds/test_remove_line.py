"""A line taken away."""

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
    instead,
    minutes,
    named_world,
    problem_of,
    random_minutes,
    runs,
    timetable,
    told,
    world_of_feed,
)
from tests.sources.gtfs.feeds import Files
from tests.worlds import random_world


@settings(max_examples=30)
@given(st.integers(0, 2**32 - 1), st.integers(0, 5))
def test_removing_a_line_never_shortens(seed: int, line: int) -> None:
    base = random_world(seed, blocks=False)
    assume(1 < timetable(base).pattern_count > line)
    made = changed(base, f"type: remove_line, line: r{line}")
    assert (random_minutes(made, seed) >= random_minutes(base, seed)).all()


def _without_line(name: str) -> Files:
    """The feed with the trips of a route left out by hand."""
    files = dict(FEED)
    for file in ("trips.txt", "stop_times.txt"):
        lines = str(files[file]).splitlines()
        kept = [k for k in lines[1:] if not k.startswith(name) and f",w,{name}" not in k]
        files[file] = "\n".join([lines[0], *kept]) + "\n"
    return files


def test_as_a_feed_without_it(tmp_path: Path) -> None:
    made = changed(world_of_feed(tmp_path / "a", FEED), "type: remove_line, line: '2'")
    by_hand = world_of_feed(tmp_path / "b", _without_line("q"))
    assert_same_timetable(timetable(made), timetable(by_hand))
    np.testing.assert_array_equal(minutes(made), minutes(by_hand))
    assert not np.array_equal(minutes(made), minutes(world_of_feed(tmp_path / "c", FEED)))


def test_all_routes_of_the_name_are_meant() -> None:
    base = instead(named_world(), route_short_name=("1", "T2", "1", "4"))
    made = changed(base, "type: remove_line, line: '1'")
    assert set(timetable(made).pattern_route.tolist()) == {1, 3}
    assert runs(made, "T2", "mon") == runs(base, "T2", "mon")


def test_a_line_by_frequency_goes_with_its_frequencies() -> None:
    made = timetable(changed(named_world(), "type: remove_line, line: '4'"))
    assert len(made.frequency_trip) == 0
    assert 3 not in made.pattern_route


@pytest.mark.parametrize("names", [("T2", "T2"), ("T2", "tram du stade"), ("Tram du Stade", "T2")])
def test_what_is_removed_already(names: tuple[str, str]) -> None:
    parts = [f"type: remove_line, line: {name}" for name in names]
    expected = ("line", 4, f"There is no line '{names[1]}'.", "An earlier modification removed it.")
    assert problem_of(named_world(), *parts) == expected


def test_unknown_lines_are_all_told() -> None:
    found = told(named_world(), "type: remove_line, line: Nocturn", "type: remove_line, line: T3")
    assert [(error.where.line, error.mend) for error in found if error.where] == [
        (3, "Did you mean 'Nocturne'?"), (4, "Write it as the data do."),
    ]  # fmt: skip
