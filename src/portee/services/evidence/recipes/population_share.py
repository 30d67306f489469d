"""Facts about people from the cells of a grid: one column over another."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from pydantic import Field

from portee.commons.records.shape import Line
from portee.core.declared import Declared, Words
from portee.core.errors import ParameterError, Where
from portee.services.evidence.access import percent
from portee.services.evidence.ground import Ground
from portee.services.evidence.recipe import Figured, Recipe, text
from portee.services.evidence.settings import Homes
from portee.sources.grid import MINIMUM_HOUSEHOLDS

__all__ = ["POPULATION_SHARE", "PopulationShare"]


class PopulationShare(Declared):
    """Cells of INSEE's Filosofi. part, whole: columns; several columns of `part` are added up."""

    homes: Homes
    part: Annotated[tuple[Line, ...], Field(min_length=1)]
    whole: Line


def _compute(settings: PopulationShare, ground: Ground) -> Figured:
    cells = ground.homes(settings.homes, None)
    if float(cells.weight("households").sum()) < MINIMUM_HOUSEHOLDS:
        raise ParameterError(
            f"There are fewer than {MINIMUM_HOUSEHOLDS} households: no figure about them may be told.",
            where=Where(field="homes"), mend="Ask about a larger part.",
        )  # fmt: skip
    whole = cells.weight(settings.whole)
    part = np.sum([cells.weight(name) for name in settings.part], axis=0)
    if not whole.any():
        raise ParameterError(f"'{settings.whole}' is zero everywhere.", mend="Name another column.")
    sure = cells.weight("imputed") == 0
    value = float(part.sum() / whole.sum())
    without = float(part[sure].sum() / whole[sure].sum()) if whole[sure].any() else value
    guessed = 1.0 - float(whole[sure].sum() / whole.sum())
    caveat = text(
        f"{len(cells)} carreaux ; {f'{percent(guessed):.1f}'.replace('.', ',')} % du total viennent de carreaux que "
        "l'Insee a estimés.",
        f"{len(cells)} cells; {percent(guessed):.1f}% of the whole come from cells that INSEE estimated.",
    )
    told = text(
        "Avec ou sans les carreaux que l'Insee a estimés pour garder le secret.",
        "With or without the cells that INSEE estimated to keep secrecy.",
    )
    return Figured(
        percent(value), "%", told, percent(min(value, without)), percent(max(value, without)), (caveat,)
    )  # fmt: skip


POPULATION_SHARE = Recipe(
    "population-share",
    Words(fr="Part de la population", en="Share of the population"),
    Words(
        fr="Une part des habitants ou des ménages d'après les carreaux de l'Insee : pauvreté, familles monoparentales.",
        en="A share of residents or households from INSEE's cells: poverty, single-parent families.",
    ),
    PopulationShare, _compute,
)  # fmt: skip
