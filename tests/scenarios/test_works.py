"""Where modifications work: what is touched is copied, all else shared, and the base is as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.errors import ManyProblems
from portee.network.network import Network
from portee.offers.catalogue import Offers
from portee.scenarios.works import Works
from tests.scenarios.worlds import (
    assert_same_timetable,
    changed,
    fingerprint,
    minutes,
    named_world,
    problem_of,
    timetable,
)
from tests.worlds import TODAY, random_world

CHANGES = (
    "type: remove_line, line: T2",
    "type: cancel, share: 0.5, seed: 3, days: sat",
    "type: thin_out, line: '4', keep: 0.5",
    "type: set_frequency, line: '1', every_min: 7, days: mon-fri",
    "type: speed_line, line: '1', factor: 0.7",
    "type: service_hours, first: '07:00', last: '21:00', every_min: 30",
    "type: service_hours, days: sun, like: sat",
    "type: curfew, last_departure: '20:00', closed: '20:30'",
    "type: close_stop, stops: [Mairie]",
    "type: add_stop, id: gym, name: Gymnase, lon: 5.004, lat: 43.0, line: '1', after: Gare, before: Mairie",
    "type: reroute_line, line: '1', leaves: Mairie, joins: Hôpital, via: [Parc]",
    "type: add_line, id: N, name: New, mode: bus, stops: [Gare, {id: x, name: X, lon: 5.01, lat: 43.003}], "
    "every_min: 10, between: {from: '07:00', until: '09:00'}",
)
REFUSED = ("type: remove_line, line: nowhere", "type: close_stop, stops: [nowhere]")


@pytest.mark.parametrize("change", CHANGES)
def test_the_base_is_as_it_was(change: str) -> None:
    base = named_world()
    before = fingerprint(base)
    made = changed(base, change)
    assert fingerprint(base) == before
    assert fingerprint(made) != before
    for refused in REFUSED:
        with pytest.raises(ManyProblems):
            changed(base, change, refused)
        assert fingerprint(base) == before


def test_all_of_them_one_after_the_other() -> None:
    base = named_world()
    before = fingerprint(base)
    made = changed(base, *CHANGES[1:])
    assert (fingerprint(base), made.territory) == (before, base.territory)
    for array in ("event_departure", "service_active", "frequency_end", "pattern_pickup"):
        assert not np.shares_memory(getattr(timetable(made), array), getattr(timetable(base), array))


@settings(max_examples=20)
@given(st.integers(0, 2**32 - 1))
def test_a_random_base_is_as_it_was(seed: int) -> None:
    base = random_world(seed)
    before = fingerprint(base)
    changed(
        base, "type: speed_line, line: r0, factor: 1.5", "type: close_stop, stops: [s1]",
        "type: thin_out, line: r0, keep: 0.5", "type: curfew, last_departure: '08:40'", "type: cancel, share: 0.5",
        "type: service_hours, first: '08:10'",
    )  # fmt: skip
    assert fingerprint(base) == before


def test_an_empty_scenario_is_the_very_same_world() -> None:
    base = named_world()
    works = Works(base)
    assert works.world("key") is base
    assert changed(base, f"type: remove_line, line: T2, from: {TODAY + timedelta(days=40)}", day=TODAY) is base


@pytest.mark.parametrize(("day", "removed"), [(3, False), (4, True), (5, True), (6, False)])
def test_a_dated_modification_holds_between_its_dates(day: int, removed: bool) -> None:
    base = named_world()
    made = changed(base, "type: remove_line, line: T2, from: 2024-10-04, until: 2024-10-05", day=date(2024, 10, day))
    assert (timetable(made).trip_count < timetable(base).trip_count) == removed
    assert (made is base) == (not removed)


@settings(max_examples=25)
@given(st.integers(0, 2**32 - 1), st.permutations(range(4)))
def test_the_order_of_independent_modifications_does_not_matter(seed: int, order: list[int]) -> None:
    base = named_world()
    parts = (
        "type: speed_line, line: '1', factor: 1.3", f"type: thin_out, line: T2, keep: {0.2 + seed % 7 / 10}",
        "type: set_frequency, line: N3, every_min: 25", "type: curfew, lines: ['4'], last_departure: '18:00'",
    )  # fmt: skip
    assert_same_timetable(
        timetable(changed(base, *parts)), timetable(changed(base, *(parts[k] for k in order))),
    )  # fmt: skip


def test_streets_links_and_walks_are_shared_where_no_stop_is_new() -> None:
    base = named_world().network
    made = changed(named_world().replace(network=base), "type: remove_line, line: T2").network
    assert made.streets is base.streets
    assert made.walks is base.walks
    assert made.stops is base.stops
    assert all(made.modes[mode] is base.modes[mode] for mode in base.modes)
    assert made.folder is None


def test_new_stops_enter_the_streets_as_if_they_had_been_there() -> None:
    base = named_world()
    line = "type: add_line, id: N, name: New, mode: bus, minutes: [4], every_min: 10"
    hours = "between: {from: '07:00', until: '9:00'}"
    made = changed(base, f"{line}, {hours}, stops: [Gare, {{id: x, name: X, lon: 5.0072, lat: 43.0031}}]").network
    assert made.timetable is not None
    anew = Network.of(made.streets, made.timetable, transfer_m=400)
    for mode, stops in anew.stops.items():
        for name in ("edge", "along", "aside_mm"):
            np.testing.assert_array_equal(getattr(made.stops[mode], name), getattr(stops, name))
    assert made.walks is not None
    assert anew.walks is not None
    for name in ("offset", "to", "cost", "limit"):
        np.testing.assert_array_equal(getattr(made.walks, name), getattr(anew.walks, name))
    assert len(made.walks.to) > len(base.network.walks.to)  # type: ignore[union-attr]


def test_worlds_of_different_scenarios_have_different_keys() -> None:
    base = named_world()
    keys = [changed(base, change).network.key for change in (*CHANGES, CHANGES[0])]
    assert len(set(keys)) == len(CHANGES)
    assert keys[0] == keys[-1]
    assert base.network.key not in keys


def test_offers_come_into_being_when_asked_for() -> None:
    base = named_world()
    works = Works(base)
    assert works.offers.services == ()
    works.offers = Offers()
    assert works.world("key").offers is works.offers
    assert base.offers is None


def test_notes_are_carried_by_the_network() -> None:
    base = named_world()
    made = changed(base, "type: thin_out, line: '4', keep: 0.5")
    assert len(made.network.notes) == 1
    assert base.network.notes == ()
    works = Works(base)
    works.notes.append("Something to say.")
    assert works.world("key").network.notes == ("Something to say.",)


@pytest.mark.parametrize("change", CHANGES)
def test_a_network_without_a_timetable_is_told(change: str) -> None:
    base = named_world()
    bare = base.replace(network=replace(base.network, timetable=None, walks=None, stops={}))
    field, line, what, mend = problem_of(bare, change)
    assert (field, line, what) == ("type", 3, "The network has no timetable.")
    assert "--gtfs" in mend


def test_two_changes_that_undo_each_other() -> None:
    base = named_world()
    made = changed(base, "type: speed_line, line: '1', factor: 2", "type: speed_line, line: '1', factor: 0.5")
    assert_same_timetable(timetable(made), timetable(base))
    np.testing.assert_array_equal(minutes(made), minutes(base))
