"""Several places where the vehicles of a service stand, and staff that moves vehicles between them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from portee.core.declared import Declared, Wrong
from portee.hubs.plan.costs import Name, Share

__all__ = ["DayType", "Moving", "StationPlan", "check_stations"]

DayType = Literal["workday", "saturday", "sunday"]
Held = Annotated[int, Field(ge=0, le=100_000)]
ROUNDING = 1e-6
"""By how much shares may miss one: thirds written with seven digits do."""


class StationPlan(Declared):
    """One place where vehicles of a service stand.

    Attributes:
        share: of the service's hires that begin there. vehicles: that stand there at first.
        docks, chargers: places for vehicles, and vehicles charged at a time; told at every station or at none. Told at
            none, those of the service's things are shared out.
    """

    id: Name
    share: Share
    vehicles: Held
    docks: Held | None = None
    chargers: Held | None = None

    @model_validator(mode="after")
    def _vehicles_have_docks(self) -> StationPlan:
        if self.docks is not None and self.vehicles > self.docks:
            raise Wrong(
                f"Station '{self.id}' has {self.vehicles} vehicles and {self.docks} docks.",
                "Give it a dock for each, or fewer vehicles.",
            )
        return self


class Moving(Declared):
    """Staff that brings vehicles from stations with too many to stations with too few.

    Attributes:
        at: hours of the day at which all is brought towards the targets, on days of the types in `days`.
        below: also whenever fewer than this stand free at a station that should have more.
        above: also whenever more than this stand at a station, to one with fewer, so that docks stay free.
        staff: vehicles moved at a time. minutes: that moving one takes. km: that it is driven, 0 if it is carried.
        targets: vehicles that should stand free, by station; of those left out, their vehicles at first.
    """

    at: tuple[Annotated[float, Field(ge=0, lt=24)], ...] = ()
    days: Annotated[tuple[DayType, ...], Field(min_length=1)] = ("workday", "saturday", "sunday")
    below: Annotated[int, Field(ge=1, le=100_000)] | None = None
    above: Annotated[int, Field(ge=1, le=100_000)] | None = None
    staff: Annotated[int, Field(ge=1, le=1000)] = 1
    minutes: Annotated[float, Field(ge=0, le=1440)] = 15.0
    km: Annotated[float, Field(ge=0, le=1000)] = 0.0
    targets: dict[Name, Held] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _some_time(self) -> Moving:
        if not self.at and self.below is None and self.above is None:
            raise Wrong("Nothing tells when vehicles are moved.", "Give hours in 'at', a number in 'below' or 'above'.")
        if self.below is not None and self.above is not None and self.above < self.below:
            raise Wrong(
                f"Vehicles are taken away above {self.above} and brought below {self.below}: they would go in circles.",
                "Let 'above' be no less than 'below'.",
            )
        return self


def check_stations(
    stations: tuple[StationPlan, ...], one_way: float, relocation: Moving | None, vehicles: int
) -> None:  # fmt: skip
    """Refuse stations that do not fit together. vehicles: of all the service's things. Raises Wrong."""
    if not stations:
        if one_way or relocation is not None:
            raise Wrong("One-way hires and relocation need stations.", "Give 'stations', two at least.")
        return
    ids = [station.id for station in stations]
    if len(set(ids)) < len(ids):
        raise Wrong(f"Two stations have one id: {', '.join(ids)}.", "Give each its own.")
    total = sum(station.share for station in stations)
    if abs(total - 1) > ROUNDING:
        raise Wrong(f"The shares of the stations make {total:g}, not one.", "Share out the whole demand.")
    held = sum(station.vehicles for station in stations)
    if held > vehicles:
        raise Wrong(
            f"The stations have {held} vehicles, the things of the service {vehicles}.",
            "Give fewer vehicles to the stations, or a larger 'count' to a thing that is a vehicle.",
        )
    for field in ("docks", "chargers"):
        told = [getattr(station, field) is not None for station in stations]
        if any(told) and not all(told):
            missing = ", ".join(id for id, there in zip(ids, told, strict=True) if not there)
            raise Wrong(f"'{field}' is told at some stations and not at: {missing}.", "Tell it at all or at none.")
    if one_way and sum(station.share > 0 for station in stations) < 2:
        raise Wrong("One-way hires have no other station to end at.", "Give two stations a share above 0.")
    if relocation is not None:
        if len(stations) < 2:
            raise Wrong("There is one station alone: nothing can be moved.", "Leave 'relocation' out.")
        for id in relocation.targets:
            if id not in ids:
                raise Wrong(f"There is no station '{id}' for a target.", f"Stations: {', '.join(ids)}.")
