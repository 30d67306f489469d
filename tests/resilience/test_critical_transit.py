"""Critical lines and stops: taking each one away and searching everything again, world by world."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.kernels.shortest import UNREACHED
from portee.network.network import Network
from portee.network.timetable import Timetable
from portee.reach.options import Travel, Window
from portee.reach.reach import reach
from portee.reach.streetwise import Stations
from portee.reach.transit import transit_search
from portee.resilience.critical_transit import critical_lines, critical_stops
from portee.resilience.criticality import AccessAsked, Criticality
from portee.territory.places import Places
from portee.world import World
from tests.worlds import TODAY, grid_streets, random_places, timetable_of

SEEDS = st.integers(0, 2**32 - 1)
EIGHT = 8 * 3600
COLUMNS, ROWS = 9, 8
REENTRY = 5
CASES = st.fixed_dictionaries(
    {
        "minutes": st.sampled_from([1, 7, 20]),
        "arrive": st.booleans(),
        "cutoff": st.sampled_from([20.5, 35, 50]),
        "percentile": st.sampled_from([10, 50, 100]),
        "k": st.sampled_from([1, 2, 20]),
        "blocks": st.booleans(),
        "frequencies": st.booleans(),
        "travel": st.sampled_from(
            [
                {"max_walk_min": 4},
                {"max_walk_min": 5, "boarding_slack_s": 0, "max_rides": 2},
                {"max_walk_min": 2, "access": "park_and_ride", "max_drive_min": 2},
                {"max_walk_min": 4, "draws": 2},
            ]
        ),
    }
)


def _timetable(rng: np.random.Generator) -> Timetable:
    """Five lines of five of eight stops, every few minutes; some vehicles run on as another line."""
    at = random_places(rng, 8, COLUMNS, ROWS)
    patterns, blocks = [], {}
    for line in range(5):
        trips = []
        for trip in range(8):
            time = EIGHT - 900 + trip * 480 + int(rng.integers(0, 300))
            calls = []
            for _ in range(5):
                calls.append((time, time + 30))
                time += int(rng.integers(2, 8)) * 30
            trips.append(calls)
            if rng.random() < 0.5:
                blocks[line, trip] = int(rng.integers(0, 4))
        patterns.append((rng.permutation(8)[:5].tolist(), trips))
        if line and rng.random() < 0.6:  # begins where another one ends
            patterns[-1][0][0] = patterns[-2][0][-1]
    return timetable_of(8, patterns, blocks=blocks, lon=at.lon.tolist(), lat=at.lat.tolist())


def _world(seed: int, *, blocks: bool, frequencies: bool) -> World:
    """Stops far apart for people on foot: many journeys need some line."""
    rng = np.random.default_rng(seed)
    timetable = _timetable(rng)
    if not blocks:
        timetable = replace(timetable, trip_block=np.full(timetable.trip_count, -1, np.int32))
    if frequencies:
        timetable = replace(
            timetable,
            frequency_trip=np.array([0, timetable.trip_count - 1], np.int32),
            frequency_start=np.full(2, 28_000, np.int32),
            frequency_end=np.full(2, 34_000, np.int32),
            frequency_headway=np.array([700, 1100], np.int32),
            frequency_exact=np.zeros(2, np.int8),
        )
    return World(Network.of(grid_streets(COLUMNS, ROWS, rng=rng), timetable, transfer_m=300))


def _with(world: World, timetable: Timetable | None) -> World:
    return World(replace(world.network, timetable=timetable))


def _silent(timetable: Timetable, closed: npt.NDArray[np.bool_], trips: npt.NDArray[np.bool_]) -> Timetable:
    """Nobody boards or alights at closed positions, and nobody stays seated into or out of some trips."""
    every, gone = np.arange(timetable.trip_count), np.flatnonzero(trips)
    pairs = [(a, b) for a in every for b in gone] + [(a, b) for a in gone for b in every]
    come, go = np.array(pairs, np.int32).reshape(-1, 2).T
    none = np.full(len(come), -1, np.int32)
    more: dict[str, Any] = {
        "transfer_from": none, "transfer_to": none, "transfer_type": np.full(len(come), REENTRY, np.int8),
        "transfer_min_time": none, "transfer_from_trip": come, "transfer_to_trip": go, "transfer_from_route": none,
        "transfer_to_route": none,
    }  # fmt: skip
    return replace(
        timetable,
        pattern_pickup=timetable.pattern_pickup & ~closed,
        pattern_dropoff=timetable.pattern_dropoff & ~closed,
        **{name: np.concatenate([getattr(timetable, name), extra]) for name, extra in more.items()},
    )


def _without_route(timetable: Timetable, route: int) -> Timetable:
    patterns = timetable.pattern_route == route
    closed = np.repeat(patterns, np.diff(timetable.pattern_offset))
    return _silent(timetable, closed, np.repeat(patterns, np.diff(timetable.pattern_trip_offset)))


def _without_stop(timetable: Timetable, stop: int) -> Timetable:
    return _silent(timetable, timetable.pattern_stop == stop, np.zeros(timetable.trip_count, np.bool_))


def _access(world: World, asked: AccessAsked, travel: Travel, window: Window, parks: Places | None) -> float:
    """Residents times access, all searched; journeys may last longer than the cutoff."""
    stations = Stations(world.network, parks) if parks is not None else None
    search = transit_search(world.network, asked.origins, asked.destinations, travel, window, stations=stations)
    roots = len(search.access.offset) - 1
    found = search.percentiles(0, roots, np.array([asked.percentile]), search.scratch())[:, 0]
    seconds = found.T if search.flipped else found
    near = (seconds != UNREACHED) & (seconds <= asked.cutoff_min * 60)
    return float(np.asarray(asked.residents) @ near @ np.asarray(asked.opportunities))


def _check(
    seed: int, case: dict[str, Any], rank: Callable[..., Criticality], without: Callable[[Timetable, int], Timetable]
) -> None:
    rng = np.random.default_rng(seed + 1)
    world = _world(seed, blocks=case["blocks"], frequencies=case["frequencies"])
    timetable = world.network.timetable
    assert timetable is not None
    # The longest walk is given, so it does not depend on how long a journey may be.
    travel = Travel(max_time_min=60, max_transfer_m=300, **case["travel"])
    parks = random_places(rng, 2, COLUMNS, ROWS) if travel.access == "park_and_ride" else None
    asked = AccessAsked(
        random_places(rng, 5, COLUMNS, ROWS), random_places(rng, 8, COLUMNS, ROWS), rng.integers(0, 5, 5),
        rng.integers(0, 5, 8), case["cutoff"], case["percentile"],
    )  # fmt: skip
    window = Window(TODAY, EIGHT + case["arrive"] * 2400, case["minutes"], arrive=case["arrive"])
    found = rank(world, asked, window, travel=travel, k=case["k"], park_and_ride=parks, threads=1)
    whole = _access(world, asked, travel, window, parks)
    assert found.access == whole
    twin = np.array(
        [
            whole - _access(_with(world, without(timetable, e)), asked, travel, window, parks)
            for e in range(len(found.ids))
        ]
    )
    assert (twin >= 0).all()
    assert (found.bound >= twin).all()
    known = ~np.isnan(found.loss)
    np.testing.assert_array_equal(found.loss[known], twin[known])
    assert found.loss[found.greatest].tolist() == [loss for loss in sorted(twin.tolist())[::-1] if loss][: case["k"]]
    assert found.rank[found.greatest].tolist() == list(range(1, len(found.greatest) + 1))
    assert found.evaluated == (known & (found.bound > 0)).sum()
    assert found.searched_again <= found.searches * (found.evaluated + found.abandoned)


@settings(max_examples=40)
@given(SEEDS, CASES)
def test_lines_as_if_each_were_taken_away(seed: int, case: dict[str, Any]) -> None:
    _check(seed, case, critical_lines, _without_route)


@settings(max_examples=40)
@given(SEEDS, CASES)
def test_stops_as_if_each_were_closed(seed: int, case: dict[str, Any]) -> None:
    _check(seed, case, critical_stops, _without_stop)


def _asked(cutoff_min: float = 40) -> AccessAsked:
    rng = np.random.default_rng(5)
    here, there = (random_places(rng, count, COLUMNS, ROWS) for count in (12, 12))
    return AccessAsked(here, there, np.ones(12), np.ones(12), cutoff_min, 50)


@pytest.mark.parametrize("rank", [critical_lines, critical_stops])
def test_groups_fail_together(rank: Callable[..., Criticality]) -> None:
    """All as one group: what is left is what walking reaches; and those without a name are not looked at."""
    world, window, travel = _world(2, blocks=True, frequencies=False), Window(TODAY, EIGHT, 10), Travel(max_walk_min=5)
    timetable = world.network.timetable
    assert timetable is not None
    count = len(timetable.route_id) if rank is critical_lines else timetable.stop_count
    together = rank(world, _asked(), window, travel=travel, groups=["all"] * count, threads=2)
    alone = rank(world, _asked(), window, travel=travel, threads=2)
    walked = reach(world, _asked().origins, _asked().destinations, replace(travel, mode="walk"), threads=1)
    on_foot = float(np.isfinite(walked.minutes()).sum())
    assert together.ids == ("all",)
    assert together.loss.tolist() == [together.access - on_foot]
    assert 0 < np.nanmax(alone.loss) <= together.loss[0]
    some = rank(world, _asked(), window, travel=travel, groups=["", *["b"] * (count - 1)], threads=1)
    assert some.ids == ("b",)
    with pytest.raises(ParameterError, match="groups do not match"):
        rank(world, _asked(), window, groups=["a"])


def test_what_cannot_be_asked() -> None:
    world, window = _world(2, blocks=True, frequencies=False), Window(TODAY, EIGHT, 10)
    with pytest.raises(ParameterError, match="mode 'walk'"):
        critical_lines(world, _asked(), window, travel=Travel(mode="walk"))
    with pytest.raises(ParameterError, match="car parks"):
        critical_stops(world, _asked(), window, travel=Travel(access="park_and_ride"))
    with pytest.raises(ParameterError, match="more than journeys may take"):
        critical_lines(world, _asked(50), window, travel=Travel(max_time_min=45))
    with pytest.raises(ParameterError, match="no timetable"):
        critical_lines(_with(world, None), _asked(), window)
