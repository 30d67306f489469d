from __future__ import annotations

from typing import cast

import pytest

from portee.commons.records.cell import Cell
from portee.services.commons_reading.grid import LONGEST_WORDS, GridQuestion
from portee.services.commons_reading.practices import PracticeQuestion
from portee.services.commons_reading.shelf import Shelf
from portee.web.commons.asked import grid_asked, practices_asked, records_asked

HOSTILE = ["<script>", "' OR 1=1 --", "../../etc/passwd", "9999999999", "\x00", "é" * 5000]


def test_nothing_asked_is_everything_and_no_problem(shelf: Shelf) -> None:
    reading = shelf.reading()
    assert grid_asked(reading, {}).question == GridQuestion()
    assert practices_asked(reading, {}).question == PracticeQuestion()
    assert not {
        **grid_asked(reading, {}).problems,
        **practices_asked(reading, {}).problems,
        **records_asked({}).problems,
    }


def test_what_the_commons_holds_can_be_asked_for(shelf: Shelf) -> None:
    reading = shelf.reading()
    cell = cast(Cell, reading.release.of_type("cell")[0].record)
    asked = grid_asked(reading, {"need": str(cell.need), "solution": f" {cell.solution} ", "level": "3", "q": " a  b "})
    assert not asked.problems
    assert (asked.question.need, asked.question.solution) == (str(cell.need), str(cell.solution))
    assert (asked.question.level, asked.question.words) == (3, "a b")
    records = records_asked({"type": "need", "status": "reviewed", "q": "nuit"})
    assert (records.type, records.status, records.words, dict(records.problems)) == ("need", "reviewed", "nuit", {})


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("name", ["territory", "status", "level", "advice", "part", "need", "solution"])
def test_what_is_not_known_is_told_of_its_field_and_the_rest_is_answered(shelf: Shelf, name: str, value: str) -> None:
    reading = shelf.reading()
    cell = cast(Cell, reading.release.of_type("cell")[0].record)
    other = "need" if name != "need" else "solution"
    asked = grid_asked(reading, {name: value, other: str(getattr(cell, other))})
    assert dict(asked.problems) == {name: "commons-filter-unknown"}
    assert not getattr(asked.question, name)
    assert getattr(asked.question, other) == str(getattr(cell, other))


@pytest.mark.parametrize("name", ["solution", "country", "grade", "state"])
def test_practices_are_not_asked_for_by_what_is_not_known(shelf: Shelf, name: str) -> None:
    asked = practices_asked(shelf.reading(), {name: "nothing", "q": "vélo"})
    assert dict(asked.problems) == {name: "commons-filter-unknown"}
    assert not getattr(asked.question, name)
    assert asked.question.words == "vélo"


def test_words_that_are_too_long_are_cut_and_told() -> None:
    assert records_asked({"q": "x" * LONGEST_WORDS}).problems == {}
    asked = records_asked({"q": "x" * (LONGEST_WORDS + 1)})
    assert asked.words == "x" * LONGEST_WORDS
    assert dict(asked.problems) == {"q": "commons-filter-long"}
