"""Hours of service, and days that run as others."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from portee.core.errors import ManyProblems
from tests.scenarios.worlds import (
    DAYS,
    WEEKDAY,
    assert_same_timetable,
    changed,
    instead,
    minutes,
    named_world,
    problem_of,
    random_minutes,
    runs,
    timetable,
)
from tests.worlds import random_world

LINES = ("1", "T2", "N3", "4")


@settings(max_examples=30)
@given(st.integers(0, 2**32 - 1), st.integers(480, 570), st.integers(1, 60))
def test_fewer_hours_never_shorten(seed: int, first: int, span: int) -> None:
    base = random_world(seed, blocks=False)
    hours = ", ".join(
        f"{name}: '{at // 60:02}:{at % 60:02}'" for name, at in (("first", first), ("last", first + span))
    )
    made = changed(base, f"type: service_hours, {hours}")
    assume(timetable(made).trip_count > 0)
    leaves = timetable(made).event_departure[timetable(made).trip_event_offset[:-1]]
    assert ((first * 60 <= leaves) & (leaves <= (first + span) * 60)).all()
    assert (random_minutes(made, seed) >= random_minutes(base, seed)).all()


def test_hours_as_wide_as_the_day_change_nothing() -> None:
    base = named_world()
    made = changed(base, "type: service_hours, lines: ['1', T2, N3], first: '00:00', last: '48:00'")
    assert_same_timetable(timetable(made), timetable(base))


def test_earlier_and_later_trips_at_a_headway() -> None:
    base = named_world()
    made = changed(
        base, "type: service_hours, lines: ['1'], first: '05:15', last: '23:10', every_min: 30, days: mon-fri"
    )  # fmt: skip
    before = [run[0] for run in runs(base, "1", "mon", "gare")]
    assert [run[0] for run in runs(made, "1", "mon", "gare")] == [315, 345, *before, 1350, 1380]
    assert runs(made, "1", "sat") == runs(base, "1", "sat")
    assert {tuple(np.diff(run)) for run in runs(made, "1", "mon")} == {(4, 7, 4)}


def test_without_a_headway_nothing_is_added() -> None:
    base = named_world()
    made = changed(base, "type: service_hours, lines: [N3], first: '21:30', last: '29:00'")
    assert [run[0] for run in runs(made, "N3", "sun")] == [1320, 1380, 1440, 1500]
    assert runs(made, "T2", "sun") == runs(base, "T2", "sun")


def test_sunday_runs_as_saturday() -> None:
    base = named_world()
    made = changed(base, "type: service_hours, days: sun, like: sat")
    for line in LINES:
        assert runs(made, line, "sun") == runs(base, line, "sat")
        for day in DAYS.keys() - {"sun"}:
            assert runs(made, line, day) == runs(base, line, day)
    saturday, sunday = (WEEKDAY.replace(day=day) for day in (5, 6))
    np.testing.assert_array_equal(minutes(made, day=sunday), minutes(base, day=saturday))
    assert not np.array_equal(minutes(base, day=sunday), minutes(base, day=saturday))
    assert_same_timetable(
        timetable(made), timetable(base), ignoring=("trip_service", "service_id", "service_active")
    )  # fmt: skip


def test_of_some_lines_and_the_other_way() -> None:
    base = named_world()
    made = changed(base, "type: service_hours, lines: [T2], days: sun, like: sat")
    assert runs(made, "1", "sun") == []
    strike = changed(base, "type: service_hours, lines: ['1'], days: mon-fri, like: sun")
    assert runs(strike, "1", "mon") == runs(strike, "1", "fri") == []
    assert runs(strike, "T2", "mon") == runs(base, "T2", "mon")
    assert len(runs(strike, "1", "sat")) == len(runs(base, "1", "sat")) > 0


def test_the_nearest_day_is_taken_over() -> None:
    """Of two Saturdays, the Sunday after the second runs as the second."""
    active = np.zeros((3, 14), np.bool_)
    active[0, 1] = active[1, 8] = True
    made = changed(instead(named_world(), service_active=active), "type: service_hours, days: sun, like: sat")
    table = timetable(made)
    days = {base: set() for base in (0, 1)}  # type: ignore[var-annotated]
    for trip, service in enumerate(table.trip_service.tolist()):
        was = int(timetable(named_world()).trip_service[trip])
        if was < 2:
            days[was].add(tuple(np.flatnonzero(table.service_active[service]).tolist()))
    assert days == {0: {(1, 2)}, 1: {(8, 9)}}


def test_a_line_by_frequency() -> None:
    made = changed(named_world(), "type: service_hours, lines: ['4'], first: '09:00', last: '17:00'")
    assert [run[0] for run in runs(made, "4", "mon")] == [540, 550, 560, 570, 580, 590, 960, 980, 1000, 1020]
    alike = changed(named_world(), "type: service_hours, lines: ['4'], days: sun, like: sat")
    assert len(timetable(alike).frequency_trip) == 2


@pytest.mark.parametrize(
    ("told", "what"),
    [
        ("days: sun", "It tells no hours."),
        ("days: sun, like: sat, first: '07:00'", "It tells hours and a day to run like."),
        ("like: sat", "'like' names one day, 'days' those that run like it."),
        ("days: sun, like: 'sat,mon'", "'like' names one day, 'days' those that run like it."),
        ("first: '08:00', last: '07:00'", "The last departure is before the first."),
    ],
)
def test_what_cannot_be_meant(told: str, what: str) -> None:
    with pytest.raises(ManyProblems) as caught:
        changed(named_world(), "type: remove_line, line: T2", f"type: service_hours, {told}")
    (problem,) = caught.value.problems
    assert problem.what == what
    assert problem.where is not None
    assert problem.where.line == 4


def test_an_unknown_line() -> None:
    found = problem_of(named_world(), "type: service_hours, lines: ['1', Nocturn], first: '07:00'")
    assert found == ("lines", 3, "There is no line 'Nocturn'.", "Did you mean 'Nocturne'?")
