"""Lines `Key: value` at the end of a commit's message, which plain Git reads too (git interpret-trailers)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from portee.core.errors import ParameterError

__all__ = ["LONGEST_MESSAGE", "checked_message", "subject", "trailers", "with_trailers"]

LONGEST_MESSAGE = 5_000
"""Characters of what somebody says of a change."""

_TRAILER = re.compile(r"^([A-Z][A-Za-z-]*): (\S.*)$")


def checked_message(text: str, option: str) -> str:
    """What somebody says, without blank lines around. Raises ParameterError."""
    told = "\n".join(line.rstrip() for line in text.strip().splitlines())
    if not told or not told.replace("\n", "").replace("\t", "").isprintable():
        raise ParameterError("There is nothing to read in it.", where=option, mend="Say it in a sentence.")
    if len(told) > LONGEST_MESSAGE:
        raise ParameterError(f"It has more than {LONGEST_MESSAGE} characters.", where=option, mend="Say it shorter.")
    return told


def with_trailers(message: str, pairs: Iterable[tuple[str, str]]) -> str:
    """The message with its trailers, each once, as a last paragraph of their own."""
    lines = list(dict.fromkeys(f"{key}: {' '.join(value.split())}" for key, value in pairs))
    return "\n\n".join([message.rstrip(), *(["\n".join(lines)] if lines else [])])


def trailers(message: str) -> Sequence[tuple[str, str]]:
    """Keys and values of the last paragraph; nothing where it holds anything else, or is the only one."""
    *before, last = message.strip().split("\n\n")
    found = [_TRAILER.match(line) for line in last.split("\n")] if before else []
    pairs = [(match.group(1), match.group(2).strip()) for match in found if match]
    return pairs if len(pairs) == len(found) else []


def subject(message: str) -> str:
    """The first line, as far as it can be shown."""
    first = message.strip().split("\n", 1)[0]
    return "".join(sign for sign in first if sign.isprintable())[:300]
