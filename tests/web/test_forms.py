from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.web.forms import LONGEST, Typed


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("05:30", 330), ("5h30", 330), ("5 h", 300), ("5 H 05", 305), ("530", 330), ("0530", 330), ("7", 420),
        ("00:00", 0), ("23:59", 1439), ("", None),
    ],
)  # fmt: skip
def test_times_are_read_as_people_write_them(text: str, minutes: int | None) -> None:
    form = Typed({"start": text})
    assert form.minutes("start") == minutes
    assert form.problems == {}


@pytest.mark.parametrize(
    "text", ["24:00", "5:60", "-1:00", "5:3:0", "noon", "5h30x", "\u0665:\u0663", "1e3", ":", "h", "5:300"]
)
def test_what_is_no_time_is_told(text: str) -> None:
    form = Typed({"start": text})
    assert form.minutes("start") is None
    assert form.problems == {"start": "form-clock"}


@pytest.mark.parametrize(
    ("text", "value"), [("60", 60), ("60,4 €", 60), (" 1 000 ", 1000), ("0", 0), ("", None), ("1e2", 100)]
)
def test_numbers_are_read_as_people_write_them(text: str, value: int | None) -> None:
    form = Typed({"budget": text})
    assert form.whole("budget", 0, 1000) == value
    assert form.problems == {}


@pytest.mark.parametrize(
    ("text", "problem"),
    [("-1", "form-range"), ("1001", "form-range"), ("nan", "form-range"), ("inf", "form-range"), ("x", "form-number")],
)
def test_what_is_no_such_number_is_told(text: str, problem: str) -> None:
    form = Typed({"budget": text})
    assert form.whole("budget", 0, 1000) is None
    assert form.problems == {"budget": problem}


def test_a_choice_is_one_of_those_shown() -> None:
    form = Typed({"days": "every", "walk": "../etc", "empty": ""})
    assert form.choice("days", ("every",)) == "every"
    assert form.choice("walk", ("short",)) is None
    assert form.choice("empty", ("short",)) is None
    assert form.problems == {"walk": "form-choice"}


def test_what_is_needed_and_missing_is_told_once() -> None:
    form = Typed({"home": " \t "})
    assert form.needed("home") == ""
    form.wrong("home", "place-unknown")
    assert form.problems == {"home": "form-needed"}


@given(st.text(max_size=2000))
def test_signs_that_cannot_be_seen_are_left_out(text: str) -> None:
    shown = Typed({"home": text}).text("home")
    assert len(shown) <= LONGEST
    assert shown == shown.strip()
    assert "\0" not in shown
    assert "\n" not in shown


@given(st.text(max_size=20))
def test_whatever_is_typed_gives_a_value_or_a_problem(text: str) -> None:
    form = Typed({"a": text})
    minutes, number = form.minutes("a"), Typed({"a": text}).whole("a", -5, 5)
    assert minutes is None or 0 <= minutes < 1440
    assert number is None or -5 <= number <= 5
