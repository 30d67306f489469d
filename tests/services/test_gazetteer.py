from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.network.network import Network
from portee.services.gazetteer import MOST_FOUND, MOST_SUGGESTED, Gazetteer, Spot, gazetteer_of, position_in
from portee.world import World
from tests.worlds import grid_streets, timetable_of


@pytest.fixture(scope="module")
def village(xs_world: World) -> Gazetteer:
    return Gazetteer(xs_world.network)


@pytest.fixture(scope="module")
def grid() -> Gazetteer:
    """Two streets of one name a kilometre apart, one of another, and two stops."""
    streets = grid_streets(4, 12)
    name = np.full(streets.edge_count, -1, np.int32)
    name[0] = name[-1] = 0
    name[1] = 1
    named = replace(streets, edge_name=name, names=("Rue de la République", "Impasse Hélène"))
    ends = [(0, 0), (600, 660)]
    lon = [float(streets.node_lon_e7[0]) / 1e7, float(streets.node_lon_e7[-1]) / 1e7]
    lat = [float(streets.node_lat_e7[0]) / 1e7, float(streets.node_lat_e7[-1]) / 1e7]
    timetable = timetable_of(2, [([0, 1], [ends])], lon=lon, lat=lat)
    network = Network.of(named, replace(timetable, stop_name=("Gare", "Château")))
    return Gazetteer(
        network, [Spot("La Gare", "neighbourhood", lat[1], lon[0]), Spot("la gare", "neighbourhood", 0, 0)]
    )


def test_every_street_and_stop_is_found_by_its_name(xs_world: World, village: Gazetteer) -> None:
    network = xs_world.network
    assert network.timetable is not None
    west, south, east, north = network.bounds
    for name in {*network.streets.names[:40], *list(network.timetable.stop_name)[:20]}:
        found = village.find(name)
        assert found, name
        assert found[0].name.casefold() == name.casefold()
        assert all(south <= spot.lat <= north and west <= spot.lon <= east for spot in found)


@pytest.mark.parametrize(
    "text",
    [
        "impasse helene", "12 bis, Impasse Hélène", "3 impasse Hélène, 13003 Marseille", "IMPASSE HELENE 13003",
        "Impase Hélène", "helene",
    ],
)  # fmt: skip
def test_a_name_is_known_however_it_is_written(grid: Gazetteer, text: str) -> None:
    assert [spot.name for spot in grid.find(text)] == ["Impasse Hélène"]


def test_streets_of_one_name_far_apart_are_told_apart_by_the_stop_beside_them(grid: Gazetteer) -> None:
    found = grid.find("rue de la republique")
    assert {(spot.name, spot.near) for spot in found} == {
        ("Rue de la République", "Gare"), ("Rue de la République", "Château"),
    }  # fmt: skip


def test_a_position_is_a_place_where_the_network_is(grid: Gazetteer) -> None:
    _, stop = grid.find("Gare")
    (spot,) = grid.find(f"{stop.lat}, {stop.lon}")
    assert (spot.lat, spot.lon, spot.near) == (stop.lat, stop.lon, "Gare")
    assert grid.find("48.85 2.35") == ()


@given(st.text(max_size=60))
@settings(max_examples=60)
def test_whatever_is_typed_gives_a_few_places_or_none(village: Gazetteer, text: str) -> None:
    position_in(text)
    assert len(village.find(text)) <= MOST_FOUND
    assert len(village.suggest(text)) <= MOST_SUGGESTED


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("gar", ["La Gare", "Gare"]), ("LA GARE", ["La Gare", "Gare"]), ("hel", ["Impasse Hélène"]),
        ("mpass", ["Impasse Hélène"]), ("impase helene", ["Impasse Hélène"]), ("nowhere", []), (" ?! ", []),
        ("12 rue de la répu", ["Rue de la République"]),
    ],
)  # fmt: skip
def test_names_are_offered_while_one_is_typed(grid: Gazetteer, typed: str, names: list[str]) -> None:
    assert [spot.name for spot in grid.suggest(typed)] == names
    assert list(grid.suggest(typed, most=1)) == list(grid.suggest(typed))[:1]


