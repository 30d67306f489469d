"""Times of day: what is read, what is refused, and that writing and reading agree."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.clock import DAY_S, format_time_of_day, parse_time_of_day
from portee.core.errors import ParameterError, PorteeError, Where


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("07:30", 27_000),
        ("7:30", 27_000),
        (" 7h30 ", 27_000),
        ("7H30", 27_000),
        ("7h", 25_200),
        ("7 h 30", 27_000),
        ("07:30:15", 27_015),
        ("00:00", 0),
        ("24:00", 86_400),
    ],
)
def test_reads_the_usual_ways_to_write_a_time(text: str, seconds: int) -> None:
    assert parse_time_of_day(text) == seconds


@pytest.mark.parametrize(
    "text", ["", "7", "7.30", "07:60", "07:30:60", "24:01", "-1:00", "7:", "a:b", "\u0660\u0667:\u0663\u0660", "1e1:00"]
)
def test_refuses_what_is_no_time_and_says_how_to_mend_it(text: str) -> None:
    with pytest.raises(ParameterError) as caught:
        parse_time_of_day(text, where=Where(file="a.csv", line=3, field="opens"))
    assert "a.csv, line 3, field 'opens'" in str(caught.value)
    assert "07:30" in caught.value.mend


def test_a_timetable_day_may_go_past_midnight() -> None:
    assert parse_time_of_day("25:30", latest_s=30 * 3600) == 91_800
    with pytest.raises(ParameterError, match="24:00"):
        parse_time_of_day("25:30")


@given(st.integers(0, DAY_S))
def test_reading_what_was_written_gives_the_same_time(seconds: int) -> None:
    assert parse_time_of_day(format_time_of_day(seconds)) == seconds


@given(st.text(max_size=12))
def test_any_text_is_a_time_or_an_error_of_ours(text: str) -> None:
    with suppress(PorteeError):
        assert 0 <= parse_time_of_day(text) <= DAY_S


def test_time_before_midnight_cannot_be_written() -> None:
    with pytest.raises(ParameterError):
        format_time_of_day(-1)
