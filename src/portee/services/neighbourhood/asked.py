"""What is asked of access by profile, as it is written: longest way, prices of energy, end of the evening."""

from __future__ import annotations

import math
import re

from portee.core.clock import DAY_S, parse_time_of_day
from portee.core.errors import ParameterError, Where

__all__ = ["LONGEST_MIN", "energy_factor", "evening_end", "longest_way"]

_PERCENT = re.compile(r"\s*([+\-\u2212]?)\s*(\d{1,4}(?:[.,]\d{1,3})?)\s*%\s*", re.ASCII)
LONGEST_MIN = 240
"""As a profile's own limit."""


def longest_way(minutes: float | None) -> float | None:
    """Minutes of each way at most, None for each profile's own limit. Raises ParameterError."""
    if minutes is not None and not 0 < minutes <= LONGEST_MIN:
        raise ParameterError(
            f"Ways of {minutes:g} minutes cannot be the limit.", where=Where(field="--max-time"),
            mend=f"Give more than 0 and at most {LONGEST_MIN} minutes.",
        )  # fmt: skip
    return minutes


def energy_factor(text: str | None) -> float | None:
    """+30% is 1.3 times the price. Raises ParameterError."""
    if text is None:
        return None
    found = _PERCENT.fullmatch(text)
    factor = math.nan
    if found is not None:
        percent = float(found[2].replace(",", "."))
        factor = 1 + (percent if found[1] in ("", "+") else -percent) / 100
    if not factor > 0:
        raise ParameterError(
            f"'{text[:40]}' is no change of prices.", where=Where(field="--energy-shock"),
            mend="Write +30% for 30% more, -10% for 10% less.",
        )  # fmt: skip
    return factor


def evening_end(text: str | None) -> int | None:
    """Seconds after midnight from which no trip begins, None for none. Raises ParameterError."""
    if text is None:
        return None
    return parse_time_of_day(text, latest_s=DAY_S - 1, where=Where(field="--no-evening-after"))
