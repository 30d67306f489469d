"""Which streets are meant: by area, drawn line, name and way; what means none is told."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.network.closing import edges_entering
from portee.network.network import Network
from portee.offers.areas import shape_of
from portee.scenarios.choosing import StreetChoice, edges_crossed, line_of
from portee.scenarios.works import Works
from portee.world import World
from tests.scenarios.grounds import COLUMNS, FIRST_WAY, ROWS, Told, area, at, ground, problems_of, streets_of

SEEDS = st.integers(0, 2**32 - 1)


def chosen(world: World, told: Told | None = None, **fields: object) -> set[int]:
    """Edges that are meant."""
    told = Told() if told is None else told
    mask = StreetChoice.model_validate(fields).chosen(Works(world), told)
    assert mask.dtype == np.bool_
    assert mask.shape == (world.network.streets.edge_count,)
    return set(np.flatnonzero(mask).tolist())


def test_a_name_means_the_whole_street_and_no_other() -> None:
    world = ground()
    assert chosen(world, streets=["Rue 1"]) == {4, 5, 6, 7}
    first = ROWS * (COLUMNS - 1)
    assert chosen(world, streets=["Avenue 2"]) == {first + 2, first + 7, first + 12}
    assert chosen(world, streets=["Avenue 2", "Rue 1"]) == {4, 5, 6, 7, first + 2, first + 7, first + 12}


def test_ways_by_number() -> None:
    assert chosen(ground(), osm_ways=[FIRST_WAY + 3, FIRST_WAY, FIRST_WAY]) == {0, 3}


def test_an_area_means_what_enters_it_and_a_line_what_it_crosses() -> None:
    world = ground()
    assert chosen(world, area=area(0.2, -0.5, 0.4, 0.5)) == {0}
    first = ROWS * (COLUMNS - 1)
    # From within the first block to within the second: only the avenue between them is crossed.
    assert chosen(world, across=[at(0.5, 0.5), at(1.5, 0.5)]) == {first + 1}
    # A line that ends on a junction touches the four streets there.
    assert chosen(world, across=[at(0.5, 0.5), at(1, 1)]) == {4, 5, first + 1, first + 6}


def test_a_line_of_no_length_is_a_point() -> None:
    assert chosen(ground(), across=[at(0.5, 0), at(0.5, 0)]) == {0}


@settings(max_examples=40)
@given(SEEDS, st.integers(2, 5))
def test_crossing_is_what_one_by_one_geometry_says(seed: int, points: int) -> None:
    streets = streets_of(seed)
    rng = np.random.default_rng(seed + 3)
    line = shapely.LineString([at(*p) for p in rng.integers(-1, 9, (points, 2)) / 2])
    expected = [
        bool(shapely.intersects(line, shapely.LineString(np.column_stack([lon, lat]) / 1e7)))
        for lon, lat in zip(
            np.split(streets.geometry_lon_e7, streets.geometry_offset[1:-1]),
            np.split(streets.geometry_lat_e7, streets.geometry_offset[1:-1]),
            strict=True,
        )
    ]
    assert edges_crossed(streets, line).tolist() == expected


@settings(max_examples=30)
@given(SEEDS)
def test_all_ways_of_choosing_add_up(seed: int) -> None:
    world = ground(seed, modes=("walk",))
    streets = world.network.streets
    rng = np.random.default_rng(seed)
    west, south = (rng.integers(0, 4, 2) / 2).tolist()
    ring = area(west, south, 3.3, 2.8)
    line = [at(-0.5, 0.5), at(4.5, 2.2)]
    name, way = streets.names[int(rng.integers(len(streets.names)))], FIRST_WAY
    part = StreetChoice.model_validate({"area": ring})
    assert part.area is not None
    entering = set(np.flatnonzero(edges_entering(streets, shape_of(part.area))).tolist())
    told = Told()
    apart = [chosen(world, told, **{key: value}) for key, value in
             [("area", ring), ("across", line), ("streets", [name]), ("osm_ways", [way])]]  # fmt: skip
    assert apart[0] == entering
    assert all(apart[2:])
    assert chosen(world, Told(), area=ring, across=line, streets=[name], osm_ways=[way]) == set().union(*apart)
    assert {field for field, _, _ in told} == {
        field for field, some in zip(("area", "across"), apart, strict=False) if not some
    }


def test_what_means_no_street_is_told_each_with_a_way_out() -> None:
    told = Told()
    swapped = [[lat, lon] for lon, lat in area(0, 0, 1, 1)]
    assert chosen(
        ground(), told, area=swapped, across=swapped[:2], streets=["avenue 3", "Zzz", "Rue 0"], osm_ways=[7, FIRST_WAY]
    ) == {0, 1, 2, 3}  # fmt: skip
    assert [(field, what) for field, what, _ in told] == [
        ("area", "No street of the network lies there."), ("across", "No street of the network lies there."),
        ("streets", "There is no street 'avenue 3'."), ("streets", "There is no street 'Zzz'."),
        ("osm_ways", "There is no OpenStreetMap way 7 in the network."),
    ]  # fmt: skip
    assert told[0][2] == "Longitude comes first; draw it over a street."
    assert [mend for _, _, mend in told[2:4]] == ["Did you mean 'Avenue 3'?", "Write it as the data do."]


def test_a_network_without_streets() -> None:
    streets = streets_of()
    none = replace(
        streets, edge_from=streets.edge_from[:0], geometry_offset=streets.geometry_offset[:1],
        geometry_lon_e7=streets.geometry_lon_e7[:0], geometry_lat_e7=streets.geometry_lat_e7[:0],
    )  # fmt: skip
    assert edges_crossed(none, line_of(((5.0, 43.0), (5.1, 43.0)))).tolist() == []
    empty = World(replace(Network.of(streets, modes=("walk",)), streets=none))
    told = Told()
    assert chosen(empty, told, across=[at(0, 0), at(1, 1)]) == set()
    assert [field for field, _, _ in told] == ["across"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "It names no street."),
        ({"streets": [], "osm_ways": []}, "It names no street."),
        ({"across": [at(0, 0)]}, "at least 2 items"),
        ({"across": [[5, 95], [5, 43]]}, "less than or equal to 90"),
        ({"area": [[5, 43], [6, 44]]}, "at least 3 items"),
        ({"area": [at(0, 0), at(1, 1), at(1, 0), at(0, 1)]}, "crosses itself"),
        ({"area": []}, "The area is empty."),
        ({"osm_ways": ["Rue 1"]}, "a whole number is wanted"),
    ],
)
def test_a_choice_that_cannot_be_one(fields: dict[str, object], words: str) -> None:
    (problem,) = problems_of({"type": "pedestrianise", **fields})
    assert words in problem.what
    assert problem.mend
