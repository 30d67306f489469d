from __future__ import annotations

import pytest

from portee.commons.index.terms import fold, forms, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mobilité", "mobilite"), ("Mobilités", "mobilité"), ("vélos", "velo"), ("crèche", "CRECHES"),
        ("navettes", "navette"), ("horaires", "horaire"), ("réseaux", "reseau"),
    ],
)  # fmt: skip
def test_words_meet_whatever_their_accents_and_endings(one: str, other: str) -> None:
    (a,), (b,) = words_of(one), words_of(other)
    assert set(forms(a, "fr")) & set(forms(b, "fr"))


@pytest.mark.parametrize(("one", "other"), [("bus", "vélo"), ("permis", "permission"), ("ville", "village")])
def test_other_words_do_not_meet(one: str, other: str) -> None:
    assert not set(forms(one, "fr")) & set(forms(other, "fr"))


def test_languages_have_their_own_endings() -> None:
    assert set(forms("shuttles", "en")) & set(forms("shuttle", "en"))
    assert forms("žluťoučký", "cs") == ("zlutoucky",)
    assert fold("ÉTÉ œuvre") == "ete œuvre"
    assert words_of("L'aube, à 5 h !") == ["l", "aube", "à", "5", "h"]
