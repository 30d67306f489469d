"""Groups of territories that are alike, each around a typical one, with how well it holds together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError
from portee.core.progress import Progress
from portee.indicators.compared import ComparedSet, compared_values, shipped_set, traits_of
from portee.indicators.grouping import Medoids, k_medoids, silhouette_widths
from portee.indicators.likeness import gower_matrix
from portee.indicators.neighbours import LEAST_KNOWN
from portee.indicators.steadiness import SOLID, WEAK, Steadiness, group_steadiness
from portee.territory.registry import Registry

if TYPE_CHECKING:
    import geopandas

__all__ = ["GROUP_DOCS", "LITTLE", "Groups", "group_territories"]

MOST_TRIED = 8
"""Without a number of groups, those from 2 to this many are tried."""

LITTLE = 0.25
"""Mean silhouette up to which there is no substantial structure. Kaufman & Rousseeuw 1990,
doi:10.1002/9780470316801."""

GROUP_DOCS = {
    "fr": {
        "code": "code du quartier", "name": "nom et commune", "group": "numéro du groupe",
        "typical": "vrai pour le territoire type du groupe", "silhouette": "silhouette, de -1 à 1",
        "to_typical": "distance au territoire type, de 0 à 1",
    },
    "en": {
        "code": "code of the neighbourhood", "name": "name and municipality", "group": "number of the group",
        "typical": "true for the typical territory of the group", "silhouette": "silhouette, -1 to 1",
        "to_typical": "distance to the typical territory, 0 to 1",
    },
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Groups:
    """The groups.

    Attributes:
        registry, compared: what was grouped, and by what.
        rows: (n,) of the territories of which enough is known; the others are in no group.
        found: medoids and labels among these rows.
        silhouette: (n,). steadiness: how the groups stood up to leaving territories out.
        tried: mean silhouette by number of groups, for those that were tried.
        medians: (k, p) of the variables' figures in each group, NaN where none is known.
        to_typical: (n,) distance to the typical territory.
    """

    registry: Registry
    compared: ComparedSet
    rows: npt.NDArray[np.int64]
    found: Medoids
    silhouette: npt.NDArray[np.float64]
    steadiness: Steadiness
    tried: dict[int, float]
    medians: npt.NDArray[np.float64]
    to_typical: npt.NDArray[np.float64]

    @property
    def left_out(self) -> int:
        """Territories in no group, too little being known of them."""
        return len(self.registry) - len(self.rows)

    def sizes(self) -> list[int]:
        """Territories of each group."""
        return [int((self.found.labels == group).sum()) for group in range(len(self.found.medoids))]

    def typical(self, group: int) -> int:
        """Row of the register of the typical territory of a group."""
        return int(self.rows[self.found.medoids[group]])

    def holds(self, group: int) -> str:
        """How alike the group stays: "solid", "fair" or "weak"."""
        likeness = float(self.steadiness.jaccard[group])
        return "solid" if likeness >= SOLID else "fair" if likeness > WEAK else "weak"

    def to_geodataframe(self) -> geopandas.GeoDataFrame:
        """One row per territory in a group."""
        import geopandas as gpd

        typical = np.zeros(len(self.rows), dtype=bool)
        typical[self.found.medoids] = True
        columns: dict[str, Any] = {
            "code": self.registry.codes[self.rows].tolist(),
            "name": [self.registry.label(row) for row in self.rows.tolist()],
            "group": (self.found.labels + 1).tolist(), "typical": typical, "silhouette": self.silhouette,
            "to_typical": self.to_typical,
        }  # fmt: skip
        return gpd.GeoDataFrame(columns, geometry=self.registry.perimeters[self.rows], crs=4326)


def group_territories(
    registry: Registry,
    k: int | None = None,
    compared: ComparedSet | None = None,
    *,
    least_known: float = LEAST_KNOWN,
    draws: int = 100,
    seed: int = 0,
    progress: Progress | None = None,
) -> Groups:
    """Group the territories of a register.

    Args:
        registry: of one geography. k: how many groups; the number of best mean silhouette otherwise.
        compared: by what; the set of Portée otherwise.
        least_known: share of the weight that must be known of a territory, or it is in no group.
        draws, seed: of the test of stability. progress: told of its draws.

    Raises:
        ParameterError: a figure that the register lacks, or fewer territories than groups.
    """
    chosen = compared or shipped_set()
    traits = traits_of(registry, chosen)
    known = (traits.weights * np.isfinite(traits.values)).sum(axis=1) / traits.weights.sum()
    # More than half of the weight known of each leaves something known of both.
    rows = np.flatnonzero((known >= least_known) & (known > 0.5))
    if len(rows) < 2:
        raise ParameterError(
            f"Enough is known of {len(rows)} territories only: there is nothing to group.",
            mend="Import figures of more territories.",
        )
    table = gower_matrix(traits)[np.ix_(rows, rows)]
    tried: dict[int, float] = {}
    if k is None:
        for number in range(2, min(MOST_TRIED, len(rows) - 1) + 1):
            tried[number] = float(silhouette_widths(table, k_medoids(table, number).labels).mean())
        k = max(tried, key=lambda number: (tried[number], -number)) if tried else 1
    found = k_medoids(table, k)
    values = compared_values(registry, chosen)[rows]
    medians = np.array([[_median(values[found.labels == g, j]) for j in range(values.shape[1])] for g in range(k)])
    return Groups(
        registry=registry,
        compared=chosen,
        rows=rows,
        found=found,
        silhouette=silhouette_widths(table, found.labels),
        steadiness=group_steadiness(table, k, draws=draws, seed=seed, progress=progress),
        tried=tried,
        medians=medians,
        to_typical=table[np.arange(len(rows)), found.medoids[found.labels]],
    )


def _median(values: npt.NDArray[np.float64]) -> float:
    known = values[np.isfinite(values)]
    return float(np.median(known)) if len(known) else float("nan")
