"""A vacancy's answer: by hand, its laws, and its changes against an answer computed from scratch."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.errors import NoServiceError, OutsideNetworkError, ParameterError
from portee.network.network import Network
from portee.offers.services import OnDemand
from portee.people.library import shipped_profiles
from portee.reach.shuttles import shuttle_places, shuttle_times
from portee.reach.staffing import Staffing
from portee.reach.ways import Stores, search_ways
from portee.services.offers import read_offers
from portee.services.residents import Residents, residents_of
from portee.services.vacancies.changes import LOANS, SEAT, moved_shift
from portee.services.vacancies.evaluate import asked_of, hours_at
from portee.services.vacancies.posted import shift_of
from portee.sources.grid import read_filosofi
from portee.sources.gtfs import read_gtfs
from portee.sources.osm import read_streets
from portee.world import World
from tests.services.vacancies.firms import Firm, answered, by_hand, firm
from tests.worlds import TODAY, places_at

SEEDS = st.integers(0, 2**32 - 1)


def _profiles(given: Firm, **limits: Any) -> Residents:
    """The same residents with other limits."""
    changed = tuple(
        profile.replace(limits=profile.limits.model_copy(update=limits)) for profile in given.residents.profiles
    )
    return replace(given.residents, profiles=changed)


def _naive(given: Firm, day: date = TODAY) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Possible and affordable, bool (p, h) each: every usable way searched from each home, one after another."""
    hours = hours_at(given.world.network, given.shift, day)
    homes = given.residents.homes
    shape = len(given.residents.profiles), len(homes)
    possible, affordable = np.zeros(shape, np.bool_), np.zeros(shape, np.bool_)
    for p, profile in enumerate(given.residents.profiles):
        limits = profile.limits
        asked = asked_of(
            given.world.network, profile, given.shift, hours, given.offers, day, limits.max_time_min
        )  # fmt: skip
        commutes = asked.profile.schedule.commutes_per_month
        for way in asked.usable:
            for h in range(len(homes)):
                alone = homes.take(np.array([h]))
                times = search_ways(
                    Stores(given.world.network), alone, given.work, [way], hours, limits.max_time_min
                )  # fmt: skip
                if times.possible[0, 0, 0]:
                    possible[p, h] = True
                    budget = limits.budget_eur_month
                    affordable[p, h] |= budget is None or float(times.eur_month(commutes)[0, 0, 0]) <= budget
    return possible, affordable


@settings(max_examples=6)
@given(SEEDS)
def test_it_is_what_each_home_finds_alone(seed: int) -> None:
    given = firm(seed, dark="refuses" if seed % 2 else "avoids")
    found = answered(given)
    possible, affordable = _naive(given)
    np.testing.assert_array_equal(found.possible, possible)
    np.testing.assert_array_equal(found.affordable, affordable)


@settings(max_examples=6)
@given(SEEDS)
def test_changes_are_what_an_answer_from_scratch_says(seed: int) -> None:
    given = firm(seed, dark="refuses" if seed % 2 else "avoids")
    stores = Stores(given.world.network)
    found = answered(given, stores=stores)
    scratch: dict[str, np.ndarray[Any, Any]] = {}
    for minutes in (-60, -30, 30, 60):
        shift = moved_shift(given.shift, minutes)
        assert shift is not None
        scratch[f"shift:{minutes:+d}"] = answered(given, shift=shift, stores=stores).affordable
    for id, service in (("carpool", SEAT), *((f"loan:{loan.vehicle}", loan) for loan in LOANS)):
        more = given.offers.replace(services=(*given.offers.services, service))
        scratch[id] = answered(given, offers=more, stores=stores).affordable
    if given.offers.tariffs:
        free = tuple(tariff.model_copy(update={"price_eur": 0.0}) for tariff in given.offers.tariffs)
        scratch["pass"] = answered(given, offers=given.offers.replace(tariffs=free), stores=stores).affordable
    told = {change.id: change for change in found.added}
    assert set(told) <= {*scratch, "shuttle"}
    for id, now in scratch.items():
        gained = _mean(given, now & ~found.affordable)
        assert (id in told) == (gained > 0), id
        if id in told:
            np.testing.assert_array_equal(told[id].now, now, err_msg=id)
            assert told[id].gained.central == pytest.approx(gained)
            assert told[id].lost.central == pytest.approx(_mean(given, found.affordable & ~now))
    order = [change.gained.central - change.lost.central for change in found.added]
    assert order == sorted(order, reverse=True)


