"""What a case leaves within reach: against hand-worked prices and the laws that incumbents break."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.offers.conditions import Condition
from portee.offers.low_emission import LowEmissionZone, ZoneRule
from portee.offers.services import Carpooling, CarShare, Docked, FreeFloating, Loan, OnDemand, ParkAndRide, Service
from portee.reach.cases import Within, evaluate, paid_for, reached
from portee.reach.kinds import ByTransit
from portee.reach.opening import everything
from portee.reach.reasons import office
from portee.reach.ways import Stores, Way
from portee.territory.work import OwnHours
from tests.offers.shelf import drawn, tariff
from tests.reach.interviews import (
    DAY,
    EIGHT,
    LATER_MIN,
    Interview,
    interview,
    line_world,
    offers,
    shift,
    someone,
    town_offers,
    world_of,
)

SEEDS = st.integers(0, 2**32 - 1)
BUDGETS = st.sampled_from([0.0, 12.0, 24.0, 40.0, 75.0])
Bool = npt.NDArray[np.bool_]


def _declared(shape: type[Service], **told: Any) -> Any:
    return shape.model_validate({"id": told["kind"], "title": {"fr": "x", "en": "x"}, **told})


def services(seed: int) -> tuple[Service, ...]:
    """One service of every kind in a random world."""
    rng = np.random.default_rng(seed + 5)
    docks = [
        {"id": f"d{k}", "lon": 5 + float(rng.uniform(0, 0.004)), "lat": 43 + float(rng.uniform(0, 0.0025))}
        for k in range(3)
    ]
    return (
        _declared(Loan, kind="loan", vehicle="e_bike", energy="electric", eur_month=10),
        _declared(Docked, kind="docked", vehicle="bicycle", stations=docks, eur_month=5, eur_trip=0.1,
                  included_min=2, eur_per_min=0.1),
        _declared(FreeFloating, kind="free_floating", vehicle="e_scooter", walk_min=2, eur_trip=1, eur_per_min=0.2,
                  area=[[4.99, 42.99], [5.003, 42.99], [5.003, 43.01], [4.99, 43.01]]),
        _declared(ParkAndRide, kind="park_and_ride", places=docks, eur_day=1),
        _declared(Carpooling, kind="carpool", eur_km=0.1, wait_min=3),
        _declared(OnDemand, kind="on_demand", eur_trip=2, wait_min=4, hours=[{"from": "08:00", "until": "10:30"}]),
        _declared(CarShare, kind="car_share", eur_hour=1, eur_km=0.3, wait_min=3),
    )  # fmt: skip


SERVICE = st.integers(0, 6)
VEHICLES = st.sampled_from(
    [
        {"kind": "bicycle", "energy": "human"}, {"kind": "e_bike", "energy": "electric"},
        {"kind": "e_scooter", "energy": "electric"}, {"kind": "car", "energy": "petrol", "crit_air": "V3"},
        {"kind": "moped", "energy": "petrol"}, {"kind": "motorcycle", "energy": "petrol"},
        {"kind": "cargo_bike", "energy": "electric"},
    ]
)  # fmt: skip


def _cheapest(within: Within) -> npt.NDArray[np.float64]:
    """The least price of each place, infinite where none is possible."""
    return np.asarray(within.eur.min(axis=0, initial=np.inf))


def _no_less(more: Within, less: Within) -> bool:
    """Whether nothing falls out of reach and nothing becomes dearer."""
    return bool((more.reach >= less.reach).all() and (_cheapest(more) <= _cheapest(less) + 1e-9).all())


@settings(max_examples=25)
@given(SEEDS, BUDGETS, st.booleans())
def test_the_short_answer_is_the_long_one(seed: int, budget: float, stops: bool) -> None:
    """`reached` asks only what it needs to know: it must say what `evaluate` says."""
    asked = interview(seed)
    who = someone(licences=["B"], vehicles=[{"kind": "bicycle", "energy": "human"}], status="employee")
    case = asked.case(
        who, town_offers(services=services(seed)), budget_eur=budget, stops=(asked.stops(seed),) if stops else ()
    )  # fmt: skip
    for one in (case, case.replace(budget_eur=math.inf), case.replace(limit_min=11.5)):
        np.testing.assert_array_equal(reached(asked.daily(), one), evaluate(asked.daily(), one).reach)


@settings(max_examples=15)
@given(SEEDS)
def test_an_unlimited_budget_is_the_answer_without_budget(seed: int) -> None:
    asked, shelf = interview(seed), town_offers(services=services(seed))
    free, unlimited = asked.within(someone(), shelf), asked.within(someone(), shelf, budget_eur=math.inf)
    for name in ("possible", "eur", "affordable", "reach"):
        assert getattr(free, name).tobytes() == getattr(unlimited, name).tobytes(), name
    dear = asked.within(someone(limits={"budget_eur_month": 1.0}), shelf, budget_eur=math.inf)
    np.testing.assert_array_equal(dear.affordable, free.affordable)
    assert (free.affordable == free.possible).all()


@settings(max_examples=20)
@given(SEEDS, BUDGETS, st.floats(0, 50), st.floats(0, LATER_MIN))
def test_more_money_and_more_time_never_mean_less(seed: int, budget: float, money: float, time: float) -> None:
    asked = interview(seed)
    case = asked.case(someone(), town_offers(services=services(seed)), budget_eur=budget)
    daily = asked.daily()
    before = evaluate(daily, case)
    assert _no_less(evaluate(daily, case.replace(budget_eur=budget + money)), before)
    assert _no_less(evaluate(daily, case.replace(limit_min=case.limit_min + time)), before)
    # What is searched beyond the limit changes nothing within it.
    longer = asked.case(someone(), town_offers(services=services(seed)), budget_eur=budget, longest_min=30 + 2)
    np.testing.assert_array_equal(evaluate(asked.daily(32), longer).reach, before.reach)


@settings(max_examples=20)
@given(SEEDS, BUDGETS, VEHICLES, VEHICLES)
def test_a_vehicle_more_and_a_licence_more_never_mean_less(
    seed: int, budget: float, first: dict[str, Any], second: dict[str, Any]
) -> None:
    asked, shelf = interview(seed), town_offers(services=services(seed))
    owned: list[dict[str, Any]] = [first]
    found = []
    for vehicles, licences in (
        (owned, []),
        (owned, ["AM"]),
        (owned, ["AM", "B"]),
        ([*owned, second], ["A", "AM", "B"]),
    ):
        who = someone(vehicles=vehicles, licences=licences, limits={"budget_eur_month": budget})
        found.append(asked.within(who, shelf))
    for less, more in itertools.pairwise(found):
        assert _no_less(more, less)


@settings(max_examples=20)
@given(SEEDS, BUDGETS, drawn("more", "one"), SERVICE)
def test_a_tariff_more_and_a_service_more_never_mean_less(seed: int, budget: float, more: Any, number: int) -> None:
    """From one tariff on: without any, fares are not known and counted as nothing."""
    asked, shelf = interview(seed), town_offers()
    more = more.model_copy(update={"opens": shelf.tariffs[0].opens})
    who = someone(licences=["B"], limits={"budget_eur_month": budget})
    before = asked.within(who, shelf)
    assert _no_less(asked.within(who, shelf.replace(tariffs=(*shelf.tariffs, more))), before)
    assert _no_less(asked.within(who, shelf.replace(services=(services(seed)[number],))), before)


@settings(max_examples=15)
@given(SEEDS, st.sets(st.sampled_from(["one.ticket", "one.month", "two.week"])))
def test_a_pass_that_is_held_never_makes_anything_dearer(seed: int, held: set[str]) -> None:
    asked = interview(seed)
    less, more = (asked.within(someone(passes=passes), town_offers()) for passes in ([], sorted(held)))
    assert _no_less(more, less)


@settings(max_examples=15)
@given(SEEDS, BUDGETS)
def test_more_hours_of_service_never_mean_less(seed: int, budget: float) -> None:
    """The same timetable without the trips that begin after 08:45; trips of blocks apart."""
    asked = interview(seed)
    timetable = asked.network.timetable
    assert timetable is not None
    case = asked.case(someone(), town_offers(), budget_eur=budget)
    begins = np.asarray(timetable.event_departure)[timetable.trip_event_offset[:-1]]

    def early(way: Way) -> Way:
        if not isinstance(way.search, ByTransit):
            return way
        part = way.search.opened or everything(timetable)
        return replace(way, search=replace(way.search, opened=replace(part, trips=begins < EIGHT + 2700)))

    fewer = case.replace(ways=tuple(early(way) for way in case.ways))
    assert _no_less(evaluate(asked.daily(), case), evaluate(asked.daily(), fewer))


@settings(max_examples=15)
@given(SEEDS)
def test_an_energy_price_of_the_same_height_changes_nothing(seed: int) -> None:
    asked = interview(seed)
    who = someone(licences=["B"], vehicles=[{"kind": "car", "energy": "diesel", "crit_air": "V4"}])
    shelf = town_offers(services=services(seed))
    before, same = asked.within(who, shelf), asked.within(who, shelf.replace(shocks={"energy.": 1.0}))
    assert before.eur.tobytes() == same.eur.tobytes()
    assert before.affordable.tobytes() == same.affordable.tobytes()
    dearer = asked.within(who, shelf.replace(shocks={"energy.": 1.5}))
    assert (dearer.eur >= before.eur).all()


def _zone(begins: date | None, ends: date | None, hours: str | None = None) -> LowEmissionZone:
    return LowEmissionZone(
        "zone", shapely.box(4.99, 42.99, 5.002, 43.01), begins, ends, {"car": ZoneRule("V3", hours)}
    )  # fmt: skip


@settings(max_examples=15)
@given(SEEDS)
def test_a_zone_that_has_ended_or_is_abolished_is_as_if_it_had_never_been(seed: int) -> None:
    asked = interview(seed)
    who = someone(licences=["B"], vehicles=[{"kind": "car", "energy": "diesel", "crit_air": "V4"}])
    base = asked.within(who, town_offers())
    for zone in (
        _zone(None, DAY - timedelta(days=1)),
        _zone(DAY + timedelta(days=1), None),
        _zone(None, None, "Sa off"),
    ):
        ended = asked.within(who, town_offers(zones=(zone,)))
        assert ended.affordable.tobytes() == base.affordable.tobytes()
        assert ended.eur.tobytes() == base.eur.tobytes()
    held = asked.within(who, town_offers(zones=(_zone(None, None),)))
    assert (held.reach <= base.reach).all()
    clean = asked.within(
        someone(licences=["B"], vehicles=[{"kind": "car", "energy": "electric", "crit_air": "EL"}]),
        town_offers(zones=(_zone(None, None),)),
    )  # fmt: skip
    rides = [way.id for way in clean.ways].index("own:car")
    np.testing.assert_array_equal(clean.possible[rides], base.possible[[w.id for w in base.ways].index("own:car")])


WANTS = {"bank_card": "bank_card", "licence_b": "licence_b", "smartphone": "smartphone"}


@settings(max_examples=20)
@given(SEEDS, st.sampled_from(sorted(WANTS)), st.sampled_from([False, None]), SERVICE)
def test_nobody_gets_what_asks_for_something_they_lack(seed: int, fact: str, known: bool | None, number: int) -> None:
    """For every kind of service, and for fares: neither without it, nor where it is not known."""
    asked = interview(seed)
    lacking: dict[str, Any] = {
        "licences": None if known is None else [], "bank_card": None, "smartphone": None,
        "vehicles": [{"kind": "car", "energy": "petrol"}],
    }  # fmt: skip
    lacking |= {} if fact == "licence_b" else {fact: known, "licences": ["B"]}
    needs = Condition.model_validate({"fact": fact, "is": True})
    service = services(seed)[number].model_copy(update={"eligibility": (needs,)})
    fare = tariff("needs", "month", 1, network="three", eligibility=[needs])
    shelf = town_offers(services=(service,))
    case = asked.case(someone(**lacking), shelf.replace(tariffs=(*shelf.tariffs, fare)))
    used = {way.id: way for way in evaluate(asked.daily(), case).ways}
    assert not any("needs" in id or id == service.id or id.startswith(f"{service.id}+") for id in used)
    assert not any(id.startswith(f"{service.id}:") for id in used)
    # It is told, as what to check or to change; a car park too, where one can drive to it.
    barred = {way.id for way in case.ways if not way.usable}
    assert any(service.id in id for id in barred) or service.kind == "park_and_ride"
    # A fare that one is not entitled to is no way at all; one that has to be checked is told.
    assert any("needs" in id for id in barred) == (known is None)


def test_prices_by_hand() -> None:
    """A street of 1.076 km, 20 commutes a month: 5 a week × 48 / 12; an employee."""
    world, home, work = line_world()
    asked = Interview(Stores(world.network), home, work)
    who = someone(
        licences=["B"], vehicles=[{"kind": "bicycle", "energy": "human"}],
        schedule={**shift("08:45", "16:45", "fri-thu"), "weeks_per_year": 48},
    )  # fmt: skip
    who = who.replace(
        schedule=who.schedule.model_copy(
            update={
                "shifts": (who.schedule.shifts[0].model_copy(update={"days": ("mon", "tue", "wed", "sat", "fri")}),)
            }
        )
    )
    tickets = offers((tariff("ticket", "single", 1.5), tariff("month", "month", 50)))
    docks = [{"id": "a", "lon": 5.0, "lat": 43.0}, {"id": "b", "lon": 5.0132, "lat": 43.0}]
    shelf = tickets.replace(
        services=(
            _declared(Docked, kind="docked", vehicle="bicycle", stations=docks, eur_month=5, eur_trip=0.1,
                      included_min=2, eur_per_min=0.1),
            _declared(OnDemand, kind="on_demand", eur_trip=2.5, wait_min=4),
            _declared(CarShare, kind="car_share", eur_month=3, eur_hour=2, eur_km=0.5, wait_min=0),
        )
    )  # fmt: skip
    case = asked.case(who, shelf)
    within = evaluate(asked.daily(), case)
    price = {way.id: float(within.eur[w, 0]) for w, way in enumerate(within.ways) if within.possible[w, 0]}
    km = 11 * float(world.network.streets.edge_length_mm[0]) / 1e6
    assert km == pytest.approx(1.076, abs=0.001)
    # The pass: 50, of which the employer pays half: 25. 40 tickets would be 60.
    assert price["transit:month"] == pytest.approx(25)
    assert "transit:ticket" not in price
    # One's own bicycle: 40 × 1.076 km × 0.025 €/km = 1.08.
    assert price["own:bicycle"] == pytest.approx(40 * km * 0.025, rel=1e-3)
    # Docked: 5.38 min aboard, 4 minutes begun after the first 2: 5 + 40 × (0.10 + 4 × 0.10) = 25.
    assert price["docked"] == pytest.approx(5 + 40 * (0.1 + 4 * 0.1))
    # On demand: 40 × 2.50 = 100.
    assert price["on_demand"] == pytest.approx(100)
    # Car-sharing: 8 hours at work, 4 for each trip, and m minutes aboard: 3 + 40 × (2 × 4 + 0.50 × km + 2 × m / 60).
    legs = within.legs[[way.id for way in within.ways].index("car_share")]
    minutes = float(legs.ride_min[0])
    assert price["car_share"] == pytest.approx(3 + 40 * (8 + 0.5 * km + 2 * minutes / 60), rel=1e-3)


def test_a_place_with_days_of_its_own_has_fares_of_its_own() -> None:
    """Two places alike but for their days: five days a week need the pass, one day a week the ticket."""
    world, home, work = line_world()
    twins = replace(work, ids=np.array(["w0", "w1"], object), lon=np.full(2, work.lon[0]))
    asked = Interview(Stores(world.network), home, twins)
    shelf = offers((tariff("ticket", "single", 1.5), tariff("day", "day", 2.5), tariff("month", "month", 80)))
    days = np.zeros((2, 7), np.bool_)
    days[0, [0, 1, 2, 4, 5]], days[1, 5] = True, True
    start, end = np.full(2, 8 * 3600 + 2700, np.int32), np.full(2, 16 * 3600 + 2700, np.int32)
    who = someone(schedule={**shift(), "weeks_per_year": 48})
    case = asked.case(who, shelf, own=OwnHours(start, end, days))
    within = evaluate(asked.daily(), case)
    # Five days: 20 commutes: tickets 40 × 1.50 = 60, days 20 × 2.50 = 50, the month 80 / 2 = 40 is cheapest.
    # One day: 4 commutes: tickets 8 × 1.50 = 12, days 4 × 2.50 = 10 are cheapest, the month 80 × (1 − 0.5 × 8/17.5).
    assert _cheapest(within)[0] == pytest.approx(40)
    assert _cheapest(within)[1] == pytest.approx(10)
    assert case.commutes.tolist() == [20, 4]
    month = [way.id for way in within.ways].index("transit:month")
    day = [way.id for way in within.ways].index("transit:day")
    assert within.eur[month].tolist() == pytest.approx([40, np.inf])
    assert within.eur[day].tolist() == pytest.approx([np.inf, 10])


def test_with_a_child_nothing_is_left_at_a_stop_and_every_ride_is_paid() -> None:
    world, home, work = line_world()
    asked = Interview(Stores(world.network), home, work)
    who = someone(
        vehicles=[{"kind": "bicycle", "energy": "human"}], schedule={**shift("08:45", "16:45"), "weeks_per_year": 48}
    )
    shelf = offers((tariff("ticket", "single", 1.5),), services(1))
    stops = (asked.stops(1, places=work.take(np.array([0])), opens=np.zeros(1, np.int32),
                         closes=np.full(1, 1440, np.int32), dwell_min=0),)  # fmt: skip
    case = asked.case(who, shelf, stops=stops)
    kinds = {way.kind for way in case.usable}
    assert kinds & {"bike_and_ride", "docked", "docked_and_ride", "free_floating", "on_demand"} == set()
    assert {"walk", "transit", "bicycle", "carpool", "loan"} <= kinds
    within = evaluate(asked.daily(), case)
    ticket = [way.id for way in within.ways].index("transit:ticket")
    # One shift a week: 4 commutes, 8 trips, each of two rides: 16 × 1.50.
    assert within.eur[ticket, 0] == pytest.approx(24)
    assert case.replace(stops=()).usable != case.usable


def test_hours_of_zones_move_with_the_hours() -> None:
    """A ban from 06:00 to 12:00 holds for a shift that starts at 08:40, not for one in the afternoon."""
    asked = interview(3)
    who = someone(licences=["B"], vehicles=[{"kind": "car", "energy": "diesel", "crit_air": "V4"}])
    case = asked.case(who, town_offers(zones=(_zone(None, None, "Mo-Su 06:00-12:00"),)))
    later = case.at_hours([replace(part, start=part.start + 18_000, end=part.end + 18_000) for part in case.hours])
    car = {way.id: way for way in case.ways}["own:car"].search.network
    assert car is not None
    assert {way.id: way for way in later.ways}["own:car"].search.network is None
    again = later.at_hours(case.hours)
    assert {way.id: way for way in again.ways}["own:car"].search.network is car
    plain = asked.case(who, town_offers())
    assert plain.at_hours(office(plain.hours)).ways is plain.ways


def test_what_is_paid_for_whatever_the_ride() -> None:
    asked = interview(2)
    who = someone(vehicles=[{"kind": "bicycle", "energy": "human"}], limits={"budget_eur_month": 30})
    case = asked.case(who, offers((tariff("month", "month", 40),)))
    ways = {way.id: way for way in case.usable}
    # The pass: 40 / 2 = 20 for an employee, above half of full time or not: 30 hours a year are below.
    paid, depends = paid_for(case, ways["walk"])
    assert paid.all()
    assert not depends.any()
    for id in ("own:bicycle", "bicycle+transit:month"):
        paid, depends = paid_for(case.replace(budget_eur=41), ways[id])
        assert not (paid & depends).any()
    paid, depends = paid_for(case.replace(budget_eur=1), ways["bicycle+transit:month"])
    assert not paid.any()
    assert not depends.any()
    paid, depends = paid_for(case.replace(budget_eur=math.inf), ways["bicycle+transit:month"])
    assert paid.all()


def test_the_quickest_affordable_way_is_told_and_the_cheapest_of_several() -> None:
    asked = interview(8)
    within = asked.within(someone(), town_offers(services=services(8)))
    best = within.best()
    for place in range(len(asked.work)):
        offered = [
            (int(legs.out[place]) + int(legs.back[place]), within.eur[w, place], w)
            for w, legs in enumerate(within.legs) if within.affordable[w, place]
        ]  # fmt: skip
        assert best[place] == (min(offered)[2] if offered else -1)
    nothing = np.zeros((0, 4), np.bool_)
    none = Within((), (), nothing, np.zeros((0, 4)), nothing)
    assert none.best().tolist() == [-1] * 4
    assert not none.reach.any()


def test_without_a_timetable_one_walks_and_rides() -> None:
    world = world_of(1)
    network = replace(world.network, timetable=None, stops={}, walks=None)
    asked = replace(interview(1), stores=Stores(network))
    case = asked.case(someone(vehicles=[{"kind": "bicycle", "energy": "human"}]), town_offers())
    assert [way.id for way in case.ways] == ["walk", "own:bicycle"]
    assert evaluate(asked.daily(), case).reach.shape == (4,)
