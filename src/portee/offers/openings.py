"""Which of two openings is the wider, as far as their declarations tell.

An opening is wider than another when every selector that it sets is set by the other too, to no more than the same
names. That is a partial order: "all of agency A" and "route 1", which A runs, are not compared, because only a
timetable knows who runs route 1. What is not known to be wider is never treated as wider.
"""

from __future__ import annotations

from portee.offers.tariffs import Opening

__all__ = ["Selectors", "opens_at_least", "selectors_of", "wider_or_same"]

Selectors = tuple[frozenset[str] | frozenset[int] | None, ...]
"""The selectors of an opening in the order of its fields, None where it sets none."""


def selectors_of(opening: Opening) -> Selectors:
    """The selectors of an opening as sets, ready to be compared many times; equal for equal openings."""
    values = [getattr(opening, name) for name in Opening.model_fields]
    return tuple(None if value is None else frozenset(value) for value in values)


def wider_or_same(wide: Selectors, narrow: Selectors) -> bool:
    """Whether all that `narrow` opens, `wide` opens too."""
    return all(w is None or (n is not None and n <= w) for w, n in zip(wide, narrow, strict=True))


def opens_at_least(wide: Opening, narrow: Opening) -> bool:
    """As `wider_or_same`, of openings."""
    return wider_or_same(selectors_of(wide), selectors_of(narrow))
