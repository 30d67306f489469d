"""The assignment equals the best of all that there are, and books nobody twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.commons.network.assignment import assign, can_do, overlap
from portee.commons.network.volunteers import Volunteer
from portee.commons.records.event import Event
from portee.commons.records.mission import Mission
from portee.core.errors import InputError
from tests.commons.network.people import event, mission

EVENTS = [
    event("a", starts="2026-12-03T18:00", ends="2026-12-03T20:00"),
    event("b", starts="2026-12-03T19:00", ends="2026-12-03T21:00"),
    event("c", starts="2026-12-03T20:00", ends="2026-12-03T22:00"),
    event("d", starts="2026-12-05", ends="2026-12-06"),
]
SKILLS = st.sampled_from([[], [], ["x"], ["x", "y"]])
MISSIONS = st.lists(
    st.tuples(SKILLS, st.integers(1, 2), st.sampled_from([1, 1.5, 2]), st.sampled_from([None, *"abcd"])),
    min_size=1,
    max_size=3,
).map(
    lambda rows: [
        mission(f"m{k}", skills=skills, people_wanted=wanted, hours=hours, event=at and f"event/{at}")
        for k, (skills, wanted, hours, at) in enumerate(rows)
    ]
)
PEOPLE = st.lists(
    st.tuples(SKILLS, st.sampled_from([0, 2, 3.5, 9]), st.sampled_from([None, date(2026, 12, 4)])),
    max_size=3,
).map(lambda rows: [Volunteer(str(k), frozenset(s), hours, first) for k, (s, hours, first) in enumerate(rows)])


def fits(people: list[Volunteer], missions: list[Mission], chosen: set[tuple[int, int]]) -> bool:
    """Whether a choice of pairs keeps every rule, checked one by one."""
    at = {str(one.id): one for one in EVENTS}
    for m, one in enumerate(missions):
        if sum(other == m for _, other in chosen) > one.people_wanted:
            return False
    for v, person in enumerate(people):
        own = [missions[m] for other, m in chosen if other == v]
        if sum(one.hours for one in own) > person.hours:
            return False
        if not all(set(one.skills) <= person.skills for one in own):
            return False
        held = [at[str(one.event)] for one in own if one.event]
        if any(person.first and held_one.starts[:10] < person.first.isoformat() for held_one in held):
            return False
        for first, second in combinations(held, 2):
            day = {"a": (18, 20), "b": (19, 21), "c": (20, 22)}
            names = first.id[-1], second.id[-1]
            if names[0] == names[1]:
                return False
            if "d" not in names and max(day[n][0] for n in names) < min(day[n][1] for n in names):
                return False
    return True


def choices(people: list[Volunteer], missions: list[Mission]) -> Iterator[set[tuple[int, int]]]:
    pairs = [(v, m) for v in range(len(people)) for m in range(len(missions))]
    for flags in product([False, True], repeat=len(pairs)):
        chosen = {pair for pair, taken in zip(pairs, flags, strict=True) if taken}
        if fits(people, missions, chosen):
            yield chosen


def load(people: list[Volunteer], chosen: set[tuple[int, int]]) -> int:
    return max((sum(other == v for other, _ in chosen) for v in range(len(people))), default=0)


@given(PEOPLE, MISSIONS)
@settings(max_examples=40, deadline=None)
def test_it_equals_the_best_of_all_choices(people: list[Volunteer], missions: list[Mission]) -> None:
    found = assign(people, missions, EVENTS)
    chosen = {
        (int(id), m) for m, one in enumerate(missions) for id in found.by_mission[str(one.id)]
    }  # fmt: skip
    assert fits(people, missions, chosen)
    best = max(len(choice) for choice in choices(people, missions))
    assert found.filled == len(chosen) == best
    assert load(people, chosen) == min(
        load(people, choice) for choice in choices(people, missions) if len(choice) == best
    )
    assert sum(gap.places for gap in found.unfilled) == found.wanted - found.filled
    assert assign(people[::-1], missions[::-1], EVENTS) == found


@given(st.lists(st.sampled_from(EVENTS), min_size=2, max_size=2))
def test_events_overlap_both_ways_or_not_at_all(pair: list[Event]) -> None:
    one, other = pair
    assert overlap(one, other) == overlap(other, one)
    assert overlap(one, one)


def test_which_events_overlap() -> None:
    a, b, c, d = EVENTS
    assert [overlap(a, b), overlap(b, c), overlap(a, c), overlap(a, d)] == [True, True, False, False]
    within = event("e", starts="2026-12-06T09:00", ends="2026-12-06T10:00")
    moment = event("f", starts="2026-12-03T19:00", ends="2026-12-03T19:00")
    assert overlap(within, d)
    assert overlap(moment, a)
    assert overlap(moment, moment)


def test_nobody_is_booked_twice_at_once() -> None:
    one = [Volunteer("1", frozenset(), 9)]
    for at, places in (("ab", 1), ("bc", 1), ("aa", 1), ("ac", 2), ("ad", 2)):
        asked = [mission(f"m{k}", people_wanted=1, hours=2, event=f"event/{name}") for k, name in enumerate(at)]
        assert assign(one, asked, EVENTS).filled == places


def test_days_of_a_mission_without_an_event() -> None:
    asked = mission("m", between=["2026-12-01", "2026-12-15"], hours=2)
    free = [
        can_do(Volunteer("1", frozenset(), 2, first, last), asked, None)
        for first, last in (
            (None, None),
            (date(2026, 12, 15), None),
            (date(2026, 12, 16), None),
            (None, date(2026, 11, 30)),
        )
    ]
    assert free == [True, True, False, False]


def test_why_places_stay_empty() -> None:
    people = [Volunteer("1", frozenset({"x"}), 2, date(2026, 12, 4))]
    asked = [
        mission("days", skills=["x"], people_wanted=1, hours=1, event="event/a"),
        mission("hours", skills=["x"], people_wanted=1, hours=5),
        mission("people", skills=["x"], people_wanted=2, hours=1, event="event/d"),
        mission("skills", skills=["x", "z"], people_wanted=1, hours=1),
        mission("done", state="done", people_wanted=9, hours=1),
    ]
    found = assign(people, asked, EVENTS)
    whys = ("days", "hours", "people", "skills")
    assert [(gap.mission, gap.why) for gap in found.unfilled] == [(f"mission/{why}", why) for why in whys]
    assert (found.filled, found.wanted) == (1, 5)


def test_what_cannot_be_assigned() -> None:
    with pytest.raises(InputError, match="no event 'event/z'"):
        assign([], [mission("m", event="event/z")], EVENTS)
    many = [Volunteer(str(k), frozenset(), 1) for k in range(500)]
    with pytest.raises(InputError, match="pairs"):
        assign(many, [mission(f"m{k}") for k in range(401)], [])
