"""Trips between places that somebody has counted, instead of a gravity model: origin, destination, trips."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

from portee.core.errors import ParameterError, SourceError, Where
from portee.core.provenance import Provenance, sha256_of
from portee.territory.places import Places

__all__ = ["Flows", "flow_table", "read_flows"]

COLUMNS = ("origin", "destination", "trips")
ENDINGS = (".csv", ".parquet")


@dataclass(frozen=True, eq=False)
class Flows:
    """Trips a day between places, by their ids: object (k,) twice, float64 (k,)."""

    origin: npt.NDArray[np.object_]
    destination: npt.NDArray[np.object_]
    trips: npt.NDArray[np.float64]
    provenance: Provenance | None = None


def read_flows(path: Path | str) -> Flows:
    """Flows of a .csv or .parquet file with the columns origin, destination and trips.

    Raises:
        SourceError: the file cannot be read, or lacks a column, or a row has no number of trips.
    """
    path = Path(path)
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise SourceError("Flows are read from .csv and .parquet alone.", where=str(path), mend="Save them as CSV.")
    try:
        sha256, size = sha256_of(path)
        found = pl.read_csv(path, infer_schema=False) if ending == ".csv" else pl.read_parquet(path)
    except (OSError, pl.exceptions.PolarsError) as problem:
        raise SourceError(f"The flows cannot be read: {problem}.", where=str(path), mend="Check the file.") from None
    missing = [name for name in COLUMNS if name not in found.columns]
    if missing:
        raise SourceError(
            f"The flows have no column '{missing[0]}'.", where=Where(str(path), field=missing[0]),
            mend=f"Give the columns {', '.join(COLUMNS)}; it has {', '.join(found.columns[:8])}.",
        )  # fmt: skip
    trips = found["trips"].cast(pl.Float64, strict=False).fill_null(float("nan")).to_numpy()
    ends = [found[name].cast(pl.String).fill_null("").to_numpy().astype(object) for name in COLUMNS[:2]]
    wrong = ~(np.isfinite(trips) & (trips >= 0))
    if wrong.any():
        row = int(np.argmax(wrong))
        raise SourceError(
            f"The trips from '{ends[0][row]}' to '{ends[1][row]}' are no number of 0 or more.",
            where=Where(str(path), row + 2, "trips"), mend="Correct the row, or leave it out.",
        )  # fmt: skip
    record = Provenance("flows", path.name, sha256, size, rows={"flows": len(trips)})
    return Flows(ends[0], ends[1], np.array(trips, np.float64), record)


def flow_table(
    flows: Flows, origins: Places, destinations: Places, *, absent: bool = False
) -> tuple[npt.NDArray[np.float64], float]:
    """Trips of every pair, float64 (n, m), and those left out because an end is not there.

    Args:
        absent: whether places may be missing, as after a scenario that removes some.

    Raises:
        ParameterError: a flow names a place that is not there.
    """
    table = np.zeros((len(origins), len(destinations)))
    rows, columns = (_rows(places, ids) for places, ids in ((origins, flows.origin), (destinations, flows.destination)))
    known = (rows >= 0) & (columns >= 0)
    if not absent and not known.all():
        at = int(np.argmin(known))
        role, id = ("origin", flows.origin[at]) if rows[at] < 0 else ("destination", flows.destination[at])
        raise ParameterError(
            f"The flows name the {role} '{id}', which is not among the places ({int((~known).sum())} of "
            f"{len(known)} flows are so).",
            where=Where(field="--flows"), mend="Give the ids of the files of origins and opportunities.",
        )  # fmt: skip
    np.add.at(table, (rows[known], columns[known]), flows.trips[known])
    return table, float(flows.trips[~known].sum())


def _rows(places: Places, ids: npt.NDArray[np.object_]) -> npt.NDArray[np.int64]:
    row = {str(id): k for k, id in enumerate(places.ids.tolist())}
    return np.array([row.get(str(id), -1) for id in ids.tolist()], np.int64)
