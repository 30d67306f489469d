from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from portee.network.streets import LIT, MODES, NOT_PERMITTED, STEPS, UNLIT, Streets


def one_street() -> Streets:
    """Two nodes and the street between them, open to everyone."""
    ids, places = np.array([1, 2], dtype=np.int64), np.array([53_700_000, 53_710_000], dtype=np.int32)
    none = np.zeros(0, dtype=np.int32)
    costs = {mode: np.array([81_000], dtype=np.int32) for mode in MODES}
    return Streets(
        node_lon_e7=places,
        node_lat_e7=np.full(2, 433_000_000, dtype=np.int32),
        node_osm_id=ids,
        edge_from=np.array([0], dtype=np.int32),
        edge_to=np.array([1], dtype=np.int32),
        edge_length_mm=np.array([81_000], dtype=np.int32),
        edge_osm_way=np.array([7], dtype=np.int64),
        edge_name=np.array([0], dtype=np.int32),
        edge_flags=np.array([STEPS | LIT], dtype=np.uint8),
        geometry_offset=np.array([0, 2], dtype=np.int64),
        geometry_lon_e7=places,
        geometry_lat_e7=np.full(2, 433_000_000, dtype=np.int32),
        names=("Rue A",),
        cost_forward=costs,
        cost_backward=costs,
        car_turn_from=none,
        car_turn_via=none,
        car_turn_to=none,
    )


def test_counts() -> None:
    streets = one_street()
    assert (streets.node_count, streets.edge_count) == (2, 1)
    assert not streets.elevation


def test_streets_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        one_street().names = ()  # type: ignore[misc]


def test_flags_are_distinct_bits() -> None:
    assert sorted(bin(flag).count("1") for flag in (STEPS, LIT, UNLIT)) == [1, 1, 1]
    assert len({STEPS, LIT, UNLIT}) == 3


def test_forbidden_is_no_cost() -> None:
    assert NOT_PERMITTED < 0
