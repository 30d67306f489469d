"""Parts of which files of goods are made: times of day, amounts, positions, and vehicles."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from portee.core.clock import DAY_S, parse_time_of_day
from portee.core.declared import Declared, Wrong
from portee.core.errors import ParameterError

__all__ = ["KINDS", "Amount", "Clock", "Count", "CritAir", "DeclaredVehicle", "Id", "Kind", "Position"]

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
