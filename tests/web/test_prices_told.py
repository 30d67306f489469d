from __future__ import annotations

from typing import Any

import pytest

from portee.web.prices_told import MOST_BARS, price_bars, price_counts, price_rows
from portee.web.wording import LANGUAGES, say

PRICES: list[dict[str, Any]] = [
    {"fr": "Ticket", "en": "Ticket", "before": 2.0, "after": 1.0},
    {"fr": "Passe <b>", "en": "Pass <b>", "before": 40.0, "after": 44.0},
    {"fr": "Neuf", "en": "New", "before": None, "after": 3.0},
    {"fr": "Gratuit", "en": "Free", "before": 0.0, "after": 1.5},
]


def test_cheaper_dearer_and_new_tickets_are_counted() -> None:
    assert price_counts(PRICES) == {"down": 1, "up": 2, "fresh": 1}
    assert price_counts([]) == {"down": 0, "up": 0, "fresh": 0}


def test_each_ticket_says_by_how_much_it_changes() -> None:
    rows = price_rows(PRICES, "en")
    assert [row["change"] for row in rows] == ["€−1.00 (−50%)", "€+4.00 (+10%)", "new", "€+1.50"]
    assert rows[2]["before"] == "–"
    assert price_rows(PRICES, "fr")[0]["change"].replace("\u202f", " ").replace("\xa0", " ") == "−1,00 € (−50 %)"


def test_old_tickets_are_drawn_and_every_text_escaped() -> None:
    drawn = price_bars(PRICES, "fr")
    assert drawn is not None
    assert drawn.count('class="full"') == drawn.count('class="outlined"') == 3
    assert "<b>" not in drawn
    assert price_bars(PRICES[2:3], "fr") is None
    many = price_bars(PRICES[:1] * 40, "fr")
    assert many is not None
    assert many.count('class="full"') == MOST_BARS


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("counts", [(0, 0, 0), (1, 1, 1), (2, 3, 4)])
def test_the_sentence_is_whole(lang: str, counts: tuple[int, int, int]) -> None:
    told = say(lang, "whatif-prices-told", **dict(zip(("down", "up", "fresh"), counts, strict=True)))
    assert told.endswith(".")
    assert " ." not in told
    assert "  " not in told
