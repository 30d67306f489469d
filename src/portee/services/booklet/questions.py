"""The quiz in words of one language."""

from __future__ import annotations

from portee.reports.booklet import BookletQuestion
from portee.services.booklet.facts import Facts
from portee.services.booklet.quiz import QuizItem, money_resident, quiz_of
from portee.services.booklet.said import Said

__all__ = ["questions_of"]


def questions_of(facts: Facts, lang: str) -> tuple[BookletQuestion, ...]:
    """Every question, its options, and what is told to whoever has answered."""
    said = Said(facts, lang)
    return tuple(_question(item, said) for item in quiz_of(facts))


def _question(item: QuizItem, said: Said) -> BookletQuestion:
    facts = said.facts
    values: dict[str, str] = {"exact": said.count(item.exact)}
    id, _, kind = item.id.partition("-")
    if id == "nearest":
        values["nearest"] = said.bare("learn-the-nearest", kind=kind)
        values["exact"] = said.count(item.answer)
    elif id == "apart":
        values |= {"best": said.near(facts.best), "least": said.near(facts.least)}
    elif id == "most":
        values |= {"near": said.near(facts.best), "exact": said.count(facts.at(facts.best))}
    elif id == "worst":
        values |= {
            "exact": said.count(facts.shocks[int(item.answer)].reached[0]), "usual": said.count(facts.usual[0]),
        }  # fmt: skip
    elif id == "money":
        who = money_resident(facts)
        assert who is not None, "a question of money is about a resident"
        budgets = sorted(who.by_budget)
        values |= {"who": who.title.in_(said.lang), "eur": said.count(budgets[len(budgets) // 2])}
    if item.unit == "percent":
        values["exact"] = said.whole_percent(item.exact / 100)
    options = tuple(_option(item.unit, value, said) for value in item.options)
    return BookletQuestion(
        item.id, said(f"learn-ask-{id}", **values), options, item.right, said(f"learn-why-{id}", **values), item.chapter
    )


def _option(unit: str, value: float, said: Said) -> str:
    match unit:
        case "place":
            return said.near(said.facts.spots[int(value)])
        case "step":
            return said.facts.shocks[int(value)].step.what.in_(said.lang)
        case "percent":
            return said.bare("learn-percent", percent=said.count(value))
        case "minutes":
            return said.bare("learn-minutes", minutes=round(value))
        case _:
            return said.count(value)
