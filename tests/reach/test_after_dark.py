"""Legs after dark: which they are, and that only they are walked on the network as it is felt then."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.daylight import is_dark
from portee.core.declared import Words
from portee.core.parameters import Figures, shipped_parameters
from portee.kernels.shortest import UNREACHED
from portee.network.network import Network
from portee.network.streets import LIT, UNLIT
from portee.people.profile import Profile
from portee.reach.after_dark import (
    Darkness,
    comfort_after_dark,
    dark_notes,
    legs_by_light,
    may_be_dark,
    night_network,
    ways_after_dark,
)
from portee.reach.comfort import CLOSED, Comfort, Layer, comfortable
from portee.reach.commute import commute_search
from portee.reach.hours import Hours
from portee.reach.kinds import Along, ByDock, ByTransit, Search
from portee.reach.links import LinkStore
from portee.reach.options import Travel
from portee.reach.street_legs import street_legs
from portee.reach.streetwise import Stations
from portee.reach.ways import Way
from portee.world import World
from tests.network.test_closing import area
from tests.people.profiles import profile
from tests.reach.test_comfort import lit_world
from tests.worlds import TODAY, grid_streets, places_at, random_places

SEEDS = st.integers(0, 2**32 - 1)
H = 3600
WINTER, SUMMER = date(2026, 12, 15), date(2026, 6, 15)
PARIS = ZoneInfo("Europe/Paris")
MARSEILLE = Darkness(5.37, 43.30, (PARIS,))
NEVER = int(UNREACHED)
FIGURES = Figures(shipped_parameters(), WINTER)

Int32 = npt.NDArray[np.int32]


def _who(dark: str, **limits: Any) -> Profile:
    return profile(limits={"dark": dark, **limits})


def _hours(day: date, start: int, end: int, count: int = 1) -> Hours:
    return Hours(day, np.full(count, start, np.int32), np.full(count, end, np.int32))


def test_it_is_dark_in_part_of_a_leg_or_not_at_all() -> None:
    """Marseille on 15 December: civil dawn is at about 07:30 and dusk at about 17:35, as almanacs tell."""
    legs = ((8 * H, 9 * H), (7 * H, 8 * H), (17 * H, 17.4 * H), (17 * H, 18 * H), (22 * H, 30 * H), (33 * H, 34 * H))
    first, last = (np.array([leg[k] for leg in legs]) for k in (0, 1))
    assert MARSEILLE.during(WINTER, first, last).tolist() == [False, True, False, True, True, False]
    assert MARSEILLE.during(SUMMER, first, last).tolist() == [False, False, False, False, True, False]
    assert MARSEILLE.during(WINTER, -2 * H, -1 * H).tolist() is True  # late on the evening before
    assert MARSEILLE.during(WINTER, np.zeros((2, 0)), np.zeros((2, 0))).shape == (2, 0)


@settings(max_examples=40)
@given(st.dates(date(2024, 1, 1), date(2028, 12, 31)), st.integers(-24 * 60, 72 * 60), st.integers(0, 180))
def test_a_leg_is_dark_where_one_of_its_minutes_is(day: date, first: int, minutes: int) -> None:
    def dark(minute: int) -> bool:
        clock = datetime(day.year, day.month, day.day) + timedelta(minutes=minute)
        return is_dark(clock.replace(tzinfo=PARIS), MARSEILLE.lon, MARSEILLE.lat)

    every = [dark(minute) for minute in range(first - 1, first + minutes + 2)]
    # Twice a year an hour of the clock is missing or told twice.
    if day.month not in (3, 10):
        start, end = first * 60, (first + minutes) * 60
        # Two seconds more or less: dawn and dusk are found to the second.
        assert bool(MARSEILLE.during(day, start - 2, end + 2)) >= any(every[1:-1])
        assert minutes == 0 or bool(MARSEILLE.during(day, start + 2, end - 2)) <= any(every)


def test_where_the_zone_is_not_known_dark_by_any_of_three_is_dark() -> None:
    network = Network.of(grid_streets(3, 3))
    unknown, known = Darkness.over(network), Darkness.over(network, "Europe/Paris")
    assert [zone.utcoffset(None) for zone in unknown.zones] == [timedelta(hours=k) for k in (0, 1, 2)]
    assert known.zones == (PARIS,)
    assert known.lon == pytest.approx(5.0012)
    for clock in range(0, 24 * H, 2 * H):
        assert unknown.during(WINTER, clock, clock) >= known.during(WINTER, clock, clock)
    timed = lit_world(3).network
    assert Darkness.over(timed).zones == (PARIS,)  # that of its timetable


def test_each_attitude_has_its_factors() -> None:
    assert comfort_after_dark(_who("fine"), FIGURES) == Comfort()
    figures = Figures(shipped_parameters(), WINTER)
    layer = Layer("l", [area(0, 0, 1, 1)], np.ones(1))
    assert comfort_after_dark(_who("avoids"), figures, (layer,)) == Comfort(1.5, 1.0, (layer,))
    assert comfort_after_dark(_who("refuses"), figures) == Comfort(CLOSED, 1.0)
    told = {row["parameter"]: row["checked"] for row in figures.record()}
    assert told == {"comfort.unlit_avoided": False, "comfort.unknown_lighting": False}


def test_by_day_and_for_whoever_does_not_mind_nothing_changes() -> None:
    network = lit_world(3).network
    day, night = [_hours(WINTER, 10 * H, 15 * H)], [_hours(WINTER, 6 * H, 15 * H)]
    longest = _who("avoids").limits.max_time_min
    assert (may_be_dark(day, longest, MARSEILLE), may_be_dark(night, longest, MARSEILLE)) == (False, True)
    assert not may_be_dark([], longest, MARSEILLE)
    assert not may_be_dark([Hours(WINTER, np.array([-1], np.int32), np.array([-1], np.int32))], longest, MARSEILLE)
    assert night_network(network, _who("fine"), FIGURES, night) is None
    for dark in ("avoids", "refuses"):
        assert night_network(network, _who(dark), FIGURES, day) is None
        assert night_network(network, _who(dark), FIGURES, night) is not None
        assert night_network(network, _who(dark), FIGURES) is not None
    # An hour at most: work that begins at 08:20 is walked to in the dark, work that begins at 08:40 is not.
    for start, minds in ((8 * H + 1200, True), (8 * H + 2400, False)):
        hours = [_hours(WINTER, start, 15 * H)]
        assert (night_network(network, _who("avoids"), FIGURES, hours) is not None) == minds
    assert (
        night_network(network, _who("avoids", max_time_min=20), FIGURES, [_hours(WINTER, 8 * H + 1200, 15 * H)]) is None
    )


def test_the_night_is_the_network_as_it_is_felt_and_made_once() -> None:
    network = lit_world(3).network
    avoids, refuses = (night_network(network, _who(dark), FIGURES) for dark in ("avoids", "refuses"))
    assert avoids is not None
    assert refuses is not None
    assert avoids is night_network(network, _who("avoids", cycles=False), FIGURES)
    assert avoids.key == comfortable(network, Comfort(1.5)).key
    assert refuses.key == comfortable(network, Comfort(CLOSED)).key
    layer = Layer("l", [area(-1, -1, 1.5, 1.5)], np.ones(1))
    felt = night_network(network, _who("avoids"), FIGURES, layers=(layer,))
    assert felt is not None
    assert felt.key != avoids.key


def test_a_network_that_is_gone_leaves_no_night_behind() -> None:
    network = replace(lit_world(3).network)
    night = night_network(network, _who("avoids"), FIGURES)
    assert night is not None
    gone = weakref.ref(night)
    del network, night
    gc.collect()
    assert gone() is None


def _lit(flags: int) -> Network:
    streets = grid_streets(4, 3)
    return Network.of(replace(streets, edge_flags=np.full(streets.edge_count, flags, np.uint8)))


def test_what_is_known_of_the_light_is_told() -> None:
    assert dark_notes(_lit(0), _who("fine"), FIGURES) == ()
    for dark in ("avoids", "refuses"):
        assert night_network(_lit(0), _who(dark), FIGURES) is None
        (note,) = dark_notes(_lit(0), _who(dark), FIGURES)
        assert note == "No street tells whether it is lit: walking after dark is counted as by day."
    assert night_network(_lit(LIT), _who("refuses"), FIGURES) is None
    (avoids,), (refuses,) = (dark_notes(_lit(UNLIT), _who(dark), FIGURES) for dark in ("avoids", "refuses"))
    assert "perceived minutes: along unlit streets each counts 1.5 times" in avoids
    assert "told to be unlit are not walked" in refuses
    assert "known for 100% of the length" in avoids
    assert "known for 100% of the length" in refuses


def test_moments_are_dark_before_or_after_them() -> None:
    """Within an hour of 17:00 on a winter day it gets dark, within half an hour it does not; in June in neither."""
    for moment, minutes, dark in (
        (datetime(2026, 12, 15, 17), 60, True), (datetime(2026, 12, 15, 17), 30, False),
        (datetime(2026, 12, 15, 8), 60, True), (datetime(2026, 12, 15, 12), 120, False),
        (datetime(2026, 6, 15, 17), 60, False),
    ):  # fmt: skip
        assert may_be_dark([moment], minutes, MARSEILLE) == dark
    assert not may_be_dark([datetime(2026, 6, 15, 17), datetime(2026, 6, 15, 9)], 60, MARSEILLE)


def test_ways_on_foot_and_by_stop_and_dock_have_their_night() -> None:
    """Each on the night of its own network, in the same order; rides along streets stay as they are."""
    network = lit_world(3).network
    other = comfortable(network, Comfort(layers=(Layer("works", [area(0, 0, 2, 2)], np.array([3.0])),)))
    docks = Stations(network, places_at([5.0], [43.0]), ("walk", "bicycle"))
    searches: list[Search] = [
        Along("walk", 20, 3.6), Along("wheelchair", 20, 3.6), ByTransit(Travel()), ByTransit(Travel(), network=other),
        ByDock("bicycle", 10, 12, docks, "walk", 3.6, 5), Along("bicycle", 20, 12), Along("car", 20, network=other),
    ]  # fmt: skip
    ways = tuple(Way(f"w{k}", Words(fr="x", en="x"), "any", search, notes=("n",)) for k, search in enumerate(searches))
    assert ways_after_dark(ways, network, _who("fine"), FIGURES) == ways
    by_day = [datetime(2024, 10, 5, 12)]
    assert ways_after_dark(ways, network, _who("avoids"), FIGURES, by_day) == ways
    found = ways_after_dark(ways, network, _who("avoids"), FIGURES, [datetime(2024, 10, 5, 22)])
    night, other_night = (night_network(one, _who("avoids"), FIGURES) for one in (network, other))
    networks = [way.search.network for way in found]
    assert networks[:5] == [night, night, night, other_night, night]
    assert night is not None
    assert found[5:] == ways[5:]
    for way, was in zip(found[:5], ways[:5], strict=True):
        assert replace(way.search, network=was.search.network) == was.search
        assert way.notes == ("n", *dark_notes(network, _who("avoids"), FIGURES))
    # Where no street tells its light the ways stay, and say so.
    dim = ways_after_dark(ways[:1], _lit(0), _who("refuses"), FIGURES)
    assert dim[0].search == ways[0].search
    assert "No street tells whether it is lit" in dim[0].notes[-1]


def _legs(*rows: int) -> tuple[Int32, Int32]:
    return np.array(rows[::2], np.int32), np.array(rows[1::2], np.int32)


def test_each_leg_is_told_by_its_own_light() -> None:
    """Marseille, 15 December, from 08:00 to 17:00, by day 20 minutes, after dark 30; dawn 07:30, dusk 17:35.

    Place 1: both legs in the light. Place 2: an hour's way begins in the dark and ends in it. Place 3: an early shift
    begins in the dark and ends in the light. Place 4: out of reach by day is out of reach.
    """
    hours = [Hours(WINTER, np.array([8, 8, 6, 8], np.int32) * H, np.array([17, 17, 14, 17], np.int32) * H)]
    by_day = _legs(1200, 1200, 3600, 3600, 1200, 1200, NEVER, NEVER)
    after_dark = _legs(1800, 1800, 5400, 5400, 1800, 1800, NEVER, NEVER)
    out, back = legs_by_light(by_day, after_dark, hours, MARSEILLE)
    assert out.tolist() == [1200, 5400, 1800, NEVER]
    assert back.tolist() == [1200, 5400, 1200, NEVER]
    assert out.dtype == back.dtype == np.int32
    # On a summer date all of it is by day; the darkest of several dates counts.
    summer = [replace(hours[0], day=SUMMER)]
    assert [leg.tolist() for leg in legs_by_light(by_day, after_dark, summer, MARSEILLE)] == [
        [1200, 3600, 1200, NEVER], [1200, 3600, 1200, NEVER],
    ]  # fmt: skip
    both = legs_by_light(by_day, after_dark, [*summer, *hours], MARSEILLE)
    assert [leg.tolist() for leg in both] == [out.tolist(), back.tolist()]
    assert legs_by_light(by_day, after_dark, [], MARSEILLE)[0].tolist() == by_day[0].tolist()


def _both(world: World, seed: int, network: Network, hours: list[Hours], search: Along | Travel) -> tuple[Int32, Int32]:
    """Both legs of two homes on one network, by public transport or on foot."""
    rng = np.random.default_rng(seed + 1)
    homes, work = random_places(rng, 2, 4, 3), random_places(rng, 3, 4, 3, "w")
    if isinstance(search, Along):
        legs = street_legs(LinkStore(network), homes, work, search, 60)
        return legs.out, legs.back
    found = commute_search(LinkStore(network), homes, work, search, hours).commutes()
    return found.out, found.back


@settings(max_examples=15)
@given(SEEDS, st.sampled_from(["avoids", "refuses"]), st.booleans(), st.integers(0, 11))
def test_minding_the_dark_never_shortens_a_leg_and_by_day_changes_none(
    seed: int, dark: str, on_foot: bool, hour: int
) -> None:
    """Trips run from 08:00 to past 09:30. The place where the sun is looked at moves round the earth, so that it is day
    in some cases and night in others.
    """
    world = lit_world(seed)
    search = Along("walk", 30, 2.0) if on_foot else Travel(max_walk_min=6, max_time_min=60, max_transfer_m=300)
    rng = np.random.default_rng(seed + 2)
    start = 8 * H + rng.integers(40, 130, 3) * 60
    hours = [Hours(TODAY, start.astype(np.int32), (start - 1800).astype(np.int32))]
    here = Darkness(5.0 + 15 * hour, 43.0, (PARIS,))
    night = night_network(world.network, _who(dark), FIGURES) or world.network
    by_day = _both(world, seed, world.network, hours, search)
    after_dark = _both(world, seed, night, hours, search)
    found = legs_by_light(by_day, after_dark, hours, here)
    for leg, day, late in zip(found, by_day, after_dark, strict=True):
        assert (late >= day).all()
        assert (leg >= day).all()
        assert (leg <= late).all()
        assert ((leg == day) | (leg == late)).all()
    if not may_be_dark(hours, 60, here):
        assert [leg.tolist() for leg in found] == [leg.tolist() for leg in by_day]


def test_a_night_cleaner_walks_home_round_an_unlit_street() -> None:
    """Work from 14:00 to 22:00 in Marseille: there by the short way, home in the dark by the lit one, or not at all.

    Three streets of 97.8 m, the middle one unlit, are 294 s; round the block, 560 s; at 1 m/s and in whole minutes
    5 and 10 minutes.
    """
    streets = grid_streets(4, 2)
    unlit = (streets.edge_from == 1) & (streets.edge_to == 2)
    flags = np.where(unlit, UNLIT, LIT).astype(np.uint8)
    network = Network.of(replace(streets, edge_flags=flags), modes=("walk",))
    home, work = places_at([5.0], [43.0]), places_at([5.0036], [43.0], "w")
    hours = [_hours(WINTER, 14 * H, 22 * H)]
    darkness = Darkness.over(network, "Europe/Paris")

    def told(dark: str, limit: float) -> list[int]:
        night = night_network(network, _who(dark), FIGURES, hours, darkness=darkness) or network
        legs = [street_legs(LinkStore(some), home, work, Along("walk", limit, 3.6), 60) for some in (network, night)]
        by_day, after_dark = ((leg.out, leg.back) for leg in legs)
        return [int(leg[0, 0]) for leg in legs_by_light(by_day, after_dark, hours, darkness)]

    assert told("fine", 20) == [300, 300]
    assert told("avoids", 20) == [300, 360]  # 97.8 × 2 + 97.8 × 1.5 = 342.3 s felt: 6 minutes
    assert told("refuses", 20) == [300, 600]
    assert told("refuses", 9) == [300, NEVER]
