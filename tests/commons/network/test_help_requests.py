from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from portee.commons.network.help_requests import unanswered
from tests.commons.network.people import request

WHO = ["stakeholder/a", "stakeholder/b"]


def test_a_request_goes_from_one_to_the_next() -> None:
    asked = request("r", asked_on="2026-11-02", answer_within_days=14, escalates_to=WHO)

    def on(days: int) -> tuple[bool, str | None, str | None, bool]:
        (one,) = unanswered([asked], date(2026, 11, 2) + timedelta(days=days))
        assert one.days == days
        return one.late, one.asked, one.next, one.is_last

    assert on(0) == on(14) == (False, None, "stakeholder/a", False)
    assert on(15) == on(28) == (True, "stakeholder/a", "stakeholder/b", False)
    assert on(29) == on(42) == (True, "stakeholder/b", None, False)
    assert on(43) == on(400) == (True, "stakeholder/b", None, True)
    assert on((date.max - date(2026, 11, 2)).days) == (True, "stakeholder/b", None, True)


@given(st.integers(0, 200), st.integers(1, 40), st.lists(st.sampled_from(WHO), max_size=2, unique=True))
def test_the_day_told_is_the_first_on_which_the_next_is_asked(days: int, within: int, who: list[str]) -> None:
    asked = request("r", asked_on="2026-01-01", answer_within_days=within, escalates_to=who)
    today = date(2026, 1, 1) + timedelta(days=days)
    (one,) = unanswered([asked], today)
    assert one.on > today
    if one.next is not None:
        assert unanswered([asked], one.on)[0].asked == one.next
        assert unanswered([asked], one.on - timedelta(days=1))[0].asked == one.asked


def test_what_was_answered_closed_or_not_yet_asked_waits_for_nobody() -> None:
    today = date(2026, 12, 1)
    asked = request("r", escalates_to=WHO)
    offer = request("o", kind="offer", answers="help/r")
    assert unanswered([asked, offer], today) == []
    assert unanswered([request("r", state="closed"), request("s", state="answered")], today) == []
    assert unanswered([asked], date(2026, 11, 1)) == []
    assert [one.request.id for one in unanswered([asked, request("o", kind="offer")], today)] == ["help/r"]


def test_the_latest_come_first() -> None:
    found = unanswered(
        [
            request("new", asked_on="2026-11-29"),
            request("old", asked_on="2026-10-01"),
            request("mid", asked_on="2026-11-01"),
        ],
        date(2026, 12, 1),
    )
    assert [one.request.id for one in found] == ["help/old", "help/mid", "help/new"]
