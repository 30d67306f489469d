"""The letter says why, what is shared, what is asked, and no word of any person."""

from __future__ import annotations

import re

import pytest

from portee.core.errors import ParameterError
from portee.reports.letter import letter_markdown
from portee.services.territories.alike import find_alike
from portee.services.territories.letters import write_to
from portee.territory.registry import Registry


@pytest.mark.parametrize(
    ("lang", "greeting", "nearest"), [("fr", "Bonjour,", "le plus semblable"), ("en", "Hello,", "the most alike")]
)
def test_the_letter_is_whole_in_both_languages(old: Registry, lang: str, greeting: str, nearest: str) -> None:
    alike = find_alike(old, "QP013003", 5)
    first = alike.neighbours[0]
    letter = write_to(alike, first.code, share=["Un bilan. "], lang=lang)
    assert letter.greeting == greeting
    assert nearest in letter.paragraphs[0]
    assert first.label in letter.to
    assert alike.label in letter.subject
    assert len(letter.rows) == 12
    assert letter.parts[0].items[0] == "Un bilan."
    assert [len(part.items) for part in letter.parts] == [3, 3]
    foot = " ".join(letter.foot.items)
    assert "2015" in foot
    assert "qpv2015.geojson (Licence ouverte 2.0)" in foot
    assert letter.signature.startswith("[")


def test_what_is_not_known_widens_the_interval_told(old: Registry) -> None:
    alike = find_alike(old, "QP013003", 23)
    told = " ".join(write_to(alike, "QP013005").foot.items)
    assert "2 indicateurs ne sont pas connus des deux" in told
    assert re.search(r"de 0,\d\d à 0,\d\d", told)
    one = " ".join(write_to(alike, "QP013008").foot.items)
    assert "Un indicateur n'est pas connu des deux : selon sa valeur" in one
    assert "connu" not in " ".join(write_to(alike, "QP013001").foot.items)


def test_the_letter_holds_nothing_about_people(old: Registry) -> None:
    text = letter_markdown(write_to(find_alike(old, "QP013003", 23), "QP013001", lang="en"))
    assert "@" not in text
    assert not re.search(r"\b0\d(?:[ .]?\d\d){4}\b", text)
    assert "no data about people" in text


def test_to_whom_one_cannot_write(old: Registry) -> None:
    alike = find_alike(old, "QP013003", 1)
    with pytest.raises(ParameterError, match="does not write to itself"):
        write_to(alike, "QP013003")
    with pytest.raises(ParameterError, match="not among the territories compared"):
        write_to(alike, "QP013002")
    for text in (" ", "a" * 301):
        with pytest.raises(ParameterError, match="share"):
            write_to(alike, alike.neighbours[0].code, share=[text])
