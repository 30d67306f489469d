"""What must hold of reach in any world: more of anything that helps never hurts, and nothing comes from nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from portee.network.network import Network
from portee.network.timetable import Timetable
from portee.reach import Travel, Window, reach
from portee.reach.streetwise import attached_places
from portee.territory.places import Places
from portee.world import World
from tests.worlds import TODAY, random_places, random_world

SEEDS = st.integers(0, 2**32 - 1)
ARRIVE = st.booleans()
PERCENTILES = (5.0, 25.0, 50.0, 75.0, 100.0)
BASE: dict[str, Any] = {"max_walk_min": 4.0, "max_time_min": 30.0, "max_rides": 2, "max_transfer_m": 250}


def _places(seed: int) -> tuple[Places, Places]:
    rng = np.random.default_rng(seed + 1)
    return random_places(rng, 4, 4, 3), random_places(rng, 4, 4, 3)


def _minutes(
    world: World, seed: int, arrive: bool, *, start_s: int = 29_400, **options: Any
) -> npt.NDArray[np.float32]:
    travel = Travel(**{**BASE, **options})
    window = Window(TODAY, start_s, 25, arrive)
    return reach(world, *_places(seed), travel, window, percentiles=PERCENTILES, threads=1).minutes()


def _timetable(world: World) -> Timetable:
    timetable = world.network.timetable
    assert timetable is not None
    return timetable


@settings(max_examples=30)
@given(
    SEEDS,
    ARRIVE,
    st.sampled_from(
        [
            ("max_time_min", 10.0, 20.0, 30.0),
            ("max_time_min", 25.5, 26.0, 90.0),
            ("max_walk_min", 0.0, 2.0, 9.0),
            ("max_rides", 1, 2, 4),
            ("max_transfer_m", 0, 150, 900),
            ("boarding_slack_s", 240, 60, 0),
            ("walk_speed_kmh", 2.5, 3.6, 5.5),
        ]
    ),
)
def test_more_of_what_helps_never_hurts(seed: int, arrive: bool, law: tuple[str, Any, Any, Any]) -> None:
    name, *values = law
    world = random_world(seed)
    worse, middle, better = (_minutes(world, seed, arrive, **{name: value}) for value in values)
    assert (middle <= worse).all()
    assert (better <= middle).all()


@settings(max_examples=20)
@given(SEEDS, ARRIVE)
def test_a_wider_egress_never_hurts(seed: int, arrive: bool) -> None:
    world = random_world(seed)
    times = [_minutes(world, seed, arrive, egress="bicycle", max_bicycle_min=limit) for limit in (0.5, 1.0, 10.0)]
    assert (times[1] <= times[0]).all()
    assert (times[2] <= times[1]).all()


@settings(max_examples=30)
@given(SEEDS, ARRIVE)
def test_percentiles_rise(seed: int, arrive: bool) -> None:
    times = _minutes(random_world(seed), seed, arrive)
    assert (times[:, :-1] <= times[:, 1:]).all()


@settings(max_examples=20)
@given(SEEDS, ARRIVE)
def test_without_service_in_the_window_one_walks(seed: int, arrive: bool) -> None:
    """Trips run from 08:00 on; at 02:00 nothing does, and public transport is walking, exactly."""
    world = random_world(seed)
    times = _minutes(world, seed, arrive, start_s=7200)
    on_foot = reach(world, *_places(seed), Travel(mode="walk", max_walk_min=4.0, max_time_min=30.0)).minutes()
    np.testing.assert_array_equal(times, np.repeat(on_foot, len(PERCENTILES), axis=1))


@settings(max_examples=20)
@given(SEEDS, ARRIVE)
def test_public_transport_is_never_slower_than_walking(seed: int, arrive: bool) -> None:
    world = random_world(seed)
    on_foot = reach(world, *_places(seed), Travel(mode="walk", max_walk_min=4.0, max_time_min=30.0)).minutes()
    assert (_minutes(world, seed, arrive) <= on_foot).all()


def _with_trips(world: World, kept: npt.NDArray[np.bool_]) -> World:
    """The same world where only some trips run: the others get a service without days."""
    timetable = _timetable(world)
    never = len(timetable.service_id)
    nothing = np.zeros((1, timetable.service_active.shape[1]), np.bool_)
    fewer = replace(
        timetable,
        service_id=[*timetable.service_id, "never"],
        service_active=np.vstack([timetable.service_active, nothing]),
        trip_service=np.where(kept, timetable.trip_service, never).astype(np.int32),
    )
    return world.replace(network=replace(world.network, timetable=fewer))


@settings(max_examples=30)
@given(SEEDS, ARRIVE)
def test_a_trip_more_never_hurts(seed: int, arrive: bool) -> None:
    """Of trips that are no part of a block: without its middle trip, a vehicle's passengers may keep their seats."""
    world = random_world(seed, blocks=False)
    rng = np.random.default_rng(seed + 2)
    some = rng.random(_timetable(world).trip_count) < 0.5
    some[0] = True  # a day without any trip is refused
    one_more = some.copy()
    one_more[rng.integers(len(some))] = True
    times = [_minutes(_with_trips(world, kept), seed, arrive) for kept in (some, one_more, np.ones_like(some))]
    assert (times[1] <= times[0]).all()
    assert (times[2] <= times[1]).all()


