from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from portee.core.errors import ParameterError, SourceError
from portee.sources.osm import read_osm_places
from portee.sources.osm.points_of_interest import category_of
from portee.sources.osm.tables import read_table
from tests.sources.osm.files import LAT, LON, STEP, OsmFile


@pytest.fixture
def area(tmp_path: Path) -> Path:
    content = OsmFile(
        {1: (0, 0), 2: (1, 0), 3: (3, 0), 4: (3, 2), 5: (1, 2), 6: (5, 5), 7: (6, 6)},
        node_tags={
            1: {"amenity": "pharmacy", "name": "Pharmacie du Port"},
            2: {"amenity": "bench"},
            6: {"shop": "bakery"},
            7: {"leisure": "park", "access": "private"},
        },
        timestamp="2026-03-01T00:00:00Z",
    )
    content.way(10, [2, 3, 4, 5, 2], amenity="school", name="École")
    content.way(11, [2, 3], highway="residential")
    content.way(12, [2, 4, 5], amenity="kindergarten")
    content.relations.append((20, [("w", 13, "outer")], {"type": "multipolygon", "leisure": "park"}))
    content.way(13, [2, 3, 4, 5, 2])
    content.ways.sort()
    return content.write(tmp_path / "area.osm.pbf")


def test_nodes_ways_and_relations(area: Path) -> None:
    places = read_osm_places(area)
    assert places.ids.tolist() == ["n1", "n6", "w10", "r20"]
    assert places.attributes["category"].to_list() == ["pharmacy", "shop_food", "school", "green"]
    assert places.attributes["name"].to_list() == ["Pharmacie du Port", None, "École", None]
    assert places.attributes["osm_id"].to_list() == [1, 6, 10, 20]
    assert places.lon.tolist() == pytest.approx([LON, LON + 5 * STEP, LON + 2 * STEP, LON + 2 * STEP])
    assert places.lat.tolist() == pytest.approx([LAT, LAT + 5 * STEP, LAT + STEP, LAT + STEP])


def test_one_weight_column_by_category(area: Path) -> None:
    attributes = read_osm_places(area).attributes
    categories = list(read_table("points_of_interest")["categories"])
    assert attributes.columns == ["category", "name", "osm_id", *categories]
    assert attributes["school"].to_list() == [0, 0, 1, 0]
    assert attributes.select(categories).sum_horizontal().to_list() == [1, 1, 1, 1]


def test_provenance(area: Path) -> None:
    (provenance,) = read_osm_places(area).provenance
    assert provenance.rows == {"places": 4, "green": 1, "pharmacy": 1, "school": 1, "shop_food": 1}
    assert provenance.date == "2026-03-01T00:00:00Z"
    assert provenance.licence == "ODbL 1.0"
    assert provenance.file == "area.osm.pbf"


def test_a_table_of_ones_own(area: Path, tmp_path: Path) -> None:
    table = {"categories": {"seat": {"amenity": ["bench"]}, "shop": {"shop": "*"}}}
    places = read_osm_places(area, table)
    assert places.attributes["category"].to_list() == ["seat", "shop"]
    (tmp_path / "table.yaml").write_text(yaml.safe_dump(table), encoding="utf-8")
    assert read_osm_places(area, tmp_path / "table.yaml").ids.tolist() == places.ids.tolist()


def test_nothing_of_the_kind(area: Path) -> None:
    places = read_osm_places(area, {"categories": {"moon": {"amenity": ["moon"]}}})
    assert len(places) == 0
    assert places.attributes.columns == ["category", "name", "osm_id", "moon"]


@pytest.mark.parametrize(
    ("tags", "category"),
    [
        ({"amenity": "doctors"}, "health"),
        ({"healthcare": "midwife"}, "health"),
        ({"amenity": "pharmacy", "healthcare": "pharmacy"}, "pharmacy"),
        ({"amenity": "childcare"}, "childcare"),
        ({"amenity": "university"}, "training"),
        ({"shop": "butcher;bakery"}, "shop_food"),
        ({"office": "employment_agency"}, "employment"),
        ({"amenity": "library"}, "culture"),
        ({"amenity": "library", "disused": "yes"}, None),
        ({"shop": "clothes"}, None),
        ({}, None),
    ],
)
def test_category(tags: dict[str, str], category: str | None) -> None:
    assert category_of(tags, read_table("points_of_interest")) == category


@pytest.mark.parametrize(
    "table",
    [
        {},
        {"categories": {}},
        {"categories": {"a": []}},
        {"categories": {"a": {"k": 3}}},
        {"categories": {"name": {"k": "*"}}},
    ],
)
def test_tables_of_another_form(area: Path, table: dict[str, object]) -> None:
    with pytest.raises(ParameterError) as caught:
        read_osm_places(area, table)
    assert caught.value.mend


def test_unreadable_table(area: Path, tmp_path: Path) -> None:
    (tmp_path / "table.yaml").write_text("categories: [", encoding="utf-8")
    with pytest.raises(ParameterError, match="cannot be read"):
        read_osm_places(area, tmp_path / "table.yaml")


def test_not_osm(tmp_path: Path) -> None:
    (tmp_path / "a.osm.pbf").write_bytes(b"nothing")
    with pytest.raises(SourceError, match="not a complete OSM file"):
        read_osm_places(tmp_path / "a.osm.pbf")
    with pytest.raises(SourceError, match="no such file"):
        read_osm_places(tmp_path / "b.osm.pbf")


@pytest.mark.real
def test_real_file(shared_data: Path) -> None:
    places = read_osm_places(shared_data / "euromed" / "streets.osm.pbf")
    counts = places.provenance[0].rows
    assert counts["places"] == len(places) > 100
    assert counts["school"] > 10
