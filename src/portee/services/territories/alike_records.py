"""Territories of a commons that are like one of them, from what their records tell."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from portee.commons.records.territory import Territory
from portee.core.errors import ParameterError
from portee.indicators.compared import ComparedSet, ComparedVariable, shipped_set
from portee.indicators.likeness import gower_distance, gower_reasons
from portee.indicators.neighbours import most_alike
from portee.indicators.traits import Traits
from portee.services.territories.alike import Neighbour, Reason
from portee.services.territories.replicate_records import COMMONS_SET

__all__ = ["LEAST_KNOWN", "alike_records"]

LEAST_KNOWN = 0.3
"""Share of the weight that two records must both tell: fewer variables than a national register has, so a lower bar
than there; a convention of Portée."""


def alike_records(
    territories: Sequence[Territory], id: str, k: int = 10, compared: ComparedSet | None = None
) -> tuple[Neighbour, ...]:
    """The k territories most like one, the nearest first, with what each variable says.

    Args:
        territories: records, that one among them. id: of it. k: how many at most.
        compared: variables, of which those with a declared range count; those of Portée otherwise.

    Raises:
        ParameterError: there is no such territory.
    """
    ids = [str(one.id) for one in territories]
    if id not in ids:
        raise ParameterError(f"'{id[:80]}' is no territory of the commons.", mend=f"Territories: {', '.join(ids)}.")
    variables = tuple(v for v in (compared or shipped_set(COMMONS_SET)).variables if v.range is not None)
    shown = [[_figure(one, variable) for variable in variables] for one in territories]
    values = np.array([[_scaled(value, v) for value, v in zip(row, variables, strict=True)] for row in shown])
    traits = Traits(
        values, np.array([v.weight for v in variables]), np.array([v.range or 1.0 for v in variables]),
        np.zeros(len(variables), dtype=bool),
    )  # fmt: skip
    row = ids.index(id)
    likeness = gower_distance(traits, row)
    found = []
    for other in most_alike(likeness, row, ids, k, least_known=LEAST_KNOWN):
        differences, parts = gower_reasons(traits, row, other)
        reasons = tuple(
            Reason(v, shown[row][at], shown[other][at], float(differences[at]), float(parts[at]))
            for at, v in enumerate(variables)
        )
        found.append(Neighbour(
            other, ids[other], territories[other].title.fr, float(likeness.distance[other]), float(likeness.low[other]),
            float(likeness.high[other]), float(likeness.known[other]), None, reasons,
        ))  # fmt: skip
    return tuple(found)


def _figure(place: Territory, variable: ComparedVariable) -> float:
    figure = place.variables.get(variable.figure)
    return math.nan if figure is None else figure.value


def _scaled(value: float, variable: ComparedVariable) -> float:
    if variable.scale == "log":
        return math.log(value) if value > 0 else math.nan
    return value
