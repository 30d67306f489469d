"""Which kind of places a part of a portrait counts, where people may choose it."""

from __future__ import annotations

from collections.abc import Sequence

from portee.services.portrait import services, work

__all__ = ["cutoff_of", "usual_kind"]


def cutoff_of(kind: str) -> int:
    """Minutes within which places of a kind are counted: as the part that tells of them counts them."""
    return work.CUTOFF_MIN if kind == "jobs" else services.CUTOFF_MIN


def usual_kind(kinds: Sequence[str]) -> str:
    """What is counted when nobody chose: jobs, or the first of the kinds; "" where there are none."""
    return "jobs" if "jobs" in kinds else next(iter(kinds), "")
