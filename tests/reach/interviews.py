"""One home in a small random world, asked about places of work: what the tests of choices, cases and reasons share."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from portee.network.network import Network
from portee.offers.catalogue import Offers
from portee.offers.services import Service
from portee.offers.tariffs import Tariff
from portee.people.profile import Profile
from portee.reach.cases import Case, Within, case_of, evaluate
from portee.reach.chains import StopPlaces
from portee.reach.daily import Daily
from portee.reach.ways import Stores
from portee.territory.places import Places
from portee.world import World
from tests.offers.shelf import tariff
from tests.people.profiles import profile
from tests.worlds import grid_streets, places_at, random_places, random_world, timetable_of

__all__ = [
    "DAY", "EIGHT", "FIRST_DAY", "LATER_MIN", "PLACES", "Interview", "busy_world", "interview", "line_world", "offers",
    "shift", "someone", "town_offers", "world_of",
]  # fmt: skip

EIGHT = 8 * 3600
FIRST_DAY = 20_700
"""First day of the calendars of these worlds: figures are known then. A Friday."""
DAY = date(2026, 9, 5)
"""The Saturday after it."""
LATER_MIN = 10
"""Minutes beyond the limit that are searched."""
PLACES = 4
"""Places of work of a random interview."""


def shift(start: str = "08:40", end: str = "09:10", days: str = "sat") -> dict[str, Any]:
    """A schedule of one shift; trips of random worlds run from 08:00 to about 10:30."""
    return {"shifts": [{"days": days, "start": start, "end": end}]}


def someone(**changes: Any) -> Profile:
    """A resident who walks 4 minutes, travels 30, and has no vehicle and no licence."""
    told: dict[str, Any] = {
        "age": 30, "status": "employee", "licences": [], "bank_card": True, "smartphone": True,
        "walking": {"max_min": 4}, "limits": {"max_time_min": 30, "max_cycle_min": 12}, "schedule": shift(),
    }  # fmt: skip
    for name, value in changes.items():
        told[name] = {**told[name], **value} if name in ("walking", "limits") else value
    return profile(**told)


def offers(tariffs: tuple[Tariff, ...] = (), services: tuple[Service, ...] = (), **rest: Any) -> Offers:
    """Offers without aids."""
    return Offers(tariffs=tariffs, services=services, **rest)


def town_offers(**rest: Any) -> Offers:
    """Tickets and passes of two networks: agencies "one" and "two" of `world_of`."""
    one, two = {"agencies": ["one"]}, {"agencies": ["two"]}
    return offers(
        (
            tariff("one.ticket", "single", 1.5, network="one", opens=one),
            tariff("one.month", "month", 30, network="one", opens=one),
            tariff("two.ticket", "single", 2.0, network="two", opens=two, cap_eur_month=24),
            tariff("two.week", "week", 9, network="two", opens=two),
        ),
        **rest,
    )


def world_of(seed: int, *, blocks: bool = False) -> World:
    """A random world whose routes are run by the agencies "one" and "two" by turns, in the year of the figures.

    With two routes at least: of a seed that makes one, the next that makes more.
    """
    world = random_world(seed, blocks=blocks)
    timetable = world.network.timetable
    assert timetable is not None
    if len(timetable.route_id) < 2:
        return world_of(seed + 1, blocks=blocks)
    agencies = ["one" if k % 2 else "two" for k in range(len(timetable.route_id))]
    timetable = replace(timetable, route_agency=agencies, service_first_day=FIRST_DAY)
    return world.replace(network=replace(world.network, timetable=timetable))


def busy_world(seed: int) -> World:
    """A grid with two lines there and back, of the agencies "one" and "two": a trip every 6 to 15 minutes from about
    07:20 to about 09:40, and from 16:40 to about 17:50.
    """
    rng = np.random.default_rng(seed)
    stops = 7
    at = random_places(rng, stops, 4, 3)
    patterns = []
    for _ in range(2):
        served = rng.permutation(stops)[: int(rng.integers(3, 6))].tolist()
        for way in (served, served[::-1]):
            every, legs = int(rng.integers(6, 15)) * 60, rng.integers(1, 4, len(way)).cumsum() * 60
            morning = range(EIGHT - int(rng.integers(20, 45)) * 60, EIGHT + int(rng.integers(60, 100)) * 60, every)
            evening = range(60_000, 62_400 + int(rng.integers(0, 30)) * 60, every)
            patterns.append((way, [[(t + int(leg), t + int(leg)) for leg in legs] for t in [*morning, *evening]]))
    timetable = replace(
        timetable_of(stops, patterns, lon=at.lon.tolist(), lat=at.lat.tolist()),
        route_agency=["one", "one", "two", "two"], service_first_day=FIRST_DAY,
    )  # fmt: skip
    return World(Network.of(grid_streets(4, 3), timetable, transfer_m=150))


def line_world() -> tuple[World, Places, Places]:
    """A street of 1.1 km with a bus of agency "one", a home at one end, work at the other end and far beyond it.

    There at 08:10 and 08:40, in two minutes; back at 16:30, 17:00 and 17:30.
    """
    there = [[(at, at), (at + 120, at + 120)] for at in (EIGHT + 600, EIGHT + 2400)]
    back = [[(at, at), (at + 120, at + 120)] for at in (59_400, 61_200, 63_000)]
    timetable = replace(
        timetable_of(2, [([0, 1], there), ([1, 0], back)], lon=[5.0, 5.0132], lat=[43.0, 43.0]),
        route_agency=["one", "one"], service_first_day=FIRST_DAY,
    )  # fmt: skip
    world = World(Network.of(grid_streets(12, 2), timetable))
    return world, places_at([5.0], [43.0]), places_at([5.0132, 5.5], [43.0, 43.0], "w")


@dataclass(frozen=True, eq=False)
class Interview:
    """A home, places of work, and the links of their network."""

    stores: Stores
    home: Places
    work: Places

    @property
    def network(self) -> Network:
        return self.stores.network

    def case(self, who: Profile, offered: Offers, **options: Any) -> Case:
        """What is asked of a resident."""
        longest = who.limits.max_time_min + LATER_MIN
        return case_of(
            self.stores, who, offered, self.work, DAY, home=self.home, **{"longest_min": longest, **options}
        )  # fmt: skip

    def daily(self, longest_min: float = 30 + LATER_MIN) -> Daily:
        return Daily(self.stores, self.home, self.work, longest_min)

    def within(self, who: Profile, offered: Offers, **options: Any) -> Within:
        """What is within reach of a resident."""
        return evaluate(self.daily(who.limits.max_time_min + LATER_MIN), self.case(who, offered, **options))

    def stops(self, seed: int, **changes: Any) -> StopPlaces:
        """Three places that take children."""
        opens, closes = np.full(3, 7 * 60, np.int32), np.full(3, 19 * 60, np.int32)
        told: dict[str, Any] = {
            "places": random_places(np.random.default_rng(seed + 3), 3, 4, 3, "c"), "opens": opens, "closes": closes,
            "dwell_min": 2,
        }  # fmt: skip
        return StopPlaces(**{**told, **changes})


def interview(seed: int, world: World | None = None) -> Interview:
    """A home and four places of work somewhere in a random world."""
    rng = np.random.default_rng(seed + 1)
    network = (world or world_of(seed)).network
    return Interview(Stores(network), random_places(rng, 1, 4, 3, "h"), random_places(rng, PLACES, 4, 3, "w"))
