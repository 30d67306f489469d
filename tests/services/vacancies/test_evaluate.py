from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import numpy as np
import pytest
import shapely

from portee.offers.low_emission import LowEmissionZone, ZoneRule
from portee.reach.staffing import Staffing
from portee.reach.ways import Stores
from portee.services.vacancies.evaluate import Evaluator, asked_of, hours_at, moved
from portee.services.vacancies.posted import shift_of
from tests.services.vacancies.firms import EIGHT, by_hand, kinds, passes
from tests.worlds import TODAY

DAY_OF_PRICES = date(2026, 11, 10)


def test_hours_of_the_days_worked() -> None:
    given = by_hand()
    hours = hours_at(given.world.network, shift_of(EIGHT, 4 * 3600, ("sat", "mon")), TODAY)
    # The calendar begins on Friday 4 October 2024: Monday is that of the week after.
    assert [(part.day, int(part.start[0]), int(part.end[0])) for part in hours] == [
        (date(2024, 10, 7), EIGHT, 28 * 3600), (date(2024, 10, 5), EIGHT, 28 * 3600),
    ]  # fmt: skip
    assert all(part.start.shape == (1,) for part in hours)


def test_the_job_is_taken_without_stops_on_the_way() -> None:
    given = by_hand()
    parent = kinds(1)[4].replace(
        household={"children": [{"age": 2, "care": "childcare"}]}, stops=[{"kind": "childcare"}]
    )
    hours = hours_at(given.world.network, given.shift, TODAY)
    asked = asked_of(given.world.network, parent, given.shift, hours, passes(), TODAY, 90.0)
    assert asked.profile.stops == ()
    assert asked.profile.schedule.shifts == (given.shift,)
    assert asked.situation.longest_min == 90
    assert asked.situation.facts["status"] == "employee"
    assert {way.verdict.answer for way in asked.usable} == {"yes"}


def test_the_quickest_and_the_cheapest_way() -> None:
    given = by_hand()
    hours = hours_at(given.world.network, given.shift, TODAY)
    cyclist = kinds(1)[2].replace(walking={"max_min": 20}, limits={"max_time_min": 60, "max_cycle_min": 60})
    asked = asked_of(given.world.network, cyclist, given.shift, hours, passes(), DAY_OF_PRICES, 60.0)
    staffing = Staffing(Stores(given.world.network), given.residents.homes, given.work)
    found = Evaluator(staffing, 4.0).candidates(asked)
    kind = [found.ways[way].kind for way in found.way]
    # By bicycle at 12 km/h 2.2 km are 11 minutes, 880 m are 5: quicker than by bus or on foot.
    assert kind == ["bicycle", "bicycle"]
    assert found.minutes.tolist() == [22, 10]
    km = 2 * 4 * np.array([2.152, 0.880])
    wear = asked.situation.figures.table("vehicle.bicycle.upkeep")["human"]
    # The second home is near enough to walk: for nothing.
    assert found.eur.tolist() == pytest.approx([float(km[0] * wear), 0.0], rel=0.02)
    assert not found.possible[~found.affordable].any()


def test_a_price_that_is_not_known_is_beyond_every_budget() -> None:
    given = by_hand()
    hours = hours_at(given.world.network, given.shift, TODAY)
    staffing = Staffing(Stores(given.world.network), given.residents.homes, given.work)
    driver = kinds(1)[3].replace(limits={"max_time_min": 60, "budget_eur_month": 500})
    # No price of fuel is known so early.
    poor = asked_of(given.world.network, driver, given.shift, hours, passes(), TODAY, 60.0)
    found = Evaluator(staffing, 4.0).candidates(poor)
    assert (found.possible.tolist(), found.affordable.tolist()) == ([True, True], [False, False])
    free = asked_of(
        given.world.network, driver.replace(limits={"max_time_min": 60}), given.shift, hours, passes(), TODAY, 60.0
    )  # fmt: skip
    unlimited = Evaluator(staffing, 4.0).candidates(free)
    assert unlimited.affordable.tolist() == [True, True]
    # By car 2.2 km are 36 minutes here, 880 m 15; and 5 to park.
    assert unlimited.minutes.tolist() == [82, 40]
    assert np.isnan(unlimited.eur).all()


