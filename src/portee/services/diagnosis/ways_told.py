"""Ways of commuting in words: how, for whom, and at what price a month."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from portee.offers.cost import MonthlyCost
from portee.reach.ways import Way
from portee.reports.condition_words import verdict_words
from portee.reports.fluent import eur, say
from portee.services.diagnose import Diagnosis

__all__ = ["NAMED_BY_KIND", "WAY_KINDS", "WayTold", "price_words", "way_words", "ways_told"]

NAMED_BY_KIND = ("walk", "bicycle", "e_bike", "cargo_bike", "e_scooter", "moped", "motorcycle", "car", "van")
"""Kinds of way whose title says the same as their kind."""

WAY_KINDS = (
    *NAMED_BY_KIND, "transit", "bike_and_ride", "park_and_ride", "docked", "docked_and_ride", "free_floating", "loan",
    "carpool", "on_demand", "car_share",
)  # fmt: skip
"""Every kind of `portee.reach.ways.Way`, each with a message `kind-KIND`."""

PLAIN_TRANSIT = "transit"
"""Id of public transport of which no tariff is known; its title says no more than its kind."""


@dataclass(frozen=True)
class WayTold:
    """A way of commuting. reached: weight of the places within reach by it; who: "yes", or what is missing."""

    id: str
    words: str
    price: str
    who: str
    usable: bool
    reached: float


def way_words(way: Way, lang: str, *, wheelchair: bool = False) -> str:
    """How one goes: "à pied" ("en fauteuil roulant"), "en transports en commun (Abonnement mensuel)"."""
    if wheelchair and way.kind == "walk":
        return say(lang, "kind-wheelchair")
    kind = say(lang, f"kind-{way.kind}") if way.kind in WAY_KINDS else way.kind
    title = way.title.in_(lang)
    if title.startswith(kind):
        return title
    if way.kind in NAMED_BY_KIND or way.id == PLAIN_TRANSIT:
        return kind
    return say(lang, "kind-named", kind=kind, title=title)


def price_words(cost: MonthlyCost, lang: str) -> str:
    """The price of a way as it is made up: a month, a trip, a kilometre, a minute, a plan by the length of the ride."""
    if not cost.known:
        return say(lang, "price-unknown")
    parts = [say(lang, "price-flat", eur=cost.fixed_eur)] if cost.fixed_eur else []
    trip = cost.per_trip_eur + sum(rate for rate, _ in cost.capped)
    for id, amount in (("price-trip", trip), ("price-km", cost.per_km_eur), ("price-minute", cost.per_minute_eur)):
        if amount:
            parts.append(say(lang, id, eur=amount))
    if cost.plan is not None:
        parts.append(say(lang, "price-plan"))
    return " + ".join(parts) if parts else say(lang, "price-free")


def ways_told(diagnosis: Diagnosis, lang: str) -> tuple[WayTold, ...]:
    """Every way, those that may be used first, each group by what it brings within reach."""
    within = diagnosis.within
    rows = {way.id: w for w, way in enumerate(within.ways)}
    wheels = diagnosis.profile.walking.wheelchair
    told = []
    for way in diagnosis.case.ways:
        row = rows.get(way.id) if way.usable else None
        reached = 0.0 if row is None else float(diagnosis.weights[within.affordable[row]].sum())
        who = say(lang, "yes") if way.usable else verdict_words(way.verdict, lang)
        words = way_words(way, lang, wheelchair=wheels)
        told.append(WayTold(way.id, words, _price(diagnosis, way, row, lang), who, way.usable, reached))
    return tuple(sorted(told, key=lambda way: (not way.usable, -way.reached)))


def _price(diagnosis: Diagnosis, way: Way, row: int | None, lang: str) -> str:
    if not way.cost.known:
        return say(lang, "price-unknown")
    possible = diagnosis.within.eur[row][diagnosis.within.possible[row]] if row is not None else np.zeros(0)
    if len(possible):
        low, high = float(possible.min()), float(possible.max())
        flat = eur(low, lang) == eur(high, lang)
        words = say(lang, "price-flat", eur=low) if flat else say(lang, "price-range", low=low, high=high)
        words = say(lang, "price-free") if high == 0 else words
    else:
        words = price_words(way.cost, lang)
    owning = way.cost.full_fixed_eur
    return f"{words}, {say(lang, 'price-owning', eur=owning)}" if owning else words
