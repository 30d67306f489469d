from __future__ import annotations

from pathlib import Path

import pytest

from portee.core.provenance import Provenance
from portee.network.streets import Streets
from portee.sources.osm import read_streets
from tests.sources.osm.files import Member, OsmFile

# A crossroads: ways 1 west, 2 north, 3 east, 4 south, all from the centre (node 5) outwards.
WEST, NORTH, EAST, SOUTH, CENTRE = 1, 2, 3, 4, 5


def crossroads(**tags: dict[str, str]) -> OsmFile:
    content = OsmFile({WEST: (0, 1), NORTH: (1, 2), EAST: (2, 1), SOUTH: (1, 0), CENTRE: (1, 1)})
    for way in (WEST, NORTH, EAST, SOUTH):
        content.way(way, [CENTRE, way], **{"highway": "residential", **tags.get(f"way_{way}", {})})
    return content


def read(content: OsmFile, tmp_path: Path) -> tuple[Streets, Provenance]:
    return read_streets(content.write(tmp_path / "area.osm.pbf"))


def turns(streets: Streets) -> list[tuple[int, int, int]]:
    """(from way, via node, to way) by OSM ids."""
    return sorted(
        (int(streets.edge_osm_way[a]), int(streets.node_osm_id[v]), int(streets.edge_osm_way[b]))
        for a, v, b in zip(streets.car_turn_from, streets.car_turn_via, streets.car_turn_to, strict=True)
    )


@pytest.mark.parametrize("kind", ["no_left_turn", "no_straight_on", "no_right_turn", "no_entry", "no_exit"])
def test_no_turn(tmp_path: Path, kind: str) -> None:
    streets, provenance = read(crossroads().restriction(1, kind, WEST, CENTRE, NORTH), tmp_path)
    assert turns(streets) == [(WEST, CENTRE, NORTH)]
    assert provenance.rows["turn_restrictions"] == provenance.rows["forbidden_turns"] == 1
    assert provenance.dropped == ()


def test_only_forbids_every_other_way_out(tmp_path: Path) -> None:
    streets, _ = read(crossroads().restriction(1, "only_straight_on", WEST, CENTRE, EAST), tmp_path)
    assert turns(streets) == [(WEST, CENTRE, WEST), (WEST, CENTRE, NORTH), (WEST, CENTRE, SOUTH)]


def test_no_u_turn(tmp_path: Path) -> None:
    streets, _ = read(crossroads().restriction(1, "no_u_turn", WEST, CENTRE, WEST), tmp_path)
    assert turns(streets) == [(WEST, CENTRE, WEST)]


def test_no_u_turn_between_two_carriageways(tmp_path: Path) -> None:
    streets, _ = read(crossroads().restriction(1, "no_u_turn", WEST, CENTRE, NORTH), tmp_path)
    assert turns(streets) == [(WEST, CENTRE, NORTH)]


def test_turns_that_cannot_be_made_are_not_listed(tmp_path: Path) -> None:
    content = crossroads(way_1={"oneway": "yes"})  # leaves the centre, so that nobody arrives by it
    streets, provenance = read(content.restriction(1, "no_left_turn", WEST, CENTRE, NORTH), tmp_path)
    assert turns(streets) == []
    assert [(d.what, d.count) for d in provenance.dropped] == [("turn restrictions", 1)]
    content = crossroads(way_2={"oneway": "yes"}, way_4={"highway": "footway"})
    streets, _ = read(content.restriction(1, "only_straight_on", WEST, CENTRE, EAST), tmp_path)
    assert turns(streets) == [(WEST, CENTRE, WEST), (WEST, CENTRE, NORTH)]


@pytest.mark.parametrize(
    ("tags", "applied"),
    [
        ({"except": "psv;bicycle"}, True),
        ({"except": "motorcar"}, False),
        ({"except": "psv; motor_vehicle"}, False),
        ({"restriction": "", "restriction:motorcar": "no_left_turn"}, True),
        ({"restriction": "", "restriction:hgv": "no_left_turn"}, False),
    ],
)
def test_who_a_restriction_binds(tmp_path: Path, tags: dict[str, str], applied: bool) -> None:
    streets, provenance = read(crossroads().restriction(1, "no_left_turn", WEST, CENTRE, NORTH, **tags), tmp_path)
    assert bool(turns(streets)) is applied
    assert provenance.dropped == ()


