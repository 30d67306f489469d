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
from portee.reach.feeder_ways import rides_to_stops
from portee.reach.options import Travel
from portee.reach.ways import Stores
from portee.territory.places import Places
from portee.world import World

__all__ = ["know_rides", "known_links"]

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


def know_rides(
    stores: Stores, world: World, offers: Offers, day: date, homes: Places, profiles: Sequence[Profile]
) -> None:
    """Rides from homes to the stops and back, by bicycle and scooter, for the vehicles there are: of residents or lent.

    Stores may be branched meanwhile, and filled by nobody else.

    Args:
        stores: filled. world, offers, day: as for `known_links`.
        homes: of all residents: a question asks about some of them. profiles: that are asked about.
    """
    if world.network.timetable is None or not len(homes):
        return
    store = stores.of(None)
    farthest: dict[str, tuple[float, Travel]] = {}
    for profile in profiles:
        for mode, travel in rides_to_stops(situation_of(world.network, profile, offers, day, ())):
            units = travel.limit_s(mode) * travel.units_per_second(mode)
            if mode not in farthest or units > farthest[mode][0]:
                farthest[mode] = units, travel
    for mode, (_, travel) in sorted(farthest.items()):
        for leaving in (True, False):
            store.stops(homes, travel, mode, leaving=leaving)
