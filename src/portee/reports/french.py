"""French text as it is set: spaces that do not break, apostrophes of typography. Read by whatever must start fast."""

from __future__ import annotations

import re

__all__ = ["NARROW_SPACE", "NO_BREAK", "french_spaces"]

NARROW_SPACE = "\u202f"
NO_BREAK = "\u00a0"
APOSTROPHE = re.compile(r"(?<=[A-Za-zÀ-ÖØ-öø-ÿŒœ])'(?=[A-Za-zÀ-ÖØ-öø-ÿŒœ0-9«{])")
"""Between two letters: not the straight quotes that stand around what is typed in a file."""


def french_spaces(text: str) -> str:
    """French text as it is set.

    Signs and hours stay on one line (no break before : ; ? ! %, nor in 7 h 30), and apostrophes are those of
    typography, whichever key they were typed with.
    """
    text = APOSTROPHE.sub("\u2019", text)
    text = re.sub(r" (?=[:;?!%](?:[\s)».,…]|$)|»)", NO_BREAK, text)
    text = text.replace("« ", f"«{NO_BREAK}")
    return re.sub(r"(?<=\d) (?=(?:h|min|km|m|€)\b)|(?<=\dh) (?=\d)|(?<=\d h) (?=\d)", NO_BREAK, text)
