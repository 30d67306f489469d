"""A requirement: a question, a criterion that can be tested, and the evidence asked. It prescribes no solution."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints, model_validator

from portee.commons.records.need import Part
from portee.commons.records.references import IndicatorRef, NeedRef
from portee.commons.records.shape import Line, Record, Text
from portee.core.declared import Declared, Wrong

__all__ = ["Fact", "Requirement", "Test", "unmet"]

Fact = bool | float | str
FactName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,79}$")]

_COMPARED = ("at_least", "at_most", "equals", "one_of")


class Test(Declared):
    """One fact compared with a bound. The unit stands at the end of the fact's name where it has one: `walk_min`."""

    __test__ = False  # not a test of pytest

    fact: FactName
    at_least: float | None = None
    at_most: float | None = None
    equals: Fact | None = None
    one_of: tuple[Line, ...] = ()

    @model_validator(mode="after")
    def _compares(self) -> Test:
        if all(getattr(self, name) in (None, ()) for name in _COMPARED):
            raise Wrong(f"'{self.fact}' is compared with nothing.", "Add one of at_least, at_most, equals, one_of.")
        return self

    def met(self, facts: dict[str, Fact]) -> bool:
        """Whether the fact is known and within the bounds. A fact nobody has told meets nothing."""
        value = facts.get(self.fact)
        if value is None:
            return False
        if self.at_least is not None or self.at_most is not None:
            if isinstance(value, (bool, str)):
                return False
            if self.at_least is not None and value < self.at_least:
                return False
            if self.at_most is not None and value > self.at_most:
                return False
        if self.equals is not None and (
            value != self.equals or isinstance(value, bool) != isinstance(self.equals, bool)
        ):
            return False
        return not self.one_of or value in self.one_of


def _same(one: Fact, other: Fact) -> bool:
    """Equal, and true is not 1."""
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def unmet(tests: tuple[Test, ...], facts: dict[str, Fact]) -> tuple[Test, ...]:
    """The tests that these facts do not meet."""
    return tuple(test for test in tests if not test.met(facts))


class Requirement(Record):
    type: ClassVar[str] = "requirement"
    needs_sources: ClassVar[bool] = True

    part: Part
    question: Text
    criterion: Text
    """The criterion in words; `tests` says the same for a machine."""
    tests: Annotated[tuple[Test, ...], Field(min_length=1)]
    evidence_asked: Text
    """What to show, so that somebody else can check."""
    level: Annotated[int, Field(ge=1, le=4)] = 1
    """Level of the matrix from which it is asked."""
    needs: tuple[NeedRef, ...] = ()
    indicators: tuple[IndicatorRef, ...] = ()
    basis: Literal["law", "standard", "research", "practice", "convention"]
    """What the criterion rests on; a convention is a choice of the commons, open to discussion."""
    passing: dict[FactName, Fact]
    """Facts of a case that meets the criterion."""
    failing: dict[FactName, Fact]
    """Facts of a case that does not."""

    @model_validator(mode="after")
    def _is_tested(self) -> Requirement:
        if missed := unmet(self.tests, self.passing):
            raise Wrong(
                f"The passing case does not meet the test on '{missed[0].fact}'.", "Correct the case or the test."
            )
        if not unmet(self.tests, self.failing):
            raise Wrong("The failing case meets every test.", "Give facts that the criterion refuses.")
        return self
