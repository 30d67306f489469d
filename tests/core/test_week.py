"""Days of the week: what is read, what is refused, and that writing and reading agree."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError, PorteeError
from portee.core.week import DAYS, format_days, parse_days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("mon-fri", DAYS[:5]),
        ("lun-ven", DAYS[:5]),
        ("lun – ven", DAYS[:5]),
        ("Monday-Friday", DAYS[:5]),
        ("sat-mon", ("mon", "sat", "sun")),
        ("sam-lun", ("mon", "sat", "sun")),
        ("mon-mon", ("mon",)),
        ("fri-thu", DAYS),
        ("mar", ("tue",)),
        ("mer, ven", ("wed", "fri")),
        ("wed;mon", ("mon", "wed")),
        ("Tues thurs", ("tue", "thu")),
        ("samedis dim.", ("sat", "sun")),
        ("mon,mon,lundi", ("mon",)),
    ],
)
def test_days_as_people_write_them(text: str, days: tuple[str, ...]) -> None:
    assert parse_days(text) == days


@pytest.mark.parametrize(
    "text", ["", " , ", "mo", "monkey", "mon-wed-fri", "-", "mon-", "1-5", "every day", "x" * 9999]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ParameterError, match="day of the week") as caught:
        parse_days(text)
    assert "mon-fri" in caught.value.mend
    assert len(str(caught.value)) < 120


@given(st.lists(st.sampled_from(DAYS), min_size=1, max_size=9))
def test_days_are_read_as_they_were_written(days: list[str]) -> None:
    assert parse_days(format_days(days)) == tuple(day for day in DAYS if day in days)


def test_days_are_written_shortly() -> None:
    assert format_days(DAYS[:5]) == "mon-fri"
    assert format_days(("sun", "sat")) == "sat,sun"
    assert format_days(("mon", "wed", "thu", "fri")) == "mon,wed-fri"


@given(st.text(max_size=20))
def test_any_text_is_days_or_an_error_of_ours(text: str) -> None:
    with suppress(PorteeError):
        assert set(parse_days(text)) <= set(DAYS)
