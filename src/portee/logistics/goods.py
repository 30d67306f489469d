"""What is carried, from where, in what: loads, sites, vehicles and orders, each checked when it is made."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, isfinite

from portee.core.errors import ParameterError, Where

__all__ = ["DAY_S", "MICRO", "Load", "Order", "Site", "Vehicle"]

DAY_S = 86_400
MICRO = 1_000_000
"""Millionths of a euro in a euro: costs are added as whole numbers, so that they add up."""
GRAMS = 1000
DECILITRES = 10


def _check(holds: bool, what: str, field: str, mend: str) -> None:
    if not holds:
        raise ParameterError(what, where=Where(field=field), mend=mend)


@dataclass(frozen=True)
class Load:
    """An amount of goods, or the room for it.

    Attributes:
        kg: mass. parcels: pieces. litres: volume.
    """

    kg: float = 0.0
    parcels: int = 0
    litres: float = 0.0

    def __post_init__(self) -> None:
        _check(
            all(isfinite(part) and part >= 0 for part in (self.kg, self.parcels, self.litres)),
            f"A load of {self.kg} kg, {self.parcels} parcels and {self.litres} L is none.", "load",
            "Give numbers of zero or more.",
        )  # fmt: skip

    def __add__(self, other: Load) -> Load:
        return Load(self.kg + other.kg, self.parcels + other.parcels, self.litres + other.litres)

    @property
    def demand(self) -> list[int]:
        """Whole grams, parcels and decilitres, rounded up: what must find room."""
        return [ceil(round(self.kg * GRAMS, 6)), self.parcels, ceil(round(self.litres * DECILITRES, 6))]

    @property
    def room(self) -> list[int]:
        """The same rounded down: what there is room for."""
        return [floor(round(self.kg * GRAMS, 6)), self.parcels, floor(round(self.litres * DECILITRES, 6))]


@dataclass(frozen=True)
class Site:
    """Where rounds begin and end: a depot, or a micro-hub that a depot fills.

    Attributes:
        id: its name. lon, lat: degrees WGS 84.
        opens_s, closes_s: seconds after midnight between which vehicles are there.
        load_s: seconds that loading takes before each trip.
        room: parcels that it holds in a day, None for no limit.
        cost_day: euros a day that it costs.
    """

    id: str
    lon: float
    lat: float
    opens_s: int = 0
    closes_s: int = DAY_S
    load_s: int = 0
    room: int | None = None
    cost_day: float = 0.0

    def __post_init__(self) -> None:
        _check(
            0 <= self.opens_s <= self.closes_s, f"Site '{self.id}' closes before it opens.", "closes",
            "Give a later time.",
        )  # fmt: skip
        _check(self.load_s >= 0, f"Site '{self.id}' loads in {self.load_s} s.", "load_minutes", "Give zero or more.")
        _check(
            self.room is None or self.room >= 0, f"Site '{self.id}' has room for {self.room} parcels.", "parcels",
            "Give zero or more.",
        )  # fmt: skip


@dataclass(frozen=True)
class Vehicle:
    """Vehicles of one kind that start at one site.

    Attributes:
        id: its name. home: id of its site. profile: row of the tables of times that holds for it.
        count: how many there are. capacity: what one holds on a trip.
        starts_s, ends_s: seconds after midnight between which its driver works.
        longest_s: seconds that a driver works at most, from leaving the site to being back for good.
        range_m: metres in a day on one charge, None for no limit.
        reloads: times that it may come back to its site for more.
        cost_hour, cost_km, cost_day: euros per hour of driver, per kilometre, and per day that it goes out.
    """

    id: str
    home: str
    profile: int = 0
    count: int = 1
    capacity: Load = Load()
    starts_s: int = 0
    ends_s: int = DAY_S
    longest_s: int | None = None
    range_m: int | None = None
    reloads: int = 0
    cost_hour: float = 0.0
    cost_km: float = 1.0
    cost_day: float = 0.0

    def __post_init__(self) -> None:
        name = f"Vehicle '{self.id}'"
        _check(self.count >= 1, f"{name}: there are {self.count} of it.", "count", "Give one or more, or leave it out.")
        _check(self.reloads >= 0, f"{name} reloads {self.reloads} times.", "reloads", "Give zero or more.")
        _check(0 <= self.starts_s < self.ends_s, f"{name} ends its day before it starts.", "ends", "Give a later time.")
        _check(
            self.longest_s is None or self.longest_s > 0, f"{name}: its driver works no time.", "driver_hours",
            "Give more than zero.",
        )  # fmt: skip
        _check(self.range_m is None or self.range_m > 0, f"{name} has no range.", "range_km", "Give more than zero.")
        costs = (self.cost_hour, self.cost_km, self.cost_day)
        _check(
            all(isfinite(cost) and cost >= 0 for cost in costs), f"{name} has costs of {costs}.", "cost",
            "Give numbers of zero or more.",
        )  # fmt: skip

    @property
    def micro_metre(self) -> int:
        """Millionths of a euro per metre."""
        return round(self.cost_km * MICRO / 1000)

    @property
    def micro_second(self) -> int:
        """Millionths of a euro per second of driver."""
        return round(self.cost_hour * MICRO / 3600)

    @property
    def micro_day(self) -> int:
        """Millionths of a euro per day that it goes out."""
        return round(self.cost_day * MICRO)

    @property
    def work_s(self) -> int:
        """Seconds that a driver may work: the day between its ends, or less."""
        day = self.ends_s - self.starts_s
        return day if self.longest_s is None else min(day, self.longest_s)


@dataclass(frozen=True)
class Order:
    """Something to bring to a door, to fetch from it, or both.

    Attributes:
        id: its name. lon, lat: degrees WGS 84.
        from_s, until_s: seconds after midnight between which service must begin.
        service_s: seconds that service takes.
        delivery, pickup: what is left there, and what is taken back to the site.
        ready_s: when what is delivered is at the site, seconds after midnight.
        shop: who sends it, where several share the rounds.
    """

    id: str
    lon: float
    lat: float
    from_s: int = 0
    until_s: int = DAY_S
    service_s: int = 0
    delivery: Load = Load()
    pickup: Load = Load()
    ready_s: int = 0
    shop: str = ""

    def __post_init__(self) -> None:
        name = f"Order '{self.id}'"
        _check(
            0 <= self.from_s <= self.until_s, f"{name}: its window ends before it begins.", "until", "Turn it round."
        )
        _check(self.service_s >= 0, f"{name} takes {self.service_s} s.", "service_minutes", "Give zero or more.")
        _check(self.ready_s >= 0, f"{name} is ready at {self.ready_s} s.", "ready", "Give zero or more.")
