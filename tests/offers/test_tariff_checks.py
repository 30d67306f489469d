"""Tariffs taken together: none twice, no overlap, gaps told."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.offers.tariff_checks import check_tariffs
from portee.offers.tariffs import Opening, Tariff
from tests.offers.shelf import tariff


def dated(id: str, begins: str | None = None, ends: str | None = None, **fields: Any) -> Tariff:
    days = {name: date.fromisoformat(day) for name, day in (("begins", begins), ("ends", ends)) if day}
    return tariff(id, "month", 50, **days, **fields)


def aged(id: str, **test: float) -> Tariff:
    return tariff(id, "month", 50, eligibility=[{"fact": "age", **test}])


def told(*tariffs: Tariff) -> tuple[list[str], list[str]]:
    errors, notes = check_tariffs(tariffs)
    return [str(error) for error in errors], list(notes)


def test_dates_that_follow_each_other_are_fine() -> None:
    assert told(dated("2025", None, "2025-12-31"), dated("2026", "2026-01-01")) == ([], [])


def test_overlapping_dates_are_one_error_that_names_both() -> None:
    errors, notes = told(dated("old", None, "2026-01-31"), dated("new", "2026-01-01"))
    assert len(errors) == 1
    assert "'old' and 'new' are the same month of network 'all' and are sold on the same days." in errors[0]
    assert "keep one" in errors[0]
    assert notes == []


def test_a_gap_between_dates_is_told() -> None:
    errors, notes = told(dated("b", "2026-03-01"), dated("a", None, "2026-01-31"))
    assert errors == []
    assert notes == ["Between 'a' and 'b' there is no such tariff from 2026-02-01 to 2026-02-28."]


def test_a_long_tariff_fills_what_a_short_one_leaves_open() -> None:
    long, short, late = (
        dated("l", "2026-01-01", "2026-12-31"),
        dated("s", "2026-02-01", "2026-02-28"),
        dated("n", "2027-01-01"),
    )
    errors, notes = told(long, short, late)
    assert len(errors) == 1  # the long one and the short one overlap
    assert notes == []


def test_ages_count_completed_years() -> None:
    assert told(aged("young", at_most=25), aged("adult", at_least=26, below=65), aged("old", at_least=65)) == ([], [])
    assert told(aged("young", below=26), aged("adult", above=25)) == ([], [])


def test_overlapping_ages_are_an_error() -> None:
    errors, _ = told(aged("young", at_most=26), aged("adult", at_least=26))
    assert len(errors) == 1
    assert "for ages 0 to 26 and 26 and more" in errors[0]


def test_a_gap_between_ages_is_told() -> None:
    assert told(aged("old", at_least=65), aged("child", below=11)) == (
        [],
        ["Between 'child' and 'old' there is no such tariff for ages 11 to 64."],
    )


def test_a_tariff_for_all_leaves_no_gap_and_is_no_conflict() -> None:
    assert told(aged("child", below=11), aged("old", at_least=65), tariff("all", "month", 60)) == ([], [])


@pytest.mark.parametrize(
    "other",
    [
        tariff("b", "year", 50),
        tariff("b", "month", 50, network="other"),
        tariff("b", "month", 50, opens=Opening(agencies=("RTM",))),
        tariff("b", "month", 50, eligibility=[{"fact": "rights", "has": "css"}]),
    ],
)
def test_what_tells_two_tariffs_apart(other: Tariff) -> None:
    assert told(tariff("a", "month", 50), other) == ([], [])
    assert len(told(tariff("a", "month", 50), tariff("b", "month", 40))[0]) == 1


def test_tickets_of_another_validity_do_not_compete() -> None:
    hour, day = tariff("h", "single", 2, minutes=60), tariff("d", "single", 3, minutes=90)
    ten, five = tariff("t", "carnet", 15, trips=10), tariff("f", "carnet", 8, trips=5)
    assert told(hour, day, ten, five) == ([], [])
    assert len(told(hour, tariff("x", "single", 3, minutes=60))[0]) == 1


def test_the_order_of_names_and_conditions_does_not_tell_apart() -> None:
    conditions = [{"fact": "rights", "has": "css"}, {"fact": "status", "is": "student"}]
    one = tariff("a", "month", 5, opens=Opening(routes=("1", "2")), eligibility=conditions)
    other = tariff("b", "month", 5, opens=Opening(routes=("2", "1")), eligibility=conditions[::-1])
    assert len(told(one, other)[0]) == 1


def test_an_id_given_twice_is_an_error() -> None:
    errors, _ = told(tariff("a", "month", 5), tariff("a", "year", 5))
    assert errors == ["Two tariffs have the id 'a'. Rename or remove one."]


def test_a_list_of_single_ages_is_no_band() -> None:
    listed = tariff("a", "month", 5, eligibility=[{"fact": "age", "one_of": [18.0, 20.0]}])
    assert told(listed, aged("b", at_least=19, at_most=19)) == ([], [])
    assert told(aged("c", at_least=18, **{"is": 18}), aged("d", at_least=19)) == ([], [])


SPANS = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(sorted)


@given(st.lists(st.tuples(SPANS, SPANS), max_size=5))
def test_overlaps_are_those_of_days_times_ages(spans: list[tuple[list[int], list[int]]]) -> None:
    """Slow twin: write out each pair's days and ages."""
    first = date(2026, 1, 1)
    shelf = [
        tariff(
            f"t{k}", "month", 5,
            begins=first + timedelta(days=days[0]), ends=first + timedelta(days=days[1]),
            eligibility=[{"fact": "age", "at_least": ages[0], "at_most": ages[1]}],
        )
        for k, (days, ages) in enumerate(spans)
    ]  # fmt: skip
    cells = [{(d, a) for d in range(days[0], days[1] + 1) for a in range(ages[0], ages[1] + 1)} for days, ages in spans]
    expected = sum(bool(a & b) for a, b in combinations(cells, 2))
    assert len(check_tariffs(shelf)[0]) == expected


@given(st.lists(SPANS, min_size=1, max_size=6))
def test_gaps_are_the_uncovered_ages_between_covered_ones(spans: list[list[int]]) -> None:
    shelf = [aged(f"t{k}", at_least=low, at_most=high) for k, (low, high) in enumerate(spans)]
    covered = {age for low, high in spans for age in range(low, high + 1)}
    holes = {age for age in range(min(covered), max(covered)) if age not in covered}
    runs = sum(age - 1 not in holes for age in holes)
    assert len(check_tariffs(shelf)[1]) == runs