def test_other_hours_are_another_situation_only_where_zones_have_hours() -> None:
    given = by_hand()
    hours = hours_at(given.world.network, given.shift, TODAY)
    asked = asked_of(given.world.network, kinds(1)[3], given.shift, hours, passes(), TODAY, 60.0)
    at = hours_at(given.world.network, shift_of(EIGHT + 3600, 17 * 3600, ("sat",)), TODAY)
    same = moved(asked, at)
    assert same.ways is asked.ways
    assert same.hours is at
    zone = LowEmissionZone(id="z", geometry=shapely.box(4, 42, 6, 44), rules={"car": ZoneRule("V3", "22:00-09:30")})
    zoned = replace(asked, situation=replace(asked.situation, offers=passes().replace(zones=(zone,))))
    other = moved(zoned, at)
    assert other.situation.moments == (datetime(2024, 10, 5, 9), datetime(2024, 10, 5, 17))
    (car,) = (way for way in other.ways if way.kind == "car")
    # At nine the streets are closed to a car of class 4.
    assert car.search.network is not None
    later = hours_at(given.world.network, shift_of(EIGHT + 7200, 18 * 3600, ("sat",)), TODAY)
    (free,) = (way for way in moved(zoned, later).ways if way.kind == "car")
    assert free.search.network is None


def test_rides_to_a_stop_are_tried_where_streets_alone_do_not_do() -> None:
    given = by_hand()
    hours = hours_at(given.world.network, given.shift, TODAY)
    told = {"max_time_min": 60, "max_cycle_min": 6}
    cyclist = kinds(1)[2].replace(walking={"max_min": 20}, limits=told)
    asked = asked_of(given.world.network, cyclist, given.shift, hours, passes(), DAY_OF_PRICES, 60.0)
    (ride,) = (way for way in asked.usable if way.kind == "bike_and_ride")
    staffing = Staffing(Stores(given.world.network), given.residents.homes, given.work)
    everywhere, narrow = Evaluator(staffing, 4.0), Evaluator(staffing, 4.0)
    narrow.prepare([asked], [()])
    assert everywhere.rows(ride) is None
    # The second home is 5 minutes from work by bicycle, the first one 11.
    rows = narrow.rows(ride)
    assert rows is not None
    assert rows.tolist() == [True, False]
    assert all(narrow.rows(way) is None for way in asked.usable if way is not ride)
    whole, part = everywhere.candidates(asked), narrow.candidates(asked)
    assert part.affordable.tolist() == whole.affordable.tolist() == [True, True]
    assert part.possible.tolist() == whole.possible.tolist()
    # For whoever minds the dark, walking may not do at another hour.
    shy = cyclist.replace(vehicles=[], walking={"max_min": 20}, limits={**told, "dark": "avoids"})
    walker = asked_of(given.world.network, shy, given.shift, hours, passes(), DAY_OF_PRICES, 60.0)
    narrow.prepare([walker], [[ride_ways] for ride_ways in ([ride],)])
    shy_rows = narrow.rows(ride)
    assert shy_rows is not None
    assert shy_rows.tolist() == [True, True]


def test_a_budget_is_kept_to_the_cent() -> None:
    given = by_hand()
    hours = hours_at(given.world.network, given.shift, TODAY)
    staffing = Staffing(Stores(given.world.network), given.residents.homes, given.work)
    (who,) = given.residents.profiles
    for cents, reached in ((0.0, True), (0.01, False)):
        budget = 40 * (1 - 8 / 35) - cents
        poorer = who.replace(limits={"max_time_min": 60, "cycles": False, "budget_eur_month": budget})
        asked = asked_of(given.world.network, poorer, given.shift, hours, passes(), TODAY, 60.0)
        found = Evaluator(staffing, 4.0).candidates(asked)
        assert found.affordable.tolist() == [reached, True]
        assert found.possible.tolist() == [True, True]
        np.testing.assert_array_equal(np.isnan(found.minutes), ~found.affordable)
