"""Scratch of a search: wide enough for its cuts, padded to whole vectors."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from portee.kernels.lanes import BLOCK, lane_space, padded
from portee.network.daytable import day_table
from tests.worlds import DAY, random_timetable


@given(st.integers(1, 480))
def test_padding_adds_less_than_one_block(lanes: int) -> None:
    assert padded(lanes) % BLOCK == 0
    assert lanes <= padded(lanes) < lanes + BLOCK


@given(st.integers(0, 2**32 - 1), st.integers(1, 40))
def test_scratch_holds_each_of_its_cuts(seed: int, lanes: int) -> None:
    rng = np.random.default_rng(seed)
    today = date(1970, 1, 1) + timedelta(days=DAY + 1)
    cuts = [day_table(random_timetable(rng, 5), today, 0, 7200).cut for _ in range(2)]
    space = lane_space(5, lanes, *cuts)
    for cut in cuts:
        assert len(space.queue) >= len(cut.event_offset)
        assert len(space.reached) >= len(cut.departure)
        assert len(space.aboard) >= np.diff(cut.trip_offset).max(initial=0)
        assert len(space.seated) >= cut.trip_offset[-1]
    assert space.best.shape == (5, padded(lanes))
