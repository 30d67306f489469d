"""When a requirement asks more than it did: a case that met it may fail now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from portee.commons.records.requirement import Fact, Requirement, Test

__all__ = ["Stricter", "stricter"]

How = Literal["new-test", "at-least", "at-most", "equals", "one-of", "level"]


@dataclass(frozen=True)
class Stricter:
    """One way in which a requirement asks more.

    Attributes:
        how: a fact that was not tested is; a bound moved in; another value is asked; fewer values are taken; it is
            asked from a lower level of the matrix on.
        fact: that is tested; empty for the level. before, after: what is asked of it; None for nothing.
    """

    how: How
    fact: str = ""
    before: float | Fact | tuple[Fact, ...] | None = None
    after: float | Fact | tuple[Fact, ...] | None = None


@dataclass(frozen=True)
class _Asked:
    """Everything that the tests of a requirement ask of one fact."""

    at_least: float | None
    at_most: float | None
    equals: tuple[Fact, ...]
    one_of: tuple[Fact, ...]


def stricter(before: Requirement, after: Requirement) -> tuple[Stricter, ...]:
    """Every way in which a requirement asks more than before; none when whoever met it still does.

    It may name a change that no case would feel, such as a bound on a fact that another bound holds already; it never
    leaves one out that a case would feel.
    """
    return tuple(_found(before, after))


def _found(before: Requirement, after: Requirement) -> Iterator[Stricter]:
    if after.level < before.level:
        yield Stricter("level", before=before.level, after=after.level)
    old, new = _asked(before.tests), _asked(after.tests)
    for fact, now in new.items():
        was = old.get(fact)
        if was is None:
            yield Stricter("new-test", fact)
            continue
        if now.at_least is not None and (was.at_least is None or now.at_least > was.at_least):
            yield Stricter("at-least", fact, was.at_least, now.at_least)
        if now.at_most is not None and (was.at_most is None or now.at_most < was.at_most):
            yield Stricter("at-most", fact, was.at_most, now.at_most)
        if any(not _among(value, was.equals) for value in now.equals):
            yield Stricter("equals", fact, was.equals or None, now.equals)
        # One value asked before is within any list that holds it.
        taken = was.one_of or was.equals
        if now.one_of and (not taken or any(not _among(value, now.one_of) for value in taken)):
            yield Stricter("one-of", fact, was.one_of or None, now.one_of)


def _among(value: Fact, values: tuple[Fact, ...]) -> bool:
    """Whether a value is one of several; true is not 1."""
    return any(value == other and isinstance(value, bool) == isinstance(other, bool) for other in values)


def _asked(tests: tuple[Test, ...]) -> dict[str, _Asked]:
    found: dict[str, _Asked] = {}
    for fact in dict.fromkeys(test.fact for test in tests):
        own = [test for test in tests if test.fact == fact]
        lists = [test.one_of for test in own if test.one_of]
        shared = [value for value in lists[0] if all(value in other for other in lists)] if lists else []
        found[fact] = _Asked(
            max((test.at_least for test in own if test.at_least is not None), default=None),
            min((test.at_most for test in own if test.at_most is not None), default=None),
            tuple(dict.fromkeys(test.equals for test in own if test.equals is not None)),
            tuple(shared),
        )
    return found
