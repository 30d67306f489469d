from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from portee.sources.osm.raw import RawOsm, Restriction


def test_a_restriction_cannot_be_changed() -> None:
    item = Restriction(1, {"type": "restriction"}, (("w", 2, "from"),))
    with pytest.raises(dataclasses.FrozenInstanceError):
        item.osm_id = 2  # type: ignore[misc]


def raw_of(ids: list[int], refs: list[list[int]]) -> RawOsm:
    return RawOsm(
        node_id=np.zeros(0, dtype=np.int64),
        node_lon_e7=np.zeros(0, dtype=np.int32),
        node_lat_e7=np.zeros(0, dtype=np.int32),
        way_id=np.array(ids, dtype=np.int64),
        way_offset=np.cumsum([0, *(len(nodes) for nodes in refs)]),
        ref=np.array([ref for nodes in refs for ref in nodes], dtype=np.int64),
        way_tagset=np.arange(len(ids), dtype=np.int32),
        tagsets=(),
        way_name=np.arange(len(ids), dtype=np.int32),
        names=(),
    )


def test_in_order() -> None:
    raw = raw_of([7, 3, 5], [[1, 2], [3], [4, 5, 6]]).in_order()
    assert raw.way_id.tolist() == [3, 5, 7]
    assert raw.ref.tolist() == [3, 4, 5, 6, 1, 2]
    assert raw.way_offset.tolist() == [0, 1, 4, 6]
    assert raw.way_tagset.tolist() == raw.way_name.tolist() == [1, 2, 0]


def test_already_in_order() -> None:
    raw = raw_of([3, 5], [[1], [2]])
    assert raw.in_order() is raw
