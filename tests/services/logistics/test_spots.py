from __future__ import annotations

from pathlib import Path

import numpy as np
import osmium
import pytest

from portee.core.errors import ParameterError
from portee.services.logistics.spots import METRES_PER_DEGREE, spots_of
from portee.services.logistics.wanted import PointSpot, Spots
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World


def _table(folder: Path, village: SyntheticTerritory, rows: int = 6) -> None:
    lon, lat = village.centre_lon, village.centre_lat
    kinds = ("shop", "parking")
    lines = [f"{lon + 0.0005 * k:.6f},{lat:.6f},{kinds[k % 2]},{5 * k},{10 * k},place {k}" for k in range(rows)]
    (folder / "places.csv").write_text("lon,lat,class,surface,rent,name\n" + "\n".join(lines) + "\n", encoding="utf-8")


def test_rows_of_a_file_are_kept_by_value_and_tell_their_own_area_and_cost(
    xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:
    _table(tmp_path, xs_territory)
    asked = Spots(
        kind="parking", file="places.csv", keep={"class": ("parking",)}, m2_column="surface", cost_column="rent",
        parcels=80,
    )  # fmt: skip
    found = spots_of([asked], lambda name: tmp_path / name, xs_world.network)
    assert [(one.name, one.m2, one.cost_day, one.parcels) for one in found] == [
        ("place 1", 5, 10, 80), ("place 3", 15, 30, 80), ("place 5", 25, 50, 80)
    ]  # fmt: skip
    assert all(one.id.startswith("parking-") for one in found)


def test_places_stand_apart_and_within_the_area(
    xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:
    _table(tmp_path, xs_territory, rows=20)
    lon, lat = xs_territory.centre_lon, xs_territory.centre_lat
    west = ((lon - 0.01, lat - 0.01), (lon + 0.004, lat - 0.01), (lon + 0.004, lat + 0.01), (lon - 0.01, lat + 0.01))
    asked = Spots.model_validate({"file": "places.csv", "apart_m": 100, "area": [list(map(list, west))]})
    found = spots_of([asked], lambda name: tmp_path / name, xs_world.network)
    assert 1 < len(found) < 9
    x = np.array([one.lon for one in found]) * np.cos(np.radians(lat)) * METRES_PER_DEGREE
    assert np.diff(np.sort(x)).min() >= 100
    assert max(one.lon for one in found) <= lon + 0.004


def test_no_place_unknown_columns_and_equal_ids_are_refused(
    xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:
    _table(tmp_path, xs_territory)

    def asked(**values: object) -> tuple[Spots]:
        return (Spots.model_validate({"file": "places.csv", **values}),)

    with pytest.raises(ParameterError, match="no place where anything could stand"):
        spots_of(asked(keep={"class": ("moon",)}), lambda name: tmp_path / name, xs_world.network)
    with pytest.raises(ParameterError, match="no column 'moon'"):
        spots_of(asked(keep={"moon": ("1",)}), lambda name: tmp_path / name, xs_world.network)
    point = PointSpot(id="a", at=(xs_territory.centre_lon, xs_territory.centre_lat))
    with pytest.raises(ParameterError, match="Two candidates are called 'a'"):
        spots_of((Spots(points=(point, point)),), lambda name: tmp_path / name, xs_world.network)


def test_kinds_of_an_openstreetmap_extract_are_those_of_hubs(xs_world: World, tmp_path: Path) -> None:
    west, south, east, north = xs_world.network.bounds
    writer = osmium.SimpleWriter(str(tmp_path / "area.osm.pbf"))
    for number, tags in enumerate(({"amenity": "parking"}, {"shop": "vacant"}, {"amenity": "bench"}), 1):
        at = ((west + east) / 2, (south + north) / 2)
        writer.add_node(osmium.osm.mutable.Node(id=number, version=1, location=at, tags=tags))
    writer.close()
    asked = [Spots(kind=kind, file="area.osm.pbf", m2=12) for kind in ("parking", "vacant_ground_floor")]
    found = spots_of(asked, lambda name: tmp_path / name, xs_world.network)
    assert [one.id for one in found] == ["parking-n1", "vacant_ground_floor2-n2"]
