"""What is asked of the design of a hub, with every problem of it told together before any search."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from portee.core.errors import ManyProblems, ParameterError, PorteeError, SourceError, Where
from portee.hubs.demand.assumptions import MODELLED, central
from portee.hubs.plan.checks import read_hub
from portee.hubs.plan.whole import HubPlan
from portee.hubs.simulation.of_plan import check_room
from portee.offers.catalogue import Offers
from portee.people.library import find_profile, shipped_profiles
from portee.people.profile import Profile
from portee.services.describe import suggested_date
from portee.services.gather import gather, gather_all, weight_column
from portee.services.neighbourhood.opportunities import by_kind
from portee.services.network_area import outside_area
from portee.services.offers import read_offers
from portee.services.recognise import PlaceColumns
from portee.services.residents import Residents, residents_of
from portee.territory.places import Places
from portee.world import World

__all__ = ["DesignAsked", "ToDesign", "resolved"]

Found = TypeVar("Found")
MOST_DRAWS = 10_000
MOST_MINUTES = 240.0
"""As a profile's own limit."""
MOST_EUR = 1000.0
"""Of a trip, of parking for it, and of a kilometre by car: nobody pays that for a daily trip."""
SHARES = ("considers", "new_share", "nest", "tours_per_trip")
ABOVE_ZERO = ("nest", "km_scale", "value_of_time", "cost_sensitivity", "detour")


@dataclass(frozen=True)
class DesignAsked:
    """What may be chosen.

    Attributes:
        jobs: kind of opportunities that work draws people to, as its weight is written; None: all of them.
        replace_use: whether modelled use takes the place of what was written by hand.
        assume: values of one's own by name of assumption.
        draws: of all assumptions together. seed: of the draws.
        merge_m: side of the squares within which opportunities count as one place, metres.
        within_min: within which reach is told; None: what each profile accepts.
        transit_eur, car_eur_km, parking_eur: of today's ways; None: from offers and figures.
    """

    jobs: str | None = None
    replace_use: bool = False
    assume: Mapping[str, float] = field(default_factory=dict)
    draws: int = 200
    seed: int = 0
    merge_m: float = 500.0
    within_min: float | None = None
    transit_eur: float | None = None
    car_eur_km: float | None = None
    parking_eur: float | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.draws <= MOST_DRAWS:
            raise ParameterError(
                f"{self.draws} draws are impossible.", where=Where(field="--draws"), mend=f"Give 0 to {MOST_DRAWS:,}."
            )
        if self.within_min is not None and not 0 < self.within_min <= MOST_MINUTES:
            raise ParameterError(
                f"{self.within_min:g} minutes are impossible.", where=Where(field="--within"),
                mend=f"Give more than 0, at most {MOST_MINUTES:g}.",
            )  # fmt: skip
        for option, price in (("--transit-eur", self.transit_eur), ("--car-eur-km", self.car_eur_km),
                              ("--parking-eur", self.parking_eur)):  # fmt: skip
            if price is not None and not 0 <= price <= MOST_EUR:
                raise ParameterError(
                    f"{price:,g} EUR are impossible.", where=Where(field=option),
                    mend=f"Give 0 to {MOST_EUR:,.0f} EUR, of one trip or kilometre.",
                )  # fmt: skip
        for name, value in self.assume.items():
            if not math.isfinite(value):
                raise ParameterError(
                    f"'{name}' cannot be {value}.", where=Where(field="--assume"), mend="Give a number."
                )


@dataclass(frozen=True, eq=False)
class ToDesign:
    """Everything read and found sound: what `portee.services.hubs.design` computes with."""

    world: World
    plan: HubPlan
    hub: Places
    residents: Residents
    destinations: Places
    kinds: tuple[str, ...]
    offers: Offers
    day: date
    asked: DesignAsked


class _Problems:
    """Runs one step after the other and keeps what each one complains of."""

    def __init__(self) -> None:
        self.found: list[PorteeError] = []

    def of(self, step: Callable[[], Found]) -> Found | None:
        try:
            return step()
        except ManyProblems as several:
            self.found += several.problems
        except PorteeError as problem:
            self.found.append(problem)
        return None


