"""A figure of a mobility hub beside doing nothing: trips, who gains, public money, use without a telephone."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from portee.commons.records.shape import Day, Line, Text
from portee.core.declared import Declared, Words
from portee.core.errors import ParameterError, Where
from portee.services.evidence.access import rounded
from portee.services.evidence.ground import Ground
from portee.services.evidence.recipe import Figured, Recipe, text
from portee.services.evidence.settings import NetworkFiles
from portee.services.hubs.compare import DesignGiven, HubComparison, compare_designs, plans_to_compare
from portee.services.hubs.design_asked import DesignAsked
from portee.services.offers import no_offers, shipped_offers

__all__ = ["HUB_COMPARISON", "HubFigure"]

FIGURES = Literal[
    "modelled_trips", "gaining", "surplus", "service_level", "trips", "cost_per_trip", "public_per_trip", "coverage",
    "result_last", "served_all", "offline_all", "left_out", "level_physical", "level_digital", "level_democratic",
]  # fmt: skip
UNITS = {
    "trips/year": "trajets par an", "persons": "habitants", "EUR/month": "EUR par mois", "EUR/trip": "EUR par trajet",
    "EUR/year": "EUR par an", "EUR": "EUR", "share": "part", "level": "niveau, de 0 à 4",
}  # fmt: skip
SIMULATED = "service_level"


class HubFigure(Declared):
    """One figure of one hub.

    hub: an example that comes with Portée, or an input that ends in .yaml. cells: an input, who lives where.
    opportunities, weights: inputs that draw people, and the columns that count them. offers: that come with Portée.
    """

    network: NetworkFiles
    hub: Line
    figure: FIGURES
    cells: Line
    opportunities: Annotated[tuple[Line, ...], Field(min_length=1)]
    weights: Annotated[tuple[Line, ...], Field(min_length=1)] = ("@count",)
    offers: Line | None = None
    date: Day | None = None
    draws: Annotated[int, Field(ge=20, le=2000)] = 200
    seed: Annotated[int, Field(ge=0)] = 1
    replications: Annotated[int, Field(ge=2, le=200)] = 5


def _compute(settings: HubFigure, ground: Ground) -> Figured:
    hub: Path | str = ground.file(settings.hub) if settings.hub.endswith((".yaml", ".yml")) else settings.hub
    given = DesignGiven(
        ground.world(settings.network), ground.file(settings.cells),
        [ground.file(name) for name in settings.opportunities], settings.weights,
        offers=no_offers() if settings.offers is None else shipped_offers(settings.offers),
        day=None if settings.date is None else date.fromisoformat(settings.date),
        asked=DesignAsked(draws=settings.draws, seed=settings.seed),
        replications=settings.replications if settings.figure == SIMULATED else 0,
    )  # fmt: skip
    found = compare_designs(plans_to_compare([hub]), given, threads=ground.threads or 1, progress=ground.progress)
    figure = found.figure(settings.figure)
    value = figure.values[1]
    if value is None:
        raise ParameterError(
            f"The hub has no '{settings.figure}': nothing to divide by.", where=Where(field="figure"),
            mend="Ask for another figure.",
        )  # fmt: skip
    low, high, why = _interval(found, settings)
    assumed = [text(words.fr, words.en) for words in found.designs[0].plan.assumptions]
    said = [text(words.fr, words.en) for words in found.notes]
    return Figured(rounded(value), UNITS[figure.unit], why, low, high, (*assumed, *said))


def _interval(found: HubComparison, settings: HubFigure) -> tuple[float | None, float | None, Text]:
    if settings.figure != "modelled_trips":
        return None, None, text(
            "Pas d'intervalle : valeur centrale du modèle et du fichier du pôle.",
            "No interval: central value of the model and of the hub's file.",
        )  # fmt: skip
    low, high = (found.figure(f"modelled_{name}").values[1] for name in ("low", "high"))
    assert low is not None and high is not None  # noqa: PT018
    return rounded(low), rounded(high), text(
        f"De 5 à 95 % de {settings.draws} tirages de toutes les hypothèses du modèle.",
        f"From 5 to 95% of {settings.draws} draws of all assumptions of the model.",
    )  # fmt: skip


HUB_COMPARISON = Recipe(
    "hub-comparison",
    Words(fr="Un pôle comparé à ne rien faire", en="A hub beside doing nothing"),
    Words(
        fr="Un chiffre d'un pôle de mobilité comparé à ne rien faire : trajets, gains, argent, usage sans téléphone.",
        en="A figure of a mobility hub beside doing nothing: trips, gains, public money, use without a telephone.",
    ),
    HubFigure, _compute,
)  # fmt: skip