@settings(max_examples=40)
@given(SEEDS, ARRIVE, st.sampled_from(["transit", "walk", "bicycle", "car"]))
def test_a_street_closed_never_helps(seed: int, arrive: bool, mode: str) -> None:
    """Of streets that no place or stop enters by: one whose street closes enters by another, perhaps a better one."""
    world = random_world(seed)
    streets = world.network.streets
    closed = int(np.random.default_rng(seed + 3).integers(streets.edge_count))
    costs = []
    for before in (streets.cost_forward, streets.cost_backward):
        after = {name: cost.copy() for name, cost in before.items()}
        for cost in after.values():
            cost[closed] = -1
        costs.append(after)
    limit = world.network.walks
    assert limit is not None
    poorer = world.replace(
        network=Network.of(
            replace(streets, cost_forward=costs[0], cost_backward=costs[1]),
            _timetable(world),
            transfer_m=limit.limit // 1000,
        )
    )
    graph = "walk" if mode == "transit" else mode
    assume(poorer.network.modes[graph].graph.main.any())
    for places in _places(seed):
        a, b = (attached_places(w.network, places, graph) for w in (world, poorer))
        assume(a.edge.tolist() == b.edge.tolist())
    assume(world.network.stops[graph].edge.tolist() == poorer.network.stops[graph].edge.tolist())
    assert (_minutes(poorer, seed, arrive, mode=mode) >= _minutes(world, seed, arrive, mode=mode)).all()


@settings(max_examples=20)
@given(SEEDS, ARRIVE)
def test_asking_for_more_places_changes_no_answer(seed: int, arrive: bool) -> None:
    world = random_world(seed)
    origins, destinations = _places(seed)
    travel, window = Travel(**BASE), Window(TODAY, 29_400, 25, arrive)
    whole = reach(world, origins, destinations, travel, window).minutes()
    rows, columns = np.array([2, 0]), np.array([3])
    part = reach(world, origins.take(rows), destinations.take(columns), travel, window).minutes()
    np.testing.assert_array_equal(part, whole[rows][:, :, columns])


@settings(max_examples=20)
@given(SEEDS)
def test_step_free_and_bicycles_reach_no_trip_that_is_closed_to_them(seed: int) -> None:
    world = random_world(seed)
    timetable = _timetable(world)
    nothing = np.zeros(timetable.trip_count, np.int8)
    closed = replace(timetable, trip_wheelchair=nothing, trip_bikes=nothing)
    nowhere = world.replace(network=replace(world.network, timetable=closed))
    for kind, mode in (("step_free", "walk"), ("bicycle_on_board", "bicycle")):
        times = _minutes(nowhere, seed, False, **{kind: True})
        alone = Travel(mode=mode, max_walk_min=4.0, max_time_min=30.0, step_free=kind == "step_free")
        streets = reach(world, *_places(seed), alone).minutes()
        np.testing.assert_array_equal(times, np.repeat(streets, len(PERCENTILES), axis=1))
