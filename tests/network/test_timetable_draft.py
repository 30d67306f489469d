"""A timetable taken apart and put together again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.network.daytable import trips_per_day
from portee.network.network import Network
from portee.network.timetable import Timetable
from portee.network.timetable_draft import DraftPattern, TimetableDraft
from tests.scenarios.worlds import assert_same_timetable, named_world, timetable
from tests.worlds import grid_streets, random_timetable, store_network, timetable_of

SEEDS = st.integers(0, 2**32 - 1)


def _random(seed: int) -> Timetable:
    """With frequencies of some trips, and rules of changing between some others."""
    rng = np.random.default_rng(seed)
    made = random_timetable(rng, 5)
    count, rules = made.trip_count, int(rng.integers(0, 4))
    by_frequency = np.sort(rng.choice(count, int(rng.integers(0, count)), replace=False)).astype(np.int32)
    runs = len(by_frequency)
    changes: dict[str, Any] = {
        **{f"transfer_{name}": rng.integers(0, 5, rules).astype(np.int32) for name in ("from", "to", "min_time")},
        **{f"transfer_{name}_trip": rng.integers(-1, count, rules).astype(np.int32) for name in ("from", "to")},
        **{f"transfer_{name}_route": np.full(rules, -1, np.int32) for name in ("from", "to")},
    }
    return replace(
        made, **changes, trip_id=tuple(f"t{k:03}" for k in range(count)),
        trip_wheelchair=rng.integers(0, 3, count).astype(np.int8), trip_bikes=rng.integers(0, 3, count).astype(np.int8),
        frequency_trip=by_frequency, frequency_start=rng.integers(0, 4000, runs).astype(np.int32),
        frequency_end=rng.integers(4001, 9000, runs).astype(np.int32),
        frequency_headway=rng.integers(60, 900, runs).astype(np.int32),
        frequency_exact=rng.integers(0, 2, runs).astype(np.int8),
        transfer_type=rng.integers(0, 6, rules).astype(np.int8),
    )  # fmt: skip


@settings(max_examples=40)
@given(SEEDS)
def test_what_is_not_changed_is_as_it_was(seed: int) -> None:
    base = _random(seed)
    assert_same_timetable(TimetableDraft(base).packed(), base)
    taken = TimetableDraft(base)
    taken.change(None, lambda pattern: [pattern.take(np.arange(len(pattern))[::-1])])
    assert_same_timetable(taken.packed(), base)


def test_a_stored_timetable_too(tmp_path: Path) -> None:
    base = timetable(named_world())
    store_network(tmp_path / "net", grid_streets(20, 7), base)
    opened = Network.open(tmp_path / "net").timetable
    assert opened is not None
    assert_same_timetable(TimetableDraft(opened).packed(), base)


@settings(max_examples=40)
@given(SEEDS)
def test_of_trips_that_are_gone_nothing_is_left(seed: int) -> None:
    """Against a plain list of what each trip is, by id."""
    base, rng = _random(seed), np.random.default_rng(seed)
    gone = {f"t{k:03}" for k in np.flatnonzero(rng.random(base.trip_count) < 0.4)}
    draft = TimetableDraft(base)
    draft.change(None, lambda pattern: pattern.take(np.array([id not in gone for id in pattern.ids], np.bool_)))
    made = draft.packed()

    def told(table: Timetable, *, without: set[str]) -> list[object]:
        ids = list(table.trip_id)
        counts = np.diff(table.pattern_trip_offset)
        pattern = np.repeat(np.arange(table.pattern_count), counts)
        trips: list[object] = []
        for k, id in enumerate(ids):
            events, places = (
                slice(*offset[at : at + 2].tolist())
                for offset, at in ((table.trip_event_offset, k), (table.pattern_offset, pattern[k]))
            )
            rows = [
                (int(table.frequency_start[f]), int(table.frequency_end[f]), int(table.frequency_headway[f]))
                for f in np.flatnonzero(table.frequency_trip == k)
            ]
            trips.append((
                id, int(table.trip_block[k]), int(table.trip_service[k]), int(table.trip_bikes[k]), rows,
                int(table.pattern_route[pattern[k]]), table.pattern_stop[places].tolist(),
                table.pattern_pickup[places].tolist(), table.event_arrival[events].tolist(),
                table.event_departure[events].tolist(),
            ))  # fmt: skip
        rules = [
            (*(ids[trip] if trip >= 0 else "" for trip in (a, b)), kind, least)
            for a, b, kind, least in zip(
                *(getattr(table, f"transfer_{name}").tolist() for name in ("from_trip", "to_trip", "type", "min_time")),
                strict=True,
            )
        ]
        return [
            [trip for trip in trips if trip[0] not in without],  # type: ignore[index]
            [rule for rule in rules if not without & {rule[0], rule[1]}],
        ]

    assert told(made, without=set()) == told(base, without=gone)
    assert (np.diff(made.pattern_trip_offset) > 0).all()


def test_all_trips_may_be_gone() -> None:
    draft = TimetableDraft(timetable(named_world()))
    draft.change(None, lambda pattern: pattern.take(np.zeros(len(pattern), np.bool_)))
    made = draft.packed()
    assert (made.trip_count, made.pattern_count, len(made.event_arrival), len(made.frequency_trip)) == (0, 0, 0, 0)
    assert made.pattern_offset.tolist() == made.pattern_trip_offset.tolist() == made.trip_event_offset.tolist() == [0]


def test_only_the_routes_named_are_changed() -> None:
    draft = TimetableDraft(timetable(named_world()))
    met: list[int] = []

    def noting(pattern: DraftPattern) -> DraftPattern:
        met.append(pattern.route)
        return pattern

    draft.change([0, 3], noting)
    assert met == [0, 0, 3]
    draft.change([1], lambda pattern: pattern.take(np.zeros(len(pattern), np.bool_)))
    assert draft.routes_used() == {0, 2, 3}


def test_copies_leave_at_other_times_and_are_in_no_block() -> None:
    base = timetable_of(3, [((0, 1, 2), [[(0, 0), (60, 90), (200, 200)]])], blocks={(0, 0): 4})
    (pattern,) = TimetableDraft(base).patterns
    made = pattern.copies(np.zeros(2, np.intp), np.array([1000, 2000], np.int32), "x")
    assert made.departure.tolist() == [[1000, 1090, 1200], [2000, 2090, 2200]]
    assert made.arrival.tolist() == [[1000, 1060, 1200], [2000, 2060, 2200]]
    assert (made.block.tolist(), made.source.tolist()) == ([-1, -1], [-1, -1])
    assert len({*made.ids, *pattern.ids}) == 3
    both = pattern.joined(made)
    assert both.departure[:, 0].tolist() == [0, 1000, 2000]
    assert pattern.departure.tolist() == [[0, 90, 200]]


def test_trips_are_packed_by_first_departure_then_id() -> None:
    base = timetable_of(2, [((0, 1), [[(600, 600), (700, 700)]])])
    draft = TimetableDraft(base)
    draft.change(None, lambda p: p.joined(p.copies(np.zeros(3, np.intp), np.array([900, 300, 600], np.int32), "a")))
    made = draft.packed()
    assert made.event_departure[::2].tolist() == [300, 600, 600, 900]
    assert list(made.trip_id[1:3]) == sorted(made.trip_id[1:3])


def test_more_routes_stops_and_services() -> None:
    base = timetable(named_world())
    draft = TimetableDraft(base)
    assert draft.add_route("L9", "9", "Neuve", "Alpha", "", 0) == 4
    assert draft.add_stop("gym", "Gymnase", 5.01, 43.002) == 7
    only = np.arange(7) == 3
    service = draft.add_service("mon", only)
    assert service == 3
    assert (draft.route_name(4), draft.route_type(4), draft.route_name(1)[1]) == (
        ("L9", "9", "Neuve", "Alpha"),
        0,
        "T2",
    )
    assert (draft.stop_names()[-1], draft.stop_ids()[-1], draft.stop_ids()[0]) == ("Gymnase", "gym", "gare")
    np.testing.assert_array_equal(draft.active(service), only)
    line = draft.patterns[0]
    draft.patterns.append(
        line.take(np.arange(1)).replace(
            route=4, stops=np.array([0, 1, 2, 7], np.int32), service=np.array([service], np.int32), ids=["new"],
            source=np.array([-1]),
        )
    )  # fmt: skip
    made = draft.packed()
    assert (made.route_short_name[4], int(made.route_type[4]), str(made.route_type.dtype)) == ("9", 0, "int16")
    assert (made.stop_name[7], float(made.stop_lon[7]), int(made.stop_station[7])) == ("Gymnase", 5.01, -1)
    assert (made.trip_id[-1], int(made.trip_service[-1]), made.service_id[3]) == ("new", 3, "mon")
    np.testing.assert_array_equal(made.service_active[3], only)
    assert made.stop_wheelchair.dtype == np.int8
    assert (base.stop_count, len(base.route_id), len(base.service_id)) == (7, 4, 3)


def test_part_of_a_service_is_made_once() -> None:
    draft = TimetableDraft(timetable(named_world()))
    some, other = np.arange(7) < 2, np.arange(7) > 4
    first = draft.part_of(2, some)
    assert draft.part_of(2, some.copy()) == first
    again = draft.part_of(first, other & some)
    assert len({first, again, draft.part_of(2, other), draft.part_of(1, some)}) == 4
    names = draft.packed().service_id
    assert len(set(names)) == len(names) == 7


def test_a_frequency_that_ends_before_it_begins_is_none() -> None:
    base = timetable(named_world())
    draft = TimetableDraft(base)
    draft.frequency_end[:] = np.minimum(draft.frequency_end, 30_000)
    made = draft.packed()
    assert (made.frequency_start.tolist(), made.frequency_end.tolist()) == ([25_200], [30_000])
    assert made.trip_count == base.trip_count
    draft.frequency_end[:] = 100
    made = draft.packed()
    assert len(made.frequency_trip) == 0
    assert made.trip_count == base.trip_count - 1


@pytest.mark.parametrize("routes", [None, [3]])
def test_a_frequency_written_out_has_the_same_departures(routes: list[int] | None) -> None:
    base = timetable(named_world())
    draft = TimetableDraft(base)
    assert draft.write_out(routes)
    assert not draft.write_out(routes)
    made = draft.packed()
    assert len(made.frequency_trip) == 0
    np.testing.assert_array_equal(trips_per_day(made)[1], trips_per_day(base)[1])
    rows = np.flatnonzero(np.repeat(made.pattern_route, np.diff(made.pattern_trip_offset)) == 3)
    leaves = made.event_departure[made.trip_event_offset[rows]].tolist()
    assert leaves == [*range(25_200, 36_000, 600), *range(57_600, 82_800, 1200)]
    assert len(set(made.trip_id)) == made.trip_count
    unnamed = TimetableDraft(base)
    assert not unnamed.write_out([0, 1])
    assert_same_timetable(unnamed.packed(), base)


def test_what_was_cut_is_not_written_out() -> None:
    draft = TimetableDraft(timetable(named_world()))
    draft.frequency_end[:] = np.minimum(draft.frequency_end, 27_001)
    draft.write_out(None)
    made = draft.packed()
    assert sum(made.pattern_route[-1:]) == 3
    assert made.event_departure[made.trip_event_offset[made.pattern_trip_offset[-2] : -1]].tolist() == [
        25_200, 25_800, 26_400, 27_000,
    ]  # fmt: skip


@pytest.mark.parametrize("exact", [0, 1])
def test_a_new_template_runs_as_often_as_the_frequency_it_follows(exact: int) -> None:
    base = timetable(named_world())
    draft = TimetableDraft(base)
    (row,) = np.flatnonzero(base.frequency_exact == exact).tolist()
    pattern = draft.patterns[-1]
    new = draft.template(pattern.take(np.zeros(1, np.intp)), row, 40_000, 45_000)
    assert draft.frequencies_of(int(pattern.source[0])) == [0, 1]
    assert draft.frequencies_of(int(new.source[0])) == [2]
    draft.patterns.append(new)
    made = draft.packed()
    assert made.trip_count == base.trip_count + 1
    assert made.frequency_trip.tolist() == [*base.frequency_trip.tolist(), base.trip_count]
    assert (made.frequency_start[2], made.frequency_end[2]) == (40_000, 45_000)
    assert made.frequency_headway[2] == base.frequency_headway[row]
    assert made.frequency_exact[2] == exact
    assert len(set(made.trip_id)) == made.trip_count
    draft.patterns.pop()
    assert_same_timetable(draft.packed(), base)
