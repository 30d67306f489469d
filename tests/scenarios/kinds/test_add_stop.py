"""A new stop on a line."""

from __future__ import annotations

import numpy as np
import pytest

from portee.world import World
from tests.scenarios.worlds import assert_same_timetable, changed, named_world, problem_of, runs, timetable
from tests.worlds import ORIGIN, STEP_E7

LON = ORIGIN[0] + 3 * STEP_E7 / 1e7
STOP = f"type: add_stop, id: gym, name: Gymnase, lon: {LON}, lat: {ORIGIN[1]}"


def _added(**told: object) -> World:
    given = {"line": "'1'", "after": "Gare", "before": "Mairie", **told}
    return changed(named_world(), ", ".join([STOP, *(f"{name}: {value}" for name, value in given.items())]))


@pytest.mark.parametrize("ends", [("Gare", "Mairie"), ("Mairie", "Gare")])
def test_both_directions_halt_halfway_and_go_on_later(ends: tuple[str, str]) -> None:
    made, base = _added(after=ends[0], before=ends[1], halt_s=60), named_world()
    there, back = (runs(made, "1", "mon", first) for first in ("gare", "hopital"))
    assert there == [(a, a + 3, b + 1, c + 1, d + 1) for a, b, c, d in runs(base, "1", "mon", "gare")]
    assert {tuple(np.diff(run)) for run in back} == {(4, 7, 3, 2)}
    table = timetable(made)
    assert table.pattern_stop[: table.pattern_offset[1]].tolist() == [0, 7, 1, 3, 4]
    lo = table.trip_event_offset[0]
    assert (table.event_arrival[lo + 1] - table.event_departure[lo]) == 120
    assert (table.event_departure[lo + 1] - table.event_arrival[lo + 1]) == 60
    assert runs(made, "N3", "mon") == runs(base, "N3", "mon")


def test_without_a_halt_every_other_time_stays() -> None:
    made, base = timetable(_added(halt_s=0)), timetable(named_world())
    fewer = [k for k in range(made.pattern_offset[1]) if made.pattern_stop[k] != 7]
    events = made.event_departure[: made.trip_event_offset[made.pattern_trip_offset[1]]].reshape(-1, 5)[:, fewer]
    np.testing.assert_array_equal(events.ravel(), base.event_departure[: events.size])


def test_it_is_known_to_what_follows() -> None:
    after = "type: close_stop, stops: [gymnase]"
    made = timetable(changed(named_world(), f"{STOP}, line: '1', after: Gare, before: Mairie", after))
    assert not made.pattern_pickup[made.pattern_stop == 7].any()
    assert made.stop_name[7] == "Gymnase"


def test_the_lines_that_pass_it_by_are_as_they_were() -> None:
    base, made = timetable(named_world()), timetable(_added())
    rest = slice(base.trip_event_offset[base.pattern_trip_offset[2]], None)
    mine = slice(made.trip_event_offset[made.pattern_trip_offset[2]], None)
    np.testing.assert_array_equal(made.event_departure[mine], base.event_departure[rest])
    assert_same_timetable(
        made, base,
        ignoring=(
            "stop_id", "stop_name", "stop_lon", "stop_lat", "stop_station", "stop_wheelchair", "pattern_offset",
            "pattern_stop", "pattern_pickup", "pattern_dropoff", "trip_event_offset", "event_arrival",
            "event_departure",
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("told", "field", "what", "mend"),
    [
        ("id: gare", "id", "There is a stop 'gare' already.", "Give another id."),
        ("line: Nocturn", "line", "There is no line 'Nocturn'.", "Did you mean 'Nocturne'?"),
        ("after: Gar", "after", "There is no stop 'Gar'.", "Did you mean 'Gare'?"),
        ("before: Mairi", "before", "There is no stop 'Mairi'.", "Did you mean 'Mairie'?"),
        (
            "before: École",
            "after",
            "The line '1' does not go from 'Gare' to 'École' without another stop.",
            "Give two stops that follow each other.",
        ),
    ],
)
def test_what_cannot_be(told: str, field: str, what: str, mend: str) -> None:
    given = {"id": "gym", "line": "'1'", "after": "Gare", "before": "Mairie"}
    name, _, value = told.partition(": ")
    given[name] = value
    text = ", ".join(f"{name}: {value}" for name, value in given.items())
    found = problem_of(named_world(), f"type: add_stop, name: Gymnase, lon: {LON}, lat: 43.0, {text}")
    assert found == (field, 3, what, mend)
