from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.services.explorer.gazetteer import Gazetteer, Named, gazetteer_of, plain, position_in
from portee.world import World

NAMES = Gazetteer(
    [
        Named("L'Estaque – Gare", "stop", 5.31, 43.36),
        Named("L'Estaque", "neighbourhood", 5.30, 43.36),
        Named("Rue de l'Estaque", "street", 5.32, 43.36),
        Named("Belle de Mai", "neighbourhood", 5.38, 43.31),
        Named("Mairie", "stop", 5.39, 43.30),
    ]
)


@pytest.mark.parametrize("typed", ["l'estaque", "L’ESTAQUE", "lestaque "[:1] + "'estaque", "l estaque"])
def test_the_name_itself_comes_first(typed: str) -> None:
    assert [row.kind for row in NAMES.find(typed)] == ["neighbourhood", "stop", "street"]


def test_any_word_and_then_any_part() -> None:
    assert [row.name for row in NAMES.find("mai")] == ["Mairie", "Belle de Mai"]
    assert NAMES.find("nowhere") == []
    assert NAMES.find(" ?! ") == []


@given(st.text(max_size=40))
def test_nothing_typed_is_an_error(text: str) -> None:
    NAMES.find(text)
    position_in(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("43.2965, 5.3698", (5.3698, 43.2965)),
        ("43.2965 5.3698", (5.3698, 43.2965)),
        ("-12;-77", (-77.0, -12.0)),
        ("91, 5", None),
        ("rue 12", None),
    ],
)
def test_positions_are_read_as_maps_write_them(text: str, expected: tuple[float, float] | None) -> None:
    assert position_in(text) == expected


def test_a_place_is_told_by_what_is_near() -> None:
    near = NAMES.nearest(5.3005, 43.36)
    assert near is not None
    assert near.name == "L'Estaque"
    assert NAMES.nearest(6.0, 44.0) is None
    assert Gazetteer([]).nearest(5.0, 43.0) is None


def test_the_network_knows_names(xs_world: World) -> None:
    found = gazetteer_of(xs_world.network)
    assert {row.kind for row in found.names} == {"stop", "street"}
    west, south, east, north = xs_world.network.bounds
    for row in found.names:
        assert row.kind == "stop" or (west <= row.lon <= east and south <= row.lat <= north)
        assert found.find(row.name)
        assert plain(found.find(row.name)[0].name) == plain(row.name)
