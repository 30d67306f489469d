from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.offers.zones import Rule, Zone, permissions

NO_PARKING = Rule(ride_end_allowed=False)
NO_ENTRY = Rule(False, False, False)
ALLOWED = Rule()


def square(west: float, south: float, side: float = 1.0) -> shapely.Geometry:
    return shapely.box(west, south, west + side, south + side)


def test_without_zones_everything_is_allowed() -> None:
    found = permissions((), (), "bike", [5.0, 6.0], [43.0, 44.0])
    assert found.start.tolist() == found.end.tolist() == found.through.tolist() == [True, True]
    assert found.maximum_speed_kmh.tolist() == [np.inf, np.inf]
    assert found.station_parking.tolist() == [False, False]
    assert found.zone.tolist() == [-1, -1]


def test_a_zone_holds_inside_and_on_its_edge() -> None:
    found = permissions((Zone("park", square(0, 0), (NO_PARKING,)),), (), "bike", [0.5, 1.0, 1.5], [0.5, 0.5, 0.5])
    assert found.end.tolist() == [False, False, True]
    assert found.start.all()
    assert found.zone.tolist() == [0, 0, -1]


def test_the_earlier_zone_decides_where_zones_overlap() -> None:
    hub, town = Zone("hub", square(0, 0), (ALLOWED,)), Zone("town", square(-1, -1, 3), (NO_PARKING,))
    assert permissions((hub, town), (), "bike", [0.5, 1.5], [0.5, 0.5]).end.tolist() == [True, False]
    assert permissions((town, hub), (), "bike", [0.5, 1.5], [0.5, 0.5]).end.tolist() == [False, False]


def test_the_earlier_rule_decides_within_a_zone() -> None:
    zone = Zone("z", square(0, 0), (NO_PARKING, NO_ENTRY))
    found = permissions((zone,), (), "bike", 0.5, 0.5)
    assert (found.start[0], found.end[0], found.through[0]) == (True, False, True)


def test_rules_for_other_types_are_passed_over() -> None:
    scooters = Rule(ride_end_allowed=False, vehicle_types=("scooter",))
    zones = (Zone("a", square(0, 0), (scooters,)), Zone("b", square(0, 0), (NO_ENTRY,)))
    assert permissions(zones, (), "scooter", 0.5, 0.5).through[0]
    assert not permissions(zones, (), "bike", 0.5, 0.5).through[0]


def test_global_rules_hold_where_no_zone_does() -> None:
    zones = (Zone("hub", square(0, 0), (ALLOWED,)),)
    everywhere = (Rule(False, False, True, vehicle_types=("moped",)), NO_ENTRY)
    moped = permissions(zones, everywhere, "moped", [0.5, 5.0], [0.5, 5.0])
    assert moped.end.tolist() == [True, False]
    assert moped.through.tolist() == [True, True]
    assert permissions(zones, everywhere, "bike", [0.5, 5.0], [0.5, 5.0]).through.tolist() == [True, False]


def test_zones_hold_between_their_moments() -> None:
    begins, ends = datetime(2026, 7, 14, 18, tzinfo=UTC), datetime(2026, 7, 15, 2, tzinfo=UTC)
    zones = (Zone("fireworks", square(0, 0), (NO_ENTRY,), begins, ends),)
    for at, allowed in (
        (datetime(2026, 7, 14, 17, 59, tzinfo=UTC), True),
        (begins, False),
        (ends, True),
        (None, False),  # without a moment no restriction is missed
    ):
        assert permissions(zones, (), "bike", 0.5, 0.5, at=at).through[0] == allowed


def test_an_inactive_zone_gives_way_to_the_next() -> None:
    over = Zone("over", square(0, 0), (ALLOWED,), end=datetime(2026, 1, 1, tzinfo=UTC))
    zones = (over, Zone("town", square(0, 0), (NO_PARKING,)))
    assert not permissions(zones, (), "bike", 0.5, 0.5, at=datetime(2026, 5, 1, tzinfo=UTC)).end[0]


def test_version_2_combines_rules_and_version_3_does_not() -> None:
    # The hub tells no speed; the slow zone around it tells 10 km/h and stations only.
    slow = Rule(ride_end_allowed=False, maximum_speed_kmh=10, station_parking=True)
    zones = (Zone("hub", square(0, 0), (ALLOWED,)), Zone("slow", square(-1, -1, 3), (slow,)))
    three = permissions(zones, (), "bike", 0.5, 0.5)
    two = permissions(zones, (), "bike", 0.5, 0.5, combine=True)
    assert three.end[0]
    assert two.end[0]
    assert (three.maximum_speed_kmh[0], three.station_parking[0]) == (np.inf, False)
    assert (two.maximum_speed_kmh[0], two.station_parking[0]) == (10, True)


