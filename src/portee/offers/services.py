"""Services as people declare them: loans, shared vehicles, park-and-ride, carpooling, rides on demand, car-sharing.

They may exist or be planned. What GBFS and GTFS-Flex files tell of existing ones is turned into the same shapes. A
price that is not told is not known; a service that costs nothing says so with a price of 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from portee.core.declared import Declared, Words, Wrong
from portee.core.parameters import Source
from portee.offers.areas import Area, Latitude, Longitude
from portee.offers.conditions import Condition
from portee.offers.pricing import PricingPlan
from portee.offers.ride_prices import RidePrice, Step
from portee.offers.running import RideArea, RideTimes, Weekdays

__all__ = [
    "CarShare", "Carpooling", "Dock", "Docked", "FreeFloating", "Loan", "OnDemand", "ParkAndRide", "RideZone",
    "Service",
]  # fmt: skip

Euros = Annotated[float, Field(ge=0, le=20_000)]
Minutes = Annotated[float, Field(ge=0, le=240)]
Share = Annotated[float, Field(ge=0, le=1)]
Identifier = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}$")]


class _Declared(Declared):
    """What every service has.

    Attributes:
        id, title: name, and words in both languages.
        planned: whether it does not exist yet.
        eligibility: who may use it; all conditions must hold.
        begins, ends: first and last day, None for not known.
        source: where it was read.
    """

    id: Identifier
    title: Words
    planned: bool = False
    eligibility: tuple[Condition, ...] = ()
    begins: date | None = None
    ends: date | None = None
    source: Source | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> _Declared:
        if self.begins and self.ends and self.ends < self.begins:
            raise Wrong("The service ends before it begins.", "Correct 'begins' or 'ends'.")
        return self

    def runs_on(self, day: date) -> bool:
        return (self.begins is None or self.begins <= day) and (self.ends is None or day <= self.ends)


class Loan(_Declared):
    """A vehicle for oneself by the month. eur_month: its rent, upkeep included; energy is added."""

    kind: Literal["loan"]
    vehicle: Literal["bicycle", "e_bike", "cargo_bike", "e_scooter", "moped", "car"]
    energy: Literal["petrol", "diesel", "electric", "hybrid", "human"]
    eur_month: Euros

    @model_validator(mode="after")
    def _fits_its_energy(self) -> Loan:
        human = self.energy == "human"
        if human != (self.vehicle == "bicycle") and not (human and self.vehicle == "cargo_bike"):
            raise Wrong(f"A {self.vehicle} does not run on {self.energy} energy.", "Correct 'vehicle' or 'energy'.")
        return self


class Dock(Declared):
    """A station of shared vehicles, or a car park."""

    id: Identifier
    lon: Longitude
    lat: Latitude
    name: str = ""


def _unique(docks: Sequence[Dock]) -> None:
    if len({dock.id for dock in docks}) != len(docks):
        raise Wrong("Two stations have the same id.", "Give each an id of its own.")


class _Shared(_Declared):
    """Vehicles shared by the ride.

    Attributes:
        vehicle: what is ridden.
        eur_month: subscription. eur_trip: each ride. included_min: minutes of each ride that cost nothing more;
        eur_per_min: each minute begun after them.
        price: the price of a ride in full, instead of these three.
        availability: chance that a vehicle (and a place for it) is there, None when not known; told, not computed with.
    """

    vehicle: Literal["bicycle", "e_bike", "e_scooter"]
    eur_month: Euros | None = None
    eur_trip: Euros | None = None
    included_min: Minutes = 0
    eur_per_min: Annotated[float, Field(ge=0, le=100)] | None = None
    price: RidePrice | None = None
    availability: Share | None = None

    @model_validator(mode="after")
    def _one_price(self) -> _Shared:
        short = self.eur_trip is not None or self.eur_per_min is not None or self.included_min > 0
        if self.price is not None and short:
            raise Wrong("A ride has two prices.", "Keep 'price', or 'eur_trip', 'included_min' and 'eur_per_min'.")
        return self

    @property
    def plan(self) -> PricingPlan | None:
        """By which a ride is priced; None when nothing is told of prices."""
        if self.price is not None:
            return self.price.plan(self.id)
        if self.eur_month is None and self.eur_trip is None and self.eur_per_min is None:
            return None
        minutes = (Step(start=self.included_min, eur=self.eur_per_min),) if self.eur_per_min else ()
        return RidePrice(eur=self.eur_trip or 0.0, per_min=minutes).plan(self.id)


class Docked(_Shared):
    """Shared vehicles between stations."""

    kind: Literal["docked"]
    stations: Annotated[tuple[Dock, ...], Field(min_length=2, max_length=5000)]

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Docked:
        _unique(self.stations)
        return self


class RideZone(Declared):
    """An area with its own rule for leaving a vehicle.

    may_end: whether a ride may end there. stations_only: whether vehicles are left at stations alone, None: not told.
    """

    area: Area
    may_end: bool = True
    stations_only: bool | None = None


class FreeFloating(_Shared):
    """Shared vehicles that stand anywhere in an area, without stations.

    Attributes:
        walk_min: mean walk to a vehicle.
        area: where vehicles may be left, None for everywhere; no_parking: where they may not, within it.
        zones: rules by area instead, the first one that covers a point decides; elsewhere: whether a ride may end where
            none does. combined: whether what the first one does not tell is taken from the next (GBFS 2).
    """

    kind: Literal["free_floating"]
    walk_min: Minutes
    area: Area | None = None
    no_parking: Area | None = None
    zones: Annotated[tuple[RideZone, ...], Field(max_length=5000)] = ()
    elsewhere: bool = True
    combined: bool = False

    @model_validator(mode="after")
    def _drawn_once(self) -> FreeFloating:
        if self.zones and (self.area is not None or self.no_parking is not None):
            raise Wrong("Where vehicles may be left is told twice.", "Keep 'zones', or 'area' and 'no_parking'.")
        return self


class ParkAndRide(_Declared):
    """Car parks beside stops, for those who drive there and go on by public transport.

    Attributes:
        places: the car parks. eur_day: each day of parking. eur_month: by subscription. Neither: not known.
    """

    kind: Literal["park_and_ride"]
    places: Annotated[tuple[Dock, ...], Field(min_length=1, max_length=500)]
    eur_day: Euros | None = None
    eur_month: Euros | None = None

    @model_validator(mode="after")
    def _ids_are_unique(self) -> ParkAndRide:
        _unique(self.places)
        return self


class Carpooling(_Declared):
    """A seat in somebody's car, found by an organiser or a line.

    Attributes:
        eur_km: what the passenger pays by kilometre, None: an equal share of the running cost of the car.
        eur_trip: what each trip costs beside. wait_min: mean wait and walk to the meeting point.
        slower: time of the ride as a multiple of driving alone. people: in the car, driver included.
        availability: chance that a driver is found, None when not known; told, not computed with.
    """

    kind: Literal["carpool"]
    eur_km: Annotated[float, Field(ge=0, le=10)] | None = None
    eur_trip: Euros = 0
    wait_min: Minutes = 10
    slower: Annotated[float, Field(ge=1, le=3)] = 1.2
    people: Annotated[int, Field(ge=2, le=9)] = 2
    availability: Share | None = None


class OnDemand(_Declared):
    """A ride that one books, within an area and hours.

    Attributes:
        area: both ends of a trip must lie in it; None: everywhere. hours, days: when it runs, None for always.
        rides: instead of these three, rides from one area to another with hours and days of each.
        eur_trip: each ride, None for not known.
        wait_min: mean wait. slower: time of the ride as a multiple of driving alone. added_min: minutes beside that.
        booked_min, booked_days: how long before the ride one must book, minutes or days.
    """

    kind: Literal["on_demand"]
    area: Area | None = None
    hours: Annotated[tuple[RideTimes, ...], Field(min_length=1, max_length=200)] | None = None
    days: Weekdays | None = None
    rides: Annotated[tuple[RideArea, ...], Field(max_length=5000)] = ()
    eur_trip: Euros | None = None
    wait_min: Minutes = 15
    slower: Annotated[float, Field(ge=1, le=4)] = 1.3
    added_min: Minutes = 0
    booked_min: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    booked_days: Annotated[int, Field(ge=0, le=366)] | None = None

    @model_validator(mode="after")
    def _told_once(self) -> OnDemand:
        if self.rides and (self.area is not None or self.hours is not None or self.days is not None):
            raise Wrong("Where and when it runs is told twice.", "Keep 'rides', or 'area', 'hours' and 'days'.")
        return self

    @property
    def every_ride(self) -> tuple[RideArea, ...]:
        """Where and when it runs, one entry for each pair of areas."""
        return self.rides or (
            RideArea(pickup=self.area, dropoff=self.area, hours=self.hours, days=self.days),
        )  # fmt: skip


class CarShare(_Declared):
    """A car by the hour and kilometre, kept while one works. wait_min: mean walk to it."""

    kind: Literal["car_share"]
    eur_month: Euros = 0
    eur_hour: Euros
    eur_km: Annotated[float, Field(ge=0, le=10)]
    wait_min: Minutes = 8


Service = Annotated[
    Loan | Docked | FreeFloating | ParkAndRide | Carpooling | OnDemand | CarShare, Field(discriminator="kind")
]
