"""The pages on hubs: the same commands in both languages, and figures that the models give."""

from __future__ import annotations

import numpy as np
import pytest

from portee.core.errors import ParameterError
from portee.hubs.siting.choice import choice
from portee.hubs.siting.set_covering import set_covering
from tests.docs.test_pages import DOCS, fences

PAGES = [DOCS / lang / "how-to" / "hubs.md" for lang in ("fr", "en")]


def test_both_languages_show_the_same_commands() -> None:
    french, english = map(fences, PAGES)
    assert french == english
    assert sum("portee hub" in text for _, text in french) == 3


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parts[-3])
def test_impossible_demands_are_told_as_the_page_says(page: object) -> None:
    text = " ".join(page.read_text(encoding="utf-8").split())  # type: ignore[attr-defined]
    with pytest.raises(ParameterError) as budget:
        choice(2, budget=30000.0, costs=np.array([40000.0, 50000.0]))
    with pytest.raises(ParameterError) as count:
        set_covering(np.ones(3), np.eye(3, dtype=np.bool_), choice(3, count=2))
    assert budget.value.what.rstrip(".") in text
    assert count.value.what.split(": ")[1] in text
    assert count.value.mend.split(":")[0] in text
