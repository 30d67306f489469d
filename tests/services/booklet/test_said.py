from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.declared import Words
from portee.services.booklet import Facts
from portee.services.booklet.said import Said
from portee.services.explorer import WayAnswer

BUS = WayAnswer("bus", Words(fr="le bus", en="the bus"), "transit", {}, (40.04, 39.96), True)


def plain(text: str) -> str:
    """Without the spaces that French typography asks for."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


@given(share=st.floats(0, 1))
def test_a_little_is_not_nothing_and_nearly_all_is_not_all(facts: Facts, share: float) -> None:
    told = Said(facts, "en").whole_percent(share)
    assert (told == "0") == (share == 0)
    assert (told == "100") == (share == 1)
    assert told == "< 1" or 0 <= int(told) <= 100


@pytest.mark.parametrize(
    ("minutes", "fr", "en"),
    [(0.0, "1 min", "1 min"), (12.01, "13 min", "13 min"), (float("inf"), "plus de 90 min", "over 90 min")],
)
def test_minutes_are_rounded_up_and_those_beyond_are_told(facts: Facts, minutes: float, fr: str, en: str) -> None:
    assert plain(Said(facts, "fr").minutes(minutes)) == fr
    assert plain(Said(facts, "en").minutes(minutes)) == en


def test_numbers_and_money_are_written_as_the_language_does(facts: Facts) -> None:
    assert plain(Said(facts, "fr").count(12_345)) == "12 345"
    assert plain(Said(facts, "en").count(12_345)) == "12,345"
    assert plain(Said(facts, "fr").percent(0.5)) == "50 %"
    assert plain(Said(facts, "en").percent(0.5)) == "50%"


@pytest.mark.parametrize(
    ("eur_month", "many"), [(None, False), ((40.04, 39.96), False), ((3.001, 3.04), False), ((20.0, 75.0), True)]
)
def test_the_price_of_a_way_is_a_range_only_where_both_ends_are_told_apart(
    facts: Facts, eur_month: tuple[float, float] | None, many: bool
) -> None:
    said = Said(facts, "en")
    told = said.way_price(replace(BUS, eur_month=eur_month))
    assert (" to " in told) is many
    assert (told == said.bare("learn-none")) is (eur_month is None)


def test_a_way_without_a_title_is_named_by_its_kind(facts: Facts) -> None:
    assert Said(facts, "fr").way(BUS) == "Le bus"
    assert Said(facts, "en").way(replace(BUS, title=None, kind="bicycle")) == "By bicycle"
    assert Said(facts, "fr").way(replace(BUS, title=None, kind="walk")) == "À pied"


def test_a_budget_without_a_limit_is_told_in_words(facts: Facts) -> None:
    who = facts.residents[0]
    said = Said(facts, "fr")
    assert said.budget(replace(who, budget_eur=None)) == "sans limite"
    assert plain(said.budget(replace(who, budget_eur=60.0))).startswith("60")


def test_a_message_begins_with_a_capital_and_one_within_a_sentence_does_not(facts: Facts) -> None:
    said = Said(facts, "fr")
    assert said.bare("learn-place") == "endroit"
    assert said("learn-place") == "Endroit"
    assert facts.home.name in said.near(facts.home)