def _mean(given: Firm, at: np.ndarray[Any, Any]) -> float:
    return float((given.residents.people * at).sum()) / len(given.residents.profiles)


@settings(max_examples=8)
@given(SEEDS)
def test_a_shuttle_is_the_best_of_all_and_lowers_nobodys_access(seed: int) -> None:
    given = firm(seed)
    found = answered(given)
    told = {change.id: change for change in found.added}
    stores = Stores(given.world.network)
    staffing = Staffing(stores, given.residents.homes, given.work)
    hours = hours_at(given.world.network, given.shift, TODAY)
    longest = float(max(profile.limits.max_time_min for profile in given.residents.profiles))
    best, best_now = 0.0, found.affordable
    for shuttle in shuttle_places(stores, given.work):
        now = found.affordable.copy()
        for p, profile in enumerate(given.residents.profiles):
            asked = asked_of(given.world.network, profile, given.shift, hours, given.offers, TODAY, longest)
            for way in asked.usable:
                times = shuttle_times(staffing, shuttle, way, hours, longest)
                if times is not None:
                    at = times.within(profile.limits.max_time_min)
                    commutes = asked.profile.schedule.commutes_per_month
                    eur = way.cost.month(2 * commutes, times.km, times.ride_min)
                    budget = profile.limits.budget_eur_month
                    now[p] |= at & (True if budget is None else eur <= budget)
        if _mean(given, now & ~found.affordable) > best:
            best, best_now = _mean(given, now & ~found.affordable), now
    if best == 0:
        assert "shuttle" not in told
    else:
        assert told["shuttle"].gained.central == pytest.approx(best)
        assert told["shuttle"].lost.central == 0
        np.testing.assert_array_equal(told["shuttle"].now, best_now)


@settings(max_examples=6)
@given(SEEDS, st.integers(1, 40), st.integers(1, 100))
def test_more_time_and_money_never_mean_fewer_people(seed: int, minutes: int, euros: int) -> None:
    given = firm(seed)
    stores = Stores(given.world.network)
    before = answered(given, stores=stores)
    longer = tuple(
        profile.replace(
            limits=profile.limits.model_copy(update={"max_time_min": profile.limits.max_time_min + minutes})
        )
        for profile in given.residents.profiles
    )
    after = answered(given, stores=stores, residents=replace(given.residents, profiles=longer))
    assert not (before.possible & ~after.possible).any()
    assert not (before.affordable & ~after.affordable).any()
    richer = tuple(
        profile.replace(
            limits=profile.limits.model_copy(
                update={"budget_eur_month": (profile.limits.budget_eur_month or 0) + euros}
            )
        )
        for profile in given.residents.profiles
        if profile.limits.budget_eur_month is not None
    )
    rows = [p for p, profile in enumerate(given.residents.profiles) if profile.limits.budget_eur_month is not None]
    poorer = replace(
        given.residents, profiles=tuple(given.residents.profiles[p] for p in rows), people=given.residents.people[rows]
    )
    few = answered(given, stores=stores, residents=poorer)
    many = answered(given, stores=stores, residents=replace(poorer, profiles=richer))
    assert not (few.affordable & ~many.affordable).any()
    np.testing.assert_array_equal(few.possible, many.possible)
    unlimited = answered(given, stores=stores, residents=_profiles(given, budget_eur_month=None))
    np.testing.assert_array_equal(unlimited.affordable, unlimited.possible)
    np.testing.assert_array_equal(unlimited.possible, before.possible)


@settings(max_examples=5)
@given(SEEDS)
def test_one_more_service_never_means_fewer_people(seed: int) -> None:
    given = firm(seed)
    stores = Stores(given.world.network)
    before = answered(given, stores=stores)
    ride = OnDemand.model_validate(
        {"kind": "on_demand", "id": "ride", "title": {"fr": "r", "en": "r"}, "eur_trip": 0.5, "wait_min": 2}
    )
    for service in (SEAT, *LOANS, ride):
        more = given.offers.replace(services=(*given.offers.services, service))
        after = answered(given, offers=more, stores=stores)
        assert not (before.affordable & ~after.affordable).any(), service.id


