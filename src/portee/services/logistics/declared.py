"""The file of a plan of goods, as people write it: depots, micro-hubs, vehicles, and orders or how to draw them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from portee.core.clock import DAY_S, parse_time_of_day
from portee.core.declared import Declared, Wrong
from portee.core.errors import ParameterError
from portee.offers.areas import Area

__all__ = [
    "KINDS",
    "AccessHours",
    "DeclaredOrder",
    "DeclaredSite",
    "DeclaredVehicle",
    "Drawn",
    "GoodsFile",
    "Kind",
    "Locker",
]

Kind = Literal["cargo_bike", "cargo_trike", "van_diesel", "van_electric"]
KINDS: tuple[Kind, ...] = ("cargo_bike", "cargo_trike", "van_diesel", "van_electric")
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$")]
Position = tuple[Annotated[float, Field(ge=-180, le=180)], Annotated[float, Field(ge=-90, le=90)]]
CritAir = Literal["EL", "V1", "V2", "V3", "V4", "V5", "NC"]


def _clock(value: object) -> object:
    if not isinstance(value, str):
        raise Wrong(f"'{value}' is not a time of day.", "Write it in quotes, such as '07:30'.")
    try:
        return parse_time_of_day(value)
    except ParameterError as problem:
        raise Wrong(problem.what, problem.mend) from None


Clock = Annotated[int, BeforeValidator(_clock)]
"""Seconds after midnight, written 'HH:MM'."""
Amount = Annotated[float, Field(ge=0, le=1e6)]
Count = Annotated[int, Field(ge=0, le=1_000_000)]


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


class DeclaredVehicle(Declared):
    """Vehicles of one kind at one site; what is left out comes from the figures of its kind.

    Attributes:
        supplies: whether it brings goods to micro-hubs instead of to doors.
        parcels: pieces that it holds at once. starts, ends: hours of its drivers. driver_hours: of each at most.
        reloads: times that it may come back for more. time_factor: by which drives last longer than in free flow.
        insertion: share of the hours that is insertion work. crit_air: its sticker, for low-emission zones.
    """

    id: Id
    kind: Kind
    home: Id
    count: Annotated[int, Field(ge=1, le=10_000)] = 1
    supplies: bool = False
    kg: Amount | None = None
    litres: Amount | None = None
    parcels: Count = 1_000_000
    range_km: Annotated[float, Field(gt=0, le=10_000)] | None = None
    speed_kmh: Annotated[float, Field(ge=0.5, le=60)] | None = None
    starts: Clock = 0
    ends: Clock = DAY_S
    driver_hours: Annotated[float, Field(gt=0, le=24)] = 7.0
    reloads: Annotated[int, Field(ge=0, le=100)] = 0
    cost_hour: Amount | None = None
    cost_km: Amount | None = None
    cost_day: Amount | None = None
    time_factor: Annotated[float, Field(ge=1, le=10)] = 1.0
    insertion: Annotated[float, Field(ge=0, le=1)] = 0.0
    crit_air: CritAir | None = None

    @model_validator(mode="after")
    def _day_rises(self) -> DeclaredVehicle:
        if self.ends <= self.starts:
            raise Wrong(f"The day of '{self.id}' ends before it starts.", "Give a later 'ends'.")
        return self


class DeclaredOrder(Declared):
    """An order: in the file itself, or a row of the table that it names.

    Attributes:
        lon, lat: of the door; left out where a locker is named. from_, until: window in which service begins.
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
        places: file of places, beside this one. residents: its column.
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
        vans: vehicles of the comparison, from the depots to the same doors.
        orders: in the file; orders_file: a CSV table beside it; drawn: from residents. One of the three.
    """

    name: Annotated[str, Field(min_length=1, max_length=200)]
    date: date
    seed: Count = 0
    iterations: Annotated[int, Field(ge=1, le=10_000_000)] = 4000
    depots: Annotated[tuple[DeclaredSite, ...], Field(min_length=1, max_length=100)]
    micro_hubs: Annotated[tuple[DeclaredSite, ...], Field(max_length=100)] = ()
    lockers: Annotated[tuple[Locker, ...], Field(max_length=1000)] = ()
    vehicles: Annotated[tuple[DeclaredVehicle, ...], Field(min_length=1, max_length=200)]
    vans: Annotated[tuple[DeclaredVehicle, ...], Field(max_length=50)] = ()
    unload_minutes: Amount = 15.0
    orders: Annotated[tuple[DeclaredOrder, ...], Field(max_length=20_000)] = ()
    orders_file: str | None = None
    drawn: Drawn | None = None
    access_hours: Annotated[tuple[AccessHours, ...], Field(max_length=100)] = ()

    @model_validator(mode="after")
    def _has_orders_once(self) -> GoodsFile:
        given = [bool(self.orders), self.orders_file is not None, self.drawn is not None]
        if sum(given) != 1:
            raise Wrong(
                "Orders are given in no way, or in several.", "Give one of 'orders', 'orders_file' and 'drawn'."
            )
        return self
