from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.hubs.plan.opening import open_shares, open_spans, understood, weekly_hours


def test_shares_of_hours_follow_the_text() -> None:
    shares = open_shares("Mo-Fr 08:30-19:00; Sa 09:00-13:00; PH off")
    assert shares[0, 7:9].tolist() == [0, 0.5]
    assert shares[4, 18:20].tolist() == [1, 0]
    assert shares[5].sum() == 4
    assert shares[6].sum() == 0
    assert weekly_hours("Mo-Fr 08:30-19:00; Sa 09:00-13:00") == 5 * 10.5 + 4


def test_a_night_goes_on_into_the_next_day() -> None:
    shares = open_shares("Fr 22:00-02:00")
    assert shares[4, 22:].tolist() == [1, 1]
    assert shares[5, :2].tolist() == [1, 1]
    assert weekly_hours("Fr 22:00-02:00") == 4


def test_no_text_and_all_hours_are_always_open() -> None:
    assert (open_shares(None) == 1).all()
    assert weekly_hours("24/7") == 168


@given(st.integers(0, 23 * 60), st.integers(1, 59))
def test_the_hours_of_a_week_are_the_sum_of_its_shares(begin: int, length: int) -> None:
    end = begin + length
    text = f"Mo-Su {begin // 60:02d}:{begin % 60:02d}-{end // 60:02d}:{end % 60:02d}"
    assert np.isclose(open_shares(text).sum(), weekly_hours(text))
    assert np.isclose(weekly_hours(text), 7 * length / 60)


def test_what_is_no_text_of_hours_is_not_understood() -> None:
    assert not understood("now and then")
    assert not understood(" ")
    assert understood("24/7")


@given(
    st.sampled_from(["24/7", "Mo-Fr 08:30-19:00; Sa 09:00-13:00", "Fr 22:00-02:00", "Su 20:00-24:00; Mo 00:00-06:00"])
)
def test_spans_hold_the_hours_that_are_open(text: str) -> None:
    spans = open_spans(text)
    assert sum(end - begin for begin, end in spans) == pytest.approx(weekly_hours(text))
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    for begin, end in spans:
        assert open_shares(text).ravel()[int(begin) : int(np.ceil(end))].all()


def test_all_hours_are_one_span() -> None:
    assert open_spans("24/7") == ((0.0, 168.0),)
    assert open_spans("off") == ()
