"""The quiz: each right answer is a figure of the territory; wrong ones are what people often take for it."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from portee.services.booklet.facts import Facts, Resident

__all__ = ["OPTIONS", "QuizItem", "about", "money_resident", "quiz_of"]

OPTIONS = 4
FACTORS = (0.5, 2.0, 0.25, 1.5, 0.1, 3.0, 0.75, 5.0)
"""Of the right answer, where no usual error gives a distinct wrong one."""

LEAST_APART = 0.2
"""Wrong answers differ from the right one, and from one another, by at least this part of the larger."""

SHARES = (0.25, 0.5, 0.75, 0.1, 1.0, 0.02, 0.0)
DIGITS = 2


@dataclass(frozen=True)
class QuizItem:
    """One question.

    Attributes:
        id: of its words. unit: "count", "percent", "minutes", "place" or "step".
        options: figures as they are told (or places of spots and of steps), distinct. right: place of the right one.
        exact: the figure before it was rounded.
        chapter: where it is told.
    """

    id: str
    unit: str
    options: tuple[float, ...]
    right: int
    exact: float
    chapter: str

    @property
    def answer(self) -> float:
        return self.options[self.right]


def quiz_of(facts: Facts) -> tuple[QuizItem, ...]:
    """The questions that the territory's figures allow, always in the same order."""
    return tuple(item for make in _ITEMS for item in make(facts))


def about(value: float) -> float:
    """A count as one tells it aloud: two digits that count."""
    if value == 0 or not math.isfinite(value):
        return value
    return float(round(value, DIGITS - 1 - math.floor(math.log10(abs(value))))) if abs(value) >= 1 else round(value, 2)


def money_resident(facts: Facts) -> Resident | None:
    """Whose reach changes most with money, of those who have to count it."""
    found = [one for one in facts.residents if one.budget_eur is not None] or facts.residents
    if not found:
        return None
    return max(found, key=lambda one: (len(set(one.by_budget.values())), max(one.by_budget.values())))


def _reach(facts: Facts) -> Iterator[QuizItem]:
    home = facts.home
    usual = (facts.total, home.at(60), home.at(facts.shorter_min), home.at(15), facts.at(home, early=True))
    yield from _counted("reach", facts, facts.at(home), usual, "reach")


def _shorter(facts: Facts) -> Iterator[QuizItem]:
    """A third less time: reach grows faster than time, so that a third less is the usual error."""
    home, right = facts.home, facts.home.at(facts.shorter_min)
    whole = facts.at(home)
    usual = (whole * facts.shorter_min / facts.limit_min, whole * 0.5, whole, home.at(facts.shorter_min // 2))
    yield from _counted("shorter", facts, right, usual, "reach")


def _early(facts: Facts) -> Iterator[QuizItem]:
    share = 100 * facts.at(facts.home, early=True) / facts.at(facts.home)
    yield from _percent("early", share, (100, 50, 75, 25, 10, 0), "hours")


def _most(facts: Facts) -> Iterator[QuizItem]:
    found = [facts.at(spot) for spot in facts.spots]
    if len(found) >= OPTIONS and found.count(max(found)) == 1:
        order = _shuffled("most", range(len(found)))
        best = found.index(max(found))
        yield QuizItem("most", "place", tuple(float(k) for k in order), order.index(best), float(best), "places")


def _apart(facts: Facts) -> Iterator[QuizItem]:
    if len(facts.spots) >= 2:
        share = 100 * facts.at(facts.least) / facts.at(facts.best)
        yield from _percent("apart", share, (100, 75, 50, 25, 10, 5), "places")


def _nearest(facts: Facts) -> Iterator[QuizItem]:
    """To the place of another kind that takes longest, among those that can be reached."""
    found = {kind: minutes for kind, minutes in facts.home.nearest_min.items() if math.isfinite(minutes)}
    if found:
        kind = max(found, key=lambda name: found[name])
        right = max(1.0, float(math.ceil(found[kind])))
        usual = (right + 10, right - 5, right + 25, 2 * right, right + 15, right + 40)
        yield from _item(f"nearest-{kind}", "minutes", found[kind], right, usual, "places", (1, 180), _whole)


def _money(facts: Facts) -> Iterator[QuizItem]:
    who = money_resident(facts)
    if who is not None and max(who.by_budget.values()) > 0:
        budgets = sorted(who.by_budget)
        asked = budgets[len(budgets) // 2]
        usual = (*(who.by_budget[eur] for eur in budgets if eur != asked), facts.at(facts.home), facts.total)
        yield from _counted("money", facts, who.by_budget[asked], usual, "money")


def _worst(facts: Facts) -> Iterator[QuizItem]:
    """Which shock takes most away from the first place; asked where one alone does."""
    left = [shock.reached[0] for shock in facts.shocks]
    if len(left) >= OPTIONS and left.count(min(left)) == 1:
        order = _shuffled("worst", range(len(left)))
        worst = left.index(min(left))
        yield QuizItem("worst", "step", tuple(float(k) for k in order), order.index(worst), float(worst), "bad-day")


_ITEMS: tuple[Callable[[Facts], Iterator[QuizItem]], ...] = (
    _reach, _shorter, _early, _most, _apart, _nearest, _money, _worst,
)  # fmt: skip


def _counted(id: str, facts: Facts, right: float, usual: Sequence[float], chapter: str) -> Iterator[QuizItem]:
    shares = tuple(share * facts.total for share in SHARES)
    yield from _item(id, "count", right, about(right), (*usual, *shares), chapter, (0, facts.total), about)


def _percent(id: str, right: float, usual: Sequence[float], chapter: str) -> Iterator[QuizItem]:
    yield from _item(id, "percent", right, float(round(right)), usual, chapter, (0, 200), _whole)


def _item(
    id: str, unit: str, exact: float, right: float, usual: Sequence[float], chapter: str, bounds: tuple[float, float],
    told: Callable[[float], float],
) -> Iterator[QuizItem]:  # fmt: skip
    """A question with as many wrong answers as it needs; none where there are too few."""
    options = [right]
    for value in (*usual, *(right * factor for factor in FACTORS)):
        wrong = told(value)
        if (
            len(options) < OPTIONS
            and bounds[0] <= wrong <= told(bounds[1])
            and all(_apart_from(wrong, o) for o in options)
        ):
            options.append(wrong)
    if len(options) == OPTIONS:
        order = sorted(options) if unit != "place" else options
        yield QuizItem(id, unit, tuple(order), order.index(right), exact, chapter)


def _whole(value: float) -> float:
    return float(round(value))


def _apart_from(one: float, other: float) -> bool:
    return abs(one - other) >= LEAST_APART * max(abs(one), abs(other), 1.0)


def _shuffled(id: str, items: range) -> list[int]:
    """An order that is always the same for a question, and tells nothing."""
    return sorted(items, key=lambda k: hashlib.sha256(f"{id}:{k}".encode()).digest())
