"""Small random worlds with homes, kinds of residents, offers and a vacancy, each from one seed; and one by hand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from portee.network.network import Network
from portee.network.streets import LIT, UNLIT
from portee.offers.catalogue import Offers
from portee.offers.services import Carpooling, Loan
from portee.offers.tariffs import Tariff
from portee.people.profile import Profile
from portee.people.schedule import Shift
from portee.services.residents import Residents
from portee.services.vacancies.posted import shift_of
from portee.services.vacancy import VacancyAnswer, vacancy
from portee.territory.places import Places
from portee.world import World
from tests.people.profiles import profile
from tests.worlds import TODAY, grid_streets, places_at, random_places, random_world, timetable_of

__all__ = ["EIGHT", "Firm", "answered", "by_hand", "firm", "kinds", "passes", "residents", "tariffs"]

EIGHT = 8 * 3600
DAY = date(2024, 10, 5)
"""The date of `tests.worlds.TODAY`: prices are read on it."""


@dataclass(frozen=True)
class Firm:
    """A vacancy and all it takes to answer it."""

    world: World
    work: Places
    shift: Shift
    residents: Residents
    offers: Offers


def kinds(seed: int, *, dark: str = "fine") -> tuple[Profile, ...]:
    """Kinds of residents who differ in what they own, may use, pay and accept; dark: how one of them feels it."""
    rng = np.random.default_rng(seed + 5)

    def limits(**told: Any) -> dict[str, Any]:
        return {"max_time_min": float(rng.integers(12, 50)), "max_cycle_min": 8, **told}

    walking = {"max_min": 5}
    return (
        profile(id="walker", walking=walking, limits=limits(cycles=False, carpool=False)),
        profile(
            id="poor", walking=walking, licences=[], bank_card=False, smartphone=False,
            limits=limits(budget_eur_month=float(rng.integers(0, 60)), cycles=False),
        ),
        profile(
            id="cyclist", walking=walking, vehicles=[{"kind": "bicycle", "energy": "human"}], smartphone=True,
            licences=["AM"], limits=limits(budget_eur_month=float(rng.integers(0, 60))),
        ),
        profile(
            id="driver", walking=walking, licences=["B"], age=40, limits=limits(budget_eur_month=90.0),
            vehicles=[{"kind": "car", "energy": "diesel", "crit_air": "V4"}],
        ),
        profile(id="pushing", walking={"max_min": 6, "pushchair": True}, limits=limits(dark=dark)),
        profile(id="able", walking={"max_min": 3}, smartphone=True, limits=limits(max_cycle_min=4)),
    )  # fmt: skip


def tariffs() -> tuple[Tariff, ...]:
    """A pass, and tickets that need a card."""
    told: tuple[dict[str, Any], ...] = (
        {"id": "pass", "title": {"fr": "Abonnement", "en": "Pass"}, "network": "town", "kind": "month",
         "price_eur": 40},
        {"id": "ticket", "title": {"fr": "Ticket", "en": "Ticket"}, "network": "town", "kind": "single",
         "price_eur": 0.9, "minutes": 20, "eligibility": [{"fact": "bank_card", "is": True}]},
    )  # fmt: skip
    return tuple(Tariff.model_validate(tariff) for tariff in told)


def passes() -> Offers:
    """These tariffs alone."""
    return Offers(tariffs=tariffs())


def residents(homes: Places, profiles: tuple[Profile, ...], seed: int = 0) -> Residents:
    """So many people of each kind in each place."""
    people = np.random.default_rng(seed + 6).integers(0, 9, (len(profiles), len(homes))).astype(np.float64)
    return Residents(homes, profiles, "residents", people)


def firm(seed: int, *, dark: str = "fine") -> Firm:
    """A random vacancy in a random world, some of whose streets are lit and others told not to be."""
    rng = np.random.default_rng(seed + 4)
    network = random_world(seed).network
    lit = rng.choice([0, LIT, UNLIT], network.streets.edge_count).astype(np.uint8)
    world = World(replace(network, streets=replace(network.streets, edge_flags=lit)))
    homes, work = random_places(rng, 6, 4, 3, "h"), random_places(rng, 1, 4, 3, "w")
    start, end = EIGHT + 60 * int(rng.integers(35, 110)), EIGHT + 60 * int(rng.integers(-40, 90))
    if start == end:
        end += 60
    # A night ends on the next day, at an hour at which nothing runs; else the shift is short.
    start, end = min(start, end), max(start, end)
    shift = shift_of(start, end, ("sat",) if rng.random() < 0.5 else ("sat", "sun"))
    services: tuple[Loan | Carpooling, ...] = ()
    if rng.random() < 0.3:
        services = (
            Loan.model_validate(
                {"kind": "loan", "id": "vae", "title": {"fr": "v", "en": "v"}, "vehicle": "e_bike",
                 "energy": "electric", "eur_month": 12, "eligibility": [{"fact": "smartphone", "is": True}]}
            ),
        )  # fmt: skip
    offers = passes().replace(services=services) if rng.random() < 0.8 else Offers(services=services)
    return Firm(world, work, shift, residents(homes, kinds(seed, dark=dark), seed), offers)


def answered(given: Firm, **changes: Any) -> VacancyAnswer:
    """Its answer, some parts exchanged."""
    parts: dict[str, Any] = {"residents": given.residents, "offers": given.offers, "day": TODAY, **changes}
    world, work, shift = (parts.pop(name, getattr(given, name)) for name in ("world", "work", "shift"))
    return vacancy(world, work, shift, **parts)


def by_hand(**limits: Any) -> Firm:
    """A street of 2.2 km with a bus for its first half, every half hour; work at its far end, homes at the start of it
    and 880 m from work.
    """
    times = range(5 * 3600, 24 * 3600, 1800)
    trips = [[(t, t), (t + 120, t + 120)] for t in times]
    timetable = timetable_of(2, [([0, 1], trips), ([1, 0], trips)], lon=[5.0, 5.0132], lat=[43.0, 43.0])
    world = World(Network.of(grid_streets(24, 2), timetable))
    homes, work = places_at([5.0, 5.0156], [43.0, 43.0], "h"), places_at([5.0264], [43.0], "w")
    who = profile(
        id="walker", walking={"max_min": 20}, limits={"max_time_min": 60, "cycles": False, **limits}
    )  # fmt: skip
    people = Residents(homes, (who,), "residents", np.array([[100.0, 10.0]]))
    return Firm(world, work, shift_of(EIGHT, 16 * 3600, ("sat",)), people, passes())
