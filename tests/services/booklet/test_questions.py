from __future__ import annotations

import pytest

from portee.reports.fluent import CATALOGUES
from portee.services.booklet import Facts
from portee.services.booklet.questions import questions_of
from portee.services.booklet.quiz import quiz_of


@pytest.mark.parametrize("lang", CATALOGUES)
def test_questions_are_said_with_their_figures(facts: Facts, lang: str) -> None:
    told = questions_of(facts, lang)
    assert [(one.id, one.right) for one in told] == [(item.id, item.right) for item in quiz_of(facts)]
    for one in told:
        assert one.question.endswith("?")
        assert len(set(one.options)) == len(one.options)
        assert facts.home.name in one.question or one.id not in ("reach", "money", "worst")
