"""There and back by docked vehicles, against trying all pairs of docks with plain searches along streets."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.kernels.shortest import UNREACHED
from portee.network.network import Network
from portee.network.snapping import Snapped
from portee.reach.dock_commute import DockCommute, DockCommuteSearch
from portee.reach.kinds import ByDock
from portee.reach.links import LinkStore
from portee.reach.streetwise import Stations, attached_places
from portee.territory.places import Places
from tests import naive
from tests.journeys import street_times
from tests.worlds import grid_streets, places_at, random_places

SEEDS = st.integers(0, 2**32 - 1)
NEVER = int(UNREACHED)
MODES = ("walk", "wheelchair", "bicycle", "e_scooter")


def _setting(seed: int, docks: int = 4) -> tuple[Network, Places, Places, Stations]:
    rng = np.random.default_rng(seed)
    network = Network.of(grid_streets(5, 4, rng=rng), modes=MODES)
    homes, work = random_places(rng, 2, 5, 4), random_places(rng, 3, 5, 4, "w")
    return network, homes, work, Stations(network, random_places(rng, docks, 5, 4, "d"), MODES)


def _by(stations: Stations, **options: Any) -> ByDock:
    usual: dict[str, Any] = {
        "mode": "bicycle", "limit_min": 6.0, "speed_kmh": 9.0, "stations": stations, "foot": "walk",
        "walk_speed_kmh": 3.6, "max_walk_min": 5.0, "docking_min": 0.5,
    }  # fmt: skip
    return ByDock(**{**usual, **options})


def _commutes(network: Network, homes: Places, work: Places, by: ByDock, longest_s: int, **how: Any) -> DockCommute:
    return DockCommuteSearch(LinkStore(network), homes, work, by, longest_s).commutes(**how)


def _all_pairs(network: Network, starts: Places, ends: Places, by: ByDock, longest: int) -> dict[Any, Any]:
    """(least seconds, minutes ridden of all pairs of docks that take as little) by start and end, one direction."""

    def legs(mode: str, a: Snapped, b: Snapped, minutes: float, kmh: float) -> naive.Pairs:
        units = kmh / 3.6 * 1000
        return street_times(network.streets, mode, a, b, int(int(min(minutes * 60, longest)) * units), units)

    a, b = (attached_places(network, places, by.foot) for places in (starts, ends))
    docks = by.stations
    walk = legs(by.foot, a, docks[by.foot], by.max_walk_min, by.walk_speed_kmh)
    ride = legs(by.mode, docks[by.mode], docks[by.mode], by.limit_min, by.speed_kmh)
    onward = legs(by.foot, docks[by.foot], b, by.max_walk_min, by.walk_speed_kmh)
    docking = round(by.docking_min * 60)
    found: dict[Any, Any] = {}
    for (start, first), near in walk.items():
        for (other, last), ridden in ride.items():
            for (dock, end), far in onward.items():
                total = near + docking + ridden + docking + far
                if other == first and dock == last and total <= longest:
                    best, minutes = found.get((start, end), (NEVER, set()))
                    if total < best:
                        best, minutes = total, set()
                    if total == best:
                        minutes.add(ridden / 60)
                    found[start, end] = best, minutes
    return found


@settings(max_examples=40)
@given(
    SEEDS,
    st.sampled_from(["bicycle", "e_scooter"]),
    st.sampled_from(["walk", "wheelchair"]),
    st.sampled_from([0.0, 0.5, 1.25]),
    st.sampled_from([240, 1200]),
    st.sampled_from([1.0, 6.0]),
)
def test_both_legs_are_the_best_of_all_pairs_of_docks(
    seed: int, mode: str, foot: str, docking: float, longest: int, limit: float
) -> None:
    """Streets run one way and slopes differ: the best pair of docks on the way back is its own."""
    network, homes, work, stations = _setting(seed)
    by = _by(stations, mode=mode, foot=foot, docking_min=docking, limit_min=limit)
    found = _commutes(network, homes, work, by, longest)
    there = _all_pairs(network, homes, work, by, longest)
    back = {(home, place): way for (place, home), way in _all_pairs(network, work, homes, by, longest).items()}
    for seconds, km, minutes, ways in (
        (found.out, found.out_km, found.out_min, there),
        (found.back, found.back_km, found.back_min, back),
    ):
        assert seconds.dtype == np.int32
        for pair in np.ndindex(len(homes), len(work)):
            best, ridden = ways.get(pair, (NEVER, {np.inf}))
            assert seconds[pair] == (NEVER if best == NEVER else -(-best // 60) * 60)
            assert minutes[pair] in ridden  # to the second: the first free minutes of a tariff depend on it
            assert km[pair] == minutes[pair] / 60 * 9.0


def test_a_ride_worked_by_hand() -> None:
    """Along one street of 11 blocks, about 97.8 m each: home at block 0, docks at 1 and 9, work at 10.

    Walk 1 block at 1 m/s: 98 s, docking 30 s, 8 blocks at 2.5 m/s: 783 m / 2.5 = 313.2 s, so 313 or 314 s, docking
    30 s, walk 98 s: about 570 s in all, told as 10 minutes. Ridden: about 5.22 min, 5.22 / 60 × 9 = 0.783 km.
    """
    network = Network.of(grid_streets(12, 2), modes=MODES)
    docks = Stations(network, places_at([5.0012, 5.0108], [43.0, 43.0], "d"), MODES)
    found = _commutes(network, places_at([5.0], [43.0]), places_at([5.012], [43.0], "w"), _by(docks), 3600)
    block = int(network.streets.edge_length_mm[0])
    walk, ride = -(-block // 1000), -(-8 * block // 2500)
    assert (walk, 310 < ride < 316) == (98, True)
    assert found.out.tolist() == found.back.tolist() == [[600]]
    assert -(-(2 * walk + 60 + ride) // 60) == 10
    assert found.out_min.tolist() == found.back_min.tolist() == [[ride / 60]]
    assert found.out_km[0, 0] == found.back_km[0, 0] == pytest.approx(8 * block / 1e6, rel=3e-3)


def test_too_far_to_walk_to_ride_or_in_all_is_out_of_reach() -> None:
    network = Network.of(grid_streets(12, 2), modes=MODES)
    docks = Stations(network, places_at([5.0012, 5.0108], [43.0, 43.0], "d"), MODES)
    home, work = places_at([5.0], [43.0]), places_at([5.012], [43.0], "w")
    whole = int(_commutes(network, home, work, _by(docks), 3600).out_min[0, 0] * 60 + 0.5) + 2 * 98 + 60
    for by, longest in (
        (_by(docks, max_walk_min=1.5), 3600), (_by(docks, limit_min=5.0), 3600), (_by(docks), whole - 1),
    ):  # fmt: skip
        found = _commutes(network, home, work, by, longest)
        assert found.out.tolist() == found.back.tolist() == [[NEVER]]
        assert np.isinf([found.out_min, found.back_min, found.out_km, found.back_km]).all()
    assert _commutes(network, home, work, _by(docks), whole).out.tolist() == [[600]]


def test_without_docks_nobody_rides() -> None:
    network, homes, work, _ = _setting(3)
    none = Stations(network, places_at([], []), MODES)
    found = _commutes(network, homes, work, _by(none), 3600)
    assert (found.out == UNREACHED).all()
    assert (found.back == UNREACHED).all()
    assert np.isinf(found.out_km).all()


def test_some_homes_and_any_threads_give_the_same() -> None:
    rng = np.random.default_rng(4)
    network, _, work, docks = _setting(4, 6)
    search = DockCommuteSearch(LinkStore(network), random_places(rng, 7, 5, 4), work, _by(docks), 1800)
    whole = search.commutes()
    assert (whole.out != UNREACHED).any()
    for part, rows in ((search.commutes(threads=4), slice(None)), (search.commutes(2, 5, threads=2), slice(2, 5))):
        for name in ("out", "back", "out_km", "back_km", "out_min", "back_min"):
            np.testing.assert_array_equal(getattr(part, name), getattr(whole, name)[rows])
    assert search.commutes(7).out.shape == (0, 3)


@settings(max_examples=25)
@given(SEEDS)
def test_more_time_more_speed_and_more_docks_never_hurt(seed: int) -> None:
    network, homes, work, docks = _setting(seed)
    by = _by(docks)
    fewer = replace(by, stations=Stations(network, docks.places.take(np.arange(3)), MODES))

    def legs(by: ByDock, longest: int = 600) -> Any:
        found = _commutes(network, homes, work, by, longest)
        return np.stack([found.out, found.back])

    usual = legs(by)
    assert (legs(by, 900) <= usual).all()
    for better in (
        replace(by, limit_min=9.0), replace(by, max_walk_min=7.0), replace(by, speed_kmh=12.0),
        replace(by, docking_min=0.0),
    ):  # fmt: skip
        assert (legs(better) <= usual).all()
    assert (legs(fewer) >= usual).all()
