"""Shared vehicles: their types, stations, free vehicles, prices and rules, whatever file or declaration tells them.

The words are those of GBFS v2.3 and v3.0 (https://github.com/MobilityData/gbfs/blob/v3.0/gbfs.md). A service that does
not exist yet is built by hand: everything but ids, places and kinds has a default.
"""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import shapely

from portee.core.errors import ParameterError, Where
from portee.core.provenance import Provenance
from portee.offers.pricing import PricingPlan
from portee.offers.zones import Rule, Zone

__all__ = [
    "FORM_FACTORS",
    "PROPULSIONS",
    "REQUIREMENTS",
    "RETURNS",
    "FreeVehicle",
    "SharedSystem",
    "Station",
    "VehicleType",
]

FORM_FACTORS = (
    "bicycle",
    "cargo_bicycle",
    "car",
    "moped",
    "scooter",
    "scooter_standing",
    "scooter_seated",
    "other",
)
"""Kinds of vehicle; "scooter" is GBFS 2's word for the two others."""
PROPULSIONS = (
    "human",
    "electric_assist",
    "electric",
    "combustion",
    "combustion_diesel",
    "hybrid",
    "plug_in_hybrid",
    "hydrogen_fuel_cell",
)
RETURNS = ("free_floating", "roundtrip_station", "any_station", "hybrid")
"""Where a ride ends: anywhere the rules allow, at its first station, at any station, or at both of the outer two."""
REQUIREMENTS = ("bank_card", "smartphone", "licence_b", "age_18")
"""What a service may ask of a person. GBFS does not tell: the user does."""


@dataclass(frozen=True)
class VehicleType:
    """One kind of vehicle of a system.

    Attributes:
        id: unique in its system.
        form_factor: one of `FORM_FACTORS`.
        propulsion: one of `PROPULSIONS`, None when not told.
        max_range_m: metres it goes on a full battery or tank, None when not told or without limit.
        name: public name.
        default_pricing_plan: id of the plan for a single trip, None when not told.
        pricing_plans: ids of all plans it may be ridden under.
        grams_co2: grams of CO2 a kilometre the vehicle emits at most (WLTP), None when not told. It is not a
            life-cycle factor per person.
        return_constraint: one of `RETURNS`, None to deduce it (see `SharedSystem.return_constraint`).

    Raises:
        ParameterError: a value is none of those above.
    """

    id: str
    form_factor: str
    propulsion: str | None = None
    max_range_m: float | None = None
    name: str = ""
    default_pricing_plan: str | None = None
    pricing_plans: tuple[str, ...] = ()
    grams_co2: float | None = None
    return_constraint: str | None = None

    def __post_init__(self) -> None:
        _named("vehicle type", self.id)
        for name, allowed in (
            ("form_factor", FORM_FACTORS),
            ("propulsion", (*PROPULSIONS, None)),
            ("return_constraint", (*RETURNS, None)),
        ):
            if getattr(self, name) not in allowed:
                raise _wrong(self.id, name, getattr(self, name), "one of " + ", ".join(filter(None, allowed)))
        _count(self.id, "max_range_m", self.max_range_m)
        _count(self.id, "grams_co2", self.grams_co2)


@dataclass(frozen=True)
class Station:
    """A place where vehicles are taken and brought back.

    Attributes:
        id, name: unique id and public name.
        lon, lat: degrees WGS 84.
        capacity: places for vehicles, None when not told or unlimited.
        is_virtual: whether it is a marked place without docks.
        rents, returns: whether vehicles may be taken and brought back there.
        vehicles_available: vehicles ready to be taken; None when there is no usable word from the station.
        docks_available: free places; None when there is no word, or without limit when `vehicles_available` is known.
        vehicle_types: vehicles there by type id (0: none just now); empty when not told, for any type.
        area: the ground of a virtual station (polygon, degrees WGS 84); rules of zones do not hold on it.

    Raises:
        ParameterError: a coordinate is outside the world, a count is negative, or the area is not a sound polygon.
    """

    id: str
    name: str
    lon: float
    lat: float
    capacity: int | None = None
    is_virtual: bool = False
    rents: bool = True
    returns: bool = True
    vehicles_available: int | None = None
    docks_available: int | None = None
    vehicle_types: Mapping[str, int] = field(default_factory=dict)
    area: shapely.Geometry | None = None

    def __post_init__(self) -> None:
        _named("station", self.id)
        _placed(self.id, self.lon, self.lat)
        for name in ("capacity", "vehicles_available", "docks_available"):
            _count(self.id, name, getattr(self, name))
        for count in self.vehicle_types.values():
            _count(self.id, "vehicle_types", count)
        if self.area is not None:
            Zone(self.name or self.id, self.area)  # which checks the drawing
        # A copy in order of ids: later changes of the caller's dict do not reach in.
        object.__setattr__(self, "vehicle_types", {t: self.vehicle_types[t] for t in sorted(self.vehicle_types)})


