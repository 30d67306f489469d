from __future__ import annotations

from dataclasses import replace

import pytest

from portee.services.vacancies.changes import LOANS, SEAT, SHIFTS_MIN, moved_shift
from portee.services.vacancies.posted import shift_of
from tests.services.vacancies.firms import EIGHT, answered, by_hand

HOUR = 3600


def test_a_shift_is_moved_whole_or_not_at_all() -> None:
    early = shift_of(20 * 60, 7 * HOUR, ("mon",))
    assert moved_shift(early, -30) is None
    later = moved_shift(early, 30)
    assert later is not None
    assert (later.start, later.end_s) == (50 * 60, 7 * HOUR + 1800)
    evening = moved_shift(shift_of(16 * HOUR, 24 * HOUR, ("mon",)), 30)
    assert evening is not None
    assert (evening.night, evening.end) == (True, 1800)
    assert moved_shift(shift_of(23 * HOUR + 1800, 6 * HOUR, ("mon",)), 60) is None


def test_other_hours_bring_another_bus() -> None:
    given = by_hand(max_time_min=35)
    # At 08:10, by the bus of 07:30: 41 minutes. Half an hour later it is that of 08:00; 10 minutes earlier, none.
    at = shift_of(EIGHT + 600, 16 * HOUR, ("sat",))
    found = answered(given, shift=at)
    assert found.affordable.tolist() == [[False, True]]
    assert [change.id for change in found.added] == []
    # Leaving at 04:59 for 05:30, the first bus of all; half an hour earlier there is none.
    first = answered(given, shift=shift_of(5 * HOUR + 1800, 13 * HOUR + 420, ("sat",)))
    assert first.affordable.tolist() == [[True, True]]
    none = answered(given, shift=shift_of(5 * HOUR, 13 * HOUR - 1380, ("sat",)))
    assert none.affordable.tolist() == [[False, True]]
    told = {change.id: change for change in none.added}
    assert told["shift:+30"].gained.central == told["shift:+60"].gained.central == 100
    assert told["shift:+30"].values == {"minutes": 30}
    assert told["shift:+30"].kind == "shift"
    assert told["shift:+30"].cost.kind == "none"
    assert [change.id for change in none.added][:2] == ["shift:+30", "shift:+60"]


def test_a_shuttle_from_the_end_of_the_line() -> None:
    # On foot at most 5 minutes: nobody comes but by a vehicle that brings them all the way.
    given = by_hand()
    (who,) = given.residents.profiles
    near = who.replace(walking={"max_min": 5}, limits={"max_time_min": 60, "cycles": False, "carpool": False})
    found = answered(given, residents=replace(given.residents, profiles=(near,)))
    assert not found.affordable.any()
    (change,) = found.added
    assert change.id == "shuttle"
    assert change.values["stop"] == "Stop 1"
    # 1,076 m at a metre a second: 18 minutes; the second home is 196 m from its stop.
    assert change.values["minutes"] == 18
    assert change.now.tolist() == [[True, True]]
    assert (change.gained.central, change.lost.central) == (110, 0)
    assert change.cost.eur is None
    assert change.cost.values["min_day"] == 36
    assert change.cost.values["km_day"] == pytest.approx(2.15, abs=0.05)


def test_the_services_tried_cost_nothing_by_themselves() -> None:
    assert SEAT.eur_trip == 0
    assert [loan.eur_month for loan in LOANS] == [0, 0, 0]
    assert [loan.vehicle for loan in LOANS] == ["e_bike", "moped", "car"]
    assert sorted(SHIFTS_MIN) == [-60, -30, 30, 60]
