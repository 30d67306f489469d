"""How long the median resident takes to the nearest of some places."""

from __future__ import annotations

import numpy as np

from portee.core.declared import Words
from portee.core.errors import ParameterError
from portee.indicators.summaries import weighted_quantile
from portee.reach.cluster import ReachRequest
from portee.services.evidence.access import ask, rounded
from portee.services.evidence.ground import Ground
from portee.services.evidence.recipe import Figured, Recipe, text
from portee.services.evidence.settings import AccessSettings
from portee.services.search import prepare

__all__ = ["NEAREST_MINUTES", "NearestMinutes"]


class NearestMinutes(AccessSettings):
    """`within_min` is the longest time looked at; the interval is that of residents, from decile to decile."""


def _compute(settings: NearestMinutes, ground: Ground) -> Figured:
    asked = ask(settings, ground)
    kept = asked.weights > 0
    goals = asked.goals.take(kept)
    window = None if settings.when is None or settings.how.mode != "transit" else settings.when.window()
    request = ReachRequest(asked.homes, goals, settings.how.travel(settings.within_min), window, (50.0,))
    reach = prepare(asked.world, request, threads=ground.threads)
    nearest = np.concatenate([chunk.minutes()[:, 0].min(axis=1) for chunk in reach.chunks()]).astype(np.float64)
    low, middle, high = (float(weighted_quantile(nearest, asked.residents, q)) for q in (0.1, 0.5, 0.9))
    if not np.isfinite(middle):
        raise ParameterError(
            f"Half of the residents reach none of them in {settings.within_min:g} minutes.", mend="Raise within_min."
        )
    fr, en = (".", ".") if np.isfinite(high) else (" ; le neuvième n'en atteint aucun.", "; the ninth reaches none.")
    told = text(
        f"Du premier au neuvième décile des habitants{fr}", f"From the first to the ninth decile of residents{en}"
    )
    return Figured(
        rounded(middle), "minutes", told, rounded(low), rounded(high) if np.isfinite(high) else None,
        asked.caveats(reach.notes), asked.scenario,
    )  # fmt: skip


NEAREST_MINUTES = Recipe(
    "nearest-minutes",
    Words(fr="Minutes jusqu'au plus proche", en="Minutes to the nearest"),
    Words(
        fr="Le temps de l'habitant médian jusqu'au plus proche d'une sorte de lieux.",
        en="The time of the median resident to the nearest of a kind of places.",
    ),
    NearestMinutes, _compute, "nearest",
)  # fmt: skip
