"""Low-emission zones: which sticker, which day, which hour."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Polygon, box

from portee.core.errors import ParameterError
from portee.offers.low_emission import (
    CRIT_AIR,
    VEHICLE_CLASSES,
    LowEmissionZone,
    ZoneRule,
    applies,
    banned,
    in_force,
    inside,
    valid_hours,
)

SQUARE = box(5.0, 43.0, 5.1, 43.1)
TUESDAY = datetime(2024, 10, 8, 9, 0)
CODES = st.sampled_from(CRIT_AIR)


def zone(
    banned_from: str = "V3", hours: str | None = None, start: date | None = None, end: date | None = None
) -> LowEmissionZone:
    return LowEmissionZone("z", SQUARE, start, end, {"car": ZoneRule(banned_from, hours)})


@pytest.mark.parametrize(
    ("code", "stopped"),
    [
        ("NC", {"NC"}),
        ("V5", {"V5", "NC"}),
        ("V4", {"V4", "V5", "NC"}),  # the example the national schema gives
        ("V3", {"V3", "V4", "V5", "NC"}),
        ("EL", set(CRIT_AIR)),
    ],
)
def test_a_code_bans_its_own_sticker_and_the_dirtier_ones(code: str, stopped: set[str]) -> None:
    assert {sticker for sticker in CRIT_AIR if banned(code, sticker)} == stopped
    assert {sticker for sticker in CRIT_AIR if applies(zone(code), "car", sticker, TUESDAY)} == stopped


@given(CODES, CODES, CODES)
def test_a_cleaner_vehicle_is_never_banned_where_a_dirtier_one_drives(code: str, one: str, other: str) -> None:
    cleaner, dirtier = sorted((one, other), key=CRIT_AIR.index)
    assert banned(code, dirtier) or not banned(code, cleaner)


def test_both_dates_are_days_in_force() -> None:
    phase = zone(start=date(2023, 9, 1), end=date(2024, 8, 31))
    told = {
        datetime(2023, 8, 31, 23, 59): False,
        datetime(2023, 9, 1, 0, 0): True,
        datetime(2024, 8, 31, 23, 59): True,
        datetime(2024, 9, 1, 0, 0): False,
    }
    assert {moment: applies(phase, "car", "NC", moment) for moment in told} == told


def test_a_zone_without_dates_or_with_the_last_date_of_all_has_no_end() -> None:
    for phase in (zone(), zone(end=date.max)):
        assert applies(phase, "car", "NC", datetime(2099, 1, 1))


def test_hours_are_those_of_the_french_calendar() -> None:
    weekdays = zone(hours="Mo-Fr 08:00-20:00; PH off")
    assert not applies(weekdays, "car", "V4", datetime(2026, 7, 13, 7, 59))
    assert applies(weekdays, "car", "V4", datetime(2026, 7, 13, 8, 0))
    assert not applies(weekdays, "car", "V4", datetime(2026, 7, 13, 20, 0))
    # Tuesday 14 July 2026 is a public holiday, Saturday 18 July a day off.
    assert not applies(weekdays, "car", "V4", datetime(2026, 7, 14, 10, 0))
    assert not applies(weekdays, "car", "V4", datetime(2026, 7, 18, 10, 0))


def test_an_interval_is_banned_when_any_part_of_it_is() -> None:
    mornings = zone(hours="Mo-Fr 08:00-09:00", start=date(2024, 10, 8), end=date(2024, 10, 8))
    six, eight = datetime(2024, 10, 8, 6), datetime(2024, 10, 8, 8)
    assert not applies(mornings, "car", "NC", six)
    assert not applies(mornings, "car", "NC", six, eight)
    assert applies(mornings, "car", "NC", six, eight + timedelta(minutes=1))
    # The days before and after are not in force: neither their mornings nor the night between count.
    assert not applies(mornings, "car", "NC", datetime(2024, 10, 7, 6), datetime(2024, 10, 8, 6))
    assert not applies(mornings, "car", "NC", datetime(2024, 10, 8, 9), datetime(2024, 10, 9, 12))
    assert applies(mornings, "car", "NC", datetime(2024, 10, 1), datetime(2024, 10, 30))


def test_hours_that_are_not_known_count_as_a_ban_and_off_never_does() -> None:
    assert applies(zone(hours="Mo-Su 08:00-20:00 unknown"), "car", "NC", TUESDAY)
    assert not applies(zone(hours="off"), "car", "NC", TUESDAY, TUESDAY + timedelta(days=400))


@given(st.integers(0, 60 * 24 * 14), st.integers(1, 3000), st.integers(0, 3000))
def test_a_longer_interval_is_never_freer(begin: int, minutes: int, more: int) -> None:
    rule = zone(hours="Mo-Fr 08:00-20:00; Sa 10:00-12:00", start=date(2024, 10, 3), end=date(2024, 10, 11))
    moment = datetime(2024, 10, 1) + timedelta(minutes=begin)
    short, long = moment + timedelta(minutes=minutes), moment + timedelta(minutes=minutes + more)
    assert applies(rule, "car", "V5", moment, long) or not applies(rule, "car", "V5", moment, short)


def test_a_class_without_a_rule_drives() -> None:
    assert [name for name in VEHICLE_CLASSES if applies(zone("EL"), name, "NC", TUESDAY)] == ["car"]


def test_ended_or_abolished_zones_hold_nobody() -> None:
    ended = zone(end=date(2023, 12, 31))
    assert in_force([ended], "car", "NC", TUESDAY) == ()
    assert in_force([], "car", "NC", TUESDAY) == ()
    current = zone()
    assert in_force([ended, current], "car", "NC", TUESDAY) == (current,)


def test_inside_is_strict_and_for_zones_that_apply() -> None:
    lon, lat = np.array([5.05, 5.0, 4.9, 5.1]), np.array([43.05, 43.05, 43.05, 43.1])
    assert inside([zone()], lon, lat, "car", "V4", TUESDAY).tolist() == [True, False, False, False]
    assert not inside([zone()], lon, lat, "car", "V2", TUESDAY).any()
    assert not inside([zone(end=date(2023, 1, 1))], lon, lat, "car", "V4", TUESDAY).any()


@pytest.mark.parametrize(
    ("text", "good"),
    [("24/7", True), ("Mo-Su 00:00-23:59", True), ("24/4", False), ("", False), ("24/7;" * 1000, False)],
)
def test_hours_are_understood_or_refused(text: str, good: bool) -> None:
    assert valid_hours(text) is good


def test_bad_zones_say_what_is_wrong() -> None:
    bow = Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])
    with pytest.raises(ParameterError, match=r"ends on 2024-01-01, before it starts on 2024-01-02"):
        zone(start=date(2024, 1, 2), end=date(2024, 1, 1))
    with pytest.raises(ParameterError, match=r"'banned_from': 'V6' is not a Crit'Air sticker\. .*EL, V1"):
        zone("V6")
    with pytest.raises(ParameterError, match=r"'24/4' is not an opening_hours text"):
        zone(hours="24/4")
    with pytest.raises(ParameterError, match="'tram' is not a vehicle class"):
        LowEmissionZone("z", SQUARE, rules={"tram": ZoneRule("V5")})
    with pytest.raises(ParameterError, match="not an area"):
        LowEmissionZone("z", SQUARE.boundary)
    with pytest.raises(ParameterError, match="crosses itself"):
        LowEmissionZone("z", bow)


def test_bad_questions_say_what_is_wrong() -> None:
    with pytest.raises(ParameterError, match="'boat' is not a vehicle class"):
        applies(zone(), "boat", "NC", TUESDAY)
    with pytest.raises(ParameterError, match="'crit_air': '' is not"):
        applies(zone(), "car", "", TUESDAY)
    with pytest.raises(ParameterError, match="has a time zone"):
        applies(zone(), "car", "NC", TUESDAY.replace(tzinfo=UTC))
    with pytest.raises(ParameterError, match="is empty"):
        applies(zone(), "car", "NC", TUESDAY, TUESDAY)
