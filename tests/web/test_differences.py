from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from portee.commons.text.differences import Difference
from portee.web.differences import shown_differences, words_of_difference

WORDS = st.lists(st.sampled_from(["bus", "train", "passe", "tôt", "tard"]), max_size=12).map(" ".join)


@given(WORDS, WORDS)
def test_both_sides_are_told_whole(old: str, new: str) -> None:
    parts = list(words_of_difference(old, new))
    assert "".join(part.text for part in parts if part.how != "new") == old
    assert "".join(part.text for part in parts if part.how != "gone") == new


def test_only_the_words_that_change_are_marked() -> None:
    (shown,) = shown_differences([Difference("who.fr", "Le bus passe tard", "Le bus passe tôt")], "need", "fr")
    assert shown.label.endswith(" (Français)")
    assert [(part.how, part.text) for part in shown.parts] == [
        ("same", "Le bus passe "), ("gone", "tard"), ("new", "tôt")
    ]  # fmt: skip


def test_long_texts_stand_one_after_the_other() -> None:
    assert [part.how for part in words_of_difference("a " * 5000, "b " * 5000)] == ["gone", "new"]
