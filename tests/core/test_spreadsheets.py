from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.spreadsheets import SIGNS, cell_text, text_of_cell


@given(st.text(alphabet=st.sampled_from("'=+-@\ta1 ")))
def test_a_text_reads_back_and_begins_as_no_formula(text: str) -> None:
    cell = cell_text(text)
    assert text_of_cell(cell) == text
    assert cell[:1] not in tuple(SIGNS)


@pytest.mark.parametrize("text", ["", "Fournil d'Ada", "'", "1 - 2", "a=b", "l'été"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert cell_text(text) == text
    assert text_of_cell(text) == text
