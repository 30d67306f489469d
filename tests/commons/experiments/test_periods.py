from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.commons.experiments.periods import MONTHS, PeriodKind, first_day, period_label, period_number
from portee.core.declared import Wrong

KINDS: list[PeriodKind] = ["month", "quarter", "year"]


@given(st.sampled_from(KINDS), st.integers(1900, 2100), st.integers(0, 11))
def test_a_label_is_read_as_it_was_written(kind: PeriodKind, year: int, inner: int) -> None:
    number = year * (12 // MONTHS[kind]) + inner % (12 // MONTHS[kind])
    assert period_number(period_label(number, kind), kind) == number


def test_periods_follow_each_other() -> None:
    assert period_number("2026-01", "month") - period_number("2025-12", "month") == 1
    assert period_number("2026-Q1", "quarter") - period_number("2025-Q4", "quarter") == 1
    assert period_number("2026-T2", "quarter") == period_number("2026-Q2", "quarter")
    assert first_day(period_number("2026-Q3", "quarter"), "quarter") == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("text", "kind"), [("2026-13", "month"), ("2026", "month"), ("2026-Q5", "quarter"), ("26", "year")]
)
def test_other_texts_are_no_periods(text: str, kind: PeriodKind) -> None:
    with pytest.raises(Wrong) as told:
        period_number(text, kind)
    assert "2026" in told.value.mend
