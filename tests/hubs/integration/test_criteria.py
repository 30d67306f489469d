from __future__ import annotations

import pytest

from portee.core.declared import parse_declared
from portee.core.errors import SourceError
from portee.hubs.integration.answers import LadderAnswers
from portee.hubs.integration.criteria import TOP, IntegrationLadder, shipped_ladder
from portee.offers.conditions import Condition

COMPUTED = {"shared_modes", "other_services", "without_smartphone"}
"""Facts that nobody is asked, for the file of the hub tells them."""


def leaves(condition: Condition) -> list[Condition]:
    return [condition] if condition.any_of is None else [each for part in condition.any_of for each in leaves(part)]


def test_three_axes_of_five_levels_in_both_languages() -> None:
    ladder = shipped_ladder()
    assert [axis.id for axis in ladder.axes] == ["physical", "digital", "democratic"]
    for axis in ladder.axes:
        assert len(axis.levels) == TOP + 1
        assert all(level.asks for level in axis.levels[1:])
    for criterion in ladder.criteria.values():
        for words in (criterion.title, criterion.mend):
            assert words.fr
            assert words.en
            assert words.fr != words.en


def test_criteria_ask_for_facts_that_somebody_tells_and_in_the_direction_of_more() -> None:
    known = set(LadderAnswers.model_fields) | COMPUTED
    for criterion in shipped_ladder().criteria.values():
        for condition in (leaf for asked in criterion.asks for leaf in leaves(asked)):
            assert condition.fact in known
            if condition.fact == "walk_to_stop_m":
                assert condition.at_most is not None
                assert condition.at_least is None
            else:
                assert condition.is_ is True or condition.at_least is not None


def test_every_answer_is_asked_by_a_criterion() -> None:
    asked = {leaf.fact for each in shipped_ladder().criteria.values() for one in each.asks for leaf in leaves(one)}
    assert set(LadderAnswers.model_fields) - asked == {"shops_near", "told_by"}


def test_sources_say_whether_they_were_read() -> None:
    sources = shipped_ladder().sources
    assert not sources["typology"].checked
    assert sources["levels"].checked
    assert {level.source for axis in shipped_ladder().axes for level in axis.levels} <= set(sources)


def test_a_ladder_that_does_not_hold_together_is_refused() -> None:
    text = """sources: {s: {title: t, url: u, accessed: 2026-01-01, checked: true}}
axes:
  - id: a
    title: {fr: a, en: a}
    levels:
      - {title: {fr: a, en: a}, source: s}
      - {title: {fr: a, en: a}, source: s, asks: [one]}
      - {title: {fr: a, en: a}, source: s, asks: [two]}
      - {title: {fr: a, en: a}, source: s}
      - {title: {fr: a, en: a}, source: s}
criteria:
  one: {title: {fr: a, en: a}, mend: {fr: a, en: a}, asks: [{fact: bundle, is: true}]}
"""
    with pytest.raises(SourceError, match="'two', which is no criterion"):
        parse_declared(text, IntegrationLadder)
    with pytest.raises(SourceError, match="asked 2 times"):
        parse_declared(text.replace("[two]", "[one]"), IntegrationLadder)
    with pytest.raises(SourceError, match="no source 'x'"):
        parse_declared(text.replace("source: s, asks: [two]", "source: x"), IntegrationLadder)
