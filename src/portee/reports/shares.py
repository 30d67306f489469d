"""A share in words that people can picture: 1 in 4, 7 out of 10, almost none."""

from __future__ import annotations

from typing import Literal

from portee.core.errors import ParameterError

__all__ = ["ShareCase", "share_case"]

ShareCase = Literal["none", "almost-none", "one-in", "tenths", "almost-all", "all"]

ALMOST_ALL, ALMOST_NONE = 0.95, 0.0005
TENTHS = range(3, 10)


def share_case(share: float) -> tuple[ShareCase, int]:
    """How to say a share, and the number to say it with (0 when none is said).

    "one-in" with n stands for 1 in n (of two significant digits), "tenths" with n for n out of 10, whichever is
    nearer.

    Raises:
        ParameterError: the share is not between 0 and 1.
    """
    if not 0 <= share <= 1:
        raise ParameterError(f"{share} is no share.", mend="Give a number from 0 to 1.")
    if share in (0, 1):
        return ("none" if share == 0 else "all"), 0
    if share >= ALMOST_ALL or share < ALMOST_NONE:
        return ("almost-all" if share >= ALMOST_ALL else "almost-none"), 0
    one_in = _two_digits(max(2, round(1 / share)))
    tenths = min(TENTHS, key=lambda n: abs(n / 10 - share))
    if abs(1 / one_in - share) <= abs(tenths / 10 - share):
        return "one-in", one_in
    return "tenths", tenths


def _two_digits(number: int) -> int:
    step = int(10 ** max(0, len(str(number)) - 2))
    return step * round(number / step)
