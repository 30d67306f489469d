"""An evening without public transport, on scheduled trips and on lines by frequency."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.network.daytable import day_table
from portee.network.network import Network
from portee.reach.evening import MORNING_S, Evening, without_evening
from portee.reach.kinds import ByTransit
from portee.reach.opening import Opened
from portee.reach.options import Travel
from tests.worlds import TODAY, grid_streets, timetable_of

HOUR, DAY = 3600, 86_400


def _network(begins: list[int], **options: Any) -> Network:
    """Trips of ten minutes that begin at some seconds after midnight."""
    trips = [[(time, time), (time + 600, time + 600)] for time in begins]
    timetable = timetable_of(2, [([0, 1], trips)], lon=[5.0, 5.001], lat=[43.0, 43.0], **options)
    return Network.of(grid_streets(2, 2), timetable)


def _runs(evening: Evening, *, draw: int = 0, cut: bool = True) -> list[int]:
    """When trips begin from 24 h before midnight of a date to 48 h after, in stretches that the cut holds."""
    timetable = evening.timetable if cut else evening.network.timetable
    assert timetable is not None
    trips = evening.trips if cut else None
    found = []
    for base in range(-DAY, 2 * DAY, 4 * HOUR):
        table = day_table(timetable, TODAY, base, 4 * HOUR, trips=trips, seed=(1, draw))
        first = timetable.event_departure[timetable.trip_event_offset[table.instance_trip]] + table.instance_shift
        found += (first[(first >= 0) & (first < 4 * HOUR)] + base).tolist()
    return sorted(found)


def test_trips_that_begin_in_the_evening_are_gone_however_they_are_written() -> None:
    """From 20:00 to 04:00: 23:00, 24:30 of the evening before and 00:30 of the day; 19:59 goes on to its terminus."""
    begins = [30 * 60, 4 * HOUR, 19 * HOUR + 59 * 60, 20 * HOUR, 23 * HOUR, 24 * HOUR + 30 * 60, 28 * HOUR]
    evening = without_evening(_network(begins), 20 * HOUR)
    assert evening.until_s == MORNING_S == 4 * HOUR
    assert evening.trips.tolist() == [False, True, True, False, False, False, True]
    assert evening.timetable is evening.network.timetable


def test_a_stretch_within_one_day() -> None:
    evening = without_evening(_network([HOUR, 10 * HOUR, 11 * HOUR, 12 * HOUR]), 10 * HOUR, 12 * HOUR)
    assert evening.trips.tolist() == [True, False, False, True]


def test_a_way_keeps_what_its_ticket_opens() -> None:
    network = _network([10 * HOUR, 21 * HOUR])
    search = ByTransit(Travel())
    evening = without_evening(network, 20 * HOUR)
    cut = evening.cut(search)
    assert cut.opened is not None
    assert cut.opened.trips is not None
    assert cut.opened.trips.tolist() == [True, False]
    assert cut.opened.positions.all()
    assert cut.network is None
    part = Opened(np.array([True, False]), first=np.array([True, False]), trips=np.array([False, True]))
    ours = evening.cut(ByTransit(Travel(), part)).opened
    assert ours is not None
    assert ours.trips is not None
    assert not ours.trips.any()
    assert ours.first is part.first
    assert ours.positions is part.positions


def test_nothing_in_the_evening_changes_nothing() -> None:
    search = ByTransit(Travel())
    assert without_evening(_network([10 * HOUR, 19 * HOUR]), 20 * HOUR).cut(search) is search
    streets = Network.of(grid_streets(2, 2))
    assert without_evening(streets, 20 * HOUR).cut(search) is search


def test_lines_by_frequency_stop_in_the_evening_and_start_in_the_morning() -> None:
    """Every half hour from 05:00 to 25:00, exactly: the last one is at 19:30, and none is at 00:30 of the next day."""
    network = _network([5 * HOUR], frequencies=[(0, 5 * HOUR, 25 * HOUR, 1800, 1)])
    evening = without_evening(network, 20 * HOUR)
    assert evening.trips.all()
    timetable = evening.timetable
    assert timetable is not None
    assert (timetable.frequency_start.tolist(), timetable.frequency_end.tolist()) == ([5 * HOUR], [20 * HOUR])
    search = ByTransit(Travel())
    first, again = (evening.cut(search).network for _ in range(2))
    assert first is not None
    assert first is again
    assert first.timetable is timetable
    assert first.modes is network.modes
    assert first.key != network.key
    # A way through other streets keeps these.
    other = replace(network, modes=dict(network.modes), key="other")
    through = evening.cut(replace(search, network=other)).network
    assert through is not None
    assert through.modes is other.modes
    assert through.timetable is timetable
    assert len({through.key, first.key, "other"}) == 3


def test_a_line_all_round_the_clock_is_cut_in_two_without_new_departures() -> None:
    """Every 50 minutes from 00:10 to 30:00: what is left in the morning follows the same beat."""
    network = _network([600], frequencies=[(0, 600, 30 * HOUR, 3000, 1)])
    evening = without_evening(network, 20 * HOUR)
    timetable = evening.timetable
    assert timetable is not None
    # 600 s + 5 × 3,000 s = 04:20 is the first after 04:00, and 600 s + 34 × 3,000 s = 28:30 that of the next morning.
    assert timetable.frequency_start.tolist() == [600 + 5 * 3000, 600 + 34 * 3000]
    assert timetable.frequency_end.tolist() == [20 * HOUR, 30 * HOUR]
    assert set(_runs(evening)) <= set(_runs(evening, cut=False))


@settings(max_examples=30)
@given(
    st.lists(st.integers(0, 30 * 60), min_size=1, max_size=4),
    st.lists(st.tuples(st.integers(0, 24), st.integers(1, 12), st.integers(5, 100), st.booleans()), max_size=3),
    st.integers(0, 23),
    st.integers(0, 23),
)
def test_what_is_left_is_a_part_and_holds_nothing_of_the_evening(
    begins: list[int], lines: list[tuple[int, int, int, bool]], start: int, end: int
) -> None:
    """All trips begin at whole minutes; lines by frequency run for some hours, with exact times or not."""
    if start == end:
        end = (start + 6) % 24
    count = len(begins)
    rows = [
        (k % count, a * HOUR, (a + b) * HOUR, h * 60, int(exact)) for k, (a, b, h, exact) in enumerate(lines[:count])
    ]
    network = _network([60 * b for b in sorted(begins)], frequencies=rows)
    evening = without_evening(network, start * HOUR, end * HOUR)
    span = (end - start) % 24 * HOUR
    # Departures at 48 h of the day before, and later, are beyond what any service day here reaches.
    before, after = _runs(evening, cut=False), _runs(evening)

    def in_evening(time: int) -> bool:
        return (time - start * HOUR) % DAY < span

    assert not any(in_evening(time) for time in after)
    if all(row[4] for row in rows):
        kept = [time for time in before if not in_evening(time)]
        assert after == kept
    elif evening.timetable is not None and len(evening.timetable.frequency_trip) == len(rows):
        # Lines without exact times keep their draws, and may wait for up to a headway in the morning.
        assert not set(after) - set(before)


@pytest.mark.parametrize(("start", "end"), [(-1, 4 * HOUR), (DAY, 4 * HOUR), (HOUR, DAY), (HOUR, HOUR)])
def test_an_impossible_evening_is_refused(start: int, end: int) -> None:
    with pytest.raises(ParameterError):
        without_evening(_network([HOUR]), start, end)
