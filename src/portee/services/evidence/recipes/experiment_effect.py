"""What an experiment changed, from its protocol and its measures."""

from __future__ import annotations

import math

from portee.commons.records.shape import Line
from portee.core.declared import Declared, Words
from portee.core.errors import ParameterError, Where
from portee.services.evidence.access import rounded
from portee.services.evidence.ground import Ground
from portee.services.evidence.recipe import Figured, Recipe, text
from portee.services.experiment.effect import RECIPE, evidence_texts, experiment_effect

__all__ = ["EXPERIMENT_EFFECT", "ExperimentEffect"]


class ExperimentEffect(Declared):
    """Names of the inputs, and the hypothesis whose effect is the figure."""

    protocol: Line
    measures: Line
    hypothesis: Line


def _compute(settings: ExperimentEffect, ground: Ground) -> Figured:
    result = experiment_effect(ground.file(settings.protocol), ground.file(settings.measures))
    found = next((one for one in result.verdict.found if one.hypothesis.id == settings.hypothesis), None)
    if found is None:
        known = ", ".join(one.hypothesis.id for one in result.verdict.found)
        raise ParameterError(
            f"The protocol has no hypothesis '{settings.hypothesis}'.", where=Where(field="hypothesis"),
            mend=f"Hypotheses: {known}.",
        )  # fmt: skip
    if found.effect is None:
        assert found.refused is not None
        raise found.refused
    told, (low, high) = evidence_texts(found, result), (found.effect.low, found.effect.high)
    known_ends = math.isfinite(low) and math.isfinite(high)
    return Figured(
        rounded(found.effect.estimate), result.verdict.protocol.outcomes[found.hypothesis.outcome].unit.fr,
        text(told.interval["fr"], told.interval["en"]), rounded(low) if known_ends else None,
        rounded(high) if known_ends else None, tuple(text(one["fr"], one["en"]) for one in told.caveats),
    )  # fmt: skip


EXPERIMENT_EFFECT = Recipe(
    RECIPE,
    Words(fr="Effet d'une expérience", en="Effect of an experiment"),
    Words(
        fr="Ce qu'une expérience a changé, d'après son protocole et ses mesures.",
        en="What an experiment changed, from its protocol and its measures.",
    ),
    ExperimentEffect, _compute,
)  # fmt: skip
