from __future__ import annotations

import pytest

from portee.core.declared import parse_declared
from portee.core.errors import SourceError
from portee.hubs.integration.answers import LadderAnswers


def test_what_is_not_told_is_not_known() -> None:
    told = parse_declared("wayfinding: true\nconsulted: false\n", LadderAnswers)
    assert (told.wayfinding, told.consulted, told.heard) == (True, False, None)


def test_a_misspelt_answer_is_told_with_its_line() -> None:
    with pytest.raises(SourceError, match="wayfindign") as raised:
        parse_declared("heard: true\nwayfindign: true\n", LadderAnswers)
    assert raised.value.where
    assert raised.value.where.line == 2
