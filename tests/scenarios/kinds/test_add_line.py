"""A new line."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.scenarios.kinds.add_line import USUAL_KMH
from tests.scenarios.worlds import (
    assert_same_timetable,
    changed,
    fingerprint,
    minutes,
    named_world,
    problem_of,
    random_minutes,
    runs,
    timetable,
)
from tests.worlds import random_world

LINE = "type: add_line, id: X5, name: Express, mode: bus, every_min: 15, between: {from: '07:00', until: '09:00'}"


@settings(max_examples=30)
@given(st.integers(0, 2**32 - 1), st.integers(1, 20), st.permutations(range(3)))
def test_a_new_line_never_lengthens(seed: int, every: int, stops: list[int]) -> None:
    base = random_world(seed)
    names = ", ".join(f"s{k}" for k in stops)
    made = changed(
        base,
        f"type: add_line, id: new, name: New, mode: tram, stops: [{names}], every_min: {every}, minutes: [2, 3], "
        "between: {from: '08:00', until: '09:30'}",
    )
    assert (random_minutes(made, seed) <= random_minutes(base, seed)).all()


def test_what_it_is_made_of() -> None:
    base = named_world()
    made = changed(base, f"{LINE}, stops: [Gare, Mairie, Parc], minutes: [3, 4], days: mon-fri, operator: Gamma")
    table = timetable(made)
    assert runs(made, "X5", "mon", "gare") == [
        (at, at + 3, at + 7) for at in range(420, 541, 15)
    ]  # fmt: skip
    assert {tuple(np.diff(run)) for run in runs(made, "X5", "tue", "parc")} == {(4, 3)}
    assert runs(made, "X5", "sat") == []
    assert (table.route_id[4], table.route_long_name[4], table.route_agency[4]) == ("X5", "Express", "Gamma")
    assert (int(table.route_type[4]), made.network.notes) == (3, ())
    assert minutes(made)[0, 0, 4] < minutes(base)[0, 0, 4]
    other = timetable(changed(base, f"{LINE}, stops: [Gare, Mairie], minutes: [3]"))
    assert other.route_agency[4] == "Réseau Alpha"


def test_taken_away_again_the_results_are_as_before() -> None:
    base = named_world()
    made = changed(base, f"{LINE}, stops: [Gare, Parc], minutes: [3]", "type: remove_line, line: express")
    routes = ("route_id", "route_short_name", "route_long_name", "route_agency", "route_color", "route_type")
    assert_same_timetable(timetable(made), timetable(base), ignoring=(*routes, "service_id", "service_active"))
    np.testing.assert_array_equal(minutes(made), minutes(base))


def test_its_id_is_free_again_when_the_line_is_gone() -> None:
    base = named_world()
    line = LINE.replace("X5", "T2") + ", stops: [Gare, Parc], minutes: [3]"
    assert problem_of(base, line) == ("id", 3, "There is a line 'T2' already.", "Give another id.")
    made = changed(base, "type: remove_line, line: T2", line)
    assert len(runs(made, "T2", "sun")) == 18


@pytest.mark.parametrize("mode", sorted(USUAL_KMH))
def test_where_no_speed_is_told_the_usual_one_is_taken_and_noted(mode: str) -> None:
    line = LINE.replace("mode: bus", f"mode: {mode}")
    made = changed(named_world(), f"{line}, stops: [Gare, Hôpital], one_way: true")
    (note,) = made.network.notes
    assert f"{USUAL_KMH[mode]:g} km/h" in note
    told = changed(named_world(), f"{line}, stops: [Gare, Hôpital], one_way: true, speed_kmh: {USUAL_KMH[mode]}")
    assert_same_timetable(timetable(made), timetable(told))
    assert told.network.notes == ()


def test_new_stops_among_known_ones_can_be_used_at_once() -> None:
    base = named_world()
    stop = "{id: gym, name: Gymnase, lon: 5.0036, lat: 43.0036}"
    made = changed(base, f"{LINE}, stops: [Gare, {stop}, Stade], minutes: [2, 5]", "type: close_stop, stops: [Stade]")
    table = timetable(made)
    assert table.pattern_stop[table.pattern_offset[-2] :].tolist() == [6, 7, 0]
    assert len(made.network.stops["walk"].edge) == 8
    assert np.isinf(minutes(made)[0, :, 5]).all()
    assert np.isinf(minutes(base)[0, 0, 5]) == np.False_


def test_all_of_its_stops_may_be_new() -> None:
    stops = ", ".join(f"{{id: n{k}, name: N{k}, lon: {5 + k * 0.0072}, lat: 43.0036}}" for k in range(3))
    made = timetable(changed(named_world(), f"{LINE}, stops: [{stops}]"))
    assert made.pattern_stop[made.pattern_offset[-2] :].tolist() == [9, 8, 7]


@pytest.mark.parametrize(
    ("told", "field", "what", "mend"),
    [
        ("stops: [Gare, Stad]", "stops", "There is no stop 'Stad'.", "Did you mean 'Stade'?"),
        (
            "stops: [Gare, {id: parc, name: P, lon: 5.0, lat: 43.0}]",
            "stops",
            "There is a stop 'parc' already.",
            "Give another id, or its name alone.",
        ),
        (
            "stops: [Gare, Parc, Stade], minutes: [3]",
            "minutes",
            "There are 1 times for 3 stops.",
            "Give 2, from each stop to the next.",
        ),
    ],
)
def test_what_cannot_be(told: str, field: str, what: str, mend: str) -> None:
    base = named_world()
    before = fingerprint(base)
    assert problem_of(base, f"{LINE}, {told}") == (field, 3, what, mend)
    assert fingerprint(base) == before
