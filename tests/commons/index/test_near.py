from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from portee.commons.index.near import near_duplicates
from portee.commons.text.record_file import RecordFile
from tests.commons.examples import example, example_file

PRACTICE = example_file("practice/navette-des-moulins.md")


def practice(**changes: Any) -> RecordFile:
    return RecordFile(example("practice", **{"id": "practice/autre", **changes}))


def test_the_same_words_are_near_whatever_their_endings() -> None:
    (near,) = near_duplicates(practice(title={"fr": "La navette des moulins"}), [PRACTICE])
    assert (near.id, near.likeness, near.why) == (PRACTICE.id, 1.0, "words")


def test_the_same_page_is_near_whatever_the_words() -> None:
    other = practice(title={"fr": "Bus pour employés"}, place="Ailleurs", carried_by="Mairie")
    (near,) = near_duplicates(other, [PRACTICE])
    assert near.why == "https://example.org/bilan"
    assert near.likeness < 0.5


def test_other_practices_and_other_types_are_not() -> None:
    other = practice(
        title={"fr": "Vélo-école"}, place="Lyon", carried_by="Association", sources=[], results=[], cost=None
    )
    assert near_duplicates(other, [PRACTICE, example_file("solution/navette-de-l-aube.md")]) == []
    assert near_duplicates(PRACTICE, [PRACTICE]) == []


@given(st.text(min_size=1).filter(str.strip), st.text(min_size=1).filter(str.strip))
def test_likeness_goes_both_ways(one: str, two: str) -> None:
    a, b = practice(title={"fr": one}), practice(id="practice/b", title={"fr": two})
    assert near_duplicates(a, [b], 0)[0].likeness == near_duplicates(b, [a], 0)[0].likeness