@settings(max_examples=10)
@given(SEEDS)
def test_nobody_gets_an_offer_that_needs_what_one_does_not_have(seed: int) -> None:
    given = firm(seed)
    found = answered(given)
    rows = {part.profile.id: (p, part) for p, part in enumerate(found.candidates)}
    for id in ("walker", "poor", "cyclist", "pushing"):
        assert not any("ticket" in way.id for way in rows[id][1].ways)  # no card, or none known
    for id in ("walker", "poor", "pushing"):
        assert not any(way.kind in ("loan", "bicycle", "e_bike", "car") for way in rows[id][1].ways)
    told = {change.id: change.now & ~found.affordable for change in found.added}
    # What is not known is not given: the walker's licences.
    for change, without in (
        ("loan:car", ("walker", "poor", "cyclist", "pushing")), ("loan:moped", ("walker", "poor", "pushing")),
        ("loan:e_bike", ("walker", "poor", "pushing")), ("carpool", ("walker",)),
    ):  # fmt: skip
        for id in without if change in told else ():
            assert not told[change][rows[id][0]].any(), (change, id)


def test_by_hand() -> None:
    given = by_hand()
    found = answered(given)
    # 880 m on foot, 15 minutes; from the first home the bus goes half of the way, and 1,076 m are left: 18 minutes.
    # There for 08:00: by the bus of 07:30, at 07:32 at its stop, 18 minutes from work; one leaves at 07:29. 31 minutes.
    # Back from 16:00: at the stop at 16:18, the bus of 16:30, home at 16:32: 32 minutes.
    (part,) = found.candidates
    assert part.affordable.tolist() == [True, True]
    assert part.minutes.tolist() == [63, 30]
    # Of the pass of 40 euros the employer pays half in proportion: 8 h of 17.5, half of full time: 40 − 40/2 × 8/17.5.
    assert part.eur.tolist() == pytest.approx([30.857, 0], abs=1e-3)
    assert [part.ways[w].kind for w in part.way] == ["transit", "walk"]
    assert found.commutes == pytest.approx(47 / 12)
    assert (found.reached.central, found.total.central) == (110, 110)
    assert found.added == ()


def test_what_is_too_dear_can_be_paid_by_the_firm() -> None:
    given = by_hand(budget_eur_month=10)
    found = answered(given)
    assert found.affordable.tolist() == [[False, True]]
    assert found.possible.tolist() == [[True, True]]
    assert (found.reached.central, found.total.central) == (10, 110)
    told = {change.id: change for change in found.added}
    assert told["pass"].gained.central == 100
    assert told["pass"].cost.kind == "person"
    assert told["pass"].cost.eur == pytest.approx(30.857, abs=1e-3)


def test_a_seat_and_its_price() -> None:
    given = by_hand(max_time_min=33, budget_eur_month=0)
    told = {change.id: change for change in answered(given).added}
    # A petrol car on loan bears energy and upkeep by kilometre; a seat, half of it: not for nothing.
    assert set(told) == {"pass"}
    paid = {change.id: change for change in answered(by_hand(max_time_min=25, budget_eur_month=60)).added}
    # The bus takes too long. By car in free flow, 1 m/s in this world, 2.2 km are 36 minutes: too long as well.
    assert set(paid) == set()


def test_equal_questions_share_their_searches() -> None:
    given = by_hand()
    alone = answered(given)
    twin = given.residents.profiles[0].replace(id="twin")
    both = replace(
        given.residents, profiles=(*given.residents.profiles, twin), people=np.tile(given.residents.people, (2, 1))
    )
    assert answered(given, residents=both).searches == alone.searches


def test_groups_add_up() -> None:
    given = by_hand(budget_eur_month=10)
    labels = np.array(["far", "near"], dtype=object)
    found = answered(given, group=("quarter", labels))
    assert found.group == "quarter"
    assert found.groups is not None
    assert [(g.name, g.people.central, g.reached.central) for g in found.groups if g.people and g.reached] == [
        ("far", 100, 0), ("near", 10, 10),
    ]  # fmt: skip
    with pytest.raises(ParameterError, match="2 places have 1 groups"):
        answered(given, group=("quarter", labels[:1]))


