"""A network with other costs: what it shares with its base, and how it is told apart."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.network.footpaths import stop_walks
from portee.network.modegraph import mode_graph
from portee.network.network import Network
from portee.network.streets import MODES
from portee.network.variants import with_costs
from tests.worlds import random_world


def _dearer(network: Network, mode: str, times: int) -> Network:
    costs = [
        np.where(table[mode] < 0, -1, table[mode] * times).astype(np.int32)
        for table in (network.streets.cost_forward, network.streets.cost_backward)
    ]
    return with_costs(network, mode, costs[0], costs[1], note=f"{times} times as dear.", kind="test")


def test_the_base_is_untouched_and_all_else_is_shared() -> None:
    base = random_world(3).network
    kept = {mode: base.streets.cost_forward[mode].copy() for mode in MODES}
    made = _dearer(base, "bicycle", 3)
    for mode in MODES:
        np.testing.assert_array_equal(base.streets.cost_forward[mode], kept[mode])
        assert (made.modes[mode] is base.modes[mode]) == (mode != "bicycle")
    assert made.modes["bicycle"].grid is base.modes["bicycle"].grid
    assert made.walks is base.walks
    assert made.stops is base.stops
    assert made.timetable is base.timetable
    assert made.folder is None
    assert made.notes == (*base.notes, "3 times as dear.")


@settings(max_examples=20)
@given(st.integers(0, 2**32 - 1), st.sampled_from(["walk", "wheelchair", "car"]), st.integers(1, 3))
def test_its_graph_and_the_walks_between_stops_are_those_of_its_costs(seed: int, mode: str, times: int) -> None:
    base = random_world(seed).network
    made = _dearer(base, mode, times)
    graph, expected = made.modes[mode].graph, mode_graph(made.streets, mode)
    for name in ("forward", "backward", "ahead_edge", "node_of_copy"):
        np.testing.assert_array_equal(getattr(graph, name), getattr(expected, name))
    np.testing.assert_array_equal(graph.ahead.cost, expected.ahead.cost)
    assert graph.main is base.modes[mode].graph.main
    assert base.walks is not None
    assert made.walks is not None
    if mode == "walk":
        anew = stop_walks(graph, base.stops["walk"], base.walks.limit)
        for name in ("offset", "to", "cost"):
            np.testing.assert_array_equal(getattr(made.walks, name), getattr(anew, name))
        assert made.walks.limit == base.walks.limit
    else:
        assert made.walks is base.walks


def test_the_key_tells_costs_apart_and_nothing_else() -> None:
    base = random_world(3).network
    once, again = _dearer(base, "walk", 2), _dearer(base, "walk", 2)
    keys = {once.key, _dearer(base, "walk", 3).key, _dearer(base, "wheelchair", 2).key, base.key}
    assert once.key == again.key
    assert len(keys) == 4
