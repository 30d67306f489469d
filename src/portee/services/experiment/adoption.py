"""The uptake of a novelty fitted and drawn out, and the neighbourhoods with which to begin so that it spreads."""

from __future__ import annotations

import csv
import io
import math
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

import portee
from portee.commons.experiments.bass import BassFit, fit_bass
from portee.commons.experiments.influence import Influence, fit_influence
from portee.commons.experiments.near_graph import near_graph
from portee.commons.experiments.seeding import SeedPlan, best_seeds, draw_followed
from portee.core.declared import file_text
from portee.core.errors import ParameterError, SourceError, Where
from portee.kernels.nearest_edge import metres_per_e7
from portee.territory.places import Places

if TYPE_CHECKING:
    import geopandas

__all__ = ["SEED_DOCS", "Seeds", "Uptake", "fit_uptake", "plan_seeds", "read_uptake", "seeds_record", "uptake_record"]

SEED_DOCS = {
    "fr": {
        "rank": "rang, 1 pour le premier à choisir", "id": "identifiant",
        "gained": "personnes que ce quartier ajoute à ceux d'avant, en moyenne",
        "reached": "personnes atteintes avec ceux d'avant, en moyenne", "share": "part de toutes, de 0 à 1",
    },
    "en": {
        "rank": "rank, 1 for the first to choose", "id": "identifier",
        "gained": "people that this neighbourhood adds to those before it, on average",
        "reached": "people reached together with those before it, on average", "share": "share of all, 0 to 1",
    },
}  # fmt: skip

SEPARATORS = ",;\t"


@dataclass(frozen=True, eq=False)
class Uptake:
    """An uptake that was seen, and the law fitted to it.

    Attributes:
        periods: labels. adopters: new ones in each. fit: the law. ahead: new adopters expected in the periods after.
    """

    periods: tuple[str, ...]
    adopters: npt.NDArray[np.float64]
    fit: BassFit
    ahead: npt.NDArray[np.float64]


def read_uptake(path: Path | str) -> tuple[tuple[str, ...], npt.NDArray[np.float64]]:
    """Labels and new adopters of each period from a CSV file with columns `period` and `adopters`, oldest first.

    Raises:
        SourceError: the file cannot be read, or a cell is wrong: with its line and column.
    """
    text = file_text(Path(path))
    head = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(SEPARATORS, key=head.count))
    columns = [name.strip() for name in next(reader, [])]
    for wanted in ("period", "adopters"):
        if wanted not in columns:
            raise SourceError(f"There is no column '{wanted}'.", where=Where(str(path), 1, wanted),
                              mend=f"Columns: {', '.join(columns) or 'none'}.")  # fmt: skip
    labels: list[str] = []
    counts: list[float] = []
    for row in reader:
        if not any(cell.strip() for cell in row):
            continue
        cells = {name: row[k].strip() if k < len(row) else "" for k, name in enumerate(columns)}
        try:
            count = float(cells["adopters"])
        except ValueError:
            count = math.nan
        if not math.isfinite(count) or count < 0:
            raise SourceError(
                f"'{cells['adopters'][:30]}' is no count of new adopters.",
                where=Where(str(path), reader.line_num, "adopters"), mend="Write a number, 0 where nobody did.",
            )  # fmt: skip
        if labels and cells["period"] <= labels[-1]:
            raise SourceError(
                f"'{cells['period'][:30]}' does not come after '{labels[-1][:30]}'.",
                where=Where(str(path), reader.line_num, "period"), mend="Sort the periods, each once, oldest first.",
            )  # fmt: skip
        labels.append(cells["period"])
        counts.append(count)
    return tuple(labels), np.array(counts, np.float64)


def fit_uptake(path: Path | str, *, ahead: int = 12, level: float = 0.05) -> Uptake:
    """The law nearest to an uptake, and what it expects next.

    Args:
        path: as `read_uptake`. ahead: periods expected after the last one. level: 1 less the coverage of intervals.

    Raises:
        SourceError: as `read_uptake`. ParameterError: no law can be told from these counts.
    """
    labels, counts = read_uptake(path)
    fit = fit_bass(counts, level=level)
    times = np.arange(len(counts), len(counts) + ahead + 1)
    return Uptake(labels, counts, fit, np.diff(fit.law.adopters(times)))


def uptake_record(found: Uptake) -> dict[str, Any]:
    """An uptake as JSON values."""
    fit, law = found.fit, found.fit.law
    return {
        "made_by": f"Portée {portee.__version__}",
        "result": "adoption",
        "source": "Bass 1969, doi:10.1287/mnsc.15.5.215",
        "periods": [found.periods[0], found.periods[-1], fit.periods],
        "seen": float(found.adopters.sum()),
        **{name: _interval(asdict(getattr(fit, name))) for name in ("own", "pull", "total")},
        "peak_after_periods": law.peak,
        "past_peak": fit.past_peak,
        "miss_per_period": fit.miss,
        "fitted": np.diff(law.adopters(np.arange(fit.periods + 1))).tolist(),
        "expected_next": found.ahead.tolist(),
    }


