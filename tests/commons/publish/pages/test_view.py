from __future__ import annotations

from dataclasses import replace

import pytest

from portee.commons.publish.pages.nodes import Phrase
from portee.commons.records.shape import Text
from tests.commons.examples import example
from tests.commons.publish.pages.released import PRACTICE, released, view


def test_a_text_without_translation_is_marked_as_french() -> None:
    english = view(released(), "en")
    assert english.phrase(Text({"fr": "Oui : non", "en": "Yes"})) == Phrase("Yes")
    assert english.phrase(Text({"fr": "Oui : non"})) == Phrase("Oui\u00a0: non", lang="fr")
    assert view(released()).phrase(Text({"fr": "Oui"})) == Phrase("Oui")


def test_a_record_that_is_not_released_is_named_and_not_linked() -> None:
    page = view(released())
    assert page.link(PRACTICE) == Phrase("Navette des Moulins", "../practice/navette-des-moulins.html")
    gone = page.link("practice/absente")
    assert (gone.href, gone.quiet) == ("", True)
    assert gone.text == "practice/absente (pas encore publiée)"
    waiting = replace(released(), unreleased={"practice/absente": Text({"fr": "Une navette", "en": "A shuttle"})})
    assert view(waiting, "en").link("practice/absente").text == "A shuttle (not published yet)"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//example.org", 'https://x"onclick="y'])
def test_what_is_no_page_of_the_web_is_not_linked(url: str) -> None:
    assert view(released()).outside(url, "x") == Phrase("x")
    assert view(released()).outside("https://example.org/a", "x").href == "https://example.org/a"


def test_titles_are_those_of_the_release() -> None:
    page = view(released(example("need", title={"fr": "Autre « titre »"})))
    assert page.link("need/embauche-avant-l-aube").text == "Autre «\u00a0titre\u00a0»"
