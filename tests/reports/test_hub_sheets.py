from __future__ import annotations

import pytest

from portee.reports.hub_sheets import cell, column, hub_words


@pytest.mark.parametrize(("place", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_have_letters(place: int, letters: str) -> None:
    assert column(place) == letters


def test_cells_have_names_with_dollars_where_they_stay() -> None:
    assert [cell(0, 1, fixed=fixed) for fixed in ("", "row", "col", "both")] == ["B1", "B$1", "$B1", "$B$1"]


def test_words_say_both_languages() -> None:
    assert hub_words()["result"] == {"fr": "Résultat", "en": "Result"}
