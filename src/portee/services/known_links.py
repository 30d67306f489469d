"""Links of the places that all questions share, made before anybody asks: places of work, cells where people live.

They depend on the data and on the kinds of resident that Portée knows, never on what somebody asks: each question adds
its own links to a branch (see `portee.reach.ways.Stores.branch`), which is forgotten with its answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from portee.offers.catalogue import Offers
from portee.people.profile import Profile
from portee.reach.after_dark import night_network
from portee.reach.choices import situation_of
from portee.reach.commute import homeward
from portee.reach.ways import Stores
from portee.territory.places import Places
from portee.world import World

__all__ = ["known_links"]

RIDDEN = ("bicycle", "e_scooter", "car")
"""Street modes that are ridden from door to door."""


def known_links(
    world: World, offers: Offers, day: date, places: Iterable[Places], profiles: Sequence[Profile], *, threads: int = 1
) -> Stores:
    """Where places enter the streets, and their walks to the stops and from them, by day and after dark.

    Args:
        world: the network. offers: whose figures tell speeds. day: of these figures.
        places: shared by all questions. profiles: that are asked about.
        threads: rows searched at a time.
    """
    stores, shared = Stores(world.network, threads=threads), tuple(places)
    situations = [situation_of(world.network, profile, offers, day, ()) for profile in profiles]
    # The farthest walks first: the shorter ones are cut from them.
    situations.sort(key=lambda one: -one.travel.limit_s(one.travel.foot) * one.travel.units_per_second(one.travel.foot))
    for situation in situations:
        travel = situation.travel
        night = night_network(world.network, situation.profile, situation.figures)
        for network in dict.fromkeys((None, night)):
            store = stores.of(network)
            for towards in (False, True):
                for part in shared:
                    store.points(part, travel.foot, towards=towards)
                if world.network.timetable is None:
                    continue
                for part in shared:
                    store.stops(part, travel if towards else homeward(travel), "walk", leaving=towards)
                store.paths(travel, towards=towards)
    for mode in RIDDEN:
        for part in shared:
            for towards in (False, True):
                stores.of(None).points(part, mode, towards=towards)
    return stores
