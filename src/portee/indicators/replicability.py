"""Whether what worked in one territory could work in another: likeness × what must be there × how well it is shown.

Each term lies from 0 to 1 and is an interval where something is not known. The product is no probability: it orders
candidates and shows what stands in the way.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portee.core.errors import ParameterError, Where
from portee.indicators.likeness import gower_distance
from portee.indicators.traits import Traits

__all__ = ["EnablingCondition", "Range", "Replicability", "replicability"]


@dataclass(frozen=True)
class Range:
    """What lies between two figures, 0 to 1."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if not (0 <= self.low <= self.high <= 1):
            raise ParameterError(
                f"{self.low:g} to {self.high:g} is not a range from 0 to 1.", mend="Give the lower figure first."
            )

    def times(self, other: Range) -> Range:
        """The range of the product."""
        return Range(self.low * other.low, self.high * other.high)


@dataclass(frozen=True)
class EnablingCondition:
    """Something that a practice needs (hard) or profits from, and whether the territory has it.

    Attributes:
        name: of the condition. hard: without it the practice cannot work.
        present: whether it is there; None when nobody has told.
    """

    name: str
    hard: bool
    present: bool | None


@dataclass(frozen=True)
class Replicability:
    """The result with each of its terms.

    Attributes:
        result: likeness × conditions × evidence.
        likeness: on the variables that drive the practice. known: share of their weight known of both, 0 to 1.
        conditions: product of theirs; by_condition: the factor of each.
        grade, evidence: of the best evidence, and its factor.
        missing, not_told: names of the hard conditions that are missing, and of those that nobody has told of.
    """

    result: Range
    likeness: Range
    known: float
    conditions: Range
    by_condition: Mapping[str, Range]
    grade: str
    evidence: float
    missing: tuple[str, ...]
    not_told: tuple[str, ...]


def replicability(
    traits: Traits,
    origin: int,
    target: int,
    conditions: Sequence[EnablingCondition],
    grade: str,
    *,
    factors: Mapping[str, float],
    without_soft: float,
) -> Replicability:
    """R = (1 - d) × Π c × e, as an interval.

    Args:
        traits: variables that drive the practice, weighted, for all territories known, so that ranges mean something.
        origin, target: rows of where it worked, and of where it is asked for.
        conditions: what it needs: 1 when present; missing, 0 when hard and `without_soft` when not; not told, from
            the one to the other.
        grade: of the best evidence for it. factors: factor of each grade, 0 to 1.
        without_soft: factor of a missing condition that is not hard, 0 to 1.

    Returns:
        1 for the very same context with all conditions present and evidence of the top grade; 0 when a hard condition
        is missing.

    Raises:
        ParameterError: a grade without a factor, an impossible factor, a condition named twice, or no such row.

    The formula is a convention of Portée. That a measure travels with its context and with what enables it is argued by
    Macário & Marques 2008, Research in Transportation Economics 22(1), 146-156.
    """
    if grade not in factors:
        raise ParameterError(
            f"There is no grade '{grade[:20]}' of evidence.",
            where=Where(field="grade"),
            mend=f"Use one of: {', '.join(factors)}.",
        )
    for figure in (factors[grade], without_soft):
        if not (math.isfinite(figure) and 0 <= figure <= 1):
            raise ParameterError(f"{figure:g} is not a factor from 0 to 1.", mend="Correct the parameter.")
    names = [condition.name for condition in conditions]
    if len(set(names)) != len(names):
        raise ParameterError("A condition is named twice.", where=Where(field="conditions"), mend="Name it once.")
    likeness = gower_distance(traits, origin)
    alike = Range(1.0 - float(likeness.high[target]), 1.0 - float(likeness.low[target]))
    each: dict[str, Range] = {}
    product = Range(1.0, 1.0)
    for condition in conditions:
        without = 0.0 if condition.hard else without_soft
        each[condition.name] = {
            True: Range(1.0, 1.0), False: Range(without, without), None: Range(without, 1.0)
        }[condition.present]  # fmt: skip
        product = product.times(each[condition.name])
    shown = Range(factors[grade], factors[grade])
    return Replicability(
        result=alike.times(product).times(shown),
        likeness=alike,
        known=1.0 if origin == target else float(likeness.known[target]),
        conditions=product,
        by_condition=each,
        grade=grade,
        evidence=factors[grade],
        missing=tuple(c.name for c in conditions if c.hard and c.present is False),
        not_told=tuple(c.name for c in conditions if c.present is None),
    )
