"""Territories like one: the nearest ones, and why, variable by variable."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt

from portee.core.declared import read_declared
from portee.indicators.compared import (
    ComparedSet,
    ComparedVariable,
    compared_values,
    shipped_set,
    traits_of,
)
from portee.indicators.likeness import Likeness, gower_distance, gower_reasons
from portee.indicators.neighbours import LEAST_KNOWN, most_alike, times_kept
from portee.indicators.traits import Traits
from portee.territory.registry import Registry

if TYPE_CHECKING:
    import geopandas

__all__ = ["ALIKE_DOCS", "Alike", "Closeness", "Neighbour", "Reason", "find_alike", "set_of"]

Closeness = Literal["same", "near", "apart", "far", "unknown"]

SAME, NEAR, APART = 0.05, 0.15, 0.35
"""Shares of a variable's range up to which two figures are said to be nearly the same, close, or rather different: a
convention of Portée."""

ALIKE_DOCS = {
    "fr": {
        "rank": "rang, 1 pour le plus semblable", "code": "code du quartier", "name": "nom et commune",
        "distance": "distance de Gower, de 0 (semblables) à 1", "distance_low": "distance si ce qui manque rapproche",
        "distance_high": "distance si ce qui manque éloigne", "known": "part du poids connue des deux, de 0 à 1",
        "kept": "combien de fois il reste parmi les plus semblables, une variable ôtée à la fois",
    },
    "en": {
        "rank": "rank, 1 for the most alike", "code": "code of the neighbourhood", "name": "name and municipality",
        "distance": "Gower's distance, 0 (alike) to 1", "distance_low": "distance if what is missing brings nearer",
        "distance_high": "distance if what is missing takes apart", "known": "share of the weight known of both",
        "kept": "how often it stays among the most alike, one variable left out at a time",
    },
}  # fmt: skip


@dataclass(frozen=True)
class Reason:
    """What one variable says of two territories.

    Attributes:
        variable: with its words and unit.
        mine, theirs: figures as people read them, NaN where not known; of a category, texts.
        difference: 0 to 1, NaN where not known of both. part: of the distance. closeness: in a word.
    """

    variable: ComparedVariable
    mine: float | str
    theirs: float | str
    difference: float
    part: float

    @property
    def closeness(self) -> Closeness:
        if math.isnan(self.difference):
            return "unknown"
        if self.difference <= SAME:
            return "same"
        return "near" if self.difference <= NEAR else "apart" if self.difference <= APART else "far"


@dataclass(frozen=True)
class Neighbour:
    """A territory compared with the one asked about.

    Attributes:
        row, code, label: which one.
        distance, low, high, known: as `Likeness`.
        kept: how often it stays among the nearest when one variable is left out; None when not worked out.
        reasons: one per variable, in the order of the set.
    """

    row: int
    code: str
    label: str
    distance: float
    low: float
    high: float
    known: float
    kept: int | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, eq=False)
class Alike:
    """The answer.

    Attributes:
        registry, compared: what was compared, and by what.
        row: of the territory asked about.
        distance, known: (n,) from it to every territory of the register, as `Likeness`.
        neighbours: nearest first.
        candidates: how many could be compared. left_out: how many could not, too little being known of both.
        trials: how many variables were left out in turn.
    """

    registry: Registry
    compared: ComparedSet
    row: int
    distance: npt.NDArray[np.float64]
    known: npt.NDArray[np.float64]
    neighbours: tuple[Neighbour, ...]
    candidates: int
    left_out: int
    trials: int

    @property
    def code(self) -> str:
        """Code of the territory asked about."""
        return str(self.registry.codes[self.row])

    @property
    def label(self) -> str:
        """Its name and municipality."""
        return self.registry.label(self.row)

    def to_geodataframe(self) -> geopandas.GeoDataFrame:
        """One row per neighbour: rank, distances, and the figure of each variable; its outline."""
        import geopandas as gpd

        found = self.neighbours
        columns: dict[str, Any] = {
            "rank": np.arange(1, len(found) + 1), "code": [n.code for n in found], "name": [n.label for n in found],
            "distance": [n.distance for n in found], "distance_low": [n.low for n in found],
            "distance_high": [n.high for n in found], "known": [n.known for n in found],
            "kept": [n.kept for n in found],
        }  # fmt: skip
        for k, variable in enumerate(self.compared.variables):
            columns[variable.id] = [n.reasons[k].theirs for n in found]
            columns[f"{variable.id}_part"] = [n.reasons[k].part for n in found]
        shapes = np.empty(len(found), dtype=object)
        shapes[:] = [self.registry.perimeters[n.row] for n in found]
        return gpd.GeoDataFrame(columns, geometry=shapes, crs=4326)


def set_of(path: Path | str | None) -> ComparedSet:
    """The set of a file, or the one that comes with Portée. Raises SourceError."""
    return shipped_set() if path is None else read_declared(path, ComparedSet)


@dataclass(frozen=True, eq=False)
class _From:
    """One territory as all others are compared with it."""

    registry: Registry
    compared: ComparedSet
    row: int
    traits: Traits
    values: npt.NDArray[np.float64]
    likeness: Likeness

    @classmethod
    def of(cls, registry: Registry, code: str, compared: ComparedSet) -> _From:
        row = registry.row(code)
        traits = traits_of(registry, compared)
        return cls(registry, compared, row, traits, compared_values(registry, compared), gower_distance(traits, row))

    def neighbour(self, other: int, kept: int | None) -> Neighbour:
        differences, parts = gower_reasons(self.traits, self.row, other)
        reasons = tuple(
            Reason(variable, self._shown(self.row, k), self._shown(other, k), float(differences[k]), float(parts[k]))
            for k, variable in enumerate(self.compared.variables)
        )
        return Neighbour(
            row=other,
            code=str(self.registry.codes[other]),
            label=self.registry.label(other),
            distance=float(self.likeness.distance[other]),
            low=float(self.likeness.low[other]),
            high=float(self.likeness.high[other]),
            known=float(self.likeness.known[other]),
            kept=kept,
            reasons=reasons,
        )

    def _shown(self, row: int, k: int) -> float | str:
        if self.compared.variables[k].categorical:
            return self.registry.departments[row]
        return float(self.values[row, k])


def find_alike(
    registry: Registry, code: str, k: int = 10, compared: ComparedSet | None = None, *, least_known: float = LEAST_KNOWN
) -> Alike:
    """The k territories most like one.

    Args:
        registry: of one geography, that of the code. code: of the territory. k: how many.
        compared: by what; the set of Portée otherwise. least_known: share of the weight to be known of both.

    Raises:
        ParameterError: a code of the other geography or not in the register, or a figure that it lacks.
    """
    here = _From.of(registry, code, compared or shipped_set())
    codes = registry.codes.tolist()
    everyone = most_alike(here.likeness, here.row, codes, max(1, len(codes)), least_known=least_known)
    found = most_alike(here.likeness, here.row, codes, k, least_known=least_known)
    kept, trials = times_kept(here.traits, here.row, codes, found, least_known=least_known)
    return Alike(
        registry=registry,
        compared=here.compared,
        row=here.row,
        distance=here.likeness.distance,
        known=here.likeness.known,
        neighbours=tuple(here.neighbour(other, times) for other, times in zip(found, kept, strict=True)),
        candidates=len(everyone),
        left_out=len(codes) - 1 - len(everyone),
        trials=trials,
    )
