from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.commons.records.statement import Statement
from portee.commons.workshops.themes import themes
from portee.core.errors import InputError, ParameterError
from tests.commons.workshops.voices import THEMES

WORDS = st.lists(st.sampled_from(["bus", "crèche", "vélo", "nuit", "argent", "le", "pas"]), max_size=5).map(" ".join)


def statement(slug: str, said: str, author: str = "", lang: str = "fr") -> Statement:
    return Statement.model_validate(
        {
            "id": f"statement/{slug}", "title": {"fr": "x"}, "authors": [author or slug], "kind": "pain",
            "said": said or "?", "language": lang, "territory": "territory/t",
        }
    )  # fmt: skip


STATEMENTS = [statement(f"{theme}-{k}", said) for theme, texts in THEMES.items() for k, said in enumerate(texts)]


def test_statements_on_one_thing_come_together() -> None:
    found = themes(STATEMENTS)
    alike = {frozenset(pair) for theme in found for pair in combinations(theme.statements, 2)}
    wanted = {
        frozenset((a.id, b.id))
        for a, b in combinations(STATEMENTS, 2)
        if a.id.rpartition("-")[0] == b.id.rpartition("-")[0]
    }
    # Rand's measure: of all pairs, those that are together or apart as people would have them.
    pairs = len(STATEMENTS) * (len(STATEMENTS) - 1) // 2
    # All apart would give 0.73; what is missing speaks of hours, which two themes share.
    assert 1 - len(alike ^ wanted) / pairs >= 0.85


@given(st.lists(WORDS, min_size=1, max_size=14), st.integers(0, 99))
@settings(max_examples=40, deadline=None)
def test_every_statement_is_in_one_group_whatever_their_order(said: list[str], seed: int) -> None:
    statements = [statement(f"s{k:02}", text) for k, text in enumerate(said)]
    found = themes(statements)
    ids = [id for theme in found for id in theme.statements]
    assert sorted(ids) == [one.id for one in statements]
    assert all(theme.typical.id == theme.statements[0] for theme in found)
    assert [len(theme.statements) for theme in found] == sorted((len(t.statements) for t in found), reverse=True)
    random.Random(seed).shuffle(statements)
    assert themes(statements) == found


def test_what_says_the_same_is_together_and_what_shares_nothing_apart() -> None:
    found = themes([statement("a", "Le bus"), statement("b", "Des BUS !"), statement("c", "La crèche")])
    assert [theme.statements for theme in found] == [("statement/a", "statement/b"), ("statement/c",)]
    # Words that tell nothing make no likeness.
    assert len(themes([statement("a", "Il est avec nous"), statement("b", "Il est avec nous")])) == 2


def test_people_are_counted_from_eleven_on() -> None:
    many = [statement(f"s{k}", "Le bus", author=f"P {k % 11}") for k in range(15)]
    assert themes(many)[0].people == 11
    assert themes([one for one in many if one.authors != ("P 0",)])[0].people is None


def test_the_most_typical_is_the_one_most_like_the_others() -> None:
    found = themes([statement("a", "bus matin"), statement("b", "bus matin tôt"), statement("c", "bus tôt")])
    assert found[0].typical.id == "statement/b"
    assert found[0].stems[0] == "bus"


def test_what_cannot_be_grouped() -> None:
    with pytest.raises(InputError, match="no statement"):
        themes([])
    for apart in (0, 1.1, float("nan")):
        with pytest.raises(ParameterError):
            themes(STATEMENTS, apart)
