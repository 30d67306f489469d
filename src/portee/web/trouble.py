"""Why work failed, in the reader's language where there are words for it; otherwise as it was told, in English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portee.web.wording import say

__all__ = ["Trouble", "trouble_of"]

KNOWN = {
    "work-wrong-inside": re.compile(r"Something went wrong inside Portée \(reference (?P<reference>[0-9A-F]+)\)\."),
    "work-wrong-stopped": re.compile(r"The work stopped its worker (?P<times>\d+) times, perhaps for lack of memory\."),
    "work-wrong-long": re.compile(r"Reading this file took too long or too much memory; it was given up\."),
}
"""Message → what work says of itself; `<message>-hint` tells how to mend it."""


@dataclass(frozen=True)
class Trouble:
    """What is wrong and how to mend it, and the language of both."""

    what: str
    mend: str
    lang: str


def trouble_of(problem: Mapping[str, Any] | None, lang: str) -> Trouble | None:
    """Why work failed, None where it did not. problem: in the shape of `PorteeError.as_dict`."""
    if problem is None:
        return None
    for id, pattern in KNOWN.items():
        if found := pattern.fullmatch(str(problem["what"])):
            return Trouble(say(lang, id, **found.groupdict()), say(lang, f"{id}-hint"), lang)
    return Trouble(str(problem["what"]), str(problem["mend"] or ""), "en")
