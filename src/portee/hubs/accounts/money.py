"""Exact sums of money: decimals in, whole cents out, halves away from zero, as a spreadsheet's ROUND does."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext

__all__ = ["cents", "decimal", "euros", "growth", "spread"]

PRECISION = 60
"""Digits kept before rounding to cents: more than thirty years of inflation with two decimals need."""


def decimal(value: float) -> Decimal:
    """The number as it is written: 0.1 is a tenth."""
    return Decimal(str(value))


def cents(amount: Decimal) -> int:
    """Euros as whole cents, a half away from zero."""
    return int((amount * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def euros(amount: int) -> Decimal:
    """Whole cents as euros."""
    return Decimal(amount) / 100


def growth(rate: Decimal, years: int) -> Decimal:
    """(1 + rate)^years, exactly."""
    with localcontext(prec=PRECISION):
        return (1 + rate) ** years


def spread(amount: int, years: int, elapsed: int) -> int:
    """Cents of an amount that straight-line spreading over `years` has reached after `elapsed` years.

    Rounded on the running total, so that the whole is reached to the cent whatever the number of years.
    """
    return cents(euros(amount) * min(max(elapsed, 0), years) / years)
