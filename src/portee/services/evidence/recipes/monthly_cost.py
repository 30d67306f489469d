"""What a month of trips to a place of work costs a kind of resident at least, where half of the residents can go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated

import numpy as np
import polars as pl
from pydantic import Field

from portee.commons.records.shape import Day, Line
from portee.core.declared import Declared, Words
from portee.core.errors import ParameterError
from portee.network.store import key_of
from portee.people.library import find_profile
from portee.reach.ways import Stores
from portee.services.evidence.ground import Ground, told
from portee.services.evidence.recipe import Figured, Recipe, text
from portee.services.evidence.settings import Goals, Homes, NetworkFiles
from portee.services.offers import no_offers, shipped_offers
from portee.services.profile_access import Scenario, profile_access
from portee.services.residents import Residents
from portee.territory.places import Places

__all__ = ["MONTHLY_COST", "MonthlyCost", "least_budget"]

HALF = 0.5
"""Share of residents that must get there and back."""


class MonthlyCost(Declared):
    """The smallest monthly budget, in whole euros, with which half of the residents have one of the goals within reach.

    profile: one that comes with Portée, at its own hours, there and back on every day worked.
    offers: name of offers that come with Portée; none for national figures alone.
    most_eur: largest budget that is looked at.
    """

    network: NetworkFiles
    homes: Homes
    goals: Goals
    profile: Line
    date: Day
    offers: Line | None = None
    most_eur: Annotated[int, Field(ge=1, le=5_000)] = 1_000
    within_min: Annotated[float, Field(gt=0, le=240)] | None = None


def _compute(settings: MonthlyCost, ground: Ground) -> Figured:
    world = ground.world(settings.network)
    homes = ground.homes(settings.homes, world)
    goals, weights = ground.goals(settings.goals, world)
    weighed = Places(goals.ids, goals.lon, goals.lat, pl.DataFrame({"weight": weights}))
    profile = find_profile(settings.profile)
    offers = no_offers() if settings.offers is None else shipped_offers(settings.offers)
    people = homes.weight(settings.homes.residents)
    stores = Stores(world.network, threads=ground.threads or 1)
    notes: dict[str, None] = {}

    def served(budget: int) -> float:
        limits = {**profile.limits.model_dump(), "budget_eur_month": float(budget)}
        found = profile_access(
            world, Residents(homes, (profile.replace(limits=limits),), "residents", people[None, :]), weighed,
            ("weight",), scenarios=(Scenario("present", offers),), day=date.fromisoformat(settings.date),
            limit_min=settings.within_min, stores=stores, threads=ground.threads or 1,
        )  # fmt: skip
        notes.update(dict.fromkeys(found.notes))
        return float(people[found.reached[0, 0, :, 0] > 0].sum() / people.sum())

    high = least_budget(served, settings.most_eur)
    if high is None:
        raise ParameterError(
            f"With {settings.most_eur} euros a month fewer than half of the residents get there and back.",
            mend="Raise most_eur or within_min, or name nearer goals.",
        )
    at_most = float(np.round(100 * served(high), 1))
    who = text(
        f"Le profil « {profile.title.in_('fr')} » est plausible, non mesuré.",
        f"The profile “{profile.title.in_('en')}” is plausible, not measured.",
    )
    share = text(
        f"À ce budget, {at_most:.1f} % des habitants y vont et en reviennent.".replace(".", ",", 1),
        f"On this budget, {at_most:.1f}% of the residents get there and back.",
    )
    proxy = () if settings.goals.proxy is None else (settings.goals.proxy,)
    interval = text(
        "Pas d'intervalle : par le moyen le moins cher, quel qu'il soit, arrondi à l'euro supérieur.",
        "No interval: by the cheapest means, whichever it is, rounded up to a whole euro.",
    )
    return Figured(
        float(high), "EUR par mois", interval, caveats=(*proxy, who, share, *told(tuple(notes))),
        profile=f"{profile.id} {key_of(profile.model_dump(mode='json'))[:16]}",
    )  # fmt: skip


def least_budget(served: Callable[[int], float], most: int) -> int | None:
    """The smallest whole budget from 0 to `most` that serves half of the residents; None where none does.

    Args:
        served: share of residents served by a budget, 0 to 1; more money never serves fewer.
    """
    if served(most) < HALF:
        return None
    low, high = -1, most
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if served(middle) >= HALF else (middle, high)
    return high


MONTHLY_COST = Recipe(
    "monthly-cost",
    Words(fr="Coût mensuel du trajet", en="Monthly cost of the trip"),
    Words(
        fr="Le plus petit budget du mois avec lequel la moitié des habitants atteint un lieu et en revient, aux heures "
        "d'un profil.",
        en="The smallest monthly budget with which half of the residents reach a place and come back, at the hours of "
        "a profile.",
    ),
    MonthlyCost, _compute,
)  # fmt: skip