@dataclass(frozen=True, eq=False)
class Seeds:
    """Where to begin: the plan among places, and what it rests on; `fitted` where the influence was."""

    places: Places
    people: npt.NDArray[np.float64]
    plan: SeedPlan
    within_m: float
    influence: float
    fitted: Influence | None
    draws: int
    seed: int

    def to_geodataframe(self) -> geopandas.GeoDataFrame:
        """One row per place to begin with, the best first."""
        import geopandas as gpd

        rows = self.plan.seeds
        reached = np.cumsum(self.plan.gained)
        columns = {
            "rank": np.arange(1, len(rows) + 1), "id": [str(self.places.ids[row]) for row in rows],
            "gained": self.plan.gained, "reached": reached, "share": reached / max(float(self.people.sum()), 1e-300),
        }  # fmt: skip
        shapes = gpd.points_from_xy(self.places.lon[rows], self.places.lat[rows])
        return gpd.GeoDataFrame(columns, geometry=shapes, crs=4326)


def plan_seeds(
    places: Places, k: int, *, within_m: float, residents: str = "@count", influence: float = 0.8,
    adopted: str | None = None, draws: int = 200, seed: int = 0,
) -> Seeds:  # fmt: skip
    """The k places to begin with, so that most people end up following.

    Args:
        places: neighbourhoods. k: how many. within_m: places see each other within it, as the crow flies, metres.
        residents: column that counts people, "@count" for one per place.
        influence: weight of all neighbours together, above 0, 1 at most.
        adopted: column with the round in which each place took up a like practice, 0 where it began, empty for never;
            the influence is then fitted to it. draws, seed: of whom each follows.

    Raises:
        ParameterError: an argument is impossible, or the column is no count.
    """
    x_m, y_m = (metres * 1e7 for metres in metres_per_e7(int(np.mean(places.lat) * 1e7) if len(places) else 0))
    people = places.weight(residents)
    x, y, fitted = places.lon * x_m, places.lat * y_m, None
    if adopted is not None:
        fitted = fit_influence(near_graph(x, y, within_m), _rounds(places, adopted))
        influence = fitted.weight.estimate
    graph = near_graph(x, y, within_m, influence)
    plan = best_seeds(draw_followed(graph, people, draws=draws, seed=seed), k)
    return Seeds(places, people, plan, within_m, influence, fitted, draws, seed)


def _rounds(places: Places, column: str) -> npt.NDArray[np.int64]:
    """Rounds of a column, -1 for an empty cell."""
    import polars as pl

    if column not in places.attributes.columns:
        raise ParameterError(
            f"There is no column '{column}' of rounds.", where=Where(field="adopted"),
            mend=f"Columns: {', '.join(places.attributes.columns)}.",
        )  # fmt: skip
    text = places.attributes[column].cast(pl.String).str.strip_chars()
    empty = text.is_null() | (text == "")
    rounds = text.cast(pl.Float64, strict=False)
    if bool((~empty & (rounds.is_null() | (rounds < 0) | (rounds != rounds.round()))).any()):
        raise ParameterError(
            f"Some cells of '{column}' are no rounds.", where=Where(field="adopted"),
            mend="Write 0 where it began, 1, 2, … where it came later, nothing where it never came.",
        )  # fmt: skip
    return rounds.fill_null(-1).cast(pl.Int64).to_numpy()


def seeds_record(found: Seeds) -> dict[str, Any]:
    """What a plan says of itself, as JSON values."""
    return {
        "made_by": f"Portée {portee.__version__}",
        "result": "adoption-seeds",
        "source": "Kempe, Kleinberg & Tardos 2003, doi:10.1145/956750.956769",
        "parameters": {
            "k": len(found.plan.seeds), "within_m": found.within_m, "influence": found.influence,
            "draws": found.draws, "seed": found.seed,
        },
        "influence_fitted": None if found.fitted is None else {
            **_interval(asdict(found.fitted.weight)), "followers": found.fitted.followers, "own": found.fitted.own,
        },
        "places": len(found.places), "people": float(found.people.sum()), "reached": found.plan.reached,
        "worths_computed": found.plan.evaluated,
        "sources": [record.to_dict() for record in found.places.provenance],
    }  # fmt: skip


def _interval(values: dict[str, float]) -> dict[str, float | None]:
    return {
        name: values[name] if math.isfinite(values[name]) else None for name in ("estimate", "low", "high", "level")
    }
