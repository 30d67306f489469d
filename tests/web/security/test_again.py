from __future__ import annotations

from portee.web.security import again
from portee.web.security.again import LIFE_S, Remembered


def test_what_a_form_did_is_known_for_a_minute_and_to_that_form_alone() -> None:
    clock = [1000.0]
    kept = Remembered(clock=lambda: clock[0])
    kept.keep("session", "link", "token", "page")
    assert kept.find("link", "token", "page") == "session"
    assert kept.find("link", "token", "other page") is None
    clock[0] += LIFE_S
    assert kept.find("link", "token", "page") is None


def test_what_did_nothing_after_all_is_forgotten() -> None:
    kept = Remembered()
    kept.keep("yes", "letter", "\ud83d")
    kept.forget("letter", "\ud83d")
    assert kept.find("letter", "\ud83d") is None


def test_not_too_much_is_remembered() -> None:
    kept = Remembered()
    for number in range(again.MOST_KEPT + 1):
        kept.keep("yes", str(number))
    assert kept.find("0") is None
    assert kept.find(str(again.MOST_KEPT)) == "yes"
