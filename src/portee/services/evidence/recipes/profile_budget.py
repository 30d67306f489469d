"""What a kind of resident has within reach at their own hours, limits and budget."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import numpy as np
import polars as pl
from pydantic import Field

from portee.commons.records.shape import Day, Line
from portee.core.declared import Declared, Words
from portee.network.store import key_of
from portee.people.library import find_profile
from portee.services.evidence.access import percent
from portee.services.evidence.ground import Ground, told
from portee.services.evidence.recipe import Figured, Recipe, text
from portee.services.evidence.settings import Goals, Homes, NetworkFiles
from portee.services.offers import no_offers, shipped_offers
from portee.services.profile_access import Scenario, profile_access
from portee.services.residents import Residents
from portee.territory.places import Places

__all__ = ["PROFILE_BUDGET", "ProfileBudget"]


class ProfileBudget(Declared):
    """A profile that comes with Portée, at its own hours, there and back on every day worked.

    tells: "within" for the share of all within reach, "affordable" for the share that the budget leaves of what would
    be within reach without one. offers: name of offers that come with Portée; none for national figures alone.
    budget_eur_month: instead of the profile's.
    """

    network: NetworkFiles
    homes: Homes
    goals: Goals
    profile: Line
    date: Day
    tells: Literal["within", "affordable"] = "within"
    offers: Line | None = None
    budget_eur_month: Annotated[float, Field(ge=0)] | None = None
    within_min: Annotated[float, Field(gt=0, le=240)] | None = None


def _compute(settings: ProfileBudget, ground: Ground) -> Figured:
    world = ground.world(settings.network)
    homes = ground.homes(settings.homes, world)
    goals, weights = ground.goals(settings.goals, world)
    profile = find_profile(settings.profile)
    if settings.budget_eur_month is not None:
        limits = {**profile.limits.model_dump(), "budget_eur_month": settings.budget_eur_month}
        profile = profile.replace(limits=limits)
    offers = no_offers() if settings.offers is None else shipped_offers(settings.offers)
    weighed = Places(goals.ids, goals.lon, goals.lat, pl.DataFrame({"weight": weights}))
    people = homes.weight(settings.homes.residents)
    residents = Residents(homes, (profile,), "residents", people[None, :])
    found = profile_access(
        world, residents, weighed, ("weight",), scenarios=(Scenario("present", offers),),
        day=date.fromisoformat(settings.date), limit_min=settings.within_min, threads=ground.threads or 1,
    )  # fmt: skip
    shares = people / people.sum()
    reached, in_time = (float(np.dot(shares, part)) for part in (found.reached[0, 0, :, 0], found.in_time[0, :, 0]))
    whole = float(weights.sum()) if settings.tells == "within" else in_time
    value = reached / whole if whole else 0.0
    high = in_time / whole if settings.tells == "within" and whole else None
    interval = (
        text("En haut : ce qui serait à portée avec un budget sans limite.",
             "At the top: what would be within reach on an unlimited budget.")
        if settings.tells == "within" else
        text("Pas d'intervalle : un rapport entre deux calculs sur les mêmes horaires.",
             "No interval: a ratio of two computations on the same timetable.")
    )  # fmt: skip
    who = text(
        f"Le profil « {profile.title.in_('fr')} » est plausible, non mesuré.",
        f"The profile “{profile.title.in_('en')}” is plausible, not measured.",
    )
    low = None if high is None else percent(value)
    proxy = () if settings.goals.proxy is None else (settings.goals.proxy,)
    return Figured(
        percent(value), "%", interval, low, None if high is None else percent(high),
        (*proxy, who, *told(found.notes)), None, f"{profile.id} {key_of(profile.model_dump(mode='json'))[:16]}",
    )  # fmt: skip


PROFILE_BUDGET = Recipe(
    "profile-budget",
    Words(fr="À portée avec un budget", en="Within reach on a budget"),
    Words(
        fr="Ce qu'un profil d'habitant a à portée à ses heures, avec ses moyens et son budget du mois.",
        en="What a kind of resident has within reach at their hours, with their means and monthly budget.",
    ),
    ProfileBudget, _compute,
)  # fmt: skip
