"""The page on workshops: how many places are kept, and the distances and numbers that it tells."""

from __future__ import annotations

import math
import random
import re

import pytest

from portee.commons.anonymity import LEAST_PEOPLE
from portee.commons.workshops.places import EARTH_M, Hiding, Spot, hidden_places
from tests.docs.test_pages import DOCS

PAGES = {lang: (DOCS / lang / "how-to" / "workshop.md").read_text(encoding="utf-8") for lang in ("fr", "en")}
SIDES = (500, 1000, 2000)
DRAWS = 40
DEGREE_M = math.radians(1) * EARTH_M


def kept(people: int, side: float) -> int:
    """Share of the places kept, in %, of people drawn over one square kilometre, mean of many workshops."""
    shares = []
    for seed in range(DRAWS):
        draw = random.Random(seed)
        lat, lon = 43.3 + draw.uniform(0, 0.1), 5.3 + draw.uniform(0, 0.1)
        spots = [
            Spot(
                k,
                lat + draw.uniform(0, 1000) / DEGREE_M,
                lon + draw.uniform(0, 1000) / DEGREE_M / math.cos(math.radians(43.3)),
            )
            for k in range(people)
        ]
        shown = hidden_places(spots, Hiding(square_m=side), draw)
        shares.append(sum(point is not None for point in shown) / people)
    return round(100 * sum(shares) / DRAWS)


@pytest.mark.parametrize("lang", PAGES)
def test_shares_of_places_kept_are_those_computed(lang: str) -> None:
    rows = re.findall(
        r"^\| (\d+) \| (\d+)[ \u00a0]?% \| (\d+)[ \u00a0]?% \| (\d+)[ \u00a0]?% \|$", PAGES[lang], re.MULTILINE
    )
    assert [int(row[0]) for row in rows] == [15, 30, 60, 120]
    for people, *told in rows:
        assert [int(share) for share in told] == [kept(int(people), side) for side in SIDES]


@pytest.mark.parametrize("lang", PAGES)
def test_the_rules_told_are_those_of_the_code(lang: str) -> None:
    hiding = Hiding()
    assert f"{hiding.least_m:g} m" in PAGES[lang]
    assert f"{hiding.most_m:g} m" in PAGES[lang]
    assert f"{hiding.square_m:g} m" in PAGES[lang]
    assert f"{LEAST_PEOPLE} pe" in PAGES[lang]
