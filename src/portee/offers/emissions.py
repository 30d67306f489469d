"""Greenhouse gases of one person travelling one kilometre, by mode; occupancy is counted once.

The figures (`climate.per_person_km`) are per person already: those of public transport at the mean load, those of cars
at the mean number of people aboard (`climate.car_occupancy`). A driver alone therefore has more than the figure, and
people who share a car have less; nothing is ever divided twice.
"""

from __future__ import annotations

import math
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal, get_args

from pydantic import Field

from portee.core.declared import Declared, Words, parse_declared
from portee.core.errors import ParameterError
from portee.core.parameters import Figures

__all__ = ["CarSize", "EmissionMode", "grams_per_person_km", "mode_of_route_type", "mode_of_vehicle"]

CarSize = Literal["small", "compact", "saloon", "large"]

CAR = "car_"
MOST_ABOARD = 9
"""People in a vehicle that a car licence allows to drive (Code de la route, art. R221-4)."""


class EmissionMode(Declared):
    """Which figure stands for a route or a vehicle.

    Attributes:
        mode: its name in `climate.per_person_km`; None when no figure is near enough: the leg is then not counted.
        occupants: people to count aboard, None for the mean.
        note: says that the figure stands in for another one, None when it is exactly that of the mode.
    """

    mode: str | None
    occupants: float | None = None
    note: Words | None = None


class _RouteTypes(EmissionMode):
    types: Annotated[tuple[tuple[int, int], ...], Field(min_length=1)]


class _Vehicle(EmissionMode):
    kind: str
    energy: tuple[str, ...] | None = None


class _Modes(Declared):
    route_types: tuple[_RouteTypes, ...]
    otherwise: EmissionMode
    vehicles: tuple[_Vehicle, ...]


@cache
def _modes() -> _Modes:
    text = files("portee.offers").joinpath("emission_modes.yaml").read_text(encoding="utf-8")
    return parse_declared(text, _Modes, "emission_modes.yaml")


def mode_of_route_type(route_type: int) -> EmissionMode:
    """The figure for a GTFS route type, basic or extended; for an unknown type the declared choice, with its note."""
    for row in _modes().route_types:
        if any(first <= route_type <= last for first, last in row.types):
            return EmissionMode(mode=row.mode, occupants=row.occupants, note=row.note)
    return _modes().otherwise


def mode_of_vehicle(kind: str, energy: str | None = None, size: str = "compact") -> EmissionMode:
    """The figure for a vehicle, or for walking.

    Args:
        kind: as in profiles, or "walk". energy: needed where several are known; ignored otherwise.
        size: of a car: small, compact, saloon or large.

    Raises:
        ParameterError: there is no such kind, energy or size.
    """
    if size not in get_args(CarSize):
        raise ParameterError(f"There is no size of car '{size}'.", mend=f"Sizes: {', '.join(get_args(CarSize))}.")
    rows = [row for row in _modes().vehicles if row.kind == kind]
    if not rows:
        kinds = dict.fromkeys(row.kind for row in _modes().vehicles)
        raise ParameterError(f"There are no emissions for '{kind}'.", mend=f"Kinds: {', '.join(kinds)}.")
    for row in rows:
        if row.energy is None or energy in row.energy:
            mode = None if row.mode is None else row.mode.format(size=size, energy=energy)
            return EmissionMode(mode=mode, occupants=row.occupants, note=row.note)
    known = ", ".join(each for row in rows for each in row.energy or ())
    raise ParameterError(f"There are no emissions for '{kind}' with '{energy}'.", mend=f"Energies: {known}.")


def grams_per_person_km(mode: str, figures: Figures, occupants: float | None = None) -> float:
    """Grams of CO2 equivalent per person and kilometre: use, energy and building of the vehicle, no infrastructure.

    Args:
        mode: name in `climate.per_person_km`, such as "metro" or "car_compact_diesel".
        figures: parameters at a date; those read are noted there.
        occupants: people aboard a car, 1 for a driver alone, n for a carpool of n with the driver: figure × mean
            occupancy / n. None: the mean occupancy, that is the figure itself. Cars only.

    Raises:
        ParameterError: there is no figure for the mode, or `occupants` is given where it is counted already.
    """
    table = figures.table("climate.per_person_km")
    if mode not in table:
        raise ParameterError(f"There is no emission figure for '{mode}'.", mend=f"Modes: {', '.join(sorted(table))}.")
    grams = _sound("climate.per_person_km", table[mode])
    if occupants is None:
        return grams
    if not mode.startswith(CAR):
        raise ParameterError(
            f"The figure of '{mode}' is per person already.", mend="Give 'occupants' for cars only, else leave it out."
        )
    if not (math.isfinite(occupants) and 1 <= occupants <= MOST_ABOARD):
        raise ParameterError(f"{occupants} people in a car are impossible.", mend=f"Give 1 to {MOST_ABOARD}.")
    return grams * _sound("climate.car_occupancy", figures.number("climate.car_occupancy"), least=1) / occupants


def _sound(name: str, value: float, least: float = 0) -> float:
    if not (math.isfinite(value) and value >= least):
        raise ParameterError(f"The parameter '{name}' cannot be {value:g}.", mend="Correct it in its file.")
    return value