def resolved(  # noqa: PLR0913 - one argument per thing given
    world: World, hub: HubPlan | Path | str, territory: Places | Path | str,
    opportunities: Places | Sequence[Path | str], weights: Sequence[str], *,
    profiles: Sequence[Profile | Path | str] = (), offers: Offers | Path | str | None = None, day: date | None = None,
    asked: DesignAsked | None = None, columns: Sequence[PlaceColumns] | None = None,
) -> ToDesign:  # fmt: skip
    """Read all that is given and check it together.

    Args:
        world: an opened world. hub: a plan, its file, or the id of an example. territory: cells with the columns of
            Filosofi. opportunities: files, or places with a column for each weight. weights: columns, one per kind.
        profiles: kinds of residents, all that come with Portée when left out. offers: fares; None: not known.
        day: any date of the week asked about, a usual one when left out. columns: what the columns of the territory and
            of each file of opportunities mean.

    Raises:
        PorteeError: the one problem there is; ManyProblems for several.
    """
    network, asked, bad = world.network, asked or DesignAsked(), _Problems()
    plan = hub if isinstance(hub, HubPlan) else bad.of(lambda: read_hub(hub))
    place = bad.of(lambda: _place(plan, world)) if plan is not None else None
    if plan is not None:
        bad.of(lambda: _modelled(plan))
        bad.of(lambda: check_room(plan, plan.start + plan.years - 1))
    who = [one if isinstance(one, Profile) else bad.of(partial(find_profile, one)) for one in profiles]
    known = tuple(one for one in who if one is not None) or shipped_profiles()
    homes = territory if isinstance(territory, Places) else bad.of(
        lambda: gather(territory, network, columns=columns[0] if columns else None)
    )  # fmt: skip
    residents = bad.of(lambda: _residents(homes, known, world)) if homes is not None else None
    there = opportunities if isinstance(opportunities, Places) else bad.of(
        lambda: gather_all(list(opportunities), network, weights=weights, columns=columns[1:] if columns else None)
    )  # fmt: skip
    targets = bad.of(lambda: by_kind(there, weights, merge_m=asked.merge_m)) if there is not None else None
    # Written as a weight, as everywhere: "@count" is the kind that counts places.
    jobs = None if asked.jobs is None else weight_column(asked.jobs)
    if targets is not None:
        bad.of(lambda: _jobs(jobs, targets[1]))
    bought = offers if isinstance(offers, Offers) else bad.of(lambda: read_offers(offers, network))
    when = bad.of(lambda: _day(day, world))
    bad.of(lambda: _assumed(asked))
    if bad.found:
        raise bad.found[0] if len(bad.found) == 1 else ManyProblems(bad.found)
    assert plan is not None and place is not None and residents is not None  # noqa: PT018
    assert targets is not None and bought is not None and when is not None  # noqa: PT018
    return ToDesign(world, plan, place, residents, *targets, bought, when, replace(asked, jobs=jobs))


def _place(plan: HubPlan, world: World) -> Places:
    import numpy as np

    if plan.place is None:
        raise SourceError(
            "It is not said where the hub stands.", where=Where(field="place"),
            mend="Add 'place: {lon: 5.366, lat: 43.327}' to its file.",
        )  # fmt: skip
    outside = outside_area(
        world.network, plan.place.lon, plan.place.lat, what=f"The hub '{plan.id}'", where=Where(field="place"),
        written="{{lon: {lon:g}, lat: {lat:g}}}",
    )  # fmt: skip
    if outside is not None:
        raise outside
    return Places(np.array([plan.id], dtype=object), np.array([plan.place.lon]), np.array([plan.place.lat]))


def _modelled(plan: HubPlan) -> None:
    if not any(service.kind in MODELLED for service in plan.services):
        raise SourceError(
            "No service of the hub is of a kind whose use is modelled.", where=Where(field="services"),
            mend=f"Give 'kind' to its services; modelled: {', '.join(MODELLED)}.",
        )  # fmt: skip


def _residents(homes: Places, profiles: Sequence[Profile], world: World) -> Residents:
    found = residents_of(homes, profiles, world.network)
    if not found.additive:
        raise ParameterError(
            "The territory does not tell how many people of each kind live where.", where=Where(field="--territory"),
            mend="Give INSEE Filosofi cells (households, poor and single-parent households, persons by age), and "
            "profiles that come with Portée.",
        )  # fmt: skip
    return found


def _jobs(jobs: str | None, kinds: Sequence[str]) -> None:
    if jobs is not None and jobs not in kinds:
        raise ParameterError(
            f"'{jobs}' is none of the kinds counted.", where=Where(field="--jobs"), mend=f"Kinds: {', '.join(kinds)}."
        )


def _day(day: date | None, world: World) -> date:
    found = suggested_date(world.network) if day is None else day
    if found is None:
        raise ParameterError(
            "The network has no timetable to take a date from.", where=Where(field="--date"), mend="Give a date."
        )
    return found


def _assumed(asked: DesignAsked) -> None:
    known = central(date.max)[0].with_(asked.assume)
    for name in asked.assume:
        value = known[name]
        most = 1.0 if name in SHARES else math.inf
        least = -math.inf if name.startswith("constant_") else 0.0
        if not least <= value <= most or (value == 0 and (name in ABOVE_ZERO or name.startswith("uses_month."))):
            raise ParameterError(
                f"'{name}' cannot be {value:g}.", where=Where(field="--assume"),
                mend="Shares are from 0 to 1; what divides or multiplies is above 0.",
            )  # fmt: skip
