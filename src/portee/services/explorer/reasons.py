"""Why no more is within reach: the same question with one thing changed at a time, and what that adds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from portee.services.explorer.answer import Answer
from portee.services.explorer.explorer import Explorer
from portee.services.explorer.question import LONGEST_MIN, Question

__all__ = ["Change", "changes_of"]

LONGER_MIN = 15
BUSY_S = 8 * 3600
"""When most lines run most often."""

BUSY_BACK_S = 17 * 3600 + 1800


@dataclass(frozen=True)
class Change:
    """One thing changed.

    Attributes:
        id: "longer", "no_budget", "one_way" or "busy_hour".
        question: with the change. reached, more: of each kind, within reach then, and the difference.
    """

    id: str
    question: Question
    reached: dict[str, float]
    more: dict[str, float]


def changes_of(explorer: Explorer, answer: Answer) -> tuple[Change, ...]:
    """Changes that can be made to a question, the one that adds most of the first kind first."""
    found = []
    for id, question in _variants(answer.question):
        changed = explorer.answer(question)
        reached = {kind: part.reached for kind, part in changed.kinds.items()}
        more = {kind: reached[kind] - part.reached for kind, part in answer.kinds.items()}
        found.append(Change(id, question, reached, more))
    first = next(iter(answer.kinds), None)
    return tuple(sorted(found, key=lambda change: -change.more[first] if first else 0.0))


def _variants(question: Question) -> Iterator[tuple[str, Question]]:
    if question.minutes < LONGEST_MIN:
        yield "longer", replace(question, minutes=min(LONGEST_MIN, question.minutes + LONGER_MIN))
    if question.budget_eur is not None:
        yield "no_budget", replace(question, budget_eur=None)
    if question.direction == "both":
        yield "one_way", replace(question, direction="there")
    if (question.there_s, question.back_s) != (BUSY_S, BUSY_BACK_S):
        yield "busy_hour", replace(question, there_s=BUSY_S, back_s=BUSY_BACK_S)
