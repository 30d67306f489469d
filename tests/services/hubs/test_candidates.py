from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import osmium
import pytest

from portee.core.errors import ParameterError, SourceError
from portee.services.hubs.candidates import by_id, candidates_of, file_of, flags
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World


def test_stops_are_one_per_station(xs_world: World) -> None:
    table = xs_world.network.timetable
    assert table is not None
    found = candidates_of("stops", xs_world.network)
    used = set(np.asarray(table.pattern_stop).tolist())
    stations = {int(table.stop_station[k]) if table.stop_station[k] >= 0 else -1 - k for k in used}
    assert len(found) == len(stations)
    assert set(found.ids.tolist()) <= set(table.stop_id)


def test_a_grid_gives_one_point_per_square_with_streets(xs_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    coarse, fine = (candidates_of(f"grid:{side}", xs_world.network) for side in (1000, 500))
    assert 0 < len(coarse) < len(fine)
    assert fine.geometry is None
    monkeypatch.setattr("portee.services.hubs.candidates.MOST_CANDIDATES", len(fine) - 1)
    with pytest.raises(ParameterError, match=r"A grid of 500 m has more than .* Give grid:1000"):
        candidates_of("grid:500", xs_world.network)


def test_a_file_brings_its_columns_and_what_has_none_says_so(
    xs_world: World, xs_territory: SyntheticTerritory
) -> None:  # fmt: skip
    found = candidates_of(xs_territory.jobs, xs_world.network, weights=("jobs",))
    assert found.weight("jobs").sum() > 0
    with pytest.raises(ParameterError, match="'stops' have no column 'euros'"):
        candidates_of("stops", xs_world.network, weights=("euros",))
    network = replace(xs_world.network, timetable=None)
    with pytest.raises(ParameterError, match="no stops"):
        candidates_of("stops", network)


def test_named_candidates_are_flagged_and_unknown_ones_refused(xs_world: World) -> None:
    found = by_id(candidates_of("stops", xs_world.network))
    assert found.ids.tolist() == sorted(found.ids.tolist())
    assert flags(found, (str(found.ids[1]),), "--decided").nonzero()[0].tolist() == [1]
    with pytest.raises(ParameterError, match="No candidate has the id 'nowhere'"):
        flags(found, ("nowhere",), "--decided")


def _extract(world: World, path: Path) -> Path:
    """Two car parks, one of them private, an empty shop, a shop that was, and a bench; a car park in another town."""
    west, south, east, north = world.network.bounds
    lon, lat = (west + east) / 2, (south + north) / 2
    tags = [
        {"amenity": "parking", "name": "Quay"}, {"amenity": "parking", "access": "private"}, {"shop": "vacant"},
        {"disused:shop": "bakery"}, {"amenity": "bench"},
    ]  # fmt: skip
    writer = osmium.SimpleWriter(str(path))
    for number, own in enumerate(tags, 1):
        writer.add_node(osmium.osm.mutable.Node(id=number, version=1, location=(lon, lat), tags=own))
    writer.add_node(osmium.osm.mutable.Node(id=9, version=1, location=(lon + 2, lat), tags=tags[0]))
    writer.close()
    return path


def test_kinds_are_found_in_an_extract_and_nothing_else(xs_world: World, tmp_path: Path) -> None:
    path = _extract(xs_world, tmp_path / "area.osm.pbf")
    parks = candidates_of(f"parking:{path}", xs_world.network)
    floors = candidates_of(f"ground_floors:{path}", xs_world.network)
    assert (parks.ids.tolist(), floors.ids.tolist()) == (["n1"], ["n3", "n4"])
    assert parks.attributes["name"].to_list() == ["Quay"]
    assert file_of(f"parking:{path}") == str(path)
    assert file_of("stops") == "stops"


def test_kinds_without_a_file_or_any_place_are_told(
    xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _extract(xs_world, tmp_path / "area.osm.pbf")
    with pytest.raises(ParameterError, match="not said in which file 'parking'"):
        candidates_of("parking", xs_world.network)
    with pytest.raises(ParameterError, match="no extract of OpenStreetMap"):
        candidates_of(f"parking:{xs_territory.jobs}", xs_world.network)
    with pytest.raises(SourceError):
        candidates_of("ground_floors:missing.osm.pbf", xs_world.network)
    with pytest.raises(ParameterError, match="no column 'euros'"):
        candidates_of(f"parking:{path}", xs_world.network, weights=("euros",))
    monkeypatch.setattr("portee.services.hubs.candidates.MOST_CANDIDATES", 1)
    with pytest.raises(ParameterError, match="more than 1"):
        candidates_of(f"ground_floors:{path}", xs_world.network)
