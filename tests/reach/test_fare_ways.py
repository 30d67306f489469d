"""Fares as ways of commuting: what each opens, which are worth asking, and what is said of those that are not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.network.network import Network
from portee.reach.cases import case_of, evaluate
from portee.reach.choices import situation_of, ways_of
from portee.reach.fare_ways import fare_ways, without_dearer
from portee.reach.kinds import ByTransit
from portee.reach.opening import everything
from portee.reach.ways import Stores, Way
from portee.services.offers import shipped_offers
from portee.sources.gtfs import read_gtfs
from portee.sources.gtfs.archive import FeedFiles
from portee.sources.gtfs.findings import Findings
from portee.sources.gtfs.trips import read_agencies
from portee.sources.gtfs_fares import read_gtfs_fares
from tests.offers.shelf import lists, tariff
from tests.reach.interviews import (
    DAY,
    Interview,
    busy_world,
    interview,
    line_world,
    offers,
    someone,
    town_offers,
    world_of,
)
from tests.worlds import places_at, random_streets

SEEDS = st.integers(0, 2**32 - 1)


def _fares(shelf: Any, seed: int = 1, **changes: Any) -> dict[str, Way]:
    world = busy_world(seed)
    situation = situation_of(world.network, someone(**changes), shelf, DAY, ())
    return {way.id: way for way in fare_ways(situation)}


def _search(way: Way) -> ByTransit:
    assert isinstance(way.search, ByTransit)
    return way.search


def test_without_tariffs_one_rides_at_a_price_that_is_not_known() -> None:
    (way,) = _fares(offers()).values()
    assert way.id == "transit"
    assert way.cost.known is False
    assert way.cost.month(40) == 0
    assert way.notes == ("Fares are not known: public transport is counted as free.",)
    world = world_of(1)
    network = replace(world.network, timetable=None, stops={}, walks=None)
    assert fare_ways(situation_of(network, someone(), offers(), DAY, ())) == ()


def test_tickets_limit_rides_and_minutes() -> None:
    bus = tariff("bus", "single", 1, network="a", rides=1, opens={"agencies": ["one"]})
    hour = tariff("hour", "single", 2, network="b", minutes=20, opens={"agencies": ["two"]})
    month = tariff("month", "month", 9, network="c", opens={"agencies": ["two"]})
    found = _fares(offers((bus,)))
    assert [_search(found[f"transit:{n}bus:limited"]).travel.max_rides for n in ("", "2 × ", "3 × ")] == [1, 2, 3]
    found = _fares(offers((hour,)))
    assert _search(found["transit:hour:limited"]).travel.max_time_min == 20
    # Two in a row last 40 minutes: longer than anybody travels here.
    assert _search(found["transit:2 × hour:limited"]).travel.max_time_min == 30
    found = _fares(offers((bus, month)))
    # One bus and one other vehicle; with the pass alone as many as one likes.
    both = found["transit:bus+month:limited"]
    assert _search(both).travel.max_rides == 2
    assert any("checked for the whole trip" in note for note in both.notes)
    assert _search(found["transit:month"]).travel.max_rides == 4
    assert _search(_fares(offers((bus, hour)))["transit:bus+hour:limited"]).travel.max_time_min == 20


@settings(max_examples=12)
@given(SEEDS, st.integers(0, 2))
def test_a_ticket_for_nothing_takes_nothing_away(seed: int, number: int) -> None:
    """Free tickets of another network, whatever their limits, leave the pass what it was."""
    asked = interview(seed, busy_world(seed))
    month = tariff("month", "month", 9, network="c", opens={"agencies": ["two"]})
    limits: dict[str, Any] = [{"rides": 1}, {"minutes": 5}, {}][number]
    free = tariff("free", "single", 0, network="a", opens={"agencies": ["one"]}, **limits)
    who = someone(schedule={"shifts": [{"days": "sat", "start": "08:30", "end": "09:10"}]})
    before, after = (asked.within(who, offers(shelf)) for shelf in ((month,), (month, free)))
    assert (after.reach >= before.reach).all()
    assert (after.eur.min(axis=0) <= before.eur.min(axis=0) + 1e-9).all()


def test_what_opens_all_there_is_here_is_searched_as_everything() -> None:
    """The dearer pass opens other towns too, which are not on this network: it is not bought."""
    both = {"agencies": ["one", "two"]}
    shelf = offers((tariff("town", "month", 20, opens=both), tariff("region", "month", 35)))
    found = _fares(shelf)
    assert list(found) == ["transit:town"]
    assert _search(found["transit:town"]).opened is None
    region = _fares(offers(shelf.tariffs[1:]))
    assert _search(region["transit:region"]).key == _search(found["transit:town"]).key


def test_lines_without_a_fare_are_told() -> None:
    alone = offers((tariff("one", "month", 5, opens={"agencies": ["one"]}),))
    told = "No fare is known for some lines: they are not used."
    assert all(told in way.notes for way in _fares(alone).values())
    assert not any(told in way.notes for way in _fares(town_offers()).values())


def test_a_fare_that_has_to_be_checked_is_told_alone() -> None:
    shelf = town_offers()
    check = tariff(
        "young", "month", 1, network="one", opens={"agencies": ["one"]}, eligibility=[{"fact": "age", "below": 26}]
    )
    found = _fares(shelf.replace(tariffs=(*shelf.tariffs, check)), age=None)
    assert found["transit:young"].verdict.answer == "unknown"
    assert not any("young" in id for id, way in found.items() if way.usable)
    known = _fares(shelf.replace(tariffs=(*shelf.tariffs, check)), age=25)
    assert known["transit:young"].usable
    assert "transit:young" not in _fares(shelf.replace(tariffs=(*shelf.tariffs, check)), age=26)


def test_many_dearer_fares_are_left_out_and_told() -> None:
    """Ten networks, one for each of the ten stops of a line: of a territory at most eight fares are asked."""
    shelf = offers(tuple(
        tariff(f"t{k}", "month", 1 + k, network=f"n{k}", opens={"stops": [f"s{k % 7}", f"s{(k + 1) % 7}"]})
        for k in range(6)
    ))  # fmt: skip
    found = _fares(shelf)
    assert len(found) <= 8
    assert any("dearer fares were left out" in note for way in found.values() for note in way.notes)
    asked = interview(1, busy_world(1))
    near = fare_ways(situation_of(asked.network, someone(), shelf, DAY, (), home=asked.home, stores=asked.stores))
    assert 8 < len(near) <= 32


def _pairs(zones: int) -> Any:
    """A ticket for each pair of zones, dearer the farther; zone k is stop k."""
    return offers(tuple(
        tariff(f"z{a}{b}", "month", 4 + abs(a - b), opens={"first_stops": [f"s{a}"], "last_stops": [f"s{b}"]})
        for a in range(zones) for b in range(zones)
    ))  # fmt: skip


def test_fares_by_pairs_of_zones_begin_near_home() -> None:
    """49 pairs of 7 zones: from one home those that begin near it, so that the farthest zone is not left out."""
    asked = interview(3, busy_world(3))
    many = fare_ways(situation_of(asked.network, someone(), _pairs(7), DAY, ()))
    assert len(many) <= 8
    assert any("left out" in note for way in many for note in way.notes)
    case = asked.case(someone(walking={"max_min": 2}), _pairs(7))
    fares = [way for way in case.ways if way.kind == "transit"]
    assert not any("left out" in note for way in fares for note in way.notes)
    firsts = {way.id[9] for way in fares}
    assert {(way.id[9], way.id[10]) for way in fares} == {(a, str(b)) for a in firsts for b in range(7)}


def test_from_a_far_zone_one_still_arrives() -> None:
    """A line of zones: with all fares asked, the end of the line is within reach from its beginning."""
    world, home, work = line_world()
    asked = Interview(Stores(world.network), home, work)
    shelf = _pairs(2)
    who = someone(schedule={"shifts": [{"days": "sat", "start": "08:45", "end": "17:20"}]})
    case = asked.case(who, shelf)
    within = evaluate(asked.daily(), case)
    assert within.reach.tolist() == [True, False]
    assert [way.id for way in within.ways if way.kind == "transit"] == ["transit:z00", "transit:z01"]
    far = replace(asked, home=places_at([5.0132], [43.0]))
    assert [way.id for way in far.case(who, shelf).ways if way.kind == "transit"] == ["transit:z11", "transit:z10"]
    # By bicycle one may begin in the next zone too.
    rides = far.case(
        someone(vehicles=[{"kind": "bicycle", "energy": "human"}], schedule=who.schedule.model_dump()), shelf
    )
    assert len([way for way in rides.ways if way.kind == "transit"]) == 4


def test_a_name_that_the_timetable_does_not_have_is_told() -> None:
    with pytest.raises(ParameterError, match="no agency 'RTN'"):
        _fares(offers((tariff("t", "month", 1, opens={"agencies": ["RTN"]}),)))
    # Several spellings, of which the timetable has one.
    (way,) = _fares(offers((tariff("t", "month", 1, opens={"agencies": ["RTN", "one"]}),))).values()
    assert _search(way).opened is not None


@settings(max_examples=15)
@given(SEEDS, lists(5, "one"))
def test_no_fare_is_kept_that_another_one_replaces(seed: int, tariffs: Any) -> None:
    rng = np.random.default_rng(seed)
    opens = [{"agencies": ["one"]}, {"agencies": ["two"]}, {"route_types": [3]}, {"stops": ["s0", "s1", "s2"]}]
    shelf = offers(tuple(
        one.model_copy(update={"opens": tariff("x", "month", 1, opens=opens[int(rng.integers(0, 4))]).opens})
        for one in tariffs
    ))  # fmt: skip
    world = busy_world(seed)
    timetable = world.network.timetable
    assert timetable is not None
    situation = situation_of(world.network, someone(), shelf, DAY, ())
    if not tariffs:
        return
    usable = [way for way in fare_ways(situation) if way.usable]
    trips = situation.use.trips_per_month

    def part(way: Way) -> Any:
        return (_search(way).opened or everything(timetable)).positions

    for one in usable:
        for other in usable:
            if one is not other and float(other.cost.month(trips)) <= float(one.cost.month(trips)):
                wide, narrow = _search(other).travel, _search(one).travel
                more = wide.max_rides >= narrow.max_rides and wide.max_time_min >= narrow.max_time_min
                assert not (more and (part(other) | ~part(one)).all() and _search(other).opened is None)
    assert without_dearer(usable, trips) == tuple(usable)


def test_fares_are_part_of_all_ways() -> None:
    asked = interview(2, busy_world(2))
    situation = situation_of(asked.network, someone(), town_offers(), DAY, ())
    assert {way.id for way in fare_ways(situation)} <= {way.id for way in ways_of(situation)}


@pytest.mark.real
def test_from_the_first_zone_of_caltrain_all_zones_are_opened(shared_data: Path) -> None:
    """A real feed with fares by pair of zones: from San Francisco one works in any of them, at its price."""
    feed = shared_data / "formats" / "gtfs_fares" / "caltrain_gtfs.zip"
    timetable = read_gtfs([feed])[0]
    # The calendar of 2009 moved by whole weeks to when figures are known.
    timetable = replace(timetable, service_first_day=timetable.service_first_day + 913 * 7)
    lon, lat = (np.round(at * 1e7).astype(np.int32) for at in (timetable.stop_lon, timetable.stop_lat))
    streets = random_streets(lon, lat, [(k, k + 1) for k in range(timetable.stop_count - 1)])
    network = Network.of(streets, timetable, transfer_m=100)
    tariffs = read_gtfs_fares(feed, exchange={"USD": 0.9})[0]
    names = ("San Francisco", "Bayshore", "San Carlos", "San Antonio", "San Jose")
    rows = [timetable.stop_name.index(f"{name} Caltrain") for name in names]
    places = places_at(timetable.stop_lon[rows].tolist(), timetable.stop_lat[rows].tolist(), "w")
    asked = Interview(Stores(network), places.take(np.array([0])), places)
    who = someone(
        limits={"max_time_min": 120}, schedule={"shifts": [{"days": "wed", "start": "10:00", "end": "17:00"}]},
    )  # fmt: skip
    case = case_of(asked.stores, who, offers(tariffs), asked.work, date(2026, 9, 9), home=asked.home)
    within = evaluate(asked.daily(120), case)
    assert within.reach.tolist() == [True] * 5
    trips = case.situation.use.trips_per_month
    dollars = within.eur[1:, 1:].min(axis=0) / trips / 0.9
    # 2.50, 4.25, 6.00 and 7.75 dollars for one, two, three and four zones.
    assert dollars.tolist() == pytest.approx([2.5, 4.25, 6, 7.75])
    assert not any("left out" in note for way in within.ways for note in way.notes)


@pytest.mark.real
@pytest.mark.parametrize("town", ["marseille", "euromed"])
def test_the_tariffs_shipped_for_marseille_name_the_agencies_of_its_feeds(town: str, shared_data: Path) -> None:
    with FeedFiles(shared_data / town / "gtfs.zip") as feed:
        known = set(read_agencies(feed, Findings("gtfs.zip")).name.to_list())
    for one in shipped_offers("marseille").tariffs:
        assert one.opens.agencies is None or set(one.opens.agencies) & known, one.id
