"""A column of text in one block of bytes behaves as a sequence of strings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.network.strings import TextColumn

TEXTS = st.lists(st.text(st.characters(codec="utf-8"), max_size=6), max_size=8)


@given(TEXTS)
def test_it_holds_what_it_was_made_of(texts: list[str]) -> None:
    column = TextColumn.of(texts)
    assert len(column) == len(texts)
    assert list(column) == texts
    assert [column[i] for i in range(len(texts))] == texts
    assert [column[-i - 1] for i in range(len(texts))] == texts[::-1]
    assert column == texts
    assert column == TextColumn.of(texts)
    assert column != [*texts, "more"]


@given(TEXTS, st.slices(8))
def test_slices_are_those_of_a_list(texts: list[str], part: slice) -> None:
    assert TextColumn.of(texts)[part] == texts[part]


def test_it_is_a_sequence() -> None:
    column = TextColumn.of(["café", "", "日本", "café"])
    assert "日本" in column
    assert column.index("") == 1
    assert column.count("café") == 2
    assert column.block.tobytes() == "café日本café".encode()


@pytest.mark.parametrize("index", [2, -3])
def test_beyond_its_ends_there_is_nothing(index: int) -> None:
    with pytest.raises(IndexError):
        TextColumn.of(["a", "b"])[index]


def test_it_is_not_equal_to_what_is_no_sequence() -> None:
    assert TextColumn.of([]) != 3
    with pytest.raises(TypeError):
        hash(TextColumn.of([]))


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=4), max_size=4), max_size=5))
def test_parts_are_joined_as_lists_are(parts: list[list[str]]) -> None:
    whole = TextColumn.joined(TextColumn.of(part) if k % 2 else part for k, part in enumerate(parts))
    plain = [text for part in parts for text in part]
    assert list(whole) == plain
    for start in range(len(plain) + 1):
        cut = whole[start : start + 2]
        assert list(cut) == plain[start : start + 2]
        assert list(TextColumn.joined([cut, ["x"]])) == [*plain[start : start + 2], "x"]
