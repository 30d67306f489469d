"""A comparison of a scenario in sentences: the question, who gains and loses, what is lost, how it is shared.

A count of residents below `LEAST_PEOPLE` is never written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from portee.core.clock import DAY_S
from portee.reports.fluent import say
from portee.reports.wording import figure
from portee.services.compare import Comparison
from portee.services.winners import GroupChange

__all__ = [
    "LEAST_PEOPLE", "answer", "count_words", "everybody", "few", "figure_words", "gini_words", "lead", "loss_words",
    "pair_words", "question", "secret", "unit_of", "when",
]  # fmt: skip

LEAST_PEOPLE = 11
"""Residents from which a count is published: a rule of this page, told on it."""

LITTLE_GINI = 0.05
"""A Gini index that changes by less changes "a little": a choice, told on the page."""

GINI_DECIMALS = 3

_WITHIN = re.compile(r"(?P<name>.+)_within_(?P<minutes>\d+(?:_\d+)?)_min")
_PERCENTILE = re.compile(r"(?P<stem>.+)_p(?P<percentile>\d+(?:_\d+)?)")


def unit_of(*, counted: bool) -> str:
    """What is counted: residents, or origins where it is not known how many residents each has."""
    return "residents" if counted else "origins"


def few(count: float, unit: str) -> bool:
    """Whether a count must not be published."""
    return unit == "residents" and 0 < count < LEAST_PEOPLE


def question(found: Comparison, lang: str) -> str:
    """What is asked."""
    return say(lang, "comparison-question", name=found.name)


def everybody(changes: Sequence[GroupChange]) -> tuple[GroupChange, ...]:
    """The line for everybody of each figure: the first of each."""
    found: dict[str, GroupChange] = {}
    for change in changes:
        found.setdefault(change.figure, change)
    return tuple(found.values())


def answer(found: Comparison, changes: Sequence[GroupChange], unit: str, lang: str) -> str:
    """Who gains and who loses, by the first figure, in one sentence."""
    every = changes[0]
    name = figure_words(found, every.figure, lang)
    if not every.residents:
        return say(lang, "comparison-answer-nobody", figure=name)
    if few(every.residents, unit):
        return say(lang, "comparison-answer-few", figure=name)
    if not every.gain and not every.lose:
        return say(lang, "comparison-answer-none", figure=name, unit=unit)
    if few(every.gain, unit):
        gain = say(lang, "comparison-gain-few")
    else:
        gain = say(lang, "comparison-gain", count=round(every.gain), unit=unit)
    if few(every.lose, unit):
        lose = say(lang, "comparison-lose-few")
    else:
        lose = say(lang, "comparison-lose", count=round(every.lose))
    return say(lang, "comparison-answer", figure=name, gain=gain, lose=lose, total=round(every.residents))


def lead(found: Comparison, changes: Sequence[GroupChange], unit: str, lang: str) -> tuple[str, ...]:
    """The sentences after the answer: means, what is lost, inequality, when, and what is not counted."""
    every = changes[0]
    told = []
    if every.residents and not few(every.residents, unit):
        before, after = pair_words(every.mean_before, every.mean_after, lang)
        told.append(say(lang, "comparison-means", before=before, after=after, unit=unit))
        told += [part for part in (loss_words(every, unit, lang), gini_words(every, lang)) if part]
    new = int(np.isnan(found.base[:, 0]).sum())
    told += [when(found, lang), *([say(lang, "comparison-new", count=new)] if new else [])]
    return tuple(told)


def loss_words(every: GroupChange, unit: str, lang: str) -> str:
    """How much is lost, and how many lose much or all, "" where nobody loses."""
    if not every.lose:
        return ""
    told = []
    if every.loss is not None and every.loss > 0:
        told.append(say(lang, "comparison-loss", loss=figure(100 * every.loss, lang, 1)))
    if every.losing_much is not None and every.cut_off is not None:
        much, cut = (_people(share * every.residents, unit, lang) for share in (every.losing_much, every.cut_off))
        told.append(say(lang, "comparison-much", much=much, cut=cut))
    return " ".join(told)


def gini_words(every: GroupChange, lang: str) -> str:
    """Whether the figure is shared more or less equally than before, "" where that has no meaning."""
    if every.gini_before is None or every.gini_after is None:
        return ""
    before, after = (round(value, GINI_DECIMALS) for value in (every.gini_before, every.gini_after))
    case = "same"
    if before != after:
        case = "more" if after > before else "less"
        case = case if abs(every.gini_after - every.gini_before) < LITTLE_GINI else f"much-{case}"
    texts = [figure(value, lang, GINI_DECIMALS) for value in (before, after)]
    return say(lang, "comparison-gini", case=case, before=texts[0], after=texts[1])


def when(found: Comparison, lang: str) -> str:
    """The hours and the way of travelling that are compared."""
    way, window = say(lang, f"kind-{found.travel.mode}"), found.window
    if window is None:
        return say(lang, "comparison-when-any", way=way)
    id = "comparison-when-arrive" if window.arrive else "comparison-when-depart"
    end = (window.start_s + 60 * window.minutes) % DAY_S
    return say(lang, id, day=window.day, start=window.start_s % DAY_S, end=end, way=way)


def figure_words(found: Comparison, column: str, lang: str) -> str:
    """What a figure counts; its percentile where it is not the median alone."""
    matched = _PERCENTILE.fullmatch(column)
    if matched is None:
        return column
    within = _WITHIN.fullmatch(matched["stem"])
    if within is None:
        words = {m.stem: m.meaning[lang] for m in found.measures}.get(matched["stem"], matched["stem"])
    else:
        minutes = figure(float(within["minutes"].replace("_", ".")), lang, 1 if "_" in within["minutes"] else 0)
        if within["name"] == "jobs":
            words = say(lang, "comparison-figure-jobs", minutes=minutes)
        elif within["name"] == "count":
            words = say(lang, "comparison-figure-count", minutes=minutes)
        else:
            words = say(lang, "comparison-figure-other", minutes=minutes, name=within["name"])
    if found.percentiles == (50.0,):
        return words
    percentile = matched["percentile"].replace("_", "." if lang == "en" else ",")
    return say(lang, "comparison-figure-percentile", figure=words, percentile=percentile)


def pair_words(before: float, after: float, lang: str) -> tuple[str, str]:
    """Two figures with as many decimals as tell them apart, two at most."""
    whole = max(abs(before), abs(after)) >= 10 or (before == round(before) and after == round(after))
    told = ("", "")
    for decimals in (0, 1, 2)[0 if whole else 1 :]:
        told = figure(before, lang, decimals), figure(after, lang, decimals)
        if told[0] != told[1] or before == after:
            break
    return told


def count_words(count: float, unit: str, lang: str) -> str:
    """A count in a table."""
    return say(lang, "comparison-few") if few(count, unit) else figure(count, lang)


def secret(whole: float, parts: Sequence[float], unit: str) -> frozenset[int]:
    """Places of the parts of a sum that must not be shown: those too few, and the least others that would give them
    away as what is missing from the whole.
    """
    hidden = {k for k, part in enumerate(parts) if few(part, unit)}
    others = sorted((part, k) for k, part in enumerate(parts) if part and k not in hidden)
    for _, place in others:
        if not few(whole - sum(part for k, part in enumerate(parts) if k not in hidden), unit):
            break
        hidden.add(place)
    return frozenset(hidden)


def _people(count: float, unit: str, lang: str) -> str:
    if few(count, unit):
        return say(lang, "comparison-people-few")
    return say(lang, "comparison-people", count=round(count), unit=unit)
