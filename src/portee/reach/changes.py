"""Single changes, ranked by what they unlock: a pass, a bicycle, a seat, a licence, other hours, more money.

Each makes another case from scratch: its ways, fares and prices are those of a resident to whom it has happened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from pydantic import ValidationError

from portee.core.declared import Words
from portee.offers.services import Carpooling, Loan
from portee.people.facts import facts_of
from portee.people.profile import Profile, Vehicle
from portee.reach.cases import Case, Within, reached
from portee.reach.choices import at_work
from portee.reach.daily import Daily
from portee.reach.hours import Hours
from portee.reach.reasons import missing, wider

__all__ = ["Change", "Unlocked", "changes_of", "moved", "rank_changes"]

Floats = npt.NDArray[np.float64]

SHIFTS_MIN = (-60, -30, -15, 15, 30, 60)
LONGER_MIN = 15
MORE_EUR = 20.0
STOP_EARLIER_MIN = (30, 60)


@dataclass(frozen=True, eq=False)
class Change:
    """One change. id, words: its name; amount: minutes or euros, 0 for none; make: the case after it."""

    id: str
    words: Words
    amount: float
    make: Callable[[Case], Case]


@dataclass(frozen=True, eq=False)
class Unlocked:
    """What one change brings.

    Attributes:
        change: which. gained, lost: weight of the places that come within reach, and that fall out of it.
        now: bool (d,), places within reach after it.
    """

    change: Change
    gained: float
    lost: float
    now: npt.NDArray[np.bool_]


def moved(hours: Sequence[Hours], minutes: int) -> tuple[Hours, ...]:
    """The same hours so many minutes later; a start before midnight stays at midnight."""
    late = minutes * 60
    return tuple(
        Hours(
            part.day, np.where(part.start >= 0, np.maximum(part.start + late, 0), -1).astype(np.int32),
            np.where(part.end >= 0, np.maximum(part.end + late, 0), -1).astype(np.int32),
        )
        for part in hours
    )  # fmt: skip


def changes_of(case: Case) -> Iterator[Change]:
    """The changes worth trying for a case."""
    yield from _money(case)
    yield from _vehicles(case)
    yield from _rights(case)
    yield from _hours(case)
    yield Change(
        "longer", Words(fr=f"accepter {LONGER_MIN} min de plus par trajet", en=f"{LONGER_MIN} more minutes each way"),
        LONGER_MIN, lambda c: c.replace(limit_min=c.limit_min + LONGER_MIN),
    )  # fmt: skip


def _money(case: Case) -> Iterator[Change]:
    if not np.isfinite(case.budget_eur):
        return
    yield Change(
        "budget", Words(fr=f"{MORE_EUR:.0f} € de plus par mois", en=f"€{MORE_EUR:.0f} more a month"), MORE_EUR,
        lambda c: c.replace(budget_eur=c.budget_eur + MORE_EUR),
    )  # fmt: skip
    if case.situation.offers.tariffs and any(way.kind == "transit" for way in case.usable):
        yield Change("pass", Words(fr="un abonnement pris en charge", en="a pass paid for"), 0, _paid)


def _paid(case: Case) -> Case:
    """All that one may buy of public transport paid for by somebody else."""
    offers = case.situation.offers
    free = tuple(tariff.model_copy(update={"price_eur": 0.0}) for tariff in offers.tariffs)
    return case.situated(replace(case.situation, offers=offers.replace(tariffs=free)))


def _vehicles(case: Case) -> Iterator[Change]:
    situation = case.situation
    kinds = {vehicle.kind for vehicle in situation.profile.vehicles}
    offered = {way.id for way in case.usable}
    services = [service for service in situation.offers.services if service.id in offered]
    lent = {service.vehicle for service in services if isinstance(service, Loan)}
    if "e_bike" not in kinds | lent and situation.facts.get("cycles") is True:
        loan = Loan(
            kind="loan", id="change:e_bike", title=Words(fr="prêt d'un vélo électrique", en="loan of an e-bike"),
            vehicle="e_bike", energy="electric", eur_month=0,
        )  # fmt: skip
        yield Change("e_bike", loan.title, 0, lambda c: _with_service(c, loan))
    if not any(isinstance(service, Carpooling) for service in services) and situation.facts.get("carpool") is True:
        seat = Carpooling(
            kind="carpool", id="change:carpool", title=Words(fr="une place en covoiturage", en="a seat in a carpool")
        )
        yield Change("carpool", seat.title, 0, lambda c: _with_service(c, seat))
    if not {"car", "van"} & (kinds | lent):
        if situation.facts.get("licence_b") is True:
            yield Change(
                "car", Words(fr="une voiture prêtée", en="a car on loan"), 0,
                lambda c: _with_profile(c, _with_car(c.situation.profile)),
            )  # fmt: skip
        elif (licensed := _entitled(situation.profile, "licence_b")) is not None:
            yield Change(
                "licence_and_car", Words(fr="le permis et une voiture prêtée", en="a licence and a car on loan"), 0,
                lambda c: _with_profile(c, _with_car(licensed)),
            )  # fmt: skip


def _with_service(case: Case, service: Loan | Carpooling) -> Case:
    offers = case.situation.offers
    return case.situated(
        replace(case.situation, offers=offers.replace(services=(*offers.services, service)))
    )  # fmt: skip


def _with_profile(case: Case, profile: Profile) -> Case:
    """The same case of another resident, of whom all facts are told anew."""
    return case.situated(replace(case.situation, profile=profile, facts=at_work(facts_of(profile))))


def _with_car(profile: Profile) -> Profile:
    """With a petrol car lent by somebody."""
    car = Vehicle(kind="car", energy="petrol", crit_air="V2", ownership="lent")
    return profile.replace(vehicles=(*profile.vehicles, car))


RIGHTS = {
    "licence_b": Words(fr="le permis B", en="a car licence"),
    "licence_a": Words(fr="le permis moto", en="a motorcycle licence"),
    "licence_am": Words(fr="le permis AM", en="a moped licence"),
    "bank_card": Words(fr="une carte bancaire", en="a bank card"),
    "smartphone": Words(fr="un smartphone", en="a smartphone"),
}
LICENCES = {"licence_b": "B", "licence_a": "A2", "licence_am": "AM"}


def _entitled(profile: Profile, fact: str) -> Profile | None:
    """The resident of whom a fact has become true; None when that cannot be, at that age."""
    try:
        if fact in LICENCES:
            return profile.replace(licences=(*(profile.licences or ()), LICENCES[fact]))
        return profile.replace(**{fact: True})
    except ValidationError:
        return None


def _rights(case: Case) -> Iterator[Change]:
    """One change for each fact that alone bars a way."""
    alone = {
        conditions[0].fact
        for way in case.ways
        if not way.usable and len(conditions := missing(way.verdict)) == 1
    }  # fmt: skip
    for fact, words in RIGHTS.items():
        profile = _entitled(case.situation.profile, fact) if fact in alone else None
        if profile is not None:
            yield Change(f"right:{fact}", words, 0, lambda c, profile=profile: _with_profile(c, profile))  # type: ignore[misc]


def _hours(case: Case) -> Iterator[Change]:
    for minutes in SHIFTS_MIN:
        later = minutes > 0
        words = Words(
            fr=f"commencer et finir {abs(minutes)} min plus {'tard' if later else 'tôt'}",
            en=f"start and end {abs(minutes)} min {'later' if later else 'earlier'}",
        )
        hours = moved(case.hours, minutes)
        yield Change(f"shift:{minutes:+d}", words, minutes, lambda c, hours=hours: c.at_hours(hours))  # type: ignore[misc]
    for minutes in STOP_EARLIER_MIN if case.stops else ():
        words = Words(
            fr=f"garde d'enfants ouverte {minutes} min plus tôt et plus tard",
            en=f"childcare open {minutes} min earlier and later",
        )
        yield Change(f"stop_hours:{minutes}", words, minutes, lambda c, minutes=minutes: wider(c, minutes))  # type: ignore[misc]
    if case.stops:
        yield Change(
            "no_stop", Words(fr="une garde à domicile", en="childcare at home"), 0, lambda c: c.replace(stops=())
        )


def rank_changes(daily: Daily, case: Case, within: Within, weights: Floats) -> tuple[Unlocked, ...]:
    """Every change with what it unlocks, the most first; those that unlock nothing are left out.

    Changes that unlock as much come in the order of their ids.
    """
    before = within.reach
    found = []
    for change in changes_of(case):
        now = reached(daily, change.make(case))
        gained, lost = float(weights[now & ~before].sum()), float(weights[before & ~now].sum())
        if gained > 0:
            found.append(Unlocked(change, gained, lost, now))
    return tuple(sorted(found, key=lambda unlocked: (-(unlocked.gained - unlocked.lost), unlocked.change.id)))
