from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from portee.network.network import Network
from portee.services.nearby_names import NEAR_M, beside, place_words
from portee.world import World
from tests.worlds import grid_streets, timetable_of


def test_a_place_is_beside_its_nearest_stop_else_a_street(xs_world: World) -> None:
    timetable = xs_world.network.timetable
    assert timetable is not None
    for k in (0, timetable.stop_count - 1):
        found = beside(xs_world.network, float(timetable.stop_lon[k]), float(timetable.stop_lat[k]))
        assert found is not None
        assert (found.name, found.kind, found.metres) == (timetable.stop_name[k], "stop", 0)


def test_without_stops_streets_tell_and_far_away_nothing_does() -> None:
    streets = grid_streets(3, 3)
    name = np.full(streets.edge_count, -1, np.int32)
    name[0] = 0
    network = Network.of(replace(streets, edge_name=name, names=("Rue de la République",)))
    at = float(streets.node_lon_e7[0]) / 1e7, float(streets.node_lat_e7[0]) / 1e7
    found = beside(network, *at)
    assert found is not None
    assert (found.name, found.kind) == ("Rue de la République", "street")
    assert found.metres <= NEAR_M
    assert beside(network, at[0] + 1.0, at[1]) is None


@pytest.mark.parametrize(
    ("id", "metres", "lang", "told"),
    [
        ("12", 0, "fr", "lieu 12, à l'arrêt « Gare »"),
        ("12", 0, "en", "place 12, at the stop “Gare”"),
        ("CRS3035RES200mN2255000E3945800", 100, "en", "100 m from the stop “Gare”"),
        ("12", 900, "en", "place 12"),
    ],
)  # fmt: skip
def test_it_is_told_in_words_and_a_long_id_is_left_to_files(id: str, metres: float, lang: str, told: str) -> None:
    network = Network.of(grid_streets(2, 2), replace(
        timetable_of(1, [([0, 0], [[(0, 0), (600, 660)]])], lon=[5.0], lat=[60.0]), stop_name=("Gare",)
    ))  # fmt: skip
    words = place_words(network, id, 5.0, 60.0 + metres / 111_400, lang)
    assert words.replace("\N{NO-BREAK SPACE}", " ") == told
