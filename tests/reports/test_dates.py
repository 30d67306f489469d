from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from portee.reports.dates import day_text, moment_text, month_text


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (date(2026, 11, 26), "26 novembre 2026", "26 November 2026"),
        (date(2026, 8, 1), "1er août 2026", "1 August 2026"),
        ("2026-11-26", "26 novembre 2026", "26 November 2026"),
        ("2024", "2024", "2024"),
    ],
)
def test_a_day_has_its_month_in_letters(value: date | str, french: str, english: str) -> None:
    assert (day_text(value, "fr"), day_text(value, "en")) == (french, english)


def test_a_month_is_told_with_its_year() -> None:
    assert month_text("2026-11", "fr") == month_text(date(2026, 11, 26), "fr") == "novembre 2026"
    assert month_text("2026-11", "en") == "November 2026"


def test_a_moment_is_told_with_its_hour() -> None:
    moment = datetime(2026, 11, 26, 9, 5, 59, tzinfo=UTC)
    assert moment_text(moment, "fr") == "26 novembre 2026 à 9 h 05"
    assert moment_text(moment, "en") == "26 November 2026, 09:05"
    assert moment_text(moment.replace(hour=0, minute=0), "fr") == "26 novembre 2026 à 0 h"
