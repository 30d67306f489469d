"""Points enter along their nearest edge: where on it, how far from it, and when not at all."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from portee.network.modegraph import mode_graph
from portee.network.snapping import FAR_METRES, NEAR_METRES, Snapped, attach, count_moved, segment_grid, snap
from portee.network.streets import MODES, Streets
from tests.worlds import grid_streets, random_streets

GEOD = Geod(ellps="WGS84")


def _lines(*lats: float, lon: tuple[float, float] = (5.0, 5.01)) -> Streets:
    """Straight streets from west to east, not connected."""
    ends = [(2 * i, 2 * i + 1) for i in range(len(lats))]
    node_lon = np.array([round(x * 1e7) for _ in lats for x in lon], np.int32)
    node_lat = np.array([round(lat * 1e7) for lat in lats for _ in lon], np.int32)
    return random_streets(node_lon, node_lat, ends)


def _snap(streets: Streets, lon: list[float], lat: list[float], mode: str = "walk") -> Snapped:
    main = mode_graph(streets, mode).main
    return snap(streets, segment_grid(streets, main), np.array(lon), np.array(lat))


@given(st.integers(0, 2**32 - 1))
def test_a_point_on_a_street_lies_where_its_length_says(seed: int) -> None:
    rng = np.random.default_rng(seed)
    streets = grid_streets(3, 3, rng=rng)
    main = np.flatnonzero(mode_graph(streets, "walk").main)
    edge = int(rng.choice(main))
    lo, hi = streets.geometry_offset[edge], streets.geometry_offset[edge + 1]
    lon, lat = streets.geometry_lon_e7[lo:hi] / 1e7, streets.geometry_lat_e7[lo:hi] / 1e7
    piece, share = int(rng.integers(0, hi - lo - 1)), float(rng.random())
    here = [float(values[piece] + share * (values[piece + 1] - values[piece])) for values in (lon, lat)]
    snapped = _snap(streets, [here[0]], [here[1]])
    assert snapped.aside_mm[0] <= 8  # coordinates are rounded to a centimetre
    if snapped.edge[0] == edge:  # streets bend and may cross: then another is as near
        lengths = [GEOD.inv(lon[i], lat[i], lon[i + 1], lat[i + 1])[2] for i in range(hi - lo - 1)]
        before = sum(lengths[:piece]) + share * lengths[piece]
        assert abs(snapped.along[0] * sum(lengths) - before) < 0.03


def test_the_distance_aside_is_in_millimetres() -> None:
    snapped = _snap(_lines(43.0), [5.004], [43.0005])
    expected = GEOD.inv(5.004, 43.0, 5.004, 43.0005)[2]
    assert abs(snapped.aside_mm[0] - 1000 * expected) <= 10
    assert snapped.along[0] == pytest.approx(0.4, abs=1e-6)
    assert snapped.attached.tolist() == [True]


def test_beside_its_end_a_street_is_entered_at_its_end() -> None:
    snapped = _snap(_lines(43.0), [4.9999, 5.0101], [43.0, 43.0])
    assert snapped.along.tolist() == [0.0, 1.0]


def test_a_point_goes_to_a_far_street_when_none_is_near_and_to_none_beyond() -> None:
    degrees = [metres / 111_080 for metres in (NEAR_METRES - 5, NEAR_METRES + 50, FAR_METRES - 50, FAR_METRES + 50)]
    snapped = _snap(_lines(43.0), [5.005] * 4, [43.0 + d for d in degrees])
    assert snapped.attached.tolist() == [True, True, True, False]
    assert snapped.edge[3] == -1
    assert snapped.aside_mm[3] == 0
    assert (np.diff(snapped.aside_mm[:3]) > 0).all()


def test_points_leave_islands_for_the_main_part() -> None:
    streets = _lines(43.0, 43.001)
    streets.edge_length_mm[1] -= 500_000
    graph = mode_graph(streets, "walk")
    assert graph.main.tolist() == [True, False]
    lon, lat = [5.005] * 4, [43.0009, 43.0002, 43.012, 43.02]
    snapped = _snap(streets, lon, lat)
    assert snapped.edge.tolist() == [0, 0, 0, -1]
    # The first and the third are nearer to the island; the second is not; the last is near neither.
    assert count_moved(streets, graph, snapped, np.array(lon), np.array(lat)) == 2


def test_without_islands_nothing_is_moved() -> None:
    streets = _lines(43.0)
    graph = mode_graph(streets, "walk")
    snapped = _snap(streets, [5.0], [43.1])
    assert count_moved(streets, graph, snapped, np.array([5.0]), np.array([43.1])) == 0


def test_each_mode_enters_its_own_streets() -> None:
    streets = _lines(43.0, 43.001)
    streets.cost_forward["car"][0] = streets.cost_backward["car"][0] = -1
    assert _snap(streets, [5.005], [43.0002], "walk").edge.tolist() == [0]
    assert _snap(streets, [5.005], [43.0002], "car").edge.tolist() == [1]


def test_a_car_is_reached_on_foot_at_one_metre_a_second() -> None:
    streets = _lines(43.0)
    snapped = Snapped(np.zeros(1, np.int32), np.array([0.5]), np.array([12_345], np.int32))
    for mode in MODES:
        assert attach(mode_graph(streets, mode), snapped).aside.tolist() == [12_345]


def test_a_point_is_left_and_reached_by_the_ways_its_street_is_open() -> None:
    streets = _lines(43.0)
    streets.cost_forward["walk"][0], streets.cost_backward["walk"][0] = 1000, -1
    graph = mode_graph(streets, "walk")
    place = Snapped(np.array([0, -1], np.int32), np.array([0.25, 0.0]), np.array([7, 0], np.int32))
    points = attach(graph, place)
    assert points.leave_offset.tolist() == [0, 1, 1]
    assert (points.leave_node.tolist(), points.leave_cost.tolist()) == ([1], [757])
    assert points.arrive_offset.tolist() == [0, 1, 1]
    assert (points.arrive_point.tolist(), points.arrive_cost.tolist()) == ([0], [257])
    backwards = attach(graph, place, towards=True)
    assert (backwards.leave_node.tolist(), backwards.leave_cost.tolist()) == ([0], [257])
    assert (backwards.arrive_offset.tolist(), backwards.arrive_cost.tolist()) == ([0, 0, 1], [757])


@given(st.integers(0, 2**32 - 1), st.booleans(), st.sampled_from(["walk", "car"]))
def test_one_point_alone_enters_the_streets_as_among_others(seed: int, towards: bool, mode: str) -> None:
    rng = np.random.default_rng(seed)
    streets = grid_streets(4, 3, rng=rng)
    graph = mode_graph(streets, mode)
    edge = int(rng.integers(-1, streets.edge_count))
    place = Snapped(np.array([edge], np.int32), rng.random(1), np.array([3], np.int32))
    among = Snapped(
        np.append(place.edge, np.int32(-1)), np.append(place.along, 0.0), np.append(place.aside_mm, np.int32(0))
    )
    alone, two = attach(graph, place, towards=towards), attach(graph, among, towards=towards)
    for name in ("leave_node", "leave_cost", "arrive_offset", "arrive_point", "arrive_cost"):
        np.testing.assert_array_equal(getattr(alone, name), getattr(two, name))
        assert getattr(alone, name).dtype == getattr(two, name).dtype
    assert alone.leave_offset.tolist() == two.leave_offset[:-1].tolist()


def test_an_edge_without_length_is_entered_at_its_start() -> None:
    here = np.array([50_000_000, 50_000_000, 50_100_000], np.int32)
    streets = random_streets(here, np.full(3, 430_000_000, np.int32), [(0, 1), (1, 2)])
    snapped = _snap(streets, [5.0], [43.0001])
    assert snapped.edge.tolist() == [0]
    assert snapped.along.tolist() == [0.0]