def test_a_group_of_too_few_households_is_not_told() -> None:
    given = by_hand()
    few = replace(given.residents, households=np.array([50.0, 10.0]), imputed=np.array([True, False]))
    found = answered(given, residents=few, group=("q", np.array(["a", "b"], dtype=object)))
    assert found.groups is not None
    assert [(group.people, group.reached) for group in found.groups] == [(None, None), (None, None)]
    one = answered(given, residents=few, group=("q", np.array(["a", "a"], dtype=object)))
    assert one.groups is not None
    assert one.groups[0].reached is not None


def test_where_it_cannot_be_answered() -> None:
    given = by_hand()
    with pytest.raises(ParameterError, match="2 places of work"):
        answered(given, work=places_at([5.0, 5.001], [43.0, 43.0]))
    with pytest.raises(OutsideNetworkError, match="no street near"):
        answered(given, work=places_at([6.0], [44.0]))
    for day in (date(2031, 1, 1), TODAY - timedelta(days=2)):
        with pytest.raises(NoServiceError):
            answered(given, day=day)


def test_without_timetable_streets_are_left() -> None:
    given = by_hand()
    world = World(Network.of(given.world.network.streets))
    found = answered(given, world=world)
    assert found.affordable.tolist() == [[False, True]]
    assert [remark.id for remark in found.remarks] == ["no-timetable"]
    assert "shuttle" not in {change.id for change in found.added}


def test_a_night_is_there_and_back() -> None:
    given = by_hand()
    found = answered(given, shift=shift_of(22 * 3600, 6 * 3600, ("sat",)))
    (part,) = found.candidates
    assert found.shift.night
    # There for 22:00 by the bus of 21:30; back from 06:00 of Sunday, at the stop at 06:18, home at 06:32.
    assert part.minutes.tolist() == [63, 30]


def test_notes_and_figures_are_told() -> None:
    given = by_hand()
    noisy = given.world.replace(network=replace(given.world.network, notes=("made for a test",)))
    found = answered(given, world=noisy, offers=given.offers.replace(tariffs=(), notes=("an offer's note",)))
    assert found.notes[:2] == ("made for a test", "an offer's note")
    assert any(note.startswith("Fares are not known") for note in found.notes)
    names = [row["parameter"] for row in found.figures]
    assert names == sorted(names)
    assert "law.daily_rest" in names
    (part,) = found.candidates
    # Counted as free, but no price is told.
    assert part.affordable.all()
    assert np.isnan(part.eur[0])


@pytest.mark.real
@pytest.mark.slow
def test_a_district_of_marseille(shared_data: Path) -> None:
    """Real streets, timetable, residents and shipped profiles: some homes, searched one by one."""
    folder = shared_data / "euromed"
    streets, _ = read_streets(folder / "streets.osm.pbf")
    timetable, _, _ = read_gtfs([folder / "gtfs.zip"])
    world = World(Network.of(streets, timetable))
    wanted = ("apprentice-under-18", "over-55-limited-walking", "reference-employee-car", "wheelchair-user")
    profiles = tuple(profile for profile in shipped_profiles() if profile.id in wanted)
    people = residents_of(read_filosofi(folder / "filosofi_200m.csv"), profiles, world.network)
    assert (people.basis, people.left_out > 0) == ("mix", True)
    work = places_at([5.3665], [43.3120], "w")
    given = Firm(
        world, work, shift_of(6 * 3600, 13 * 3600 + 1800, ("mon", "tue", "wed")), people,
        read_offers("marseille", world.network),
    )  # fmt: skip
    day = date(2026, 11, 10)
    found = answered(given, day=day)
    assert 0 < found.reached.low < found.reached.central < found.reached.high < people.everyone
    assert all(change.gained.low <= change.gained.central <= change.gained.high for change in found.added)
    rows = np.random.default_rng(5).permutation(len(people.homes))[:4]
    few = replace(people, homes=people.homes.take(rows), people=people.people[:, rows])
    possible, affordable = _naive(replace(given, residents=few), day)
    np.testing.assert_array_equal(found.possible[:, rows], possible)
    np.testing.assert_array_equal(found.affordable[:, rows], affordable)
    assert 0 < affordable.sum() < affordable.size