@pytest.mark.parametrize(
    "tags",
    [
        {"restriction": "", "restriction:conditional": "no_left_turn @ (Mo-Fr 07:00-09:00)"},
        {"restriction": "no_left_turn @ (07:00-09:00)"},
        {"restriction": "beware"},
    ],
)
def test_restrictions_left_out_are_counted(tmp_path: Path, tags: dict[str, str]) -> None:
    streets, provenance = read(crossroads().restriction(1, "no_left_turn", WEST, CENTRE, NORTH, **tags), tmp_path)
    assert turns(streets) == []
    assert [(d.what, d.count) for d in provenance.dropped] == [("turn restrictions", 1)]


def test_via_ways_are_counted(tmp_path: Path) -> None:
    content = crossroads()
    members: list[Member] = [("w", WEST, "from"), ("w", NORTH, "via"), ("w", EAST, "to")]
    content.relations.append((1, members, {"type": "restriction", "restriction": "no_u_turn"}))
    _, provenance = read(content, tmp_path)
    assert [(d.count, d.why) for d in provenance.dropped] == [(1, "passes along a via way")]


@pytest.mark.parametrize(
    "members",
    [
        [("w", WEST, "from"), ("w", NORTH, "to")],
        [("w", WEST, "from"), ("n", CENTRE, "via")],
        [("w", 77, "from"), ("n", CENTRE, "via"), ("w", NORTH, "to")],
        [("w", WEST, "from"), ("n", 77, "via"), ("w", NORTH, "to")],
        [("n", WEST, "from"), ("n", CENTRE, "via"), ("w", NORTH, "to")],
    ],
)
def test_incomplete_restrictions_are_counted(tmp_path: Path, members: list[Member]) -> None:
    content = crossroads()
    content.relations.append((1, members, {"type": "restriction", "restriction": "no_left_turn"}))
    streets, provenance = read(content, tmp_path)
    assert turns(streets) == []
    assert [(d.what, d.count) for d in provenance.dropped] == [("turn restrictions", 1)]


def test_several_from_ways(tmp_path: Path) -> None:
    content = crossroads()
    members: list[Member] = [("w", WEST, "from"), ("w", EAST, "from"), ("n", CENTRE, "via"), ("w", NORTH, "to")]
    content.relations.append((1, members, {"type": "restriction", "restriction": "no_entry"}))
    streets, _ = read(content, tmp_path)
    assert turns(streets) == [(WEST, CENTRE, NORTH), (EAST, CENTRE, NORTH)]


def through_street(**tags: str) -> OsmFile:
    """Way 1 runs on through the via node 5; way 2 leaves it."""
    content = OsmFile({1: (0, 1), 2: (1, 2), 3: (2, 1), 5: (1, 1)})
    content.way(1, [1, 5, 3], **{"highway": "residential", **tags})
    return content.way(2, [5, 2], highway="residential")


def test_a_way_that_runs_on_through_the_via_node(tmp_path: Path) -> None:
    streets, provenance = read(through_street().restriction(1, "no_left_turn", 1, 5, 2), tmp_path)
    assert turns(streets) == []
    assert "ambiguous" in provenance.dropped[0].why
    streets, _ = read(through_street(oneway="yes").restriction(1, "no_left_turn", 1, 5, 2), tmp_path)
    assert turns(streets) == [(1, 5, 2)]


def test_no_u_turn_within_one_way_leaves_the_way_ahead_free(tmp_path: Path) -> None:
    streets, _ = read(through_street().restriction(1, "no_u_turn", 1, 5, 1), tmp_path)
    assert turns(streets) == [(1, 5, 1), (1, 5, 1)]
    assert streets.car_turn_from.tolist() == streets.car_turn_to.tolist()


def test_turns_are_sorted_and_unique(tmp_path: Path) -> None:
    content = crossroads().restriction(1, "only_straight_on", WEST, CENTRE, EAST)
    content.restriction(2, "no_left_turn", WEST, CENTRE, NORTH).restriction(3, "no_u_turn", EAST, CENTRE, EAST)
    streets, _ = read(content, tmp_path)
    rows = list(zip(streets.car_turn_from, streets.car_turn_via, streets.car_turn_to, strict=True))
    assert rows == sorted(set(rows))
    assert len(rows) == 4


def test_the_street_is_cut_at_a_via_node_where_nothing_meets(tmp_path: Path) -> None:
    content = OsmFile({1: (0, 0), 2: (1, 0), 3: (2, 0)}).way(1, [1, 2, 3], highway="residential")
    streets, _ = read(content.restriction(1, "no_u_turn", 1, 2, 1), tmp_path)
    assert streets.edge_count == 2
    assert len(streets.car_turn_from) == 2
