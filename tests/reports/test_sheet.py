from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from portee.reports.sheet import SheetText
from tests.reports.sheets import sample


def test_a_text_is_its_words() -> None:
    assert str(SheetText("Words", lang="en", href="https://example.org")) == "Words"


def test_a_page_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        sample().answer = "Other"  # type: ignore[misc]


def test_two_pages_of_the_same_words_are_the_same() -> None:
    assert sample() == sample()
    assert sample() != sample(name="Other")
