"""Codes of France's priority neighbourhoods (QPV), and which of the two geographies each belongs to.

Until 2023 codes read QP013001: the department on three signs and a number. Those in force since 2024 read QN01313M: the
department, a number and a letter. The two lists have different outlines: a figure of one says nothing of the other
without a crosswalk (`portee.territory.crosswalk`).
Lists set by the decrees 2014-1750 and 2015-1138, then 2023-1314 and 2024-806.
"""

from __future__ import annotations

import re
from typing import Literal

from portee.core.errors import ParameterError

__all__ = ["VINTAGES", "Vintage", "check_same_vintage", "clean_code", "department_of", "vintage_of"]

Vintage = Literal[2015, 2024]

VINTAGES: tuple[Vintage, ...] = (2015, 2024)
"""Years from which the two lists of neighbourhoods hold."""

_OLD = re.compile(r"QP(\d{3}|02[AB])\d{3}")
_NEW = re.compile(r"QN(\d{3}|02[AB])\d{2}[A-Z]")


def clean_code(code: str) -> str:
    """A code as the lists write it: capitals, no space."""
    return "".join(code.split()).upper()


def vintage_of(code: str) -> Vintage:
    """Year from which the list with this code holds.

    Raises:
        ParameterError: it is not a code of a neighbourhood.
    """
    if _OLD.fullmatch(code):
        return 2015
    if _NEW.fullmatch(code):
        return 2024
    raise ParameterError(
        f"'{code[:30]}' is not the code of a priority neighbourhood.",
        mend="Write it as QP013001 (geography of 2015) or QN01313M (geography of 2024).",
    )


def department_of(code: str) -> str:
    """Department of a code: "13", "2A", "974". Raises ParameterError when it is no code."""
    vintage_of(code)
    return code[2:5].removeprefix("0")


def check_same_vintage(first: Vintage, second: Vintage, doing: str) -> None:
    """Refuse two geographies at once.

    Args:
        first, second: of what is brought together. doing: what would mix them, to go on after "To".

    Raises:
        ParameterError: they differ.
    """
    if first != second:
        raise ParameterError(
            f"To {doing} would mix neighbourhoods of the {first} geography with those of {second}.",
            mend="Use one geography, or carry figures across with a crosswalk (portee territories crosswalk).",
        )
