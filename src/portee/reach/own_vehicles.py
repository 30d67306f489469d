"""Ways of commuting by a vehicle at hand: who may ride it, where it may go, and what each kilometre costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from portee.core.declared import Words
from portee.core.errors import ParameterError
from portee.network.closing import without_edges
from portee.offers.conditions import Condition, verdict
from portee.offers.cost import UNKNOWN, MonthlyCost
from portee.offers.emissions import grams_per_person_km, mode_of_vehicle
from portee.offers.tolls import Toll
from portee.offers.vehicles import vehicle_cost
from portee.people.profile import Vehicle
from portee.reach.closures import closed_edges
from portee.reach.kinds import Along
from portee.reach.priced import vehicle_month
from portee.reach.toll_roads import named_with, toll_choices, toll_notes, unpaid_edges, with_tolls
from portee.reach.ways import Way

if TYPE_CHECKING:
    from portee.network.network import Network
    from portee.reach.choices import Situation

__all__ = [
    "CYCLES", "DRIVES", "NEEDS", "cycle_speed", "driven_network", "grams_of", "own_vehicle_ways", "running_cost",
    "vehicle_ways",
]  # fmt: skip

CYCLES = (Condition.model_validate({"fact": "cycles", "is": True}),)
DRIVES = (Condition.model_validate({"fact": "licence_b", "is": True}),)
NEEDS = {
    "car": DRIVES,
    "van": DRIVES,
    "moped": (Condition.model_validate({"fact": "licence_am", "is": True}),),
    "motorcycle": (Condition.model_validate({"fact": "licence_a", "is": True}),),
}
"""What a vehicle with a motor asks of who drives it; the others ask whether one cycles."""

NAMES = {
    "car": Words(fr="en voiture", en="by car"),
    "van": Words(fr="en camionnette", en="by van"),
    "moped": Words(fr="en cyclomoteur", en="by moped"),
    "motorcycle": Words(fr="à moto", en="by motorcycle"),
    "bicycle": Words(fr="à vélo", en="by bicycle"),
    "e_bike": Words(fr="à vélo électrique", en="by e-bike"),
    "cargo_bike": Words(fr="à vélo cargo", en="by cargo bike"),
    "e_scooter": Words(fr="en trottinette électrique", en="by e-scooter"),
}
ZONE_CLASS = {"car": "car", "van": "van", "moped": "two_wheeler", "motorcycle": "two_wheeler"}
PARKED = ("car", "van")
PARKING_MIN = 5.0
"""Minutes to park and walk on, as `Travel.parking_min`."""


def own_vehicle_ways(situation: Situation) -> Iterator[Way]:
    """The ways by each vehicle of the profile."""
    for number, vehicle in enumerate(situation.profile.vehicles):
        yield from vehicle_ways(situation, vehicle, f"own:{vehicle.kind}" + (f":{number + 1}" if number else ""))


def vehicle_ways(situation: Situation, vehicle: Vehicle, id: str, *, eur_month: float | None = None) -> Iterator[Way]:
    """The ways of commuting by one vehicle, along streets; with a motor one for each choice of tolls, none first.

    Args:
        situation: who travels.
        vehicle: what by. id: name of the way.
        eur_month: rent by the month, upkeep included, of a vehicle of a service, which low-emission zones let in.
    """
    month, notes = running_cost(situation, vehicle, id, eur_month=eur_month)
    kind = vehicle.kind
    grams = grams_of(situation, kind, vehicle.energy, occupants=1)
    may = verdict(NEEDS.get(kind, CYCLES), situation.facts)
    if kind not in ZONE_CLASS:
        mode = "e_scooter" if kind == "e_scooter" else "bicycle"
        search = Along(mode, situation.profile.limits.max_cycle_min, cycle_speed(situation, vehicle))
        yield Way(id, NAMES[kind], kind, search, month, may, grams, notes)
        return
    for paid in toll_choices(situation, kind):
        network, kept_out = driven_network(situation, vehicle if eur_month is None else None, paid)
        search = Along(
            "car", situation.longest_min, extra_min=PARKING_MIN if kind in PARKED else 0.0,
            most_kmh=situation.figures.number("speed.moped_limit") if kind == "moped" else None, network=network,
        )  # fmt: skip
        told = [*notes, *kept_out, "Drives are timed in free-flowing traffic.", *toll_notes(situation)]
        if kind in PARKED and situation.offers.work_parking_eur_month is None:
            told.append("What parking at work costs is not known: it is counted as free.")
        if paid:
            told.append("A toll is counted on every trip of a way that pays it.")
        name = ":".join([id, *(f"toll:{toll.id}" for toll in paid)])
        cost = with_tolls(month, paid, kind)
        yield Way(name, named_with(NAMES[kind], paid), kind, search, cost, may, grams, tuple(told))


def cycle_speed(situation: Situation, vehicle: Vehicle) -> float:
    """Km/h on flat ground of a bicycle or scooter."""
    figures = situation.figures
    if vehicle.kind == "e_scooter":
        return figures.number("speed.e_scooter")
    faster = figures.number("speed.e_bike_gain") if vehicle.energy == "electric" else 0.0
    return figures.number("speed.bicycle") + faster


def running_cost(
    situation: Situation, vehicle: Vehicle, id: str, *, eur_month: float | None = None
) -> tuple[MonthlyCost, tuple[str, ...]]:
    """What a vehicle costs its rider in a month, and remarks.

    Without a sourced figure the cost is not known (`portee.offers.cost.UNKNOWN`): never free, and never a guess.

    Args:
        situation: who travels, with prices. vehicle: what by. id: name of the rent.
        eur_month: rent that includes upkeep, of a vehicle that is not one's own; energy is added.
    """
    try:
        if eur_month is not None:
            return _rented(situation, vehicle, id, eur_month), ()
        cost = vehicle_cost(
            vehicle.kind, vehicle.energy, situation.figures, consumption=vehicle.consumption_per_100km,
            ownership=vehicle.ownership, bought=vehicle.bought, lease_eur_month=vehicle.lease_eur_month,
            parking_home_eur_month=vehicle.parking_home_eur_month, home_charging=vehicle.home_charging, km_year=0.0,
        )  # fmt: skip
    except ParameterError as problem:
        name = NAMES[vehicle.kind].en.removeprefix("by ")
        what = f"What the {name} costs is not known, so that no budget is sure to pay for it. {problem.what}"
        return UNKNOWN, (what,)
    return vehicle_month(cost, parking_eur=_parking(situation, vehicle)), ()


def _parking(situation: Situation, vehicle: Vehicle) -> float:
    return (situation.offers.work_parking_eur_month or 0.0) if vehicle.kind in PARKED else 0.0


def _rented(situation: Situation, vehicle: Vehicle, id: str, eur_month: float) -> MonthlyCost:
    energy = 0.0
    if vehicle.energy != "human":
        energy = vehicle_cost(
            vehicle.kind, vehicle.energy, situation.figures, consumption=vehicle.consumption_per_100km,
            ownership="lent", home_charging=vehicle.home_charging, km_year=0.0,
        ).energy_eur_km  # fmt: skip
    parking = _parking(situation, vehicle)
    parts = {**({"work_parking": parking} if parking else {}), **({id: eur_month} if eur_month else {})}
    return MonthlyCost(fixed_eur=eur_month + parking, per_km_eur=energy, parts=parts)


def grams_of(situation: Situation, kind: str, energy: str, *, occupants: int) -> float:
    """G CO2e per person and kilometre of a vehicle with so many aboard; NaN when no figure is near enough."""
    try:
        found = mode_of_vehicle(kind, energy)
        if found.mode is None:
            return float("nan")
        aboard = float(occupants) if found.mode.startswith("car_") else None
        return grams_per_person_km(found.mode, situation.figures, found.occupants or aboard)
    except ParameterError:
        # No figure for such a vehicle: told as not known.
        return float("nan")


def driven_network(
    situation: Situation, vehicle: Vehicle | None, paid: Sequence[Toll] = ()
) -> tuple[Network | None, tuple[str, ...]]:
    """The network without the streets of unpaid tolls, and those that low-emission zones close; and remarks.

    None where nothing is closed. A vehicle of unknown class is kept out where any class is.

    Args:
        situation: who drives, and when.
        vehicle: one's own; None for one of a service, which zones let in.
        paid: tolls that are paid.
    """
    closed = unpaid_edges(situation, paid)
    known: str | None = "EL"
    zones = situation.offers.zones
    if vehicle is not None and zones:
        known = "EL" if vehicle.energy == "electric" else vehicle.crit_air
        for moment in situation.moments:
            closed |= closed_edges(
                situation.network.streets, zones, ZONE_CLASS[vehicle.kind], known or "NC", moment
            )  # fmt: skip
    if not closed.any():
        return None, ()
    network = situation.kept.once(
        ("driven", np.packbits(closed).tobytes()), lambda: without_edges(situation.network, "car", closed)
    )
    unknown = ("The Crit'Air class of a vehicle is not known: it is kept out of low-emission zones.",)
    return None if network is situation.network else network, () if known else unknown