@dataclass(frozen=True)
class FreeVehicle:
    """A vehicle that stands outside stations.

    Attributes:
        id: unique, and drawn anew after each trip by honest operators.
        lon, lat: degrees WGS 84.
        type: id of its type.
        range_m: metres it still goes, None when not told.
        usable: neither reserved nor out of order.
        pricing_plan: id of the plan that takes the place of its type's default, None for that default.

    Raises:
        ParameterError: a coordinate is outside the world, or the range is negative.
    """

    id: str
    lon: float
    lat: float
    type: str
    range_m: float | None = None
    usable: bool = True
    pricing_plan: str | None = None

    def __post_init__(self) -> None:
        _named("vehicle", self.id)
        _placed(self.id, self.lon, self.lat)
        _count(self.id, "range_m", self.range_m)


@dataclass(frozen=True, eq=False)
class SharedSystem:
    """One service of shared vehicles.

    Attributes:
        id, name, operator: who it is.
        timezone: IANA name, for its hours.
        vehicle_types, stations, vehicles, plans: what it has; ids are unique in each.
        zones, global_rules: where vehicles may be taken, ridden and left, in order of precedence.
        combine_rules: whether all rules at a point hold together (GBFS 2), see `portee.offers.zones.permissions`.
        opening_hours: hours of rental in OpenStreetMap's `opening_hours` syntax, None for always.
        requires: what it asks of a person, of `REQUIREMENTS`.
        provenance: where it was read.
        notes: plain remarks that a reader of any result must see.

    Raises:
        ParameterError: an id is missing, repeated or names nothing, the time zone or a requirement is not known.
    """

    id: str
    name: str = ""
    operator: str | None = None
    timezone: str = "Europe/Paris"
    vehicle_types: tuple[VehicleType, ...] = ()
    stations: tuple[Station, ...] = ()
    vehicles: tuple[FreeVehicle, ...] = ()
    plans: tuple[PricingPlan, ...] = ()
    zones: tuple[Zone, ...] = ()
    global_rules: tuple[Rule, ...] = ()
    combine_rules: bool = False
    opening_hours: str | None = None
    requires: tuple[str, ...] = ()
    provenance: tuple[Provenance, ...] = ()
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _named("system", self.id)
        _known_timezone(self.timezone)
        if self.opening_hours is not None and not self.opening_hours.strip():
            raise _wrong(self.id, "opening_hours", self.opening_hours, "hours, or None for always")
        unknown = [word for word in self.requires if word not in REQUIREMENTS]
        if unknown:
            raise _wrong(self.id, "requires", unknown[0], "one of " + ", ".join(REQUIREMENTS))
        types = _unique("vehicle_types", (t.id for t in self.vehicle_types))
        plans = _unique("plans", (p.id for p in self.plans))
        _unique("stations", (s.id for s in self.stations))
        _unique("vehicles", (v.id for v in self.vehicles))
        for kind in self.vehicle_types:
            named = (*kind.pricing_plans, kind.default_pricing_plan)
            _refer(f"vehicle type {kind.id}", "pricing plan", filter(None, named), plans)
        for station in self.stations:
            _refer(f"station {station.id}", "vehicle type", station.vehicle_types, types)
        for vehicle in self.vehicles:
            _refer(f"vehicle {vehicle.id}", "vehicle type", (vehicle.type,), types)
            _refer(f"vehicle {vehicle.id}", "pricing plan", filter(None, (vehicle.pricing_plan,)), plans)
        for zone in self.zones:
            for rule in zone.rules:
                _refer(f"zone {zone.name}", "vehicle type", rule.vehicle_types, types)
        for rule in self.global_rules:
            _refer("a global rule", "vehicle type", rule.vehicle_types, types)

    def replace(self, **changes: Any) -> SharedSystem:
        """The same system with some attributes exchanged."""
        return dataclasses.replace(self, **changes)

    def vehicle_type(self, id: str) -> VehicleType:
        """The type of that id. Raises ParameterError when there is none."""
        return _found("vehicle type", id, self.vehicle_types)

    def plan(self, id: str) -> PricingPlan:
        """The pricing plan of that id. Raises ParameterError when there is none."""
        return _found("pricing plan", id, self.plans)

    def plans_for(self, vehicle_type: str) -> tuple[PricingPlan, ...]:
        """The plans a type may be ridden under, the default first; all of the system where the type names none.

        Raises:
            ParameterError: there is no such type.
        """
        kind = self.vehicle_type(vehicle_type)
        named = dict.fromkeys(filter(None, (kind.default_pricing_plan, *kind.pricing_plans)))
        return tuple(self.plan(id) for id in named) or self.plans

    def types_of(self, form_factor: str) -> tuple[VehicleType, ...]:
        """The types of a form factor. Raises ParameterError when the word is none of `FORM_FACTORS`."""
        if form_factor not in FORM_FACTORS:
            raise _wrong(self.id, "form_factor", form_factor, "one of " + ", ".join(FORM_FACTORS))
        return tuple(kind for kind in self.vehicle_types if kind.form_factor == form_factor)

    def stations_for(self, form_factor: str) -> tuple[Station, ...]:
        """The stations that have such vehicles, or do not tell which they have, whether one is there just now or not.

        Raises:
            ParameterError: the word is none of `FORM_FACTORS`.
        """
        wanted = {kind.id for kind in self.types_of(form_factor)}
        if not wanted:
            return ()
        return tuple(s for s in self.stations if not s.vehicle_types or wanted & s.vehicle_types.keys())

    def return_constraint(self, vehicle_type: str) -> str:
        """Where rides of a type end: what the type says, else what the system has.

        A system with stations and no free vehicle returns to stations, one without stations has free floating, one
        with both allows both (GBFS asks systems with free vehicles, and only them, to list these).

        Raises:
            ParameterError: there is no such type.
        """
        told = self.vehicle_type(vehicle_type).return_constraint
        if told is not None:
            return told
        if not self.stations:
            return "free_floating"
        return "hybrid" if self.vehicles else "any_station"


