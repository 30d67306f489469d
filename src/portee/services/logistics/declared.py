"""The file of a plan of goods, as people write it: depots, micro-hubs, vehicles, and orders or how to draw them."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, model_validator

from portee.core.clock import DAY_S
from portee.core.declared import Declared, Words, Wrong
from portee.offers.areas import Area
from portee.services.logistics.parts import Amount, Clock, Count, DeclaredVehicle, Id, Kind, Position
from portee.services.logistics.wanted import Siting

__all__ = [
    "AccessHours",
    "DeclaredOrder",
    "DeclaredSite",
    "Drawn",
    "GoodsFile",
    "Locker",
]


class DeclaredSite(Declared):
    """A depot or a micro-hub.

    Attributes:
        at: [longitude, latitude]. opens, closes: hours. load_minutes: before each trip.
        parcels: that it holds in a day. cost_day: euros.
    """

    id: Id
    at: Position
    opens: Clock = 0
    closes: Clock = DAY_S
    load_minutes: Amount = 10.0
    parcels: Count | None = None
    cost_day: Amount = 0.0


class Locker(Declared):
    """Where people fetch their parcels themselves; all that goes there is one stop.

    Attributes:
        stop_minutes: of each visit. parcels: that it holds in a day.
    """

    id: Id
    at: Position
    stop_minutes: Amount = 10.0
    parcels: Count | None = None


class DeclaredOrder(Declared):
    """An order: in the file itself, or a row of the table that it names.

    Attributes:
        lon, lat: of the door; may be left out where a locker is named. from_, until: window in which service begins; of
            what goes to a locker only `until` counts, and only where no door is told.
        ready: when the goods are at the site. shop: who sends it.
    """

    id: Id
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    from_: Annotated[Clock, Field(alias="from")] = 0
    until: Clock = DAY_S
    service_minutes: Amount | None = None
    kg: Amount | None = None
    litres: Amount | None = None
    parcels: Count = 1
    pickup_kg: Amount = 0.0
    pickup_litres: Amount = 0.0
    pickup_parcels: Count = 0
    ready: Clock = 0
    locker: Id | None = None
    shop: Annotated[str, Field(max_length=100)] = ""

    @model_validator(mode="after")
    def _is_somewhere(self) -> DeclaredOrder:
        if (self.lon is None or self.lat is None) and self.locker is None:
            raise Wrong(f"The order '{self.id}' is nowhere.", "Give 'lon' and 'lat', or a 'locker'.")
        if self.until < self.from_:
            raise Wrong(f"The window of '{self.id}' ends before it begins.", "Turn it round.")
        return self


class DrawnWindow(Declared):
    """A window, and the share of the parcels that have it."""

    share: Annotated[float, Field(gt=0, le=1)]
    from_: Annotated[Clock, Field(alias="from")]
    until: Clock


class Drawn(Declared):
    """Orders drawn from where people live, when nobody has any.

    Attributes:
        places: file of places, beside this one. residents: its column. area: the part of it that is meant.
        person_week: parcels, from the figures when None. total: parcels of the day instead.
        share: of all parcels, those of this operator. returns: share of doors that hand something over.
        spread_m: side of the square around each place. shops: who sends them.
    """

    places: Annotated[str, Field(min_length=1)]
    residents: Annotated[str, Field(min_length=1)]
    person_week: Amount | None = None
    days_week: Annotated[float, Field(gt=0, le=7)] = 6.0
    total: Count | None = None
    share: Annotated[float, Field(gt=0, le=1)] = 1.0
    windows: tuple[DrawnWindow, ...] = ()
    returns: Annotated[float, Field(ge=0, le=1)] = 0.0
    area: Area | None = None
    spread_m: Annotated[float, Field(ge=0, le=2000)] = 200.0
    seed: Count = 0
    shops: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _windows_add_up(self) -> Drawn:
        if self.windows and abs(sum(one.share for one in self.windows) - 1) > 1e-6:
            raise Wrong("The shares of the windows do not add up to one.", "Correct them.")
        if any(one.until < one.from_ for one in self.windows):
            raise Wrong("A window ends before it begins.", "Turn it round.")
        return self


class AccessHours(Declared):
    """When vehicles of some kinds may serve doors of an area."""

    area: Area
    from_: Annotated[Clock, Field(alias="from")]
    until: Clock
    kinds: Annotated[tuple[Kind, ...], Field(min_length=1)] = ("van_diesel", "van_electric")


class GoodsFile(Declared):
    """The whole file.

    Attributes:
        date: of the figures and of low-emission zones. seed, iterations: of the search.
        vans: vehicles of the comparison, from the depots to the same doors. vans_to_doors: they go to the door of an
            order even where it names a locker.
        orders: in the file; orders_file: a CSV table beside it; drawn: from residents. One of the three.
        siting: where micro-hubs and lockers are to be found; for `portee logistics design`.
        title, assumptions: for people.
    """

    name: Annotated[str, Field(min_length=1, max_length=200)]
    title: Words | None = None
    assumptions: Annotated[tuple[Words, ...], Field(max_length=100)] = ()
    date: date
    seed: Count = 0
    iterations: Annotated[int, Field(ge=1, le=10_000_000)] = 4000
    depots: Annotated[tuple[DeclaredSite, ...], Field(min_length=1, max_length=100)]
    micro_hubs: Annotated[tuple[DeclaredSite, ...], Field(max_length=100)] = ()
    lockers: Annotated[tuple[Locker, ...], Field(max_length=1000)] = ()
    vehicles: Annotated[tuple[DeclaredVehicle, ...], Field(max_length=1000)] = ()
    vans: Annotated[tuple[DeclaredVehicle, ...], Field(max_length=50)] = ()
    vans_to_doors: bool = False
    unload_minutes: Amount = 15.0
    orders: Annotated[tuple[DeclaredOrder, ...], Field(max_length=20_000)] = ()
    orders_file: str | None = None
    drawn: Drawn | None = None
    access_hours: Annotated[tuple[AccessHours, ...], Field(max_length=100)] = ()
    siting: Siting | None = None

    @model_validator(mode="after")
    def _has_orders_once(self) -> GoodsFile:
        given = [bool(self.orders), self.orders_file is not None, self.drawn is not None]
        if sum(given) != 1:
            raise Wrong(
                "Orders are given in no way, or in several.", "Give one of 'orders', 'orders_file' and 'drawn'."
            )
        return self

    @model_validator(mode="after")
    def _has_vehicles(self) -> GoodsFile:
        hubs = None if self.siting is None else self.siting.micro_hubs
        if not self.vehicles and (hubs is None or not hubs.fleet):
            raise Wrong("There is no vehicle.", "Give 'vehicles', or a 'fleet' of the micro-hubs to be sited.")
        return self
