"""Trips that do not run."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.scenarios.worlds import (
    assert_same_timetable,
    changed,
    named_world,
    problem_of,
    random_minutes,
    runs,
    timetable,
)
from tests.worlds import random_world

LINES = ("1", "T2", "N3")


@settings(max_examples=30)
@given(st.integers(0, 2**32 - 1), st.floats(0.05, 0.95), st.booleans())
def test_cancelling_never_shortens(seed: int, share: float, dated: bool) -> None:
    base = random_world(seed, blocks=False)
    days = ", days: fri-sat" if dated else ""
    made = changed(base, f"type: cancel, share: {share}, seed: {seed % 9}{days}")
    table = timetable(made)
    assume(table.service_active[table.trip_service, 1].any())
    assert (random_minutes(made, seed) >= random_minutes(base, seed)).all()


@pytest.mark.parametrize(
    ("selection", "lines"),
    [
        ("lines: ['1', nocturne]", {"1", "N3"}),
        ("modes: [bus]", {"1", "N3", "4"}),
        ("modes: [tram]", {"T2"}),
        ("operators: [tramways beta]", {"T2"}),
        ("modes: [bus], operators: [Réseau Alpha], lines: ['1', T2]", {"1"}),
        ("modes: [tram], operators: [Réseau Alpha]", set()),
        ("share: 1", {"1", "T2", "N3", "4"}),
    ],
)
def test_of_each_that_is_told(selection: str, lines: set[str]) -> None:
    base, made = timetable(named_world()), timetable(changed(named_world(), f"type: cancel, {selection}"))
    assert {base.route_short_name[route] for route in made.pattern_route} == {"1", "T2", "N3", "4"} - lines
    assert (len(made.frequency_trip) == 0) == ("4" in lines)


def test_all_of_it_without_a_selection() -> None:
    assert timetable(changed(named_world(), "type: cancel")).trip_count == 0


def test_a_share_is_drawn_by_a_seed() -> None:
    base = named_world()
    count = timetable(base).trip_count - 1
    first, again, other = (
        timetable(changed(base, f"type: cancel, lines: ['1', T2, N3], share: 0.3, seed: {seed}")) for seed in (5, 5, 6)
    )
    assert_same_timetable(first, again)
    assert list(first.trip_id) != list(other.trip_id)
    assert set(first.trip_id) < set(timetable(base).trip_id)
    assert abs(count - (first.trip_count - 1) - 0.3 * count) < 4 * np.sqrt(count * 0.3 * 0.7)


def test_hours_and_days() -> None:
    base = named_world()
    made = changed(base, "type: cancel, lines: [T2], between: {from: '08:00', until: '09:00'}, days: mon-fri")
    for day in ("sat", "sun"):
        assert runs(made, "T2", day) == runs(base, "T2", day)
    for day in ("mon", "fri"):
        kept = [run for run in runs(base, "T2", day) if not 480 <= run[0] <= 540]
        assert runs(made, "T2", day) == kept
    assert runs(made, "1", "mon") == runs(base, "1", "mon")


def test_a_line_by_frequency_loses_the_departures_of_some_hours() -> None:
    made = changed(named_world(), "type: cancel, lines: ['4'], between: {from: '07:30', until: '22:00'}")
    assert [run[0] for run in runs(made, "4", "mon")] == [420, 430, 440, 1340, 1360]
    whole = changed(named_world(), "type: cancel, lines: ['4'], days: sat-sun")
    table = timetable(whole)
    assert (
        table.service_active[table.trip_service[table.frequency_trip]].tolist()
        == [[True, False, False, True, True, True, True]] * 2
    )


@pytest.mark.parametrize(
    ("selection", "field", "what", "mend"),
    [
        ("lines: [Nocturn]", "lines", "There is no line 'Nocturn'.", "Did you mean 'Nocturne'?"),
        ("modes: [ferry]", "modes", "There is no line of the mode 'ferry'.", "Modes of the network: bus, tram."),
        (
            "operators: [Tramway Beta]",
            "operators",
            "There is no operator 'Tramway Beta'.",
            "Did you mean 'Tramways Beta'?",
        ),
    ],
)
def test_what_is_unknown(selection: str, field: str, what: str, mend: str) -> None:
    assert problem_of(named_world(), f"type: cancel, {selection}") == (field, 3, what, mend)


@pytest.mark.parametrize("cancelled", [*LINES, "4"])
def test_a_line_that_was_cancelled_is_told(cancelled: str) -> None:
    parts = f"type: cancel, lines: ['{cancelled}']", f"type: remove_line, line: '{cancelled}'"
    assert problem_of(named_world(), *parts)[1::2] == (4, "An earlier modification removed it.")
