"""Trips chosen by day and hour, and new ones made after them."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from portee.core.week import DAYS
from portee.network.timetable_draft import DraftPattern, TimetableDraft
from portee.scenarios.trips import Between, every, on_days, weekdays_of, write_out
from portee.scenarios.works import Works
from tests.scenarios.worlds import instead, named_world, timetable
from tests.worlds import random_timetable, timetable_of

SEEDS = st.integers(0, 2**32 - 1)
SOME_DAYS = st.sets(st.sampled_from(DAYS), min_size=1).map(lambda days: tuple(sorted(days, key=DAYS.index)))


def test_hours_hold_both_ends() -> None:
    between = Between.model_validate({"from": "23:00", "until": "25:30"})
    assert between.holds(np.array([82_799, 82_800, 91_800, 91_801])).tolist() == [False, True, True, False]
    for until in ("23:00", "01:30"):
        with pytest.raises(ValidationError):
            Between.model_validate({"from": "23:00", "until": until})


@given(SOME_DAYS, st.integers(0, 20_000))
def test_weekdays_of_the_calendar(days: tuple[str, ...], first: int) -> None:
    draft = TimetableDraft(timetable(instead(named_world(), service_first_day=first)))
    expected = [
        DAYS[(date(1970, 1, 1) + timedelta(days=first + k)).weekday()] in days for k in range(7)
    ]  # fmt: skip
    assert weekdays_of(draft, days).tolist() == expected


def _running(draft: TimetableDraft, pattern: DraftPattern) -> list[tuple[int, int]]:
    """(day, first departure) of every trip on every day."""
    return sorted(
        (day, int(pattern.departure[k, 0]))
        for k in range(len(pattern))
        for day in np.flatnonzero(draft.active(int(pattern.service[k]))).tolist()
    )


@settings(max_examples=60)
@given(SEEDS, SOME_DAYS)
def test_every_trip_of_every_day_is_on_one_side(seed: int, days: tuple[str, ...]) -> None:
    rng = np.random.default_rng(seed)
    services = {(p, t): int(rng.integers(0, 3)) for p in range(6) for t in range(6)}
    base = random_timetable(rng, 4, services=services, active=rng.random((3, 7)) < 0.6)
    draft = TimetableDraft(base)
    wanted = weekdays_of(draft, days)
    for pattern in draft.patterns:
        chosen, others = on_days(draft, pattern, days)
        before = _running(draft, pattern)
        assert _running(draft, chosen) == [run for run in before if wanted[run[0]]]
        assert _running(draft, others) == [run for run in before if not wanted[run[0]]]
        assert len({*chosen.ids, *others.ids}) == len(chosen) + len(others)
        kept = [*chosen.source[chosen.source >= 0].tolist(), *others.source.tolist()]
        assert sorted(kept) == pattern.source.tolist()


def test_without_days_all_trips_are_chosen() -> None:
    draft = TimetableDraft(timetable(named_world()))
    chosen, others = on_days(draft, draft.patterns[0], None)
    assert chosen is draft.patterns[0]
    assert len(others) == 0


def test_a_trip_cut_in_two_twice_has_three_names() -> None:
    draft = TimetableDraft(timetable(named_world()))
    chosen, others = on_days(draft, draft.patterns[2], ("mon", "tue"))
    again, rest = on_days(draft, others, ("sat",))
    assert len({*chosen.ids, *again.ids, *rest.ids}) == 3 * len(draft.patterns[2])


def test_trips_every_so_often_are_as_long_as_the_nearest() -> None:
    calls = [[(0, 0), (100, 100)], [(1000, 1000), (1300, 1300)], [(500, 500), (501, 501)]]
    base = timetable_of(2, [((0, 1), calls)], services={(0, 2): 1})
    (pattern,) = TimetableDraft(base).patterns
    made = every(pattern, 0, 1200, 400, "x")
    runs = {
        service: [tuple(row) for row in made.departure[made.service == service].tolist()] for service in (0, 1)
    }  # fmt: skip
    assert runs[0] == [(0, 100), (400, 500), (800, 1100), (1200, 1500)]
    assert runs[1] == [(0, 1), (400, 401), (800, 801), (1200, 1201)]
    assert len(set(made.ids)) == 8
    assert len(every(pattern, 900, 800, 100, "x")) == 0


def test_frequencies_written_out_are_told_once() -> None:
    works = Works(named_world())
    draft = works.timetable
    assert draft is not None
    write_out(works, draft, [0])
    assert works.notes == []
    write_out(works, draft, [3])
    write_out(works, draft, None)
    assert len(works.notes) == 1
