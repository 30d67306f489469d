"""A condition of an offer in the language of the reader: "il faut le permis B", "âge : 18 ou plus"."""

from __future__ import annotations

from portee.offers.conditions import Condition, Verdict
from portee.people.facts import FACTS
from portee.reports.fluent import say
from portee.reports.wording import figure

__all__ = ["KNOWN_RIGHTS", "NEEDS", "STATUSES", "condition_words", "verdict_words"]

NEEDS = (
    "licence_b",
    "licence_a",
    "licence_am",
    "bank_card",
    "smartphone",
    "cycles",
    "carpool",
    "wheelchair",
    "pushchair",
)
"""Facts that are yes or no, with a message `need-FACT`."""

STATUSES = (
    "jobseeker", "employee", "apprentice", "student", "trainee", "self_employed", "inactive", "retired",
)  # fmt: skip
KNOWN_RIGHTS = ("rsa", "css", "internship_agreement", "disability_card", "priority_neighbourhood", "solidarity_fare")

_LIMITS = ("at_least", "at_most", "above", "below")


def condition_words(condition: Condition, lang: str) -> str:
    """What is needed, in a few words. Raises ParameterError for a language without a catalogue."""
    if condition.any_of is not None:
        words = [condition_words(part, lang) for part in condition.any_of]
        told = words[0]
        for other in words[1:]:
            told = say(lang, "list-or", first=told, second=other)
        return told
    fact = condition.fact or ""
    parts = []
    if isinstance(condition.is_, bool) and fact in NEEDS:
        need = say(lang, f"need-{fact}")
        parts.append(need if condition.is_ else say(lang, "need-not", condition=_fact(fact, lang)))
    elif condition.is_ is not None:
        parts.append(say(lang, "need-equal", fact=_fact(fact, lang), value=_value(fact, condition.is_, lang)))
    if condition.one_of is not None:
        values = ", ".join(_value(fact, value, lang) for value in condition.one_of)
        parts.append(say(lang, "need-one_of", fact=_fact(fact, lang), values=values))
    for test in ("has", "has_not"):
        wanted = getattr(condition, test)
        if wanted is not None:
            parts.append(say(lang, f"need-{test}", fact=_fact(fact, lang), value=_value(fact, wanted, lang)))
    for test in _LIMITS:
        limit = getattr(condition, test)
        if limit is not None:
            parts.append(say(lang, f"need-{test}", fact=_fact(fact, lang), value=_value(fact, limit, lang)))
    return ", ".join(parts)


def verdict_words(verdict: Verdict, lang: str) -> str:
    """The first condition that fails, else the first that is not known, told as to be checked; "" when all hold."""
    if verdict.failed:
        return condition_words(verdict.failed[0], lang)
    if verdict.unknown:
        return say(lang, "to-check", condition=condition_words(verdict.unknown[0], lang))
    return ""


def _fact(fact: str, lang: str) -> str:
    return say(lang, f"fact-{fact}") if fact in FACTS else fact


def _value(fact: str, value: bool | float | str, lang: str) -> str:
    if isinstance(value, bool):
        return say(lang, "yes" if value else "no")
    if isinstance(value, (int, float)):
        return figure(value, lang, 0 if value == round(value) else 1)
    if fact == "status" and value in STATUSES:
        return say(lang, f"status-{value}")
    if fact == "rights" and value in KNOWN_RIGHTS:
        return say(lang, f"right-{value}")
    return value