def test_a_told_no_collides_when_combined() -> None:
    free = Rule(maximum_speed_kmh=20, station_parking=False)
    zones = (
        Zone("a", square(0, 0), (free,)),
        Zone("b", square(0, 0), (Rule(station_parking=True, maximum_speed_kmh=5),)),
    )
    found = permissions(zones, (), "bike", 0.5, 0.5, combine=True)
    assert (found.maximum_speed_kmh[0], found.station_parking[0]) == (20, False)


@pytest.mark.parametrize(
    "geometry",
    [
        shapely.Point(0, 0),
        shapely.Polygon(),
        shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)]),
        shapely.LineString([(0, 0), (1, 1)]),
    ],
)
def test_zones_are_sound_polygons(geometry: shapely.Geometry) -> None:
    with pytest.raises(ParameterError, match="sound polygon"):
        Zone("z", geometry)


def test_impossible_moments_and_speeds_are_refused() -> None:
    with pytest.raises(ParameterError, match="time zone"):
        Zone("z", square(0, 0), start=datetime(2026, 1, 1))
    with pytest.raises(ParameterError, match="ends before"):
        Zone("z", square(0, 0), start=datetime(2026, 1, 2, tzinfo=UTC), end=datetime(2026, 1, 1, tzinfo=UTC))
    with pytest.raises(ParameterError, match="no time zone"):
        permissions((), (), "bike", 0.0, 0.0, at=datetime(2026, 1, 1))
    for speed in (-1.0, float("nan")):
        with pytest.raises(ParameterError, match="speed"):
            Rule(maximum_speed_kmh=speed)


def test_points_must_be_numbers_in_pairs() -> None:
    with pytest.raises(ParameterError, match="shape"):
        permissions((), (), "bike", [0.0, 1.0], [0.0])
    with pytest.raises(ParameterError, match="finite"):
        permissions((), (), "bike", [float("nan")], [0.0])


Answer = tuple[bool, bool, bool, float, bool]


def slow(
    zones: list[Zone], rules: list[Rule], kind: str, x: float, y: float, at: datetime | None, combine: bool
) -> Answer:
    """Slow twin: collect all rules at one point in order, then ask them one by one."""
    here: list[Rule] = []
    for zone in zones:
        active = at is None or ((zone.start is None or zone.start <= at) and (zone.end is None or at < zone.end))
        if active and shapely.covers(zone.geometry, shapely.Point(x, y)):
            here += [rule for rule in zone.rules if not rule.vehicle_types or kind in rule.vehicle_types]
    here += [rule for rule in rules if not rule.vehicle_types or kind in rule.vehicle_types]
    if not here:
        return True, True, True, np.inf, False
    first = here[0]
    heard = here if combine else here[:1]
    speed = next((rule.maximum_speed_kmh for rule in heard if rule.maximum_speed_kmh is not None), np.inf)
    parking = next((rule.station_parking for rule in heard if rule.station_parking is not None), False)
    return first.ride_start_allowed, first.ride_end_allowed, first.ride_through_allowed, speed, parking


RULES = st.builds(
    Rule,
    ride_start_allowed=st.booleans(),
    ride_end_allowed=st.booleans(),
    ride_through_allowed=st.booleans(),
    maximum_speed_kmh=st.none() | st.sampled_from([5.0, 10.0, 20.0]),
    station_parking=st.none() | st.booleans(),
    vehicle_types=st.sampled_from([(), ("bike",), ("scooter",), ("bike", "scooter")]),
)
DAYS = [datetime(2026, 1, day, tzinfo=UTC) for day in range(1, 5)]
ZONES = st.builds(
    lambda x, y, side, rules, span: Zone("z", square(x, y, side), tuple(rules), *span),
    st.integers(0, 4),
    st.integers(0, 4),
    st.integers(1, 3),
    st.lists(RULES, max_size=3),
    st.sampled_from([(None, None), (DAYS[1], None), (None, DAYS[2]), (DAYS[0], DAYS[3])]),
)


@given(
    st.lists(ZONES, max_size=4),
    st.lists(RULES, max_size=2),
    st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14)), min_size=1, max_size=8),
    st.none() | st.sampled_from(DAYS),
    st.booleans(),
)
def test_permissions_equal_the_slow_twin(
    zones: list[Zone], rules: list[Rule], points: list[tuple[int, int]], at: datetime | None, combine: bool
) -> None:
    x, y = (np.array(values) / 2 for values in zip(*points, strict=True))
    found = permissions(zones, rules, "bike", x, y, at=at, combine=combine)
    fast = zip(
        found.start.tolist(),
        found.end.tolist(),
        found.through.tolist(),
        found.maximum_speed_kmh.tolist(),
        found.station_parking.tolist(),
        strict=True,
    )
    assert list(fast) == [slow(zones, rules, "bike", *point, at, combine) for point in zip(x, y, strict=True)]
