"""A line that runs at another headway."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.network.network import Network
from portee.world import World
from tests.scenarios.worlds import changed, minutes, named_world, problem_of, random_minutes, runs, timetable
from tests.worlds import random_world, timetable_of


def _even(seed: int, headway: int) -> World:
    """A random world all of whose lines run every so many minutes, with trips of the same length."""
    base = random_world(seed)
    table, patterns = timetable(base), []
    rng = np.random.default_rng(seed)
    for k in range(table.pattern_count):
        stops = table.pattern_stop[table.pattern_offset[k] : table.pattern_offset[k + 1]].tolist()
        along = np.cumsum(rng.integers(60, 400, len(stops)))
        first = 28_800 + int(rng.integers(0, 600))
        leaves = range(first, first + 4 * headway * 60 + 1, headway * 60)
        patterns.append((stops, [[(at + int(a - along[0]),) * 2 for a in along] for at in leaves]))
    made = timetable_of(table.stop_count, patterns, lon=table.stop_lon.tolist(), lat=table.stop_lat.tolist())
    return World(Network.of(base.network.streets, made, transfer_m=400))


@settings(max_examples=25)
@given(st.integers(0, 2**32 - 1), st.sampled_from([8, 12, 20]))
def test_the_headway_it_had_changes_no_time_and_a_part_of_it_never_lengthens(seed: int, headway: int) -> None:
    base = _even(seed, headway)
    same = changed(base, f"type: set_frequency, line: r0, every_min: {headway}")
    np.testing.assert_array_equal(timetable(same).event_departure, timetable(base).event_departure)
    before = random_minutes(base, seed)
    np.testing.assert_array_equal(random_minutes(same, seed), before)
    denser = changed(base, f"type: set_frequency, line: r0, every_min: {headway // 4}")
    assert timetable(denser).trip_count == timetable(base).trip_count + 12
    assert (random_minutes(denser, seed) <= before).all()


def test_days_of_the_week() -> None:
    base = named_world()
    made = changed(base, "type: set_frequency, line: T2, every_min: 5, days: mon-fri")
    for day in ("sat", "sun"):
        assert runs(made, "T2", day) == runs(base, "T2", day)
    for day in ("fri", "mon", "thu"):
        assert [run[0] for run in runs(made, "T2", day, "mairie:b")] == list(range(360, 1261, 5))
    assert runs(made, "1", "mon") == runs(base, "1", "mon")


def test_each_day_from_its_first_to_its_last_trip() -> None:
    made = changed(named_world(), "type: set_frequency, line: '1', every_min: 60")
    assert [run[0] for run in runs(made, "1", "mon", "gare")] == list(range(360, 1321, 60))
    assert [run[0] for run in runs(made, "1", "sat", "gare")] == list(range(400, 1321, 60))
    assert runs(made, "1", "sun") == []
    assert {tuple(np.diff(run)) for run in runs(made, "1", "mon")} == {(4, 7, 4)}


def test_within_hours() -> None:
    base = named_world()
    made = changed(base, "type: set_frequency, line: '1', every_min: 7.5, between: {from: '07:00', until: '08:00'}")
    leaves = [run[0] for run in runs(made, "1", "mon", "gare")]
    assert [at for at in leaves if 420 <= at <= 480] == [420, 427, 435, 442, 450, 457, 465, 472, 480]
    before = [run[0] for run in runs(base, "1", "mon", "gare")]
    assert [at for at in leaves if not 420 <= at <= 480] == [at for at in before if not 420 <= at <= 480]


def test_twice_gives_trips_names_of_their_own() -> None:
    hours = ("{from: '07:00', until: '08:00'}", "{from: '07:30', until: '08:30'}", "{from: '17:00', until: '18:00'}")
    made = changed(
        named_world(), *(f"type: set_frequency, line: T2, every_min: 4, between: {part}, days: sat" for part in hours)
    )
    ids = timetable(made).trip_id
    assert len(set(ids)) == len(ids)


def test_a_line_by_frequency_has_one_headway_from_its_first_to_its_last_departure() -> None:
    made = changed(named_world(), "type: set_frequency, line: '4', every_min: 5")
    assert [run[0] for run in runs(made, "4", "mon")] == list(range(420, 1361, 5))
    assert len(timetable(made).frequency_trip) == 0
    some = changed(
        named_world(), "type: set_frequency, line: '4', every_min: 5, between: {from: '07:00', until: '07:30'}"
    )  # fmt: skip
    morning = [run[0] for run in runs(some, "4", "mon") if run[0] < 700]
    assert morning == [*range(420, 451, 5), *range(460, 600, 10)]


def test_more_trips_shorten_the_wait() -> None:
    base = named_world()
    made = changed(base, "type: set_frequency, line: '1', every_min: 5")
    assert (minutes(made) <= minutes(base)).all()
    assert minutes(made)[0, 2, 3] < minutes(base)[0, 2, 3]


def test_an_unknown_line() -> None:
    found = problem_of(named_world(), "type: set_frequency, line: Noctorne, every_min: 5")
    assert found == ("line", 3, "There is no line 'Noctorne'.", "Did you mean 'Nocturne'?")
