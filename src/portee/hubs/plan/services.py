"""Services of a hub: what each one has, when it is open, how it is booked and paid, what it asks of people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, get_args

from pydantic import Field, model_validator

from portee.core.declared import Declared, Words, Wrong
from portee.hubs.plan.costs import Cost, Name, Share
from portee.hubs.plan.opening import understood, weekly_hours
from portee.hubs.plan.stations import Moving, StationPlan, check_stations
from portee.hubs.plan.tariffs import Tariff, Use

__all__ = ["ASKS", "CHANNELS", "KINDS", "PAYMENTS", "Ask", "Channel", "Kind", "Payment", "Service", "Thing"]

Kind = Literal[
    "shared_car", "e_bike", "bike", "cargo_bike", "scooter", "bike_loan", "bike_parking", "carpool_stop", "shuttle",
    "on_demand", "third_place", "repair", "training", "parcel_lockers", "micro_hub", "other",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
"""What a service may be."""
Channel = Literal["app", "web", "phone", "sms", "desk", "card"]
CHANNELS: tuple[Channel, ...] = get_args(Channel)
"""How a service is booked; "card": by holding a card to a reader."""
Payment = Literal[
    "bank_card", "direct_debit", "cash", "transport_card", "invoice", "voucher", "mobility_account"
]  # fmt: skip
PAYMENTS: tuple[Payment, ...] = get_args(Payment)
"""How a service is paid for."""
Ask = Literal[
    "smartphone", "internet", "bank_card", "bank_account", "deposit", "licence_am", "licence_b", "adult", "cycles",
    "carpool",
]  # fmt: skip
ASKS: tuple[Ask, ...] = get_args(Ask)
"""What somebody must have to use a service; "deposit": money laid down; "cycles", "carpool": riding, alone or along."""


MOST_STATIONS = 30
"""Users go from each to each: more take hours."""


class Thing(Declared):
    """Vehicles or equipment of one kind, bought new, bought used, or leased.

    Attributes:
        price: EUR for one, or EUR a month for one that is leased. life: years of use. residual: share of the price
            left at the end, received on sale. count: how many. first: year of the plan in which they come, 0 at first.
        insurance, upkeep: EUR a year for one. subscription: EUR a month for one. upkeep_km: EUR/km.
        per_100km: consumption per 100 km, kWh or litres. energy: EUR per kWh or litre.
        renewed: whether they are bought again at the end of their life, at the prices of that year.
        range_km: with a full battery. battery_kwh: that it holds. charge_kw: power of charging, of a vehicle or point.
        places: docks or places of parking of one.
    """

    title: Words
    count: Annotated[int, Field(ge=0, le=100_000)]
    how: Literal["new", "used", "lease"]
    price: Cost
    life: Annotated[int, Field(ge=1, le=40)] = 5
    residual: Share = 0.0
    first: Annotated[int, Field(ge=0, le=39)] = 0
    renewed: bool = True
    vehicle: bool = False
    insurance: Cost | None = None
    upkeep: Cost | None = None
    subscription: Cost | None = None
    upkeep_km: Cost | None = None
    per_100km: Cost | None = None
    energy: Cost | None = None
    range_km: Annotated[float, Field(gt=0, le=2000)] | None = None
    battery_kwh: Annotated[float, Field(gt=0, le=1000)] | None = None
    charge_kw: Annotated[float, Field(gt=0, le=1000)] | None = None
    places: Annotated[int, Field(ge=0, le=10_000)] | None = None

    @model_validator(mode="after")
    def _complete(self) -> Thing:
        if (self.per_100km is None) != (self.energy is None):
            raise Wrong("Consumption and price of energy go together.", "Give both 'per_100km' and 'energy'.")
        return self


class Service(Declared):
    """One service of the hub.

    Attributes:
        kind: what it is. things, tariffs, use: what it has, what it costs, who uses it.
        opening: when it is open, in OpenStreetMap's `opening_hours` syntax; None is always.
        open_hours: of a week; follows from `opening` where that is told.
        m2: space that it takes. channels, payments: how it is booked and paid for, none told is not known.
        asks: what somebody must have or be able to do to use it.
        stations: where its vehicles stand, one place without. one_way: share of hires that end at another station,
            drawn by the stations' shares. relocation: staff that moves vehicles between stations.
    """

    id: Name
    title: Words
    kind: Kind = "other"
    open_hours: Annotated[float, Field(ge=0, le=168)] = 168.0
    opening: str | None = None
    m2: Annotated[float, Field(ge=0, le=1e6)] | None = None
    channels: tuple[Channel, ...] = ()
    payments: tuple[Payment, ...] = ()
    asks: tuple[Ask, ...] = ()
    things: tuple[Thing, ...] = ()
    tariffs: tuple[Tariff, ...] = ()
    use: tuple[Use, ...] = ()
    stations: Annotated[tuple[StationPlan, ...], Field(max_length=MOST_STATIONS)] = ()
    one_way: Share = 0.0
    relocation: Moving | None = None

    @model_validator(mode="before")
    @classmethod
    def _hours_of_opening(cls, given: Any) -> Any:
        if isinstance(given, Mapping) and "open_hours" not in given:
            opening = given.get("opening")
            if isinstance(opening, str) and understood(opening):
                return {**given, "open_hours": weekly_hours(opening)}
        return given

    @model_validator(mode="after")
    def _hours_agree(self) -> Service:
        if self.opening is None:
            return self
        if not understood(self.opening):
            raise Wrong(
                f"'{self.opening[:60]}' tells no opening hours.", "Write them as in OpenStreetMap: Mo-Fr 08:00-19:00."
            )
        if abs(self.open_hours - weekly_hours(self.opening)) > 1e-6:
            raise Wrong(
                f"'opening' has {weekly_hours(self.opening):g} hours a week, 'open_hours' {self.open_hours:g}.",
                "Leave 'open_hours' out.",
            )
        return self

    @model_validator(mode="after")
    def _stations_fit(self) -> Service:
        vehicles = sum(thing.count for thing in self.things if thing.vehicle)
        check_stations(self.stations, self.one_way, self.relocation, vehicles)
        return self
