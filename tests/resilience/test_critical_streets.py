"""Critical street links: closing each one and searching everything again, world by world."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.network.closing import without_edges
from portee.network.network import Network
from portee.reach.options import Travel
from portee.reach.reach import reach
from portee.resilience.critical_streets import critical_streets
from portee.resilience.criticality import AccessAsked
from portee.world import World
from tests.worlds import ORIGIN, STEP_E7, grid_streets, places_at, random_places, random_streets, with_turns

COLUMNS, ROWS = 5, 4
AXES = [0, 1, 1, 0, -1, -2], [0, 0, 1, 1, 0, 0]
"""Columns and rows of the junctions of a square with a dead end."""
CASES = st.fixed_dictionaries(
    {
        "mode": st.sampled_from(["walk", "bicycle", "car"]),
        "cutoff": st.sampled_from([0.5, 2, 5, 20]),
        "k": st.sampled_from([1, 3, 100]),
        "most_used": st.sampled_from([2, 8, 1000]),
        "parking_min": st.sampled_from([0, 1]),
    }
)


def _network(seed: int) -> Network:
    rng = np.random.default_rng(seed)
    return Network.of(with_turns(grid_streets(COLUMNS, ROWS, rng=rng), rng, int(rng.integers(0, 8))))


def _access(network: Network, asked: AccessAsked, travel: Travel) -> float:
    """Residents times access, all searched; journeys may last longer than the cutoff."""
    minutes = reach(World(network), asked.origins, asked.destinations, travel, threads=1).minutes()[:, 0]
    near = minutes <= asked.cutoff_min
    return float(np.asarray(asked.residents) @ near @ np.asarray(asked.opportunities))


@settings(max_examples=25)
@given(st.integers(0, 2**32 - 1), CASES)
def test_links_as_if_each_were_closed(seed: int, case: dict[str, Any]) -> None:
    rng, network = np.random.default_rng(seed + 1), _network(seed)
    travel = Travel(mode=case["mode"], max_time_min=30, max_walk_min=25, parking_min=case["parking_min"])
    asked = AccessAsked(
        random_places(rng, 5, COLUMNS, ROWS), random_places(rng, 9, COLUMNS, ROWS), rng.integers(0, 5, 5),
        rng.integers(0, 5, 9), case["cutoff"],
    )  # fmt: skip
    streets = critical_streets(World(network), asked, travel, k=case["k"], most_used=case["most_used"], threads=1)
    found, whole = streets.found, _access(network, asked, travel)
    assert found.access == whole
    edges = network.streets.edge_count
    twin = np.array(
        [
            whole - _access(without_edges(network, case["mode"], np.arange(edges) == e), asked, travel)
            for e in range(edges)
        ]
    )
    own = twin[streets.edges]
    assert (twin >= 0).all()
    assert (found.bound >= own).all()
    others = np.delete(twin, streets.edges)
    assert (others <= streets.beyond).all()
    known = ~np.isnan(found.loss)
    np.testing.assert_array_equal(found.loss[known], own[known])
    ranked = found.loss[found.greatest].tolist()
    assert ranked == [loss for loss in sorted(own.tolist())[::-1] if loss][: case["k"]]
    assert ranked[: streets.certain] == sorted(twin.tolist())[::-1][: streets.certain]


def test_the_only_street_and_a_way_round() -> None:
    """A square with a dead end of two links: all is lost without either; going round the square costs little."""
    ends = [(0, 1), (1, 2), (2, 3), (3, 0), (0, 4), (4, 5)]
    lon, lat = (round(o * 1e7) + np.array(axis) * STEP_E7 for o, axis in zip(ORIGIN, AXES, strict=True))
    network = Network.of(random_streets(lon, lat, ends))
    home = places_at([float(lon[4] + lon[5]) / 2e7], [float(lat[4]) / 1e7])
    work = places_at([float(lon[2]) / 1e7], [float(lat[1] + lat[2]) / 2e7])
    asked = AccessAsked(home, work, [3], [2], 25)
    streets = critical_streets(World(network), asked, Travel(mode="walk"), k=5)
    assert streets.found.access == 6
    lost = streets.found.loss[np.argsort(streets.edges)]
    assert dict(zip(sorted(streets.edges.tolist()), lost.tolist(), strict=True)) == {0: 0, 1: 6, 4: 6, 5: 6}
    assert (streets.found.evaluated, streets.certain, streets.beyond) == (3, 3, 0.0)


@pytest.mark.parametrize(("mode", "more"), [("transit", {}), ("walk", {"most_used": 0}), ("walk", {"k": 0})])
def test_what_cannot_be_asked(mode: str, more: dict[str, Any]) -> None:
    network = _network(1)
    here = random_places(np.random.default_rng(1), 2, COLUMNS, ROWS)
    with pytest.raises(ParameterError):
        critical_streets(World(network), AccessAsked(here, here, [1, 1], [1, 1], 20), Travel(mode=mode), **more)
