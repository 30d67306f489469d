from __future__ import annotations

from tests.commons.examples import refused, taken


def test_a_condition_says_whether_it_is_hard() -> None:
    assert "'hard' is missing" in refused("practice", conditions=[{"name": "x", "why": {"fr": "x"}}])


def test_weights_are_above_zero() -> None:
    assert "driven_by" in refused("practice", driven_by={"poverty_rate_pct": 0})


def test_dates_may_be_years_or_months() -> None:
    assert taken("practice", since="2019", until="2021-06")
    assert "since" in refused("practice", since="last year")
