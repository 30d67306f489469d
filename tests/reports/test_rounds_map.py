from __future__ import annotations

import re

import numpy as np
import pytest

from portee.core.errors import ParameterError
from portee.reports.maplayers import BaseMap
from portee.reports.rounds_map import LOOKS, ROUND_SYMBOLS, MapRound, MapSite, rounds_map
from portee.reports.sheet_map import symbol
from tests.reports.sheets import drawing

STOPS = np.array([[5.36, 43.31], [5.37, 43.32], [5.38, 43.33]])
SITES = (MapSite(5.36, 43.33, "depot"), MapSite(5.37, 43.31, "micro_hub"), MapSite(5.38, 43.31, "locker"))


def _drawn(count: int = 2) -> str:
    rounds = [MapRound(STOPS + 0.001 * k, k) for k in range(count)]
    return rounds_map(BaseMap(), [*rounds, MapRound(STOPS, None)], STOPS, SITES, lambda metres: f"{metres:g} m")


def test_rounds_supplies_stops_and_sites_are_drawn() -> None:
    picture = _drawn()
    assert drawing(picture) is not None
    assert picture.count('class="round round-') == 2
    for name in ("supply", "stops", "depot", "micro_hub", "locker"):
        assert picture.count(f'class="{name}"') == 1
    # A supply lies under the rounds to doors, and sites on top of all.
    places = [picture.index(f'class="{name}"') for name in ("supply", "round round-1", "stops", "locker", "depot")]
    assert places == sorted(places)
    assert _drawn() == picture


def test_rounds_of_each_site_differ_by_colour_and_by_dash_in_the_drawing_and_its_key() -> None:
    assert len({colour for colour, _ in LOOKS}) == len({dash for _, dash in LOOKS}) == len(LOOKS)
    for place, (colour, dash) in enumerate(LOOKS):
        assert colour in ROUND_SYMBOLS[f"round-{place + 1}"]
        assert dash in ROUND_SYMBOLS[f"round-{place + 1}"]
        assert drawing(symbol(f"round-{place + 1}")) is not None


def test_every_colour_stands_out_on_white() -> None:
    def light(colour: str) -> float:
        parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    assert all(1.05 / (light(colour) + 0.05) >= 4.5 for colour, _ in LOOKS)


def test_more_sites_than_looks_take_turns() -> None:
    used = re.findall(r'class="round round-(\d)"', _drawn(len(LOOKS) + 1))
    assert used == [*(str(place + 1) for place in range(len(LOOKS))), "1"]


def test_positions_that_are_none_are_refused() -> None:
    with pytest.raises(ParameterError):
        rounds_map(BaseMap(), [], np.array([[np.nan, 43.0]]), SITES, str)
