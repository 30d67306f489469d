"""Closed streets: which ones, and what a network without them may never do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import MultiPoint, MultiPolygon, box

from portee.core.errors import ParameterError
from portee.kernels.egress import Links
from portee.network.closing import edges_entering, on_closed_street, without_edges
from portee.network.network import Network
from portee.network.streets import MODES, Streets
from portee.offers.low_emission import LowEmissionZone, ZoneRule
from portee.reach.closures import closed_edges
from portee.reach.streetwise import attached_places, street_links
from portee.territory.places import Places
from tests.journeys import street_times
from tests.worlds import ORIGIN, STEP_E7, grid_streets, random_places, random_world, with_turns

STEP = STEP_E7 / 1e7
NOON = datetime(2024, 10, 8, 12)
FAR = 10**8


def area(west: float, south: float, east: float, north: float) -> Any:
    """A rectangle in blocks of the grid of streets."""
    return box(ORIGIN[0] + west * STEP, ORIGIN[1] + south * STEP, ORIGIN[0] + east * STEP, ORIGIN[1] + north * STEP)


def zone(*blocks: float, end: date | None = None) -> LowEmissionZone:
    return LowEmissionZone("z", area(*blocks), None, end, {"car": ZoneRule("V3")})


def between(streets: Streets, closed: npt.NDArray[np.bool_]) -> set[tuple[int, int]]:
    """The closed edges by their junctions."""
    ends = zip(streets.edge_from[closed].tolist(), streets.edge_to[closed].tolist(), strict=True)
    return {(min(pair), max(pair)) for pair in ends}


def pairs(links: Links) -> dict[tuple[int, int], int]:
    rows = np.repeat(np.arange(len(links.offset) - 1), np.diff(links.offset)).tolist()
    return dict(zip(zip(rows, links.other.tolist(), strict=True), links.seconds.tolist(), strict=True))


def drives(network: Network, mode: str, origins: Places, destinations: Places) -> dict[tuple[int, int], int]:
    a, b = attached_places(network, origins, mode), attached_places(network, destinations, mode)
    return pairs(street_links(network.modes[mode], a, b, FAR, 1.0, towards=False))


# Junctions of a grid of 3 × 3:  6 7 8
#                                3 4 5
#                                0 1 2


def test_an_edge_that_enters_is_closed_and_one_that_touches_is_not() -> None:
    streets = grid_streets(3, 3)
    # Around junction 4 alone: its four streets cross the border.
    around = edges_entering(streets, area(0.5, 0.5, 1.5, 1.5))
    assert between(streets, around) == {(1, 4), (3, 4), (4, 5), (4, 7)}
    # A whole block whose border is four streets: none of them is inside, though all touch it.
    assert not edges_entering(streets, area(0, 0, 1, 1)).any()
    # Two blocks: only the street between them.
    assert between(streets, edges_entering(streets, area(0, 0, 2, 1))) == {(1, 4)}
    # All streets: the outer ring runs along the border.
    assert len(between(streets, edges_entering(streets, area(0, 0, 2, 2)))) == 4
    assert edges_entering(streets, area(-1, -1, 3, 3)).all()
    assert not edges_entering(streets, area(10, 10, 11, 11)).any()


def test_an_area_of_several_parts_with_a_hole() -> None:
    streets = grid_streets(3, 3)
    ring = area(-1, -1, 3, 3).difference(area(-0.1, 0.9, 1.1, 1.1))
    assert between(streets, ~edges_entering(streets, ring)) == {(3, 4)}
    parts = MultiPolygon([area(0.4, -0.1, 0.6, 0.1), area(1.4, 1.9, 1.6, 2.1)])
    assert between(streets, edges_entering(streets, parts)) == {(0, 1), (7, 8)}


def test_no_streets_and_streets_of_no_length() -> None:
    empty = grid_streets(2, 1)
    none = replace(
        empty,
        edge_from=empty.edge_from[:0],
        geometry_offset=np.zeros(1, np.int64),
        geometry_lon_e7=empty.geometry_lon_e7[:0],
        geometry_lat_e7=empty.geometry_lat_e7[:0],
    )
    assert edges_entering(none, area(-1, -1, 3, 3)).shape == (0,)
    point = replace(
        empty,
        geometry_lon_e7=np.repeat(empty.geometry_lon_e7[:1], 2),
        geometry_lat_e7=np.repeat(empty.geometry_lat_e7[:1], 2),
    )
    assert edges_entering(point, area(-1, -1, 1, 1)).tolist() == [True]
    assert edges_entering(point, area(0, -1, 1, 1)).tolist() == [False]


@settings(max_examples=60)
@given(st.integers(0, 2**32 - 1), st.integers(3, 9))
def test_entering_is_what_one_by_one_geometry_says(seed: int, corners: int) -> None:
    rng = np.random.default_rng(seed)
    streets = grid_streets(5, 4, rng=rng)
    at = np.column_stack([rng.integers(-1, 11, corners) / 2, rng.integers(-1, 9, corners) / 2])
    shape = MultiPoint(np.array(ORIGIN) + at * STEP).convex_hull
    if shape.geom_type != "Polygon":
        shape = area(0.5, 0, 2, 2.5)
    expected = []
    for a, b in zip(streets.geometry_offset[:-1], streets.geometry_offset[1:], strict=True):
        line = shapely.linestrings(streets.geometry_lon_e7[a:b] / 1e7, streets.geometry_lat_e7[a:b] / 1e7)
        # Inner points of both in common: the first cell of the DE-9IM matrix.
        expected.append(shapely.relate(shape, line)[0] != "F")
    assert edges_entering(streets, shape).tolist() == expected


@given(st.integers(0, 2**32 - 1), st.sampled_from(MODES))
def test_nothing_closed_is_the_very_same_network(seed: int, mode: str) -> None:
    world = random_world(seed)
    streets = world.network.streets
    ended = closed_edges(streets, [zone(-9, -9, 9, 9, end=date(2023, 12, 31))], "car", "NC", NOON)
    assert without_edges(world.network, mode, ended) is world.network
    unusable = (streets.cost_forward[mode] < 0) & (streets.cost_backward[mode] < 0)
    assert without_edges(world.network, mode, unusable) is world.network


@settings(max_examples=80)
@given(st.integers(0, 2**32 - 1), st.sampled_from(["car", "car", "bicycle"]), st.floats(0, 1))
def test_a_closed_street_never_shortens_a_trip_and_is_never_driven(seed: int, mode: str, share: float) -> None:
    rng = np.random.default_rng(seed)
    streets = with_turns(grid_streets(5, 4, rng=rng), rng, 5)
    network = Network.of(streets, modes=(mode,))
    closed = rng.random(streets.edge_count) < share
    origins, destinations = random_places(rng, 6, 5, 4), random_places(rng, 6, 5, 4)
    cut = without_edges(network, mode, closed)
    before, after = drives(network, mode, origins, destinations), drives(cut, mode, origins, destinations)
    assert after.keys() <= before.keys()
    assert all(after[pair] >= before[pair] for pair in after)
    # The same by plain search over the streets that are left.
    a, b = attached_places(network, origins, mode), attached_places(network, destinations, mode)
    assert after == street_times(cut.streets, mode, a, b, FAR)
    shut = [on_closed_street(network, mode, closed, p.lon, p.lat) for p in (origins, destinations)]
    assert not any(shut[0][o] or shut[1][d] for o, d in after)


@settings(max_examples=40)
@given(st.integers(0, 2**32 - 1), st.floats(0, 1), st.floats(0, 1))
def test_closing_more_never_helps(seed: int, first: float, second: float) -> None:
    rng = np.random.default_rng(seed)
    network = Network.of(grid_streets(5, 4, rng=rng), modes=("car",))
    draw = rng.random(network.streets.edge_count)
    origins, destinations = random_places(rng, 6, 5, 4), random_places(rng, 6, 5, 4)
    fewer, more = sorted((first, second))
    some = drives(without_edges(network, "car", draw < fewer), "car", origins, destinations)
    fewest = drives(without_edges(network, "car", draw < more), "car", origins, destinations)
    assert fewest.keys() <= some.keys()
    assert all(fewest[pair] >= some[pair] for pair in fewest)
    # Two closures one after the other are one closure of both.
    half = without_edges(network, "car", (draw < fewer) & (draw < 0.5))
    assert drives(without_edges(half, "car", draw < more), "car", origins, destinations) == fewest


def test_the_base_is_untouched_and_all_else_is_shared() -> None:
    base = random_world(3).network
    kept = {mode: base.streets.cost_forward[mode].copy() for mode in MODES}
    closed = np.zeros(base.streets.edge_count, np.bool_)
    closed[np.argmax(base.streets.cost_forward["car"])] = True
    cut = without_edges(base, "car", closed)
    assert cut is not base
    for mode in MODES:
        np.testing.assert_array_equal(base.streets.cost_forward[mode], kept[mode])
        assert (cut.modes[mode] is base.modes[mode]) == (mode != "car")
    assert cut.modes["car"].grid is base.modes["car"].grid
    assert cut.timetable is base.timetable
    assert cut.walks is base.walks
    assert cut.stops is base.stops
    assert cut.streets.geometry_lon_e7 is base.streets.geometry_lon_e7
    assert cut.streets.cost_forward["car"][closed].tolist() == [-1]
    assert cut.streets.cost_forward["car"].dtype == np.int32
    assert cut.notes == ("1 street edges are closed to car.",)
    assert cut.key != base.key
    assert cut.key == without_edges(base, "car", closed).key
    assert cut.folder is None


def test_walks_between_stops_follow_the_streets_that_are_left() -> None:
    network = random_world(8).network
    cut = without_edges(network, "walk", np.ones(network.streets.edge_count, np.bool_))
    assert network.walks is not None
    assert cut.walks is not None
    assert len(network.walks.to) > 0
    # Stops that share the very same point of the street net need no street: nothing else is left.
    assert len(cut.walks.to) == 0
    assert cut.walks.limit == network.walks.limit


def test_what_cannot_be_a_closure_is_refused() -> None:
    network = Network.of(grid_streets(2, 2), modes=("car",))
    with pytest.raises(ParameterError, match="no mode 'tram'"):
        without_edges(network, "tram", np.zeros(4, np.bool_))
    with pytest.raises(ParameterError, match=r"bool \(3,\); there are 4 street edges"):
        without_edges(network, "car", np.zeros(3, np.bool_))
    with pytest.raises(ParameterError, match="The mask is int64"):
        on_closed_street(network, "car", np.zeros(4, np.int64), np.zeros(1), np.zeros(1))