_Found = TypeVar("_Found", VehicleType, PricingPlan)


def _named(kind: str, id: str) -> None:
    if not id.strip() or re.search(r"[\x00-\x1f\x7f]", id):
        raise ParameterError(
            f"A {kind} has no usable id.", where=Where(field="id"), mend="Give it a text of its own on one line."
        )


def _placed(id: str, lon: float, lat: float) -> None:
    if not (abs(lon) <= 180 and abs(lat) <= 90):
        raise _wrong(id, "lon", f"{lon}, {lat}", "a longitude within 180 and a latitude within 90 degrees")


def _count(id: str, name: str, value: float | None) -> None:
    if value is not None and not 0 <= value < math.inf:
        raise _wrong(id, name, value, "a number of zero or more")


def _wrong(id: str, name: str, value: object, wanted: str) -> ParameterError:
    return ParameterError(
        f"{name} of '{id[:60]}' is '{str(value)[:60]}', not {wanted}.", where=Where(field=name), mend=f"Give {wanted}."
    )


def _known_timezone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as problem:
        raise ParameterError(
            f"'{name[:60]}' is not a known time zone.",
            where=Where(field="timezone"),
            mend="Give a name such as Europe/Paris.",
        ) from problem


def _unique(name: str, ids: Iterable[str]) -> frozenset[str]:
    seen: set[str] = set()
    for id in ids:
        if id in seen:
            raise ParameterError(
                f"Two of the {name} have the id '{id[:60]}'.",
                where=Where(field=name),
                mend="Give each an id of its own.",
            )
        seen.add(id)
    return frozenset(seen)


def _refer(who: str, what: str, ids: Iterable[str | None], known: frozenset[str]) -> None:
    for id in ids:
        if id not in known:
            raise ParameterError(
                f"{who[0].upper()}{who[1:80]} names the {what} '{str(id)[:60]}', which the system does not have.",
                where=Where(field=what.replace(" ", "_")),
                mend=f"Add the {what}, or correct the name.",
            )


def _found(kind: str, id: str, among: Sequence[_Found]) -> _Found:
    found = next((one for one in among if one.id == id), None)
    if found is None:
        known = ", ".join(one.id for one in among[:10]) or "none"
        raise ParameterError(
            f"There is no {kind} '{id[:60]}'.", where=Where(field=kind.replace(" ", "_")), mend=f"Known are: {known}."
        )
    return found
