"""A network in memory and its copy on disk are the same."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.errors import NetworkError
from portee.core.provenance import Dropped, Provenance
from portee.network.network import ModeStreets, Network
from portee.network.store import draft, read_manifest
from portee.network.streets import MODES
from tests.worlds import ORIGIN, STEP_E7, grid_streets, random_timetable, random_world, store_network


def _same(a: Any, b: Any) -> None:
    """Equal in every array, whatever the classes around them."""
    if isinstance(a, np.ndarray):
        np.testing.assert_array_equal(a, b)
        assert a.dtype == b.dtype
    elif isinstance(a, dict):
        assert sorted(a) == sorted(b)
        for name in a:
            _same(a[name], b[name])
    elif hasattr(a, "_fields"):
        for x, y in zip(a, b, strict=True):
            _same(x, y)
    elif hasattr(a, "__dataclass_fields__"):
        for item in fields(a):
            _same(getattr(a, item.name), getattr(b, item.name))
    elif isinstance(a, list | tuple):
        assert list(a) == list(b)
    else:
        assert a == b


@settings(max_examples=15)
@given(st.integers(0, 2**32 - 1), st.booleans())
def test_a_stored_network_opens_as_it_was(tmp_path_factory: pytest.TempPathFactory, seed: int, timed: bool) -> None:
    folder = tmp_path_factory.mktemp("stored") / "net"
    made = random_world(seed).network
    timetable = made.timetable if timed else None
    store_network(folder, made.streets, timetable)
    opened = Network.open(folder)
    again = Network.of(made.streets, timetable)
    _same(
        replace(again, notes=opened.notes, folder=folder, key=opened.key),
        opened,
    )
    assert opened.key == "one one"
    assert opened.notes == ("made for a test",)


def _bytes(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_the_same_network_has_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        world = random_world(11)
        store_network(tmp_path / name, world.network.streets, world.network.timetable)
    assert _bytes(tmp_path / "a") == _bytes(tmp_path / "b")


def test_only_what_depends_on_a_changed_input_is_made_again(tmp_path: Path) -> None:
    first, second = random_world(1).network, random_world(2).network
    folder = tmp_path / "net"

    def inodes() -> dict[str, int]:
        return {p.parent.name: p.stat().st_ino for p in sorted(folder.rglob("*.npy"))}

    store_network(folder, first.streets, first.timetable)
    before = inodes()
    store_network(folder, first.streets, second.timetable, ("one", "two"))
    changed = {name for name, inode in inodes().items() if before[name] != inode}
    assert changed == {"timetable", "links", *(f"stops-{mode}" for mode in MODES)}
    _same(Network.open(folder).timetable, second.timetable)
    before = inodes()
    store_network(folder, second.streets, second.timetable, ("two", "two"))
    assert {name for name, inode in inodes().items() if before[name] == inode} == {"timetable"}


def test_a_network_without_timetable_has_no_stops(tmp_path: Path) -> None:
    network = Network.of(grid_streets(2, 2))
    assert (network.timetable, network.stops, network.walks) == (None, {}, None)
    store_network(tmp_path / "net", network.streets, None)
    opened = Network.open(tmp_path / "net")
    assert (opened.timetable, opened.stops, opened.walks) == (None, {}, None)


def test_a_network_of_some_modes_has_those_alone() -> None:
    timetable = random_timetable(np.random.default_rng(1), 3)
    network = Network.of(grid_streets(2, 2), timetable, modes=("walk", "car"))
    assert sorted(network.modes) == sorted(network.stops) == ["car", "walk"]
    assert isinstance(network.modes["car"], ModeStreets)


def test_it_knows_its_bounds() -> None:
    west, south, east, north = Network.of(grid_streets(3, 2)).bounds
    assert (west, south) == ORIGIN
    assert east == pytest.approx(ORIGIN[0] + 2 * STEP_E7 / 1e7, abs=1e-9)
    assert north == pytest.approx(ORIGIN[1] + STEP_E7 / 1e7, abs=1e-9)


def test_walks_between_stops_end_at_the_length_given() -> None:
    world = random_world(3)
    network = Network.of(world.network.streets, world.network.timetable, transfer_m=120)
    assert network.walks is not None
    assert network.walks.limit == 120_000
    assert network.walks.cost.max(initial=0) <= 120_000


def test_provenance_comes_back(tmp_path: Path) -> None:
    record = Provenance("gtfs", "feed.zip", "ab", 3, rows={"stops": 2}, dropped=(Dropped("trip", 1, "short", ("t1",)),))
    store_network(tmp_path / "net", grid_streets(2, 2), None)
    with draft(tmp_path / "net") as work:
        previous = read_manifest(tmp_path / "net")
        for name, section in previous["sections"].items():
            assert work.reuse(name, section["key"])
        work.facts.update(provenance=[record.to_dict()], notes=[], key="k")
    assert Network.open(tmp_path / "net").provenance == (record,)


def test_where_stops_attach_is_told(tmp_path: Path) -> None:
    timetable = random_timetable(np.random.default_rng(1), 4, lon=[5.0, 5.0012, 6.0, 6.0], lat=[43.0, 43.0, 43.0, 43.0])
    store_network(tmp_path / "net", grid_streets(3, 3), timetable)
    facts = read_manifest(tmp_path / "net")["sections"]["stops-walk"]["facts"]
    assert facts == {"stops": 4, "unattached": 2, "moved": 0}


@pytest.mark.parametrize("name", ["streets", "car", "timetable", "stops-bicycle", "links"])
def test_a_lost_section_is_one_clear_error(tmp_path: Path, name: str) -> None:
    world = random_world(4)
    folder = tmp_path / "net"
    store_network(folder, world.network.streets, world.network.timetable)
    for file in (folder / name).iterdir():
        file.unlink()
    with pytest.raises(NetworkError) as caught:
        Network.open(folder)
    assert caught.value.mend
