"""Where and when rides are served, against trying each ride, day and window."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.kernels.shortest import UNREACHED
from portee.offers.running import RideArea
from portee.reach.hours import Hours
from portee.reach.served import Served, rides_served
from tests.worlds import places_at

MONDAY = date(2026, 9, 7)
HOMES, WORK = places_at([0.5, 1.5], [0.5, 0.5]), places_at([0.5, 1.5, 3.0], [0.5, 0.5, 0.5], "w")
LEFT, RIGHT = [[0, 0], [1, 0], [1, 1], [0, 1]], [[1, 0], [2, 0], [2, 1], [1, 1]]


def _ride(**told: Any) -> RideArea:
    return RideArea.model_validate(told)


def _pairs(rides: list[RideArea], start: str = "09:00", end: str = "17:00", minutes: int = 20, **options: Any) -> Any:
    served = rides_served(rides, options.pop("wait_min", 0))
    assert served is not None
    at = [int(clock[:2]) * 3600 + int(clock[3:]) * 60 for clock in (start, end)]
    hours = [Hours(options.pop("day", MONDAY), *(np.full(3, second, np.int32) for second in at))]
    leg = np.full((2, 3), minutes * 60, np.int32)
    return served.pairs(HOMES, WORK, hours, leg, leg).tolist()


def test_both_ends_must_lie_in_the_area() -> None:
    assert _pairs([_ride(pickup=LEFT, dropoff=LEFT)]) == [[True, False, False], [False, False, False]]
    both = [LEFT, RIGHT]
    assert _pairs([_ride(pickup=[[r] for r in both], dropoff=[[r] for r in both])]) == [[True, True, False]] * 2


def test_a_line_one_way_is_no_commute_and_both_ways_are() -> None:
    """From the left area to the right one alone one never comes back."""
    there, back = _ride(pickup=LEFT, dropoff=RIGHT), _ride(pickup=RIGHT, dropoff=LEFT)
    assert not np.any(_pairs([there]))
    # With both, whoever lives in one area works in the other, whichever way round.
    assert _pairs([there, back]) == [[False, True, False], [True, False, False]]


def test_a_hole_is_not_served() -> None:
    hole = [[0.4, 0.4], [0.6, 0.4], [0.6, 0.6], [0.4, 0.6]]
    assert not np.any(_pairs([_ride(pickup=[LEFT, hole], dropoff=[LEFT, hole])]))


@pytest.mark.parametrize(("hours", "start", "end", "served"), [
    ([("06:30", "20:00", None)], "09:00", "17:00", True),
    ([("08:40", "17:20", None)], "09:00", "17:00", True),  # picked up at 08:40, set down at 17:20
    ([("08:41", "20:00", None)], "09:00", "17:00", False),
    ([("06:30", "17:19", None)], "09:00", "17:00", False),
    ([("06:30", "20:00", "16:59")], "09:00", "17:00", False),  # nobody is picked up at 17:00
    ([("06:30", "09:30", None), ("16:30", "19:00", None)], "09:00", "17:00", True),
    ([("06:30", "09:30", None), ("16:30", "19:00", None)], "12:00", "17:00", False),
    ([("06:30", "20:00", None)], "21:00", "26:00", False),
    ([("20:00", "27:00", None)], "21:00", "26:00", True),
    # The end of a night at 06:00 is in the hours of the next day.
    ([("05:00", "23:00", None)], "22:00", "30:00", True),
])  # fmt: skip
def test_each_leg_must_lie_within_the_hours_of_a_ride(hours: Any, start: str, end: str, served: bool) -> None:
    told = [{"from": a, "until": b, "last_pickup": c} for a, b, c in hours]
    assert _pairs([_ride(pickup=LEFT, dropoff=LEFT, hours=told)], start, end)[0][0] is served


def test_who_waits_is_picked_up_later() -> None:
    told = [{"from": "08:00", "until": "20:00", "last_pickup": "17:05"}]
    ride = _ride(pickup=LEFT, dropoff=LEFT, hours=told)
    assert _pairs([ride], wait_min=5)[0][0] is True
    assert _pairs([ride], wait_min=6)[0][0] is False


def test_a_first_time_to_be_set_down() -> None:
    told = [{"from": "08:00", "until": "20:00", "first_dropoff": "09:00"}]
    assert _pairs([_ride(pickup=LEFT, dropoff=LEFT, hours=told)])[0][0] is True
    told[0]["first_dropoff"] = "09:01"
    assert _pairs([_ride(pickup=LEFT, dropoff=LEFT, hours=told)])[0][0] is False


def test_days_of_the_week_and_dates() -> None:
    weekdays, dated = {"days": "mon-fri"}, {"dates": [MONDAY.isoformat()]}
    for told, served in ((weekdays, (True, True, False)), (dated, (True, False, False))):
        for later, expected in zip((0, 1, 6), served, strict=True):
            ride = _ride(pickup=LEFT, dropoff=LEFT, **told)
            assert _pairs([ride], day=MONDAY + timedelta(days=later))[0][0] is expected


def test_rides_everywhere_and_always_need_no_check() -> None:
    assert rides_served([_ride()]) is None
    assert rides_served([_ride(pickup=LEFT), _ride()]) is None
    assert rides_served([_ride(days="mon")]) is not None


def test_grounds_are_asked_of_both_ends() -> None:
    def left(lon: Any, lat: Any) -> Any:
        return np.asarray(shapely.intersects_xy(shapely.box(0, 0, 1, 1), lon, lat))

    served = Served(grounds=left)
    none = np.zeros((2, 3), np.int32)
    assert served.pairs(HOMES, WORK, [], none, none).tolist() == [[True, False, False], [False, False, False]]
    home = HOMES.take(np.array([0]))
    assert served.leg(home, WORK, MONDAY, none[0][:, None], none[0][:, None], back=True)[:, 0].tolist() == [
        True, False, False,
    ]  # fmt: skip


def test_a_place_that_is_not_asked_for_is_not_refused() -> None:
    served = rides_served([_ride(pickup=LEFT, dropoff=LEFT, hours=[{"from": "10:00", "until": "11:00"}])])
    assert served is not None
    never = Hours(MONDAY, np.full(3, -1, np.int32), np.full(3, -1, np.int32))
    assert served.pairs(HOMES, WORK, [never], *(np.zeros((2, 3), np.int32),) * 2).all()


AREA = st.sampled_from([None, LEFT, RIGHT])
CLOCK = st.integers(6, 22)


@st.composite
def _rides(draw: st.DrawFn) -> list[RideArea]:
    found = []
    for _ in range(draw(st.integers(1, 3))):
        first = draw(CLOCK)
        last = draw(st.integers(first + 1, first + 9))
        told: dict[str, Any] = {
            "pickup": draw(AREA),
            "dropoff": draw(AREA),
            "days": draw(st.sampled_from(["mon", "mon-sat"])),
        }
        told["hours"] = [{"from": f"{first:02d}:00", "until": f"{last:02d}:00"}]
        found.append(_ride(**told))
    return found


@settings(max_examples=60)
@given(_rides(), st.integers(7, 12), st.integers(13, 29), st.integers(10, 90))
def test_pairs_are_those_for_which_a_ride_is_found_each_way(
    rides: list[RideArea], start: int, end: int, minutes: int
) -> None:
    served = rides_served(rides)
    assert served is not None
    hours = [Hours(MONDAY, *(np.full(3, clock * 3600, np.int32) for clock in (start, end)))]
    leg = np.full((2, 3), minutes * 60, np.int32)
    leg[1, 2] = UNREACHED
    found = served.pairs(HOMES, WORK, hours, leg, leg)
    for h in range(2):
        for d in range(3):
            spent = 0 if leg[h, d] == UNREACHED else minutes * 60
            there = _found(rides, (HOMES, h), (WORK, d), start * 3600 - spent, start * 3600)
            back = _found(rides, (WORK, d), (HOMES, h), end * 3600, end * 3600 + spent)
            assert found[h, d] == (there and back)
    home = HOMES.take(np.array([0]))
    leaves = np.full((3, 1), end * 3600)
    one = served.leg(home, WORK, MONDAY, leaves, leaves + minutes * 60, back=True)
    for d in range(3):
        assert one[d, 0] == _found(rides, (WORK, d), (HOMES, 0), end * 3600, end * 3600 + minutes * 60)


def _found(rides: list[RideArea], a: Any, b: Any, leaves: int, arrives: int) -> bool:
    """Whether a ride of the day, of the day before or of the day after takes one from a to b."""

    def inside(area: Any, end: Any) -> bool:
        places, row = end
        if area is None:
            return True
        return bool(shapely.intersects_xy(shapely.Polygon(area[0][0]), places.lon[row], places.lat[row]))

    for ride in rides:
        if not (inside(ride.pickup, a) and inside(ride.dropoff, b)):
            continue
        for later in (-1, 0, 1, 2):
            if ride.runs_on(MONDAY + timedelta(days=later)):
                for times in ride.hours or ():
                    if times.from_ <= leaves - later * 86_400 <= times.until >= arrives - later * 86_400:
                        return True
    return False
