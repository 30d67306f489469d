"""Many hours at once give what each gives alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.reach import commute_many
from portee.reach.commute import commute_search
from portee.reach.commute_many import commutes_at
from portee.reach.hours import Hours
from portee.reach.kinds import ByTransit
from portee.reach.links import LinkStore
from portee.reach.opening import everything
from portee.reach.options import Travel
from portee.reach.transit import transit_search
from tests.worlds import TODAY, random_places, random_world

TRAVEL = Travel(max_time_min=40, max_walk_min=10)


def _hours(rng: np.random.Generator, places: int) -> list[Hours]:
    found = []
    for _ in range(int(rng.integers(1, 5))):
        start = rng.integers(7 * 60, 11 * 60, places) * 60
        end = start + rng.integers(0, 300, places) * 60
        away = rng.random(places) < 0.2
        day = TODAY + timedelta(days=int(rng.integers(0, 2)))
        found.append(
            Hours(day, np.where(away, -1, start).astype(np.int32), np.where(away, -1, end).astype(np.int32))
        )  # fmt: skip
    return found


@settings(max_examples=12)
@given(st.integers(0, 2**16))
def test_each_of_several_hours_is_answered_as_alone(seed: int) -> None:
    rng = np.random.default_rng(seed)
    world = random_world(seed)
    timetable = world.network.timetable
    assert timetable is not None
    homes, places = random_places(rng, 3, 4, 3), random_places(rng, 4, 4, 3, "w")
    opened = everything(timetable)
    store, hours = LinkStore(world.network, threads=2), _hours(rng, 4)
    together = commutes_at(store, homes, places, ByTransit(TRAVEL, opened), hours)
    assert len(together) == len(hours)
    for part, found in zip(hours, together, strict=True):
        alone = commute_search(store, homes, places, TRAVEL, [part], opened=opened).commutes()
        np.testing.assert_array_equal(found.out, alone.out)
        np.testing.assert_array_equal(found.back, alone.back)


def test_hours_that_lie_near_each_other_share_a_search(monkeypatch: pytest.MonkeyPatch) -> None:
    world = random_world(3)
    timetable = world.network.timetable
    assert timetable is not None
    made: list[bool] = []

    def counted(*args: object, **kwargs: object) -> object:
        made.append(True)
        return transit_search(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(commute_many, "transit_search", counted)
    rng = np.random.default_rng(3)
    homes, places = random_places(rng, 1, 4, 3), random_places(rng, 2, 4, 3, "w")
    way = ByTransit(TRAVEL, everything(timetable))
    at_nine = Hours(TODAY, np.full(2, 9 * 3600, np.int32), np.full(2, 17 * 3600, np.int32))
    hours = [replace(at_nine, start=at_nine.start + 1800 * k, end=at_nine.end + 1800 * k) for k in range(4)]
    commutes_at(LinkStore(world.network), homes, places, way, hours)
    assert len(made) == 2


def test_no_hours_no_search() -> None:
    world = random_world(3)
    rng = np.random.default_rng(3)
    homes, places = random_places(rng, 1, 4, 3), random_places(rng, 2, 4, 3, "w")
    assert commutes_at(LinkStore(world.network), homes, places, ByTransit(TRAVEL), []) == []
