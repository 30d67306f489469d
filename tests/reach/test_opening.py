"""Which part of a timetable tickets open: by name, together, and the other way round on the way back."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.kernels.egress import Links
from portee.network.timetable import Timetable
from portee.offers.tariffs import EVERYTHING, Opening
from portee.reach.opening import Opened, everything, only_stops, opened_part, swapped
from portee.reach.options import Travel, Window
from portee.reach.transit import transit_search
from portee.world import World
from tests.worlds import TODAY, random_places, random_world, timetable_of

EIGHT = 8 * 3600


def _timetable() -> Timetable:
    """Three routes: "r0" called A of agency Bus on stops 0 1 2, "r1" called B of Bus on 2 3, "r2" called A of Rail
    (a train) on 0 3.
    """
    trip = [[(0, 0), (60, 60), (120, 120)]]
    short = [[(0, 0), (60, 60)]]
    timetable = timetable_of(4, [([0, 1, 2], trip), ([2, 3], short), ([0, 3], short)])
    return replace(
        timetable,
        route_short_name=["A", "B", "A"],
        route_agency=["Bus", "Bus", "Rail"],
        route_type=np.array([3, 3, 2], np.int16),
    )


def _part(*openings: Opening) -> Opened:
    found = opened_part(_timetable(), openings)
    assert found is not None
    return found


def _positions(*openings: Opening) -> str:
    """Positions of r0, r1 and r2: 1 where open."""
    bits = "".join("01"[int(open_)] for open_ in _part(*openings).positions)
    return f"{bits[:3]} {bits[3:5]} {bits[5:]}"


@pytest.mark.parametrize(("opens", "positions"), [
    ({"agencies": ["Bus"]}, "111 11 00"),
    ({"agencies": ["Rail"]}, "000 00 11"),
    ({"agencies": ["Bus", "Rail"]}, "111 11 11"),
    ({"routes": ["r1"]}, "000 11 00"),
    ({"routes": ["A"]}, "111 00 11"),  # a short name may be that of several routes
    ({"routes": ["r0", "B"]}, "111 11 00"),
    ({"route_types": [2]}, "000 00 11"),
    ({"route_types": [0]}, "000 00 00"),
    ({"agencies": ["Bus"], "routes": ["A"]}, "111 00 00"),  # each selector must hold
    ({"agencies": ["Rail"], "route_types": [3]}, "000 00 00"),
    ({"stops": ["s0", "s3"]}, "100 01 11"),
    ({"routes": ["A"], "stops": ["s0", "s2"]}, "101 00 10"),
    ({"first_stops": ["s0"]}, "111 11 11"),
])  # fmt: skip
def test_what_a_ticket_opens(opens: dict[str, Any], positions: str) -> None:
    assert _positions(Opening.model_validate(opens)) == positions


def test_several_tickets_open_what_any_of_them_opens() -> None:
    bus, rail = Opening(routes=("r1",)), Opening(agencies=("Rail",), stops=("s3",))
    assert _positions(bus) == "000 11 00"
    assert _positions(rail) == "000 00 01"
    assert _positions(bus, rail) == _positions(rail, bus) == "000 11 01"
    assert _positions() == "000 00 00"


def test_a_route_is_known_by_its_id_before_its_short_name() -> None:
    timetable = replace(_timetable(), route_short_name=["r1", "B", "A"])
    found = opened_part(timetable, [Opening(routes=("r1",))])
    assert found is not None
    assert found.positions.tolist() == [False] * 3 + [True] * 2 + [False] * 2


def test_of_several_spellings_of_an_agency_one_is_enough() -> None:
    assert _positions(Opening(agencies=("La Rail", "Rail"))) == "000 00 11"
    with pytest.raises(ParameterError, match="no agency 'La Rail'"):
        _part(Opening(agencies=("La Rail", "RAIL SA")))


def test_a_ticket_between_two_stops_opens_no_more_of_its_line_beside_another_ticket() -> None:
    """From stop 0 to stop 1 of r0; with r2 one may begin or end elsewhere, but still rides r0 between these two."""
    pair, rail = Opening(routes=("r0",), first_stops=("s0",), last_stops=("s1",)), Opening(routes=("r2",))
    alone = _part(pair)
    assert alone.first is not None
    assert alone.last is not None
    assert _positions(pair) == "111 00 00"
    for openings in ((pair, rail), (rail, pair)):
        assert _positions(*openings) == "110 00 11"
        together = _part(*openings)
        assert together.first is together.last is None
        assert swapped(together) is together


def test_everything_is_told_as_none() -> None:
    assert opened_part(_timetable(), [EVERYTHING]) is None
    assert opened_part(_timetable(), [Opening(routes=("r1",)), EVERYTHING]) is None
    # What lists everything is everything too, but by name.
    assert _positions(Opening(agencies=("Bus", "Rail"))) == "111 11 11"
    whole = everything(_timetable())
    assert whole.positions.tolist() == [True] * 7
    assert whole.first is whole.last is None


def test_first_and_last_stops_change_places_on_the_way_back() -> None:
    pair = _part(Opening(first_stops=("s0", "s1"), last_stops=("s3",)))
    assert pair.first is not None
    assert pair.first.tolist() == [True, True, False, False]
    assert pair.last is not None
    assert pair.last.tolist() == [False, False, False, True]
    back = swapped(pair)
    assert back is not None
    assert back.first is pair.last
    assert back.last is pair.first
    assert back.positions is pair.positions
    one_way = _part(Opening(first_stops=("s0",)))
    assert one_way.last is None
    turned = swapped(one_way)
    assert turned is not None
    assert turned.first is None
    assert turned.last is one_way.first
    assert swapped(None) is None
    anywhere = _part(Opening(routes=("A",)))
    assert swapped(anywhere) is anywhere
    assert _part(Opening(first_stops=("s0", "s1", "s2", "s3"))).first is None


@pytest.mark.parametrize(("opens", "what", "guess"), [
    ({"routes": ["r22"]}, "no route 'r22'", "Did you mean 'r2'?"),
    ({"routes": ["A", "tram"]}, "no route 'tram'", "such as A, B, r0, r1, r2"),
    ({"agencies": ["Buss"]}, "no agency 'Buss'", "Did you mean 'Bus'?"),
    ({"stops": ["quay"]}, "no stop 'quay'", "There are 4, such as s0, s1, s2, s3."),
    ({"first_stops": ["S0"]}, "no stop 'S0'", "Did you mean 's0'?"),
    ({"last_stops": [""]}, "no stop ''", "There are 4"),
])  # fmt: skip
def test_an_unknown_name_is_refused_with_the_nearest_one(opens: dict[str, Any], what: str, guess: str) -> None:
    with pytest.raises(ParameterError) as caught:
        _part(Opening.model_validate(opens))
    assert what in caught.value.what
    assert guess in caught.value.mend


def test_a_name_of_any_length_is_told_in_short() -> None:
    with pytest.raises(ParameterError) as caught:
        _part(Opening(routes=("<script>" * 1000,)))
    assert len(str(caught.value)) < 400


def test_an_id_comes_before_a_short_name() -> None:
    """A route whose short name is the id of another: the id is meant."""
    timetable = replace(_timetable(), route_short_name=["r2", "B", "A"])
    part = opened_part(timetable, [Opening(routes=("r2",))])
    assert part is not None
    assert part.positions.tolist() == [False] * 5 + [True] * 2


def test_an_agency_may_be_spelt_in_several_ways() -> None:
    assert _positions(Opening(agencies=("Busses", "Bus"))) == "111 11 00"
    with pytest.raises(ParameterError, match="no agency 'Busses'"):
        _part(Opening(agencies=("Busses", "Coach")))
    # Routes and stops are each meant.
    with pytest.raises(ParameterError, match="no route 'r9'"):
        _part(Opening(routes=("r0", "r9")))


def test_zones_of_thousands_of_stops_are_opened() -> None:
    count = 5000
    timetable = timetable_of(count, [(list(range(count)), [[(60 * k, 60 * k) for k in range(count)]])])
    names = tuple(f"s{k}" for k in range(0, count, 2))
    part = opened_part(timetable, [Opening(stops=names, first_stops=names[:100], last_stops=names)])
    assert part is not None
    assert int(part.positions.sum()) == count // 2
    assert part.first is not None
    assert int(part.first.sum()) == 100


def test_a_ticket_by_pair_of_zones_beside_another_one_opens_both_zones() -> None:
    """The train from s0 to s3 with the bus: one may begin with either, and rides the train at its zones alone."""
    pair, bus = Opening(agencies=("Rail",), first_stops=("s0",), last_stops=("s3",)), Opening(agencies=("Bus",))
    both = _part(pair, bus)
    assert both.first is both.last is None
    assert _positions(pair, bus) == "111 11 11"
    half = Opening(agencies=("Rail",), first_stops=("s0",), last_stops=("s1",))
    assert _positions(half, bus) == "111 11 10"
    alone = _part(pair)
    assert alone.first is not None
    assert alone.first.tolist() == [True, False, False, False]


def test_equal_parts_have_equal_keys() -> None:
    openings = [
        Opening(routes=("A",)), Opening(routes=("r0", "r2")), Opening(routes=("B",)),
        Opening(routes=("A",), first_stops=("s0",)), Opening(routes=("A",), last_stops=("s0",)),
        Opening(routes=("A",), first_stops=("s0",), last_stops=("s0",)),
    ]  # fmt: skip
    keys = [_part(opening).key for opening in openings]
    assert keys[0] == keys[1]
    assert len(set(keys)) == len(keys) - 1


def test_only_links_to_allowed_stops_are_kept() -> None:
    links = Links(np.array([0, 2, 2, 5], np.int64), np.array([0, 3, 0, 1, 2], np.int32), np.arange(5, dtype=np.int32))
    kept = only_stops(links, np.array([True, False, True, False]))
    assert kept.offset.tolist() == [0, 1, 1, 3]
    assert kept.other.tolist() == [0, 0, 2]
    assert kept.seconds.tolist() == [0, 2, 4]
    assert kept.offset.dtype == np.int64
    assert only_stops(links, None) is links
    assert only_stops(links, np.zeros(4, np.bool_)).offset.tolist() == [0, 0, 0, 0]


def _world(seed: int, *, blocks: bool = True) -> World:
    world = random_world(seed, blocks=blocks)
    assert world.network.timetable is not None
    agencies = ["one" if k % 2 else "two" for k in range(len(world.network.timetable.route_id))]
    timetable = replace(world.network.timetable, route_agency=agencies)
    return world.replace(network=replace(world.network, timetable=timetable))


def _samples(world: World, seed: int, arrive: bool, opened: Opened | None, **options: Any) -> npt.NDArray[np.int32]:
    """Seconds (roots, targets, minutes) between random places."""
    rng = np.random.default_rng(seed + 1)
    a, b = random_places(rng, 3, 4, 3), random_places(rng, 3, 4, 3)
    travel = Travel(**{"max_walk_min": 4, "max_time_min": 40, "max_transfer_m": 300, **options})
    search = transit_search(world.network, a, b, travel, Window(TODAY, EIGHT + 1200, 25, arrive), opened=opened)
    scratch = search.scratch()
    return np.stack([search.samples(root, scratch)[:, 0] for root in range(3)])


@settings(max_examples=30)
@given(st.integers(0, 2**32 - 1), st.booleans(), st.sampled_from(["agencies", "routes", "short", "stops", "ends"]))
def test_an_opening_that_lists_all_there_is_changes_no_time(seed: int, arrive: bool, by: str) -> None:
    world = _world(seed)
    timetable = world.network.timetable
    assert timetable is not None
    stops = tuple(timetable.stop_id)
    opening = {
        "agencies": Opening(agencies=tuple(timetable.route_agency)),
        "routes": Opening(routes=tuple(timetable.route_id)),
        "short": Opening(routes=tuple(timetable.route_short_name)),
        "stops": Opening(stops=stops),
        "ends": Opening(first_stops=stops, last_stops=stops),
    }[by]
    opened = opened_part(timetable, [opening])
    assert opened is not None
    np.testing.assert_array_equal(_samples(world, seed, arrive, opened), _samples(world, seed, arrive, None))


@settings(max_examples=40)
@given(st.integers(0, 2**32 - 1), st.booleans(), st.booleans())
def test_what_is_not_opened_is_as_if_no_one_could_board_and_alight_there(seed: int, arrive: bool, ends: bool) -> None:
    """Against the same world whose other positions are closed to everyone. Of trips that are no part of a block: a
    vehicle's closed trips are left out, and so may be what its passengers would keep their seats through.
    """
    world = _world(seed, blocks=False)
    timetable = world.network.timetable
    assert timetable is not None
    rng = np.random.default_rng(seed + 2)
    positions = rng.random(len(timetable.pattern_stop)) < 0.6
    first, last = (rng.random(timetable.stop_count) < 0.6 if ends else None for _ in range(2))
    closed = replace(
        timetable,
        pattern_pickup=timetable.pattern_pickup & positions,
        pattern_dropoff=timetable.pattern_dropoff & positions,
    )
    poorer = world.replace(network=replace(world.network, timetable=closed))
    found = _samples(world, seed, arrive, Opened(positions, first, last))
    if not ends:
        np.testing.assert_array_equal(found, _samples(poorer, seed, arrive, None))
        return
    rest = _samples(poorer, seed, arrive, Opened(np.ones_like(positions), first, last))
    np.testing.assert_array_equal(found, rest)
    assert (found >= _samples(world, seed, arrive, None)).all()
    nowhere = np.zeros(timetable.stop_count, np.bool_)
    for part in (Opened(positions, nowhere, None), Opened(positions, None, nowhere)):
        alone = _samples(world, seed, arrive, Opened(np.zeros_like(positions)))
        np.testing.assert_array_equal(_samples(world, seed, arrive, part), alone)


@settings(max_examples=30)
@given(st.integers(0, 2**32 - 1), st.booleans())
def test_a_ticket_more_never_hurts(seed: int, arrive: bool) -> None:
    world = _world(seed, blocks=False)
    timetable = world.network.timetable
    assert timetable is not None
    rng = np.random.default_rng(seed + 2)
    routes = [Opening(routes=(route,)) for route in timetable.route_id]
    rng.shuffle(routes)
    times = [_samples(world, seed, arrive, opened_part(timetable, routes[:n])) for n in range(len(routes) + 1)]
    for fewer, more in itertools.pairwise(times):
        assert (more <= fewer).all()
    np.testing.assert_array_equal(times[-1], _samples(world, seed, arrive, None))
