"""Minimal sets of lines by which enough is reached, among those that journeys use."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence

__all__ = ["MOST_JOINED", "Lines", "chosen"]

Lines = frozenset[int]

MOST_JOINED = 24
"""Sets of single journeys that are joined two by two, those that reach most."""


def chosen(sets: Sequence[Lines], reached: Callable[[Lines], float], needed: float, every: Lines) -> Iterator[Lines]:
    """Minimal sets among single journeys and unions of two; else one that grows, at worst all lines that are used."""
    found: list[Lines] = []

    def tried(candidates: Sequence[Lines]) -> None:
        for lines in sorted(set(candidates), key=lambda lines: (len(lines), sorted(lines))):
            if not any(other <= lines for other in found) and reached(lines) >= needed:
                found.append(lines)

    tried(sets)
    left = [lines for lines in sets if not any(other <= lines for other in found)]
    most = sorted(left, key=lambda lines: (-reached(lines), len(lines), sorted(lines)))[:MOST_JOINED]
    tried([a | b for a, b in itertools.combinations(most, 2)])
    minimal = [lines for lines in found if not any(other < lines for other in found)]
    yield from minimal or [_grown(left, reached, needed, every)]


def _grown(sets: Sequence[Lines], reached: Callable[[Lines], float], needed: float, every: Lines) -> Lines:
    """A union of sets, grown by what reaches most, then without the lines that it can do without."""
    lines: Lines = frozenset()
    while reached(lines) < needed:
        more = [other for other in sets if not other <= lines]
        if not more:
            return every
        lines |= max(more, key=lambda other: (reached(lines | other), -len(other), sorted(other)))
    for line in sorted(lines):
        if reached(lines - {line}) >= needed:
            lines -= {line}
    return lines
