from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import osmium
import pytest
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from portee.sources.synthetic import SyntheticTerritory

ROADS = (
    "motorway",
    "motorway_link",
    "primary",
    "secondary",
    "tertiary",
    "unclassified",
    "residential",
    "living_street",
    "service",
)


@dataclass
class Content:
    order: list[tuple[str, int]] = field(default_factory=list)
    nodes: dict[int, tuple[float, float]] = field(default_factory=dict)
    node_tags: list[dict[str, str]] = field(default_factory=list)
    ways: dict[int, tuple[list[int], dict[str, str]]] = field(default_factory=dict)
    relations: list[tuple[list[tuple[str, int, str]], dict[str, str]]] = field(default_factory=list)

    def streets(self) -> list[tuple[list[int], dict[str, str]]]:
        return [way for way in self.ways.values() if "highway" in way[1]]


def read(path: Path) -> Content:
    content = Content()
    for item in osmium.FileProcessor(str(path)):
        kind = item.type_str()
        content.order.append((kind, item.id))
        tags = {tag.k: tag.v for tag in item.tags}
        if isinstance(item, osmium.osm.Node):
            content.nodes[item.id] = (item.lon, item.lat)
            content.node_tags.append(tags)
        elif isinstance(item, osmium.osm.Way):
            content.ways[item.id] = ([n.ref for n in item.nodes], tags)
        elif isinstance(item, osmium.osm.Relation):
            content.relations.append(([(m.type, m.ref, m.role) for m in item.members], tags))
    return content


@pytest.fixture(scope="module")
def content(town: SyntheticTerritory) -> Content:
    return read(town.osm)


def share_in_main_component(ways: list[list[int]], directed: bool = False) -> float:
    pairs = np.array([pair for way in ways for pair in itertools.pairwise(way)])
    nodes, compact = np.unique(pairs, return_inverse=True)
    a, b = compact.reshape(-1, 2).T
    graph = coo_matrix((np.ones(len(a)), (a, b)), shape=(len(nodes), len(nodes)))
    _count, label = connected_components(graph, directed=directed, connection="strong")
    return float(np.bincount(label).max() / len(nodes))


def test_objects_are_sorted_by_kind_and_number(content: Content) -> None:
    rank = {"n": 0, "w": 1, "r": 2}
    keys = [(rank[kind], number) for kind, number in content.order]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_every_reference_exists(content: Content) -> None:
    assert all(ref in content.nodes for way, _tags in content.ways.values() for ref in way)
    assert all(len(way) >= 2 for way, _tags in content.ways.values())


def test_the_main_component_holds_nearly_all_street_nodes(content: Content) -> None:
    share = share_in_main_component([way for way, _tags in content.streets()])
    assert 0.95 <= share < 1.0


def test_cars_can_go_and_come_back(content: Content) -> None:
    ways = []
    for way, tags in content.streets():
        if tags["highway"] in ROADS and not tags["highway"].startswith("motorway"):
            ways.append(way)
            if tags.get("oneway") != "yes":
                ways.append(way[::-1])
    assert share_in_main_component(ways, directed=True) > 0.93


def test_there_are_streets_of_every_kind(content: Content) -> None:
    kinds = Counter(tags["highway"] for _way, tags in content.streets())
    for kind in (*ROADS, "footway", "steps", "pedestrian", "cycleway", "track"):
        assert kinds[kind] > 0, kind
    assert kinds["residential"] > 3 * kinds["primary"]


def test_tags_that_readers_must_handle_are_there(content: Content) -> None:
    keys = Counter(key for _way, tags in content.streets() for key in tags)
    for key in (
        "name",
        "maxspeed",
        "lit",
        "surface",
        "oneway",
        "bridge",
        "tunnel",
        "layer",
        "cycleway",
        "incline",
        "access",
    ):
        assert keys[key] > 0, key
    assert any("barrier" in tags for tags in content.node_tags)
    points = Counter(tags.get("amenity", tags.get("shop", "")) for tags in content.node_tags)
    assert points["pharmacy"]
    assert points["bakery"]


def test_forbidden_turns_join_ways_that_meet(content: Content) -> None:
    assert content.relations
    for members, tags in content.relations:
        assert tags["type"] == "restriction"
        role = {name: (kind, ref) for kind, ref, name in members}
        via = role["via"][1]
        for side in ("from", "to"):
            nodes = content.ways[role[side][1]][0]
            assert via in (nodes[0], nodes[-1])


def test_few_ways_cross_the_motorway(content: Content) -> None:
    bridges = [
        tags for _way, tags in content.streets() if ("bridge" in tags or "tunnel" in tags) and tags["highway"] in ROADS
    ]
    assert 2 <= len(bridges) < 40


def test_coastline_has_the_land_on_its_left(content: Content, town: SyntheticTerritory) -> None:
    coast = [way for way, tags in content.ways.values() if tags.get("natural") == "coastline" and way[0] != way[-1]]
    longest = max(coast, key=len)
    line = np.array([content.nodes[ref] for ref in longest])
    nearest = int(np.argmin(np.hypot(*(line - (town.centre_lon, town.centre_lat)).T)))
    k = min(max(nearest, 1), len(line) - 2)
    along = line[k + 1] - line[k - 1]
    inland = np.array([town.centre_lon, town.centre_lat]) - line[k]
    assert along[0] * inland[1] - along[1] * inland[0] > 0