def test_two_stops_of_one_name_are_told_apart_and_a_street_beside_one_is_no_other_place() -> None:
    streets = grid_streets(4, 12)
    name = np.full(streets.edge_count, -1, np.int32)
    name[0] = name[-1] = 0
    named = replace(streets, edge_name=name, names=("Gare",))
    lon = [float(streets.node_lon_e7[k]) / 1e7 for k in (0, 0, -1)]
    lat = [float(streets.node_lat_e7[k]) / 1e7 for k in (0, 0, -1)]
    timetable = timetable_of(3, [([0, 2], [[(0, 0), (600, 660)]])], lon=lon, lat=lat)
    network = Network.of(named, replace(timetable, stop_name=("Gare", "Gare", "Gare")))
    far = Spot("Le Bas", "neighbourhood", lat[0], lon[0])
    found = Gazetteer(network, [far, Spot("Le Haut", "neighbourhood", lat[2], lon[2])]).find("gare")
    assert [(one.kind, one.near) for one in found] == [("stop", "Le Bas"), ("stop", "Le Haut")]
    assert [one.near for one in Gazetteer(network).find("gare")] == ["", ""], "the only street has their name"


def test_the_first_neighbourhood_of_a_name_is_kept(grid: Gazetteer) -> None:
    assert [(one.name, one.lat > 0) for one in grid.neighbourhoods] == [("La Gare", True)]


def test_an_outline_in_several_parts_names_neighbourhoods(xs_world: World, tmp_path: Path) -> None:
    west, south, east, north = xs_world.network.bounds
    lon, lat = (west + east) / 2, (south + north) / 2

    def part(name: str, shift: float) -> dict[str, Any]:
        ring = [[lon + shift + dx, lat + dy] for dx, dy in ((0, 0), (0.001, 0), (0.001, 0.001), (0, 0.001), (0, 0))]
        return {"type": "Feature", "properties": {"nom_qua": name},
                "geometry": {"type": "Polygon", "coordinates": [ring]}}  # fmt: skip

    parts, file = [part("SAINT-JEAN-DU-DESERT", 0.0), part("ZAC", 0.002)], tmp_path / "outline.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": parts}), encoding="utf-8")
    found = gazetteer_of(xs_world.network, None, None, file)
    assert [one.name for one in found.neighbourhoods] == ["Saint-Jean-du-Desert", "ZAC"]
    assert found.find("saint jean du désert")[0].kind == "neighbourhood"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": parts[:1]}), encoding="utf-8")
    assert not gazetteer_of(xs_world.network, None, None, file).neighbourhoods, "the whole is no part"
    file.write_text("{", encoding="utf-8")
    assert not gazetteer_of(xs_world.network, None, None, file).neighbourhoods


def test_a_place_is_told_by_what_is_near(grid: Gazetteer) -> None:
    for name, kind in (("La Gare", "neighbourhood"), ("Château", "stop")):
        spot = next(one for one in grid.find(name) if one.kind == kind)
        found = grid.nearest(spot.lon, spot.lat)
        assert found is not None
        assert (found.name, found.kind) == (name, kind)
    assert grid.nearest(-120.0, 10.0) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("43.2965, 5.3698", (5.3698, 43.2965)), ("43.2965° 5.3698°", (5.3698, 43.2965)), ("-12;-77", (-77.0, -12.0)),
        ("91, 5", None), ("rue 12", None),
    ],
)  # fmt: skip
def test_positions_are_read_as_maps_write_them(text: str, expected: tuple[float, float] | None) -> None:
    assert position_in(text) == expected


@pytest.mark.parametrize("text", ["", "   ", "13003", "12", "qqqqqq", "de la"])
def test_nothing_is_found_for_what_names_nothing(village: Gazetteer, text: str) -> None:
    assert village.find(text) == ()


def test_a_network_without_a_timetable_has_its_streets_alone() -> None:
    streets = grid_streets(3, 3)
    named = replace(streets, edge_name=np.zeros(streets.edge_count, np.int32), names=("Quai",))
    network = Gazetteer(Network.of(named, None))
    (spot,) = network.find("quai")
    assert spot.near == ""
    assert network.nearest(spot.lon, spot.lat) == Spot("Quai", "street", spot.lat, spot.lon)
