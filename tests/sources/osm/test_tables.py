from __future__ import annotations

from importlib.resources import files

import pytest

from portee.network.streets import MODES
from portee.sources.osm.tables import NODE_KEYS, read_table, way_keys

TABLES = sorted(f.name.removesuffix(".yaml") for f in files("portee.sources.osm").joinpath("rules").iterdir())
LISTS = ("access_keys", "opening_keys", "oneway_keys")


@pytest.mark.parametrize("name", [name for name in TABLES if name != "slopes"])
def test_every_table_names_its_sources(name: str) -> None:
    assert read_table(name)["sources"]


@pytest.mark.parametrize("mode", ["walk", "bicycle", "e_scooter"])
def test_every_slope_function_names_its_source(mode: str) -> None:
    assert read_table("slopes")[mode]["source"]


@pytest.mark.parametrize("mode", MODES)
def test_every_mode_has_its_table(mode: str) -> None:
    table = read_table(mode)
    assert table["classes"]
    assert all(isinstance(key, str) for key in table["classes"])
    assert all(isinstance(key, str) for name in LISTS for key in table[name])
    assert set(table["opening_keys"]) <= set(table["access_keys"])
    assert set(table["access_keys"]) | set(table["oneway_keys"]) <= way_keys()


@pytest.mark.parametrize("name", TABLES)
def test_no_word_was_read_as_a_truth_value(name: str) -> None:
    """Unquoted yes and no are booleans in YAML 1.1."""

    def walk(value: object, path: tuple[object, ...]) -> None:
        assert not isinstance(value, bool) or path[-1] == "dismount", path
        if isinstance(value, dict):
            for key, inner in value.items():
                assert isinstance(key, str), path
                walk(inner, (*path, key))
        elif isinstance(value, list):
            for inner in value:
                walk(inner, (*path, inner))

    walk(read_table(name), (name,))


def test_factors_never_speed_up() -> None:
    for mode in ("walk", "wheelchair", "bicycle", "e_scooter"):
        table = read_table(mode)
        for name in ("classes", "surface", "smoothness", "tracktype"):
            assert all(factor is None or factor >= 1 for factor in table.get(name, {}).values())


def test_granted_and_refused_do_not_overlap() -> None:
    ways = read_table("ways")
    assert not set(ways["granted"]) & set(ways["refused"])


def test_barriers_stop_known_modes() -> None:
    table = read_table("barriers")
    for kind in ("barrier", "kerb"):
        for entry in table[kind].values():
            assert set(entry["stops"]) <= set(MODES)
    assert {"barrier", "kerb", "access"} <= NODE_KEYS
