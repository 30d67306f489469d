from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from portee.commons.records.charter_rule import CharterRule
from portee.core.errors import ParameterError
from portee.services.usage_rules import in_force, placed_rules, usage_at
from tests.commons.examples import example

PARIS = ZoneInfo("Europe/Paris")
SQUARE = ["43.30, 5.37", "43.30, 5.38", "43.31, 5.38", "43.31, 5.37"]
INSIDE, OUTSIDE = (5.375, 43.305), (5.385, 43.305)
AGREES = {"by": "stakeholder/a", "date": "2026-04-02", "says": "agrees"}
TUESDAY = datetime(2026, 3, 10, 12, 0, tzinfo=PARIS)


def rule(status: str = "published", **area: Any) -> CharterRule:
    record = example(
        "charter-rule", status=status, consents=[AGREES], area={"outline": SQUARE, "forbids": ["park"], **area}
    )
    assert isinstance(record, CharterRule)
    return record


def may(at: datetime = TUESDAY, point: tuple[float, float] = INSIDE, vehicle: str = "scooter", **area: Any) -> bool:
    return usage_at(placed_rules([rule(**area)], PARIS), vehicle, *point, at).park


def test_a_point_in_a_no_parking_zone_is_refused_and_the_rule_cited() -> None:
    found = usage_at(placed_rules([rule()], PARIS), "scooter", *INSIDE, TUESDAY)
    assert (found.park, found.ride, found.take) == (False, True, True)
    assert [one.id for one in found.citing] == [rule().id]
    assert may(point=OUTSIDE)
    assert not may(point=(5.37, 43.305)), "the edge belongs to the area"


def test_a_rule_that_nobody_agreed_to_yet_is_told_and_forbids_nothing() -> None:
    found = usage_at(placed_rules([rule(status="reviewed")], PARIS), "scooter", *INSIDE, TUESDAY)
    assert found.park
    assert found.citing == ()
    assert len(found.proposed) == 1


def test_a_rule_binds_by_consent() -> None:
    stands = {**AGREES, "says": "stands-aside"}
    assert in_force(rule())
    for consents in ([], [stands], [AGREES, {**stands, "date": "2026-05-02"}]):
        record = example("charter-rule", status="published", consents=consents)
        assert isinstance(record, CharterRule)
        assert not in_force(record)
    objected = example("charter-rule", status="reviewed", consents=[AGREES, {**AGREES, "says": "objects"}])
    assert isinstance(objected, CharterRule)
    assert not in_force(objected)


def test_a_rule_means_its_vehicles() -> None:
    assert may(vehicle="bike", vehicles=["scooter", "moped"])
    assert not may(vehicle="moped", vehicles=["scooter", "moped"])


@pytest.mark.parametrize(
    ("area", "at", "allowed"),
    [
        ({"starts": "08:00", "ends": "18:00"}, TUESDAY, False),
        ({"starts": "08:00", "ends": "12:00"}, TUESDAY, True),
        ({"starts": "22:00", "ends": "06:00"}, TUESDAY.replace(hour=23), False),
        ({"starts": "22:00", "ends": "06:00"}, TUESDAY.replace(hour=5), False),
        ({"starts": "22:00", "ends": "06:00"}, TUESDAY.replace(hour=6), True),
        # The night of Monday goes on until Tuesday morning, and not before Monday evening.
        ({"starts": "22:00", "ends": "06:00", "days": ["monday"]}, TUESDAY.replace(hour=5), False),
        ({"starts": "22:00", "ends": "06:00", "days": ["tuesday"]}, TUESDAY.replace(hour=5), True),
        ({"days": ["sunday"]}, TUESDAY, True),
        ({"days": ["tuesday"]}, TUESDAY, False),
        ({"since": "2026-03-11"}, TUESDAY, True),
        ({"since": "2026-03-10"}, TUESDAY, False),
        ({"until": "2026-03-10"}, TUESDAY, False),
        ({"until": "2026-03-09"}, TUESDAY, True),
        ({"until": "2026-03-09", "starts": "22:00", "ends": "06:00"}, TUESDAY.replace(hour=5), False),
        ({"until": "2026-03-09", "starts": "22:00", "ends": "06:00"}, TUESDAY.replace(hour=23), True),
    ],
)
def test_a_rule_holds_at_its_hours(area: dict[str, Any], at: datetime, allowed: bool) -> None:
    assert may(at=at, **area) is allowed


def test_all_rules_at_a_point_hold_together() -> None:
    rules = [rule(), rule(forbids=["ride"], maximum_speed_kmh=20), rule(forbids=[], maximum_speed_kmh=6)]
    found = usage_at(placed_rules(rules, PARIS), "scooter", *INSIDE, TUESDAY)
    assert (found.park, found.ride, found.take, found.maximum_speed_kmh) == (False, False, True, 6.0)
    assert len(found.citing) == 3
    assert usage_at(placed_rules(rules, PARIS), "scooter", *OUTSIDE, TUESDAY).maximum_speed_kmh is None


@given(st.floats(5.36, 5.39), st.floats(43.295, 43.315))
def test_the_answer_is_that_of_plain_geometry(lon: float, lat: float) -> None:
    inside = shapely.intersects_xy(
        shapely.Polygon([(5.37, 43.30), (5.38, 43.30), (5.38, 43.31), (5.37, 43.31)]), lon, lat
    )
    assert may(point=(lon, lat)) is not bool(inside)


@given(st.integers(0, 60 * 24 * 14), st.sampled_from([["monday"], ["saturday", "sunday"], []]))
def test_one_more_rule_never_allows_more(minutes: int, days: list[str]) -> None:
    at = TUESDAY + timedelta(minutes=minutes)
    few = placed_rules([rule(days=days)], PARIS)
    many = placed_rules([rule(days=days), rule(starts="20:00", ends="07:00")], PARIS)
    assert usage_at(few, "car", *INSIDE, at).park >= usage_at(many, "car", *INSIDE, at).park


def test_a_moment_needs_a_zone() -> None:
    with pytest.raises(ParameterError, match="time zone"):
        usage_at((), "bike", *INSIDE, datetime(2026, 3, 10))
    assert usage_at((), "bike", *INSIDE, datetime(2026, 3, 10, tzinfo=UTC)).park
