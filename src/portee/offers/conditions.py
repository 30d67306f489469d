"""Who may use an offer: conditions on plain facts, answered yes, no, or not known.

An offer asks for facts by name (`portee.people.facts.FACTS`); it knows nothing else of people. What is not known is
never taken for yes: an offer with an unanswered condition is told as "to check", and is not used in a search.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, model_validator

from portee.core.declared import Declared, Wrong

__all__ = ["YES", "Answer", "Condition", "Verdict", "holds", "verdict"]

Answer = Literal["yes", "no", "unknown"]
Fact = bool | float | str | tuple[str, ...] | None
Plain = bool | float | str

_TESTS = ("is_", "one_of", "has", "has_not", "at_least", "at_most", "below", "above")


class Condition(Declared):
    """One condition, or several of which one is enough (`any_of`).

    Attributes:
        fact: name of the fact asked for.
        is_: (written `is`) equals. one_of: equals one of. has, has_not: a list fact holds the word, or does not.
        at_least, at_most, above, below: for numbers, the first two with the limit itself.
        any_of: alternatives instead of a fact.
    """

    fact: str | None = None
    is_: Annotated[Plain | None, Field(alias="is")] = None
    one_of: tuple[Plain, ...] | None = None
    has: str | None = None
    has_not: str | None = None
    at_least: float | None = None
    at_most: float | None = None
    below: float | None = None
    above: float | None = None
    any_of: tuple[Condition, ...] | None = None

    @model_validator(mode="after")
    def _asks_one_thing(self) -> Condition:
        given = [name for name in _TESTS if getattr(self, name) is not None]
        if self.any_of is not None:
            if given or self.fact or not self.any_of:
                raise Wrong("'any_of' stands alone and holds at least one condition.", "Move the rest into it.")
        elif self.fact is None:
            raise Wrong("A condition names no fact.", "Add 'fact', such as 'fact: age'.")
        elif not given:
            raise Wrong(
                f"The condition on '{self.fact}' says nothing of it.",
                "Add 'is', 'one_of', 'has', 'has_not', 'at_least', 'at_most', 'above' or 'below'.",
            )
        return self

    def __str__(self) -> str:
        if self.any_of is not None:
            return " or ".join(f"({condition})" for condition in self.any_of)
        words = {"is_": "is", "one_of": "is one of", "has": "has", "has_not": "has not"}
        told = [
            f"{words.get(name, name.replace('_', ' '))} {getattr(self, name)}"
            for name in _TESTS
            if getattr(self, name) is not None
        ]
        return f"{self.fact} {' and '.join(told)}"


def holds(condition: Condition, facts: Mapping[str, Fact]) -> Answer:
    """Whether a condition holds for facts by name; a fact that is None or missing is not known."""
    if condition.any_of is not None:
        answers = [holds(part, facts) for part in condition.any_of]
        return "yes" if "yes" in answers else "unknown" if "unknown" in answers else "no"
    value = facts.get(condition.fact or "")
    if value is None:
        return "unknown"
    return "yes" if all(_passes(condition, name, value) for name in _TESTS) else "no"


def _passes(condition: Condition, test: str, value: Fact) -> bool:
    wanted = getattr(condition, test)
    if wanted is None:
        return True
    if test == "is_":
        return bool(value == wanted)
    if test == "one_of":
        return bool(value in wanted)
    if test in ("has", "has_not"):
        held = value if isinstance(value, tuple) else (value,)
        return bool((wanted in held) == (test == "has"))
    if isinstance(value, (str, tuple)):
        return False
    number = float(value or 0)
    passes: dict[str, bool] = {
        "at_least": number >= wanted,
        "at_most": number <= wanted,
        "below": number < wanted,
        "above": number > wanted,
    }
    return passes[test]


@dataclass(frozen=True)
class Verdict:
    """Whether all conditions of an offer hold, and the conditions that do not or are not known."""

    answer: Answer
    failed: tuple[Condition, ...] = ()
    unknown: tuple[Condition, ...] = ()


YES = Verdict("yes")
"""No condition, or all of them hold."""


def verdict(conditions: Iterable[Condition], facts: Mapping[str, Fact]) -> Verdict:
    """Whether all conditions hold: no when one fails, unknown when none fails but one is not known."""
    answers = [(condition, holds(condition, facts)) for condition in conditions]
    failed = tuple(condition for condition, answer in answers if answer == "no")
    unknown = tuple(condition for condition, answer in answers if answer == "unknown")
    return Verdict("no" if failed else "unknown" if unknown else "yes", failed, unknown)
