from __future__ import annotations

import pytest

from portee.core.errors import OutsideNetworkError
from portee.core.parameters import shipped_parameters
from portee.hubs.plan.whole import Place
from portee.services.hubs.case import NOTHING, empty_hub, hub_case, walk_to_stop_m
from portee.world import World
from tests.services.hubs.compared import PEOPLE, WHO, small


def test_doing_nothing_is_an_empty_hub_over_the_same_years() -> None:
    empty = empty_hub(small("a"))
    assert (empty.id, empty.start, empty.years, empty.services) == (NOTHING, 2027, 4, ())
    case = hub_case(empty, WHO, PEOPLE, shipped_parameters())
    assert case.nothing
    assert all(
        (year.result, year.closing, year.opening, year.assets) == (0, 0, 0, 0)
        for year in case.accounts.statements.years
    )
    assert [case.level(axis) for axis in ("physical", "digital", "democratic")] == [0, 0, 0]
    assert (case.reach.served, case.reach.offline_all, len(case.added)) == (0, 0, 0)


def test_a_hub_is_told_with_what_would_let_everybody() -> None:
    case = hub_case(small("a"), WHO, PEOPLE, shipped_parameters())
    assert (case.reach.served, case.reach.offline) == (75, 0)
    assert case.added.channels == ("desk",)
    assert case.added.payments == ("cash",)
    assert case.walk_m is None


def test_the_walk_to_the_nearest_stop_is_measured_along_streets(xs_world: World) -> None:
    table = xs_world.network.timetable
    assert table is not None
    stop = Place(lon=float(table.stop_lon[0]), lat=float(table.stop_lat[0]))
    assert walk_to_stop_m(xs_world, stop) == pytest.approx(0, abs=60)
    case = hub_case(small("a", place=stop.model_dump()), WHO, PEOPLE, shipped_parameters(), world=xs_world)
    assert case.walk_m == walk_to_stop_m(xs_world, stop)
    west, south, _, _ = xs_world.network.bounds
    far = walk_to_stop_m(xs_world, Place(lon=west, lat=south))
    assert far is not None
    assert far > 60


def test_a_hub_in_another_town_is_told_as_such(xs_world: World) -> None:
    west, south, _, _ = xs_world.network.bounds
    far = small("a", place={"lon": west, "lat": south + 1})
    with pytest.raises(OutsideNetworkError, match=r"The hub 'a' .* lies 1\d\d km outside the network"):
        hub_case(far, WHO, PEOPLE, shipped_parameters(), world=xs_world)
