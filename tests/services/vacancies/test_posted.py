from __future__ import annotations

import math
from dataclasses import replace

import pytest

from portee.core.errors import ParameterError
from portee.services.vacancies.posted import checked_wage, shift_of
from tests.services.vacancies.firms import EIGHT, answered, by_hand
from tests.worlds import places_at

HOUR = 3600
WEEK = ("mon", "tue", "wed", "thu", "fri")


def test_an_end_before_the_start_is_a_night() -> None:
    day, night = shift_of(EIGHT, 16 * HOUR, WEEK), shift_of(22 * HOUR, 6 * HOUR, ("fri",))
    assert (day.night, day.hours, day.days) == (False, 8, WEEK)
    assert (night.night, night.hours, night.end_s) == (True, 8, 30 * HOUR)
    assert shift_of(16 * HOUR, 24 * HOUR, ("sat",)).night is False
    assert shift_of(22 * HOUR, 0, ("sat",)).hours == 2


@pytest.mark.parametrize(
    ("start", "end", "what"),
    [
        (EIGHT, EIGHT, "starts and ends at 08:00"), (0, 0, "starts and ends"), (24 * HOUR, EIGHT, "begin at 24:00"),
        (EIGHT + 30, 16 * HOUR, "whole minutes"), (EIGHT, 16 * HOUR + 1, "whole minutes"),
    ],
)  # fmt: skip
def test_what_is_no_shift(start: int, end: int, what: str) -> None:
    with pytest.raises(ParameterError, match=what):
        shift_of(start, end, WEEK)


def test_wages() -> None:
    assert checked_wage(None) is None
    assert checked_wage(1500.0) == 1500
    for wage in (0.0, -1500.0, 1e9, math.nan, math.inf):
        with pytest.raises(ParameterError, match="no net wage for a month"):
            checked_wage(wage)


def test_a_shift_longer_than_the_daily_rest_leaves_is_remarked() -> None:
    given = by_hand()
    # 24 hours less eleven of rest are thirteen.
    for end, told in ((21 * HOUR, False), (21 * HOUR + 60, True), (7 * HOUR, True)):
        found = answered(given, shift=shift_of(EIGHT, end, ("sat",)))
        remarks = {remark.id: remark.values for remark in found.remarks}
        assert ("long-shift" in remarks) == told
        if told:
            assert remarks["long-shift"]["longest"] == 13


def test_a_wage_below_the_minimum_is_remarked() -> None:
    given = by_hand()
    # 1,426.30 euros net for 35 hours of November 2024 on; in October no figure is known, and nothing is said.
    assert not any(remark.id == "low-wage" for remark in answered(given, wage_eur_month=100.0).remarks)


def test_days_without_any_vehicle_are_remarked() -> None:
    given = by_hand()
    timetable = given.world.network.timetable
    assert timetable is not None
    active = timetable.service_active.copy()
    active[:, 2] = False  # Sunday 6 October 2024
    quiet = given.world.replace(
        network=replace(given.world.network, timetable=replace(timetable, service_active=active))
    )
    found = answered(given, world=quiet, shift=shift_of(EIGHT, 16 * HOUR, ("sat", "sun")))
    remarks = {remark.id: remark.values for remark in found.remarks}
    assert remarks["days-without-service"] == {"days": ("sun",)}
    assert found.affordable.tolist() == [[False, True]]  # on Sunday one walks


def test_places_far_from_streets_and_outside_are_remarked() -> None:
    given = by_hand()
    homes = places_at([5.0, 5.02, 5.0156], [43.0, 43.03, 43.0], "h")
    people = replace(given.residents, homes=homes, people=given.residents.people[:, [0, 0, 1]], left_out=4)
    remarks = {remark.id: remark.values for remark in answered(given, residents=people).remarks}
    assert remarks["far-from-streets"] == {"count": 1}
    assert remarks["left-out"] == {"count": 4}


def test_children_left_out_are_remarked() -> None:
    given = by_hand()
    (who,) = given.residents.profiles
    parent = who.replace(household={"children": [{"age": 2, "care": "childcare"}]}, stops=[{"kind": "childcare"}])
    found = answered(given, residents=replace(given.residents, profiles=(parent,)))
    assert [(r.id, dict(r.values)) for r in found.remarks] == [("care-left-out", {"profiles": ("walker",)})]
