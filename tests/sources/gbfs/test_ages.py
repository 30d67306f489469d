from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from portee.sources.gbfs.ages import LATENCY, MAX_AGE, MAX_SILENCE, is_current, is_silent
from tests.sources.gbfs.feeds import WRITTEN, document, feed2, file2


def judged(tmp_path: Path, age: timedelta | None, **header: object) -> tuple[bool, tuple[str, ...]]:
    feed = feed2(station_status=file2({"stations": []}, **header))
    read, findings = document(tmp_path, feed, "station_status")
    before = len(findings.notes)
    current = is_current(read, None if age is None else WRITTEN + age, findings)
    return current, findings.notes[before:]


def test_no_moment_no_question(tmp_path: Path) -> None:
    assert judged(tmp_path, None) == (True, ())


@pytest.mark.parametrize("age", [timedelta(0), LATENCY, -LATENCY])
def test_fresh_states_pass_in_silence(tmp_path: Path, age: timedelta) -> None:
    assert judged(tmp_path, age) == (True, ())


def test_older_states_are_noted(tmp_path: Path) -> None:
    assert judged(tmp_path, timedelta(minutes=7)) == (
        True,
        ("station_status.json is 7 minutes old at the moment asked.",),
    )
    assert judged(tmp_path, MAX_AGE) == (True, ("station_status.json is 24 hours old at the moment asked.",))


def test_a_slow_feed_may_say_so(tmp_path: Path) -> None:
    assert judged(tmp_path, timedelta(minutes=50), ttl=3600) == (True, ())
    assert judged(tmp_path, timedelta(hours=30), ttl=10**300)[0] is False


def test_states_of_another_day_are_not_current(tmp_path: Path) -> None:
    assert judged(tmp_path, MAX_AGE + timedelta(seconds=1)) == (False, ())


def test_states_from_the_future_are_noted(tmp_path: Path) -> None:
    current, notes = judged(tmp_path, -timedelta(days=3))
    assert current
    assert "3 days after the moment asked" in notes[0]


def test_a_feed_that_tells_no_age(tmp_path: Path) -> None:
    current, notes = judged(tmp_path, timedelta(days=9), last_updated=None)
    assert current
    assert "does not say when it was right" in notes[0]


def test_silence(tmp_path: Path) -> None:
    read, _ = document(tmp_path, feed2(), "station_status")
    assert not is_silent(None, read)
    assert not is_silent(WRITTEN - MAX_SILENCE, read)
    assert is_silent(WRITTEN - MAX_SILENCE - timedelta(seconds=1), read)
