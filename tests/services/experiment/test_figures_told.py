from __future__ import annotations

import math

import pytest

from portee.services.experiment.figures_told import apart, digits, percent, share, signed


@pytest.mark.parametrize(
    ("value", "shown"), [(0.0512, "0.0512"), (1234.5, "1,234"), (-3.14159, "\u22123.14"), (0, "0"), (math.nan, "–")]
)
def test_digits_that_matter(value: float, shown: str) -> None:
    assert digits(value, "en") == shown


def test_a_rise_has_its_sign() -> None:
    assert signed(2.5, "fr", 2) == "+2,5"
    assert signed(-2.5, "fr", 2) == "\u22122,5"


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ((5.13, 4.78, 5.49), ("+5.13", "+4.78", "+5.49")),
        ((5.92, 0.055, 11.8), ("+5.9", "+0.1", "+11.8")),
        ((5.92, 0.0055, 11.8), ("+5.92", "+0.01", "+11.80")),
        ((0.0, -0.5, 0.5), ("0.00", "\u22120.50", "+0.50")),
        ((120.0, 80.0, 160.0), ("+120", "+80", "+160")),
    ],
)
def test_an_interval_is_told_with_like_digits_and_never_touches_nothing(
    values: tuple[float, ...], shown: tuple[str, ...]
) -> None:
    assert apart(values, "en") == shown


def test_chances_are_never_nothing() -> None:
    assert share(0.0001, "en") == "<\u00a00.001"
    assert share(0.04, "fr") == "0,040"
    assert share(math.nan, "fr") == "–"


def test_shares_are_never_all_nor_nothing() -> None:
    assert [percent(x, "en") for x in (0.5, 1.0, 0.999, 0.001, 0.0)] == ["50", "100", ">\u00a099", "<\u00a01", "0"]
