"""A line that takes other stops."""

from __future__ import annotations

import numpy as np
import pytest

from portee.network.timetable import Timetable
from portee.network.timetable_draft import TimetableDraft
from portee.scenarios.lines import metres_between
from tests.scenarios.worlds import assert_same_timetable, changed, minutes, named_world, problem_of, runs, timetable


def _events(table: Timetable, pattern: int, name: str) -> np.ndarray[tuple[int, int], np.dtype[np.int32]]:
    lo, hi = table.trip_event_offset[table.pattern_trip_offset[pattern : pattern + 2]].tolist()
    stops = int(np.diff(table.pattern_offset)[pattern])
    return getattr(table, f"event_{name}")[lo:hi].reshape(-1, stops)  # type: ignore[no-any-return]


def _stops(table: Timetable, pattern: int) -> list[int]:
    stops: list[int] = table.pattern_stop[table.pattern_offset[pattern] : table.pattern_offset[pattern + 1]].tolist()
    return stops


def test_there_and_back_by_other_stops() -> None:
    base = named_world()
    made = changed(base, "type: reroute_line, line: '1', leaves: Mairie, joins: Hôpital, via: [Parc, Stade]")
    table, before = timetable(made), timetable(base)
    assert (_stops(table, 0), _stops(table, 1)) == ([0, 1, 5, 6, 4], [4, 6, 5, 1, 0])
    np.testing.assert_array_equal(_events(table, 0, "departure")[:, :2], _events(before, 0, "departure")[:, :2])
    metres = metres_between(TimetableDraft(before), np.array([1, 5, 6, 4]))
    old = metres_between(TimetableDraft(before), np.array([1, 3, 4])).sum()
    took = _events(before, 0, "arrival")[0, 3] - _events(before, 0, "departure")[0, 1]
    at = _events(table, 0, "arrival")[0, 2:] - _events(table, 0, "departure")[0, 1]
    np.testing.assert_allclose(at, took * np.cumsum(metres) / old, atol=1)
    assert np.isfinite(minutes(made)[0, 0, 5])
    for line in ("T2", "N3"):
        assert runs(made, line, "mon") == runs(base, line, "mon")


def test_straight_on_at_a_speed() -> None:
    base = named_world()
    made = timetable(
        changed(base, "type: reroute_line, line: '1', leaves: Gare, joins: École, via: [], speed_kmh: 36")
    )  # fmt: skip
    before = timetable(base)
    assert _stops(made, 0) == [0, 3, 4]
    metres = float(metres_between(TimetableDraft(before), np.array([0, 3]))[0])
    took = _events(made, 0, "arrival")[:, 1] - _events(made, 0, "departure")[:, 0]
    assert set(took.tolist()) == {round(metres / 10)}
    shift = _events(made, 0, "arrival")[:, 1] - _events(before, 0, "arrival")[:, 2]
    for name in ("arrival", "departure"):
        np.testing.assert_array_equal(
            _events(made, 0, name)[:, 1:], _events(before, 0, name)[:, 2:] + shift[:, None]
        )  # fmt: skip


def test_by_its_own_stops_in_a_straight_line_it_is_as_fast() -> None:
    """The stops of line N3 lie on one street: by École it is as long as without."""
    base = named_world()
    made = changed(base, "type: reroute_line, line: N3, leaves: Mairie, joins: Hôpital, via: [École]")
    table, before = timetable(made), timetable(base)
    assert _stops(table, 4) == [0, 1, 3, 4]
    np.testing.assert_array_equal(_events(table, 4, "arrival")[:, [0, 1, 3]], _events(before, 4, "arrival"))
    back = changed(made, "type: reroute_line, line: N3, leaves: Mairie, joins: Hôpital")
    assert_same_timetable(timetable(back), before)


@pytest.mark.parametrize(
    ("told", "field", "what", "mend"),
    [
        ("line: Nocturn", "line", "There is no line 'Nocturn'.", "Did you mean 'Nocturne'?"),
        ("leaves: Mairi", "leaves", "There is no stop 'Mairi'.", "Did you mean 'Mairie'?"),
        ("joins: Hopitl", "joins", "There is no stop 'Hopitl'.", "Did you mean 'Hôpital'?"),
        ("via: [Stad]", "via", "There is no stop 'Stad'.", "Did you mean 'Stade'?"),
        ("joins: Stade", "leaves", "The line '1' does not go from 'Mairie' to 'Stade'.", "Give two of its stops."),
    ],
)
def test_what_cannot_be(told: str, field: str, what: str, mend: str) -> None:
    given = {"line": "'1'", "leaves": "Mairie", "joins": "Hôpital", "via": "[Parc]"}
    name, _, value = told.partition(": ")
    given[name] = value
    text = ", ".join(f"{name}: {value}" for name, value in given.items())
    found = problem_of(named_world(), "type: remove_line, line: T2", f"type: reroute_line, {text}")
    assert found == (field, 4, what, mend)
