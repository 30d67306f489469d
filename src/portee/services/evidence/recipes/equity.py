"""How unequally access is shared out: by income, or between those who have little and the others."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np
import numpy.typing as npt
from pydantic import Field

from portee.core.declared import Words
from portee.indicators.catalogue import describe
from portee.indicators.concentration import concentration_index
from portee.indicators.inequality import gini, palma_ratio
from portee.indicators.sufficiency import fgt, sufficiency_line
from portee.services.evidence.access import ask, interval_text, rounded, within
from portee.services.evidence.ground import Ground
from portee.services.evidence.recipe import Figured, Recipe, text
from portee.services.evidence.settings import AccessSettings
from portee.services.neighbourhood.equity import incomes_of

__all__ = ["EQUITY", "Equity"]

Floats = npt.NDArray[np.float64]
NAMES = {"palma": "palma_ratio", "gini": "gini", "concentration": "concentration_index", "fgt_0": "fgt", "fgt_1": "fgt"}


class Equity(AccessSettings):
    """measure: of inequality. income: column that residents are ranked by, where they are; else that of the grid.

    line: of `fgt_0` (share of residents below it) and `fgt_1` (mean gap to it), as a part of the residents' mean.
    """

    measure: Literal["palma", "gini", "concentration", "fgt_0", "fgt_1"]
    income: str | None = None
    line: Annotated[float, Field(gt=0)] = 0.5


def _compute(settings: Equity, ground: Ground) -> Figured:
    asked = ask(settings, ground)
    _, incomes = incomes_of(asked.homes, settings.income)
    ranked = settings.measure in ("palma", "concentration")
    there = np.isfinite(incomes) if ranked else np.ones(len(asked.homes), np.bool_)
    found = within(asked, ground)

    def of(access: Floats) -> float:
        values, people, heights = access[there], asked.residents[there], incomes[there]
        if settings.measure == "palma":
            return palma_ratio(values, people, heights)
        if settings.measure == "gini":
            return gini(values, people)
        if settings.measure == "concentration":
            return concentration_index(values, people, heights)
        return fgt(values, people, sufficiency_line(values, people, settings.line), float(settings.measure[-1]))

    figures = [of(part) for part in (found.worst, found.usual, found.best)]
    known = settings.interval != "none"
    left = int((~there).sum())
    more = () if not left else (text(f"{left} carreaux sans revenu connu.", f"{left} cells without a known income."),)
    return Figured(
        rounded(figures[1]), describe(NAMES[settings.measure]).unit, interval_text(settings.interval),
        rounded(min(figures)) if known else None, rounded(max(figures)) if known else None,
        (*more, *asked.caveats(found.notes)), asked.scenario,
    )  # fmt: skip


EQUITY = Recipe(
    "equity-of-access",
    Words(fr="Inégalité d'accès", en="Inequality of access"),
    Words(
        fr="Palma, Gini, concentration par revenu, ou part des habitants sous un seuil, de ce qu'on a à portée.",
        en="Palma, Gini, concentration by income, or share of residents below a line, of what is within reach.",
    ),
    Equity, _compute,
)  # fmt: skip
