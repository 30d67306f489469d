"""How streets are felt: what changes and what not, and that nothing ever feels shorter."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod
from shapely import LineString, MultiPolygon, Point, Polygon, box

from portee.core.errors import ParameterError
from portee.network.closing import edges_entering, without_edges
from portee.network.network import Network
from portee.network.streets import LIT, MODES, STEPS, UNLIT, Streets
from portee.reach import Travel, Window, reach
from portee.reach.comfort import CLOSED, Comfort, Layer, comfortable, edge_factors, lighting
from portee.reach.streetwise import attached_places
from portee.sources.osm import read_streets
from portee.world import World
from tests.journeys import street_times, travel_times
from tests.network.test_closing import FAR, area, drives
from tests.worlds import TODAY, grid_streets, random_places, random_world

SEEDS = st.integers(0, 2**32 - 1)
FACTORS = st.sampled_from([1.0, 1.2, 1.5, 4.0, CLOSED])

Floats = npt.NDArray[np.float64]


def with_light(streets: Streets, rng: np.random.Generator) -> Streets:
    """The streets with a third lit, a third unlit, a third that does not tell; some are steps."""
    flags = rng.choice([0, LIT, UNLIT], streets.edge_count) + rng.choice([0, STEPS], streets.edge_count)
    return replace(streets, edge_flags=flags.astype(np.uint8))


def lit_world(seed: int) -> World:
    world = random_world(seed)
    rng = np.random.default_rng(seed + 9)
    return world.replace(network=replace(world.network, streets=with_light(world.network.streets, rng)))


def random_layer(rng: np.random.Generator, columns: int = 5, rows: int = 4) -> Layer:
    """Rectangles, some of them refused."""
    areas = []
    for _ in range(int(rng.integers(0, 4))):
        west, south = rng.uniform(-1, columns), rng.uniform(-1, rows)
        areas.append(area(west, south, west + rng.uniform(0.1, 3), south + rng.uniform(0.1, 3)))
    return Layer("l", areas, rng.choice([0.0, 0.25, 2.0, CLOSED], len(areas)).astype(np.float64))


def _streets(flags: list[int]) -> Streets:
    """A grid of one row: streets of about 100 m, one after the other."""
    return replace(grid_streets(len(flags) + 1, 1), edge_flags=np.array(flags, np.uint8))


def test_light_counts_by_what_the_street_tells() -> None:
    """Lit, unlit, unknown, unlit steps: 1, the factor, the other factor, the factor."""
    streets = _streets([LIT, UNLIT, 0, UNLIT | STEPS])
    assert edge_factors(streets, Comfort(1.5, 1.2)).tolist() == [1.0, 1.5, 1.2, 1.5]
    assert edge_factors(streets, Comfort(CLOSED, 1.0)).tolist() == [1.0, CLOSED, 1.0, CLOSED]
    assert edge_factors(streets, Comfort()).tolist() == [1.0] * 4


def test_an_area_counts_by_the_share_of_the_street_inside() -> None:
    """From the middle of the second street to the end of the third: half of one and all of the other. With a weight of
    0.4, 1 + 0.4 × 0.5 = 1.2 and 1.4; unlit at 1.5 as well, 1.5 × 1.2 = 1.8 and 1.5 × 1.4 = 2.1. Two layers: 0.4 + 1 on
    the half and on the whole, 1 + 1.4 × 0.5 = 1.7 and 2.4.
    """
    streets = _streets([UNLIT] * 4)
    part = area(1.5, -0.5, 3.0, 0.5)
    first, second = Layer("a", [part], np.array([0.4])), Layer("b", [part], np.array([1.0]))
    np.testing.assert_allclose(edge_factors(streets, Comfort(layers=(first,))), [1, 1.2, 1.4, 1], atol=1e-6)
    np.testing.assert_allclose(edge_factors(streets, Comfort(1.5, layers=(first,))), [1.5, 1.8, 2.1, 1.5], atol=1e-6)
    both = Comfort(layers=(first, second))
    np.testing.assert_allclose(edge_factors(streets, both), [1, 1.7, 2.4, 1], atol=1e-6)
    # As two areas of one layer.
    layer = Layer("c", [part, part], np.array([0.4, 1.0]))
    np.testing.assert_allclose(edge_factors(streets, Comfort(layers=(layer,))), [1, 1.7, 2.4, 1], atol=1e-6)
    refused = Comfort(1.5, layers=(first, Layer("r", [part], np.array([CLOSED]))))
    assert edge_factors(streets, refused).tolist() == [1.5, CLOSED, CLOSED, 1.5]


def test_a_street_along_the_border_is_outside() -> None:
    """As for closed streets: the streets around a block are not in it."""
    streets = grid_streets(3, 3)
    block = Layer("b", [area(0, 0, 1, 1)], np.array([5.0]))
    assert (edge_factors(streets, Comfort(layers=(block,))) == 1).all()
    around = area(0.5, 0.5, 1.5, 1.5)
    refused = edge_factors(streets, Comfort(layers=(Layer("r", [around], np.array([CLOSED])),))) == CLOSED
    np.testing.assert_array_equal(refused, edges_entering(streets, around))


@settings(max_examples=40)
@given(SEEDS)
def test_shares_are_those_of_one_by_one_geometry(seed: int) -> None:
    rng = np.random.default_rng(seed)
    streets, layer = grid_streets(5, 4, rng=rng), random_layer(rng)
    narrow = math.cos(math.radians(float((streets.geometry_lat_e7 / 1e7).mean())))
    expected = []
    for a, b in zip(streets.geometry_offset[:-1], streets.geometry_offset[1:], strict=True):
        points = np.column_stack([streets.geometry_lon_e7[a:b] / 1e7 * narrow, streets.geometry_lat_e7[a:b] / 1e7])
        line, factor = LineString(points), 1.0
        for shape, weight in zip(layer.areas, layer.weights, strict=True):
            squeezed: Any = shapely.transform(shape, lambda xy: xy * [narrow, 1.0])
            if shapely.relate(squeezed, line)[0] != "F":
                share = line.intersection(squeezed).length / line.length
                factor += weight * min(share, 1) if weight != CLOSED else CLOSED
        expected.append(factor)
    np.testing.assert_allclose(edge_factors(streets, Comfort(layers=(layer,))), expected, rtol=1e-9)


def test_discs_around_points_are_as_wide_as_they_say() -> None:
    """Within half a per cent of the ellipsoid, in Marseille and in Oslo."""
    for lon, lat in ((5.37, 43.30), (10.75, 59.91)):
        disc = Layer.around("d", np.array([lon]), np.array([lat]), 250, np.array([1.0])).areas[0]
        ground = Geod(ellps="WGS84")
        for x, y in shapely.get_coordinates(disc).tolist():
            assert ground.inv(lon, lat, x, y)[2] == pytest.approx(250, rel=8e-3)
        assert disc.contains(Point(lon, lat))
    none = Layer.around("d", np.zeros(0), np.zeros(0), 10, np.zeros(0))
    assert (edge_factors(grid_streets(2, 2), Comfort(layers=(none,))) == 1).all()


@settings(max_examples=30)
@given(SEEDS)
def test_what_changes_nothing_is_the_very_same_network(seed: int) -> None:
    network = lit_world(seed).network
    assert comfortable(network, Comfort()) is network
    assert comfortable(network, Comfort(1.0, 1.0, (Layer("n", [], np.zeros(0)),))) is network
    assert comfortable(network, Comfort(layers=(Layer("far", [box(80, 10, 81, 11)], np.array([CLOSED])),))) is network
    assert comfortable(network, Comfort(layers=(Layer("n", [area(-9, -9, 9, 9)], np.zeros(1)),))) is network
    lit = replace(network, streets=replace(network.streets, edge_flags=np.full_like(network.streets.edge_flags, LIT)))
    assert comfortable(lit, Comfort(CLOSED, 9.0)) is lit
    # Without any light told, the factor of unlit streets changes nothing.
    dim = replace(network, streets=replace(network.streets, edge_flags=np.zeros_like(network.streets.edge_flags)))
    assert comfortable(dim, Comfort(CLOSED, 1.0)) is dim


def test_only_walking_changes_and_the_base_stays_as_it_was() -> None:
    base = lit_world(3).network
    kept = {mode: base.streets.cost_forward[mode].copy() for mode in MODES}
    made = comfortable(base, Comfort(1.5))
    for mode in MODES:
        np.testing.assert_array_equal(base.streets.cost_forward[mode], kept[mode])
        assert (made.modes[mode] is base.modes[mode]) == (mode not in ("walk", "wheelchair"))
    unlit = base.streets.edge_flags & UNLIT > 0
    for mode in ("walk", "wheelchair"):
        usual = kept[mode]
        expected = np.where((usual < 0) | ~unlit, usual, np.ceil(usual * 1.5))
        assert made.streets.cost_forward[mode].tolist() == expected.tolist()
    assert any("perceived minutes" in note for note in made.notes)
    assert comfortable(base, Comfort(1.5)).key == made.key != base.key
    # A network of cars alone has nothing to change.
    cars = Network.of(with_light(grid_streets(3, 3), np.random.default_rng(1)), modes=("car",))
    assert comfortable(cars, Comfort(2.0)) is cars


@settings(max_examples=40)
@given(SEEDS, FACTORS, FACTORS, st.floats(1, 3), st.floats(0, 3))
def test_more_of_anything_never_lowers_the_cost_of_a_street(
    seed: int, unlit: float, unknown: float, more: float, heavier: float
) -> None:
    rng = np.random.default_rng(seed)
    streets, layer = with_light(grid_streets(5, 4, rng=rng), rng), random_layer(rng)
    usual = edge_factors(streets, Comfort(unlit, unknown, (layer,)))
    assert (usual >= 1).all()
    heavy = Layer("l", layer.areas, layer.weights + heavier)
    for other in (
        Comfort(unlit * more, unknown, (layer,)), Comfort(unlit, unknown * more, (layer,)),
        Comfort(unlit, unknown, (heavy,)), Comfort(unlit, unknown, (layer, random_layer(rng))),
    ):  # fmt: skip
        assert (edge_factors(streets, other) >= usual * (1 - 1e-12)).all()
    network = Network.of(streets, modes=("walk",))
    costs = [
        comfortable(network, Comfort(factor, unknown, (layer,))).streets.cost_forward["walk"].astype(np.int64)
        for factor in (unlit, unlit * more)
    ]
    few, many = (np.where(cost < 0, 2**40, cost) for cost in costs)
    assert (many >= few).all()
    base = streets.cost_forward["walk"]
    assert (few >= np.where(base < 0, 2**40, base)).all()


@settings(max_examples=40)
@given(SEEDS, FACTORS, FACTORS, st.floats(1, 3))
def test_no_walk_gets_shorter_and_all_are_those_of_plain_search(
    seed: int, unlit: float, unknown: float, more: float
) -> None:
    rng = np.random.default_rng(seed)
    network = Network.of(with_light(grid_streets(5, 4, rng=rng), rng), modes=("walk",))
    layer = random_layer(rng)
    a, b = random_places(rng, 5, 5, 4), random_places(rng, 5, 5, 4)
    felt = comfortable(network, Comfort(unlit, unknown, (layer,)))
    darker = comfortable(network, Comfort(unlit * more, unknown, (layer,)))
    usual, longer, longest = (drives(some, "walk", a, b) for some in (network, felt, darker))
    assert longest.keys() <= longer.keys() <= usual.keys()
    assert all(longer[pair] >= usual[pair] for pair in longer)
    assert all(longest[pair] >= longer[pair] for pair in longest)
    start, end = (attached_places(network, places, "walk") for places in (a, b))
    assert longer == street_times(felt.streets, "walk", start, end, FAR)


def test_a_street_that_is_refused_is_closed() -> None:
    """As closing it: the same costs, and no way through it."""
    rng = np.random.default_rng(5)
    network = Network.of(with_light(grid_streets(5, 4), rng), modes=("walk",))
    unlit = network.streets.edge_flags & UNLIT > 0
    felt, closed = comfortable(network, Comfort(CLOSED)), without_edges(network, "walk", unlit)
    for name in ("cost_forward", "cost_backward"):
        np.testing.assert_array_equal(getattr(felt.streets, name)["walk"], getattr(closed.streets, name)["walk"])
    assert "not used" in felt.notes[-1]


def _seconds(world: World, seed: int, travel: Travel, **how: Any) -> npt.NDArray[np.int64]:
    rng = np.random.default_rng(seed + 1)
    homes, work = random_places(rng, 2, 4, 3), random_places(rng, 3, 4, 3)
    window = Window(TODAY, 8 * 3600, 30, **how)
    found = reach(world, homes, work, travel, window, percentiles=(50, 100), threads=1)
    return np.concatenate([chunk.seconds for chunk in found.chunks()]).astype(np.int64)


@settings(max_examples=25)
@given(SEEDS, FACTORS, st.floats(1, 3), st.booleans(), st.booleans())
def test_no_journey_by_public_transport_gets_shorter(
    seed: int, unlit: float, more: float, step_free: bool, arrive: bool
) -> None:
    """Walks to stops, between them, from them and all the way."""
    world = lit_world(seed)
    travel = Travel(max_walk_min=6, max_time_min=60, max_transfer_m=400, step_free=step_free)
    layer = random_layer(np.random.default_rng(seed))
    some, many = (
        world.replace(network=comfortable(world.network, Comfort(factor, 1.1, (layer,))))
        for factor in (unlit, unlit * more)
    )
    usual, longer, longest = (_seconds(one, seed, travel, arrive=arrive) for one in (world, some, many))
    assert (longer >= usual).all()
    assert (longest >= longer).all()


@settings(max_examples=8)
@given(SEEDS, st.sampled_from([1.5, CLOSED]))
def test_journeys_are_those_of_plain_search_with_the_felt_costs(seed: int, unlit: float) -> None:
    world = lit_world(seed)
    felt = world.replace(network=comfortable(world.network, Comfort(unlit, 1.2)))
    rng = np.random.default_rng(seed + 1)
    homes, work = random_places(rng, 2, 4, 3), random_places(rng, 3, 4, 3)
    travel, window = Travel(max_walk_min=6, max_time_min=40, max_transfer_m=300), Window(TODAY, 8 * 3600, 6)
    expected = travel_times(felt, homes, work, travel, window)
    found = reach(felt, homes, work, travel, window, percentiles=(100,), threads=1)
    told = np.concatenate([chunk.seconds[:, 0] for chunk in found.chunks()])
    for home, place in np.ndindex(told.shape):
        slowest = max(expected[home][place])
        assert told[home, place] == (2**31 - 1 if math.isinf(slowest) else slowest)


def test_a_cost_beyond_all_limits_stays_a_number() -> None:
    streets = _streets([UNLIT, UNLIT])
    for table in (streets.cost_forward, streets.cost_backward):
        table["walk"][:] = [2_000_000_000, 900_000_000]
    made = comfortable(Network.of(streets, modes=("walk",)), Comfort(1000.0))
    assert made.streets.cost_forward["walk"].tolist() == [2_000_000_000, 1_000_000_000]


@pytest.mark.parametrize("factor", [0.99, 0.0, -1.0, -math.inf, math.nan, 1001.0])
def test_nothing_feels_shorter_than_it_is(factor: float) -> None:
    with pytest.raises(ParameterError, match="unlit_factor is") as caught:
        Comfort(factor)
    assert "shorter than it is" in str(caught.value)
    with pytest.raises(ParameterError, match="unknown_factor is"):
        Comfort(1.0, factor)


@pytest.mark.parametrize("weight", [-0.1, -math.inf, math.nan, 1001.0])
def test_what_is_no_weight_is_refused(weight: float) -> None:
    with pytest.raises(ParameterError, match="Area 2 of the layer 'l' has the weight"):
        Layer("l", [area(0, 0, 1, 1)] * 2, np.array([1.0, weight]))


def test_what_is_no_area_is_refused() -> None:
    bow = Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])
    for shape in (Point(5, 43), LineString([(0, 0), (1, 1)]), bow):
        with pytest.raises(ParameterError, match="Area 1 of the layer 'l' is no polygon"):
            Layer("l", [shape], np.ones(1))
    with pytest.raises(ParameterError, match="has 1 areas and 2 weights"):
        Layer("l", [area(0, 0, 1, 1)], np.ones(2))
    with pytest.raises(ParameterError, match="has 1 areas and 1 weights"):
        Layer("l", [area(0, 0, 1, 1)], np.ones((1, 1)))
    for radius in (0, -5, math.nan, math.inf, 10_001):
        with pytest.raises(ParameterError, match="A radius of"):
            Layer.around("l", np.array([5.0]), np.array([43.0]), radius, np.ones(1))
    assert Layer("l", [MultiPolygon([area(0, 0, 1, 1)])], np.ones(1)).name == "l"


def test_what_is_told_of_the_light_is_counted_by_street_and_kilometre() -> None:
    """Streets of about 98 m: two lit, one unlit, one that does not tell, one where nobody walks."""
    streets = _streets([LIT, LIT, UNLIT, 0, UNLIT])
    for table in (streets.cost_forward, streets.cost_backward):
        table["walk"][4] = -1
    found = lighting(streets)
    assert (found.lit, found.unlit, found.unknown) == (2, 1, 1)
    block = streets.edge_length_mm[0] / 1e6
    assert (found.lit_km, found.unlit_km, found.unknown_km) == pytest.approx((2 * block, block, block), rel=1e-6)
    assert found.known_share == pytest.approx(0.75)
    for table in (streets.cost_forward, streets.cost_backward):
        table["walk"][:] = -1
    assert lighting(streets).known_share == 0


@pytest.mark.real
def test_the_streets_of_porto_alegre_tell_little_of_their_light(shared_data: Path) -> None:
    """A native extract: of 24,940 street edges on foot 1,181 are lit and 277 unlit, a twentieth by length."""
    streets, _ = read_streets(shared_data / "porto_alegre" / "poa_osm.pbf")
    told = lighting(streets)
    assert (told.lit, told.unlit, told.unknown) == (1181, 277, 23_482)
    assert 0.04 < told.known_share < 0.05
    network = Network.of(streets, modes=("walk",))
    felt, refused = comfortable(network, Comfort(1.5)), comfortable(network, Comfort(CLOSED))
    usual = streets.cost_forward["walk"]
    unlit = (streets.edge_flags & UNLIT > 0) & (usual >= 0)
    assert (felt.streets.cost_forward["walk"][unlit] == np.ceil(usual[unlit] * 1.5)).all()
    assert (felt.streets.cost_forward["walk"][~unlit] == usual[~unlit]).all()
    assert (refused.streets.cost_forward["walk"][unlit] == -1).all()


@pytest.mark.real
def test_rebuilt_streets_tell_nothing_of_their_light(shared_data: Path) -> None:
    streets, _ = read_streets(shared_data / "euromed" / "streets.osm.pbf")
    told = lighting(streets)
    assert (told.lit, told.unlit, told.known_share) == (0, 0, 0.0)
    assert told.unknown == 23_374
    network = Network.of(streets, modes=("walk",))
    assert comfortable(network, Comfort(CLOSED)) is network
