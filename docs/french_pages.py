"""French pages as French is set: no break before : ; ? ! %, apostrophes of typography; code stays as it is."""

from __future__ import annotations

import re

from portee.reports.french import french_spaces

__all__ = ["set_in_french"]

FENCE = re.compile(r"^\s*(```|~~~)")
KEPT = re.compile(r"(`[^`]*`|\]\([^)]*\)|<[^>]*>|https?://\S+)")
"""Code, targets of links, tags and addresses stay as they are."""


def set_in_french(page: str) -> str:
    """A page of Markdown with its prose set, and its code untouched."""
    lines, code = [], False
    for line in page.split("\n"):
        if FENCE.match(line):
            code = not code
            lines.append(line)
        else:
            lines.append(line if code else _prose(line))
    return "\n".join(lines)


def _prose(line: str) -> str:
    parts = KEPT.split(line)
    # What is kept stands at odd places; a sign that follows it keeps its space all the same.
    told = [part if place % 2 else french_spaces(part) for place, part in enumerate(parts)]
    return "".join(told)
