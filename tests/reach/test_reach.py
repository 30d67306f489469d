"""The one way to ask what is within reach: percentiles, chunks, every mode, and places outside."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from importlib import import_module
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.errors import NoServiceError, OutsideNetworkError, ParameterError
from portee.core.progress import Cancelled
from portee.kernels.shortest import UNREACHED
from portee.network.network import Network
from portee.reach import Reach, Travel, Window, reach
from portee.reach.reach import Chunk
from portee.reach.streetwise import attached_places
from portee.territory.places import Places
from portee.world import World
from tests import naive
from tests.journeys import street_times, travel_times
from tests.worlds import TODAY, grid_streets, places_at, random_places, random_world, timetable_of

EIGHT = 8 * 3600
PERCENTILES = (5.0, 25.0, 50.0, 90.0, 100.0)


def _places(seed: int, count: int = 3) -> tuple[Places, Places, Places]:
    rng = np.random.default_rng(seed + 1)
    return random_places(rng, count, 4, 3), random_places(rng, count + 1, 4, 3), random_places(rng, 2, 4, 3)


def _seconds(found: Reach, **part: int) -> npt.NDArray[np.int32]:
    chunks = list(found.chunks(**part))  # type: ignore[arg-type]
    assert all(a.last == b.first for a, b in itertools.pairwise(chunks))
    return np.concatenate([chunk.seconds for chunk in chunks])


@settings(max_examples=60)
@given(
    st.integers(0, 2**32 - 1),
    st.sampled_from([1, 7, 20]),
    st.booleans(),
    st.sampled_from([{}, {}, {"step_free": True}, {"bicycle_on_board": True}, {"access": "park_and_ride"}]),
    st.integers(-30, 80),
)
def test_percentiles_equal_those_of_plain_searches(
    seed: int, minutes: int, arrive: bool, kind: dict[str, Any], late: int
) -> None:
    world = random_world(seed)
    travel = Travel(**{"max_walk_min": 4.0, "max_time_min": 40.0, "max_transfer_m": 400, **kind})
    window = Window(TODAY, EIGHT + 60 * late, minutes, arrive)
    origins, destinations, parks = _places(seed)
    found = reach(world, origins, destinations, travel, window, percentiles=PERCENTILES, park_and_ride=parks, threads=2)
    assert found.shape == (3, 5, 4)
    times = travel_times(world, origins, destinations, travel, window, parks)
    expected = [[[naive.percentile(row, p) for row in rows] for p in PERCENTILES] for rows in times]
    result = found.minutes()
    assert result.dtype == np.float32
    np.testing.assert_array_equal(result, (np.array(expected) / 60.0).astype(np.float32))


@settings(max_examples=40)
@given(st.integers(0, 2**32 - 1), st.sampled_from(["walk", "bicycle", "e_scooter", "car"]), st.sampled_from([2.0, 30]))
def test_streets_alone_equal_a_plain_graph(seed: int, mode: str, max_time_min: float) -> None:
    world = random_world(seed)
    origins, destinations, _ = _places(seed)
    travel = Travel(mode=mode, max_time_min=max_time_min, parking_min=1.5)
    found = reach(world, origins, destinations, travel, percentiles=(10, 90))
    a, b = (attached_places(world.network, places, mode) for places in (origins, destinations))
    units, longest = travel.units_per_second(mode), int(60 * max_time_min)
    pairs = street_times(world.network.streets, mode, a, b, int(longest * units), units)
    extra = 90 if mode == "car" else 0
    expected = {pair: s + extra for pair, s in pairs.items() if s + extra <= longest}
    seconds = _seconds(found)
    for p in (0, 1):
        reached = np.argwhere(seconds[:, p] != UNREACHED).tolist()
        assert {(o, d): int(seconds[o, p, d]) for o, d in reached} == expected


def test_walking_all_the_way_has_its_own_limit() -> None:
    world = World(Network.of(grid_streets(12, 2)))
    ends = places_at([5.0], [43.0]), places_at([5.0132], [43.0])
    assert np.isfinite(reach(world, *ends, Travel(mode="walk")).minutes()).all()
    assert np.isinf(reach(world, *ends, Travel(mode="walk", max_walk_min=15)).minutes()).all()
    assert np.isinf(reach(world, *ends, Travel(mode="walk", max_time_min=15)).minutes()).all()


def test_step_free_walking_keeps_to_step_free_streets() -> None:
    streets = grid_streets(3, 3)
    streets.cost_forward["wheelchair"][:2] = streets.cost_backward["wheelchair"][:2] = -1
    world = World(Network.of(streets))
    ends = places_at([5.0], [43.0]), places_at([5.0024], [43.0])
    on_foot = reach(world, *ends, Travel(mode="walk")).minutes()
    rolling = reach(world, *ends, Travel(mode="walk", step_free=True)).minutes()
    assert rolling[0, 0, 0] > on_foot[0, 0, 0]


@settings(max_examples=25)
@given(st.integers(0, 2**32 - 1), st.booleans(), st.sampled_from([1, 2, 5]), st.sampled_from([1, 3, 64]))
def test_threads_and_chunks_change_nothing(seed: int, arrive: bool, threads: int, roots: int) -> None:
    engine = import_module("portee.reach.reach")
    world = random_world(seed)
    origins, destinations, _ = _places(seed, 7)
    window = Window(TODAY, EIGHT + 1200, 9, arrive)
    travel = Travel(max_walk_min=4)

    def asked(threads: int) -> Reach:
        return reach(world, origins, destinations, travel, window, percentiles=(25, 75), threads=threads)

    whole = _seconds(asked(1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "MOST_ROOTS", roots)
        patch.setattr(engine, "CHUNK_VALUES", 16 * roots)
        np.testing.assert_array_equal(_seconds(asked(threads)), whole)
        np.testing.assert_array_equal(_seconds(asked(threads), first=2, last=5), whole[2:5])
        np.testing.assert_array_equal(_seconds(asked(threads), first=6), whole[6:])
        assert next(iter(asked(threads).chunks(first=3))).first == 3


def test_a_reach_can_be_asked_again() -> None:
    world = random_world(3)
    origins, destinations, _ = _places(3)
    found = reach(world, origins, destinations, Travel(), Window(TODAY, EIGHT, 5))
    np.testing.assert_array_equal(found.minutes(), found.minutes())


def test_minutes_are_not_rounded_down() -> None:
    chunk = Chunk(4, np.array([[[90, UNREACHED]], [[0, 61]]], np.int32))
    assert chunk.last == 6
    assert chunk.minutes().tolist() == [[[1.5, math.inf]], [[0.0, np.float32(61 / 60)]]]


def test_percentiles_come_back_sorted_and_once() -> None:
    world = random_world(3)
    origins, destinations, _ = _places(3)
    found = reach(world, origins, destinations, Travel(), Window(TODAY, EIGHT, 5), percentiles=(90, 10, 90))
    assert found.percentiles == (10.0, 90.0)
    assert found.minutes().shape == (3, 2, 4)


def test_places_off_the_streets_are_counted_and_reach_nothing() -> None:
    world = random_world(3)
    origins = places_at([5.0, 7.0, 5.001], [43.0, 43.0, 43.001])
    destinations = places_at([5.0, 5.0, 8.0, 9.0], [43.001, 43.0, 43.0, 43.0])
    for mode, arrive in (("transit", False), ("transit", True), ("walk", False), ("car", False)):
        window = Window(TODAY, EIGHT, 5, arrive)
        found = reach(world, origins, destinations, Travel(mode=mode), window)
        assert (found.unattached_origins, found.unattached_destinations) == (1, 2)
        times = found.minutes()[:, 0]
        assert np.isinf(times[1]).all()
        assert np.isinf(times[:, 2:]).all()
        assert np.isfinite(times[0, :2]).all()


@pytest.mark.parametrize("role", ["origins", "destinations"])
def test_when_no_place_is_near_a_street_the_area_is_named(role: str) -> None:
    world = random_world(3)
    inside, swapped = places_at([5.0], [43.0]), places_at([43.0], [5.0])
    pair = (swapped, inside) if role == "origins" else (inside, swapped)
    with pytest.raises(OutsideNetworkError) as caught:
        reach(world, *pair, Travel(mode="walk"))
    message = str(caught.value)
    assert f"None of the 1 {role}" in message
    assert "5.0000 to 5.0036" in message
    assert "42.9996 to 43.0025" in message
    assert "swapped" in caught.value.mend


def test_questions_without_an_answer_are_refused() -> None:
    world = random_world(3)
    here, nobody = places_at([5.0], [43.0]), places_at([], [])
    with pytest.raises(ParameterError, match="no origins"):
        reach(world, nobody, here, Travel(mode="walk"))
    with pytest.raises(ParameterError, match="no destinations"):
        reach(world, here, nobody, Travel(mode="walk"))
    with pytest.raises(ParameterError, match="a date and a time"):
        reach(world, here, here)
    with pytest.raises(ParameterError, match="car parks"):
        reach(world, here, here, Travel(access="park_and_ride"), Window(TODAY, EIGHT))
    with pytest.raises(ParameterError, match="percentile"):
        reach(world, here, here, Travel(mode="walk"), percentiles=())
    with pytest.raises(NoServiceError):
        reach(world, here, here, Travel(), Window(TODAY.replace(year=2035), EIGHT))


def test_notes_of_the_network_and_the_draws_are_carried() -> None:
    timetable = timetable_of(2, [([0, 1], [[(0, 0), (60, 60)]])], lon=[5.0, 5.0012], lat=[43.0, 43.0],
                             frequencies=[(0, 0, 86_400, 600, 0)])  # fmt: skip
    network = replace(Network.of(grid_streets(3, 3), timetable), notes=("reconstructed timetable",))
    here = places_at([5.0], [43.0])
    found = reach(World(network), here, here, Travel(draws=3, seed=7), Window(TODAY, EIGHT, 5))
    assert found.notes[0] == "reconstructed timetable"
    assert "3 times" in found.notes[1]
    assert "seed 7" in found.notes[1]
    assert reach(World(network), here, here, Travel(mode="walk")).notes == ("reconstructed timetable",)


class _Patience:
    """Counts, and stops the work after a while."""

    def __init__(self, steps: int) -> None:
        self.left, self.heard, self.label = steps, [0], ""

    def start(self, label: str, total: int | None = None) -> None:
        self.label, self.heard = label, [total or 0]

    def advance(self, steps: int = 1) -> None:
        self.heard.append(steps)
        self.left -= steps
        if self.left < 0:
            raise Cancelled

    def done(self) -> None:
        self.heard.append(-1)


@pytest.mark.parametrize("arrive", [False, True])
def test_progress_is_told_and_may_stop_the_work(arrive: bool, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    world = random_world(3)
    origins, destinations, _ = _places(3, 9)
    found = reach(world, origins, destinations, Travel(), Window(TODAY, EIGHT, 5, arrive), threads=1)
    patient = _Patience(99)
    found.minutes(patient)
    roots = 10 if arrive else 9
    assert (patient.heard[0], patient.heard[-1]) == (roots, -1)
    assert sum(patient.heard[1:-1]) == roots
    hasty = _Patience(2)
    with pytest.raises(Cancelled):
        found.minutes(hasty)
    assert hasty.heard[-1] == -1
    assert list(tmp_path.iterdir()) == []


def test_the_world_stays_as_it_was() -> None:
    world = random_world(3)
    timetable = world.network.timetable
    assert timetable is not None
    before = [np.array(part.graph.ahead.cost) for part in world.network.modes.values()]
    events = timetable.event_departure.copy()
    origins, destinations, _ = _places(3)
    for arrive in (False, True):
        reach(world, origins, destinations, Travel(), Window(TODAY, EIGHT, 20, arrive)).minutes()
    for part, cost in zip(world.network.modes.values(), before, strict=True):
        np.testing.assert_array_equal(part.graph.ahead.cost, cost)
    np.testing.assert_array_equal(timetable.event_departure, events)


def test_few_destinations_along_streets_are_searched_from() -> None:
    world = random_world(5)
    rng = np.random.default_rng(5)
    many, few = random_places(rng, 40, 4, 3), random_places(rng, 2, 4, 3)
    for mode in ("walk", "car"):
        travel = Travel(mode=mode)
        found = reach(world, many, few, travel)
        assert found.blocks.flipped
        one_by_one = [reach(world, many.take(np.array([k])), few, travel).minutes()[0] for k in range(40)]
        assert np.array_equal(found.minutes(), np.stack(one_by_one))
