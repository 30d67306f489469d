"""The ways of commuting open to a kind of resident: on foot, by what one owns, by public transport, by services.

Each way is found with its price and with who may use it. A way that one may not use is kept, with the condition that
fails: it tells why something is out of reach, and what would change it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from portee.core.declared import Words
from portee.core.parameters import Figures
from portee.network.network import Network
from portee.offers.catalogue import Offers
from portee.offers.conditions import YES
from portee.offers.cost import FREE
from portee.offers.products import Use
from portee.offers.services import Docked, Loan, ParkAndRide
from portee.people.facts import Fact, facts_of
from portee.people.profile import Profile
from portee.reach.after_dark import ways_after_dark
from portee.reach.commute import homeward
from portee.reach.fare_ways import fare_ways
from portee.reach.feeder_ways import Feeder, fed_ways, feeders_of
from portee.reach.kept import Kept
from portee.reach.kinds import Along
from portee.reach.options import Travel
from portee.reach.own_vehicles import own_vehicle_ways
from portee.reach.service_ways import service_ways
from portee.reach.uses import usual_use
from portee.reach.ways import Stores, Way
from portee.territory.places import Places

__all__ = ["Situation", "at_work", "situation_of", "walking", "ways_of"]

Facts = Mapping[str, Fact]


@dataclass(frozen=True, eq=False)
class Situation:
    """Who travels, where, when and at which prices.

    Attributes:
        network: streets and timetable. profile, facts: who. offers, figures: what there is, at which price.
        day: date of the answer; moments: when one drives, for zones with hours. use: how often one travels.
        longest_min: longest minutes of each leg.
        work_hours: hours between the start and the end of a mean day (or night) of work.
        home, stores: the one home asked about and the links of its network, None for many homes.
        kept: what was made for these ways before.
    """

    network: Network
    profile: Profile
    facts: Facts
    offers: Offers
    figures: Figures
    day: date
    moments: tuple[datetime, ...]
    use: Use
    longest_min: float
    work_hours: float = 0.0
    home: Places | None = None
    stores: Stores | None = None
    kept: Kept = field(default_factory=Kept)

    @property
    def travel(self) -> Travel:
        """Public transport with walking, as this resident walks."""
        walking = self.profile.walking
        return Travel(
            max_time_min=self.longest_min, max_walk_min=min(walking.max_min, self.longest_min),
            walk_speed_kmh=walking.speed_kmh, step_free=walking.wheelchair, pushchair=walking.pushchair,
            bicycle_speed_kmh=self.figures.number("speed.bicycle"),
            e_scooter_speed_kmh=self.figures.number("speed.e_scooter"),
            max_bicycle_min=min(self.profile.limits.max_cycle_min, self.longest_min),
            max_drive_min=self.longest_min,
        )  # fmt: skip


def at_work(facts: Facts) -> dict[str, Fact]:
    """The facts of someone who has taken the job: the question asked is whether the job can be kept up.

    Whoever has no work, or of whom it is not known, becomes an employee. Those in training or studying, and those who
    work already, stay what they are.
    """
    taken = dict(facts)
    if taken.get("status") in (None, "jobseeker", "inactive", "retired"):
        taken["status"] = "employee"
    return taken


def situation_of(
    network: Network,
    profile: Profile,
    offers: Offers,
    day: date,
    moments: tuple[datetime, ...],
    *,
    longest_min: float | None = None,
    home: Places | None = None,
    stores: Stores | None = None,
) -> Situation:
    """The situation of a kind of resident who works by the profile's schedule.

    Args:
        network: streets and timetable.
        profile: who. offers: what there is.
        day: date of the answer. moments: when one drives.
        longest_min: longest minutes searched of each leg, at least the profile's limit.
        home, stores: one home, and the links of the network, for what only one home can be told: rides to the stop at
            their own price, fares that begin near it, car parks near it.
    """
    usual = usual_use(profile.schedule)
    return Situation(
        network, profile, at_work(facts_of(profile)), offers, offers.figures(day), day, moments, usual.use,
        max(float(profile.limits.max_time_min), longest_min or 0.0), usual.work_hours,
        home if stores is not None else None, stores,
    )  # fmt: skip


def walking(situation: Situation) -> Way:
    """All the way on foot."""
    walks = situation.profile.walking
    return Way(
        "walk", Words(fr="à pied", en="on foot"), "walk",
        Along(situation.travel.foot, walks.max_min, walks.speed_kmh), FREE,
    )  # fmt: skip


def ways_of(situation: Situation) -> tuple[Way, ...]:
    """All ways of commuting of a resident, those that one may not use included; the first is walking.

    Raises:
        ParameterError: a tariff names what the timetable does not have.
    """
    own = tuple(feeders_of(situation))
    fares = fare_ways(situation, _near(situation, own))
    ways = (
        walking(situation), *own_vehicle_ways(situation), *fares, *service_ways(situation, fares),
        *fed_ways(situation, own, fares),
    )  # fmt: skip
    return ways_after_dark(ways, situation.network, situation.profile, situation.figures, situation.moments)


def _near(situation: Situation, own: tuple[Feeder, ...]) -> frozenset[str] | None:
    """Ids of the stops that the home's resident may begin at, by whatever means; None for many homes.

    Only where a fare asks from which stops one begins.
    """
    timetable, home, stores = situation.network.timetable, situation.home, situation.stores
    asks = any(tariff.opens.first_stops is not None for tariff in situation.offers.tariffs)
    if timetable is None or home is None or stores is None or not asks:
        return None
    found: set[int] = set()
    on_foot = Feeder("", Words(fr="", en=""), "walk", {}, FREE, YES, 0.0)
    for feeder in (on_foot, *own, *_service_feeders(situation)):
        travel = replace(situation.travel, **feeder.changes)
        store = stores.of(feeder.network)
        for way, leaving in ((travel, True), (homeward(travel), False)):
            links = store.stops(home, way, travel.access_mode, leaving=leaving, stations=feeder.stations)
            found.update(links.other.tolist())
    return frozenset(timetable.stop_id[stop] for stop in found)


def _service_feeders(situation: Situation) -> Iterator[Feeder]:
    for service in situation.offers.services:
        if isinstance(service, (Docked, Loan, ParkAndRide)) and service.runs_on(situation.day):
            yield from feeders_of(situation, service)
