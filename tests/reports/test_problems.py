from __future__ import annotations

import itertools
import re
from functools import cache
from importlib.resources import files

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import InputError, ManyProblems, ParameterError, Where
from portee.reports.problems import FIELD, FILLED, PARTS, Said, error_in, place_in, problem_in, problem_words, said_in
from tests.reports.raised import raised, sentences

FILLED_WITH = (("7",), ("a list",), ("",), ("7", "a list"), ("a list", "7"), ("7", "a list", "7"))
"""Values that stand in a sentence of the sources when it is said, the last one in all further places: a number, words
that are said themselves, nothing."""

AS_IT_IS = {"{shown} And {more} more kinds of errors."}
"""Sentences that repeat a report on data, which is English."""


def has_words(text: str) -> bool:
    """Whether a message of the sources is said in French, whatever its values are."""
    return any(said_in("fr", _filled(text, values)) is not None for values in FILLED_WITH)


def _filled(text: str, values: tuple[str, ...]) -> str:
    places = itertools.chain(values, itertools.repeat(values[-1]))
    return re.sub(r"\{\w+\}", lambda _: next(places), text)


def test_what_the_sources_may_tell_is_read_from_them() -> None:
    told = {one.text for one in raised()}
    assert len(told) > 1000
    assert "There is no such upload." in told
    # With values, with a choice of words, through a variable and through a function of its own.
    assert "A message has from 1 to {LONGEST_MESSAGE} letters." in told
    assert {"This is no whole backup.", "Give latitudes {south} to {north} and longitudes {west} to {east}."} <= told


def test_every_message_that_people_can_meet_has_french_words() -> None:
    lacking = [
        one for one in raised()
        if not all(has_words(sentence) for sentence in sentences(one.text) if sentence not in AS_IT_IS)
    ]  # fmt: skip
    assert [f"{one.file}:{one.line} {one.text}" for one in lacking] == []


@cache
def written() -> tuple[tuple[str, dict[str, str]], ...]:
    """Every entry with the name of its file, as it is written."""
    folder = files("portee.reports").joinpath("problem_words")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return tuple(
        (file.name, entry) for file in folder.iterdir()
        for entry in yaml.load(file.read_text(encoding="utf-8"), loader)  # noqa: S506
    )  # fmt: skip


def test_words_are_told_once_and_nothing_that_the_sources_no_longer_say_is_kept_from_them() -> None:
    every = [entry["en"] for _, entry in written()]
    assert len(every) == len(set(every)) == len(problem_words())


def test_both_languages_have_the_same_values() -> None:
    for english, french in problem_words().items():
        names = [name for name, _ in FIELD.findall(english)]
        assert len(names) == len(set(names)), english
        wanted = {name for name in names if not name.startswith("_")}
        assert {name for name, _ in FILLED.findall(french)} == wanted, english


def filled(english: str, french: str) -> str:
    """A sentence with a value in each place: one that fits, and that has French words where it must."""
    must = {name for name, how in FILLED.findall(french) if how == "said"}
    return FIELD.sub(lambda found: "3" if found[2] else "empty" if found[1] in must else "x7", english)


def test_each_sentence_finds_words() -> None:
    for entry in (entry for file, entry in written() if file != PARTS):
        french = said_in("fr", filled(entry["en"], entry["fr"]))
        assert french is not None, entry
        assert not FIELD.search(french.replace("{x7}", "").replace("{3}", "")), entry


def test_french_is_set_as_french() -> None:
    for english, french in problem_words().items():
        # Apostrophes of typography; straight quotes stand around what is typed in a file.
        assert not re.search(r"[a-zéèA-Z]'[a-zéèêàœ]", french), english
        own = re.sub(r"'[^']*'", "", french)
        assert not re.search(r"[^\s\"(](?<!&lt)[;?!»](?=\s|$)|«\S", own), english


def test_the_sign_of_per_cent_touches_its_number_in_english() -> None:
    assert [english for english in problem_words() if re.search(r"[\d}] %", english)] == []


def test_values_go_into_the_french_sentence() -> None:
    said = said_in("fr", "The file has 1,234,567 bytes; a declared file has at most 1,000,000.")
    assert said == (
        "Le fichier a 1\u202f234\u202f567 octets\u00a0; un fichier écrit à la main en a au plus 1\u202f000\u202f000."
    )
    assert said_in("fr", "1 pieces of work wait already.") == "1 calcul attend déjà."
    assert said_in("fr", "20 pieces of work wait already.") == "20 calculs attendent déjà."
    assert said_in("fr", "'opening' has 2.5 hours a week, 'open_hours' 40.") == (
        "'opening' fait 2,5 heures par semaine, 'open_hours' 40."
    )


def test_sentences_are_said_in_any_company() -> None:
    assert said_in("fr", "Did you mean 'lieu'? Fields: lieu, nom. (2 more problems in this file.)") == (
        "Vouliez-vous dire «\u00a0lieu\u00a0»\u00a0? Champs\u00a0: lieu, nom. (2 autres problèmes dans ce fichier.)"
    )


def test_a_value_that_must_be_said_and_has_no_words_leaves_all_in_english() -> None:
    assert said_in("fr", "The file cannot be read: Permission denied.") is not None
    assert said_in("fr", "The file cannot be read: the moon is full.") is None
    assert problem_in("fr", "The moon is full.", "Add it.") == Said("The moon is full.", "Add it.", "en")


def test_english_is_left_as_it_is() -> None:
    assert problem_in("en", "The moon is full.", "Wait.") == Said("The moon is full.", "Wait.", "en")
    assert said_in("fr", "") == ""


def test_an_error_is_told_with_its_place() -> None:
    error = InputError("The file is empty.", where=Where("a.yaml", 3, "name"), mend="Give another.")
    assert error_in("en", error) == str(error)
    assert error_in("fr", error) == (
        "a.yaml, ligne 3, champ «\u00a0name\u00a0»\u00a0: Le fichier est vide. Donnez-en un autre."
    )
    assert place_in("fr", None) == ""


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_several_problems_are_told_together(lang: str) -> None:
    error = ManyProblems([ParameterError("The file is empty."), ParameterError("The disk is full.")])
    assert len(error_in(lang, error).splitlines()) == 3
    assert (error_in(lang, error) == str(error)) == (lang == "en")


@given(st.text(max_size=200))
def test_any_text_is_either_said_or_left(text: str) -> None:
    said = said_in("fr", text)
    assert said is None or isinstance(said, str)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_what_was_typed_comes_back_as_it_was_typed(typed: str) -> None:
    said = said_in("fr", f"There is no street '{typed}'.")
    assert said is not None
    assert re.sub(r"\s", "", typed) in re.sub(r"\s", "", said)


def test_an_apostrophe_that_was_typed_stays_beside_those_of_typography() -> None:
    assert said_in("fr", "There is no street 'A'0'.") == "Il n\u2019y a pas de rue «\u00a0A'0\u00a0»."
    error = InputError("The file is empty.", where=Where("l'an.yaml", 3, "l'an"))
    assert error_in("fr", error).startswith("l'an.yaml, ligne 3, champ «\u00a0l'an\u00a0»\u00a0: ")
