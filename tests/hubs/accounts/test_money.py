from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from portee.hubs.accounts.money import cents, decimal, euros, growth, spread


def test_halves_go_away_from_zero_as_in_a_spreadsheet() -> None:
    assert [cents(Decimal(text)) for text in ("0.005", "1.005", "2.675", "-0.005", "0.0049")] == [1, 101, 268, -1, 0]


def test_a_number_is_what_is_written() -> None:
    assert decimal(0.1) * 3 == Decimal("0.3")
    assert euros(105) == Decimal("1.05")


def test_growth_is_exact() -> None:
    assert growth(Decimal("0.02"), 3) == Decimal("1.061208")
    assert growth(Decimal("0.02"), 0) == 1


@given(st.integers(0, 10**9), st.integers(1, 40))
def test_what_is_spread_adds_up_to_the_whole(amount: int, years: int) -> None:
    parts = [spread(amount, years, k + 1) - spread(amount, years, k) for k in range(-2, years + 3)]
    assert sum(parts) == amount
    assert all(part >= 0 for part in parts)
    assert max(parts) - min(part for part in parts[2 : years + 2]) <= 1
