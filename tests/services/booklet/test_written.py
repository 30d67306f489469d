from __future__ import annotations

import pytest

from portee.reports.booklet import BookletExercise
from portee.reports.fluent import CATALOGUES
from portee.reports.sheet import SheetMap, SheetTable
from portee.services.booklet import Classroom, Facts
from portee.services.booklet.written import booklet_of


@pytest.mark.parametrize("lang", CATALOGUES)
def test_every_chapter_has_an_answer_and_a_use(room: Classroom, facts: Facts, lang: str) -> None:
    booklet = booklet_of(facts, room.base, lang)
    assert [chapter.id for chapter in booklet.chapters] == [
        "reach", "hours", "places", "money", "bad-day", "quiz", "trainer", "sources",
    ]  # fmt: skip
    assert "CC BY-SA 4.0" in booklet.licence
    assert booklet.notices == (facts.notices[0].in_(lang),)
    for chapter in booklet.chapters:
        assert chapter.answer
        assert "{" not in chapter.answer
    for chapter in booklet.chapters[:5]:
        assert any(isinstance(part, BookletExercise) for part in chapter.parts)
        assert any(isinstance(part, SheetTable) for part in chapter.parts)
    reach = booklet.chapter("reach")
    assert reach is not None
    assert any(isinstance(part, SheetMap) for part in reach.parts)


def test_trainers_find_the_answer_of_each_question(room: Classroom, facts: Facts) -> None:
    booklet = booklet_of(facts, room.base, "fr")
    trainer = booklet.chapter("trainer")
    assert trainer is not None
    answers = next(part for part in trainer.parts if isinstance(part, SheetTable))
    assert len(answers.rows) == len(booklet.questions) >= 5
    for row, one in zip(answers.rows, booklet.questions, strict=True):
        assert row[0] == one.question
        assert str(row[1]) == f"{one.letter} – {one.options[one.right]}"
        assert len(set(one.options)) == len(one.options)


def test_the_same_facts_give_the_same_booklet(room: Classroom, facts: Facts) -> None:
    assert booklet_of(facts, room.base, "en") == booklet_of(facts, room.base, "en")
