"""The five rungs of the ladder, and the level that answers come to."""

from __future__ import annotations

import math
from collections.abc import Mapping
from statistics import NormalDist

from portee.core.errors import ParameterError

__all__ = ["CATEGORIES", "LEVELS", "RUNGS", "UNAWARE", "level_of", "share_interval"]

RUNGS = ("know", "access", "afford", "use", "respect")
"""In the order in which they are climbed: I know that it exists; I can get there, at my hours; I can pay; I use it;
I am treated with respect there."""

LEVELS = (0, 1, 2, 3, 4)
UNAWARE = -1
"""Told of whoever does not know the service: that is no level, the service has not been met yet."""

CATEGORIES = (UNAWARE, *LEVELS)


def level_of(answers: Mapping[str, bool | None]) -> int | None:
    """Consecutive rungs reached after "know": 0 knows only, 1 has access too, 2 can pay, 3 uses it, 4 is respected.

    The first "no" ends the climb, whatever stands above: who uses a service that they cannot afford stays at level 1.
    Turning a "no" into a "yes" never lowers the level.

    Args:
        answers: by rung; None where there is no answer.

    Returns:
        the level; `UNAWARE` for who does not know the service; None when an answer is missing below the first "no".
    """
    for reached, rung in enumerate(RUNGS):
        answer = answers.get(rung)
        if answer is None:
            return None
        if not answer:
            return reached - 1
    return LEVELS[-1]


def share_interval(count: int, people: int, level: float = 0.95) -> tuple[float, float]:
    """Ends of the score interval of a share (Wilson 1927, https://doi.org/10.1080/01621459.1927.10502953).

    Args:
        count: people counted, 0 to `people`. people: one or more. level: of confidence, between 0 and 1.

    Raises:
        ParameterError: the numbers are not such.
    """
    if not 0 <= count <= people or people < 1 or not 0 < level < 1:
        raise ParameterError("This is no share of people.", mend="Give 0 ≤ count ≤ people, and a level below 1.")
    z = NormalDist().inv_cdf((1 + level) / 2)
    share = count / people
    middle = share + z * z / (2 * people)
    half = z * math.sqrt(share * (1 - share) / people + (z / (2 * people)) ** 2)
    scale = 1 + z * z / people
    return max(0.0, min(share, (middle - half) / scale)), min(1.0, max(share, (middle + half) / scale))
