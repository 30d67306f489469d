"""A travel-time matrix, from the chunks of a reach to a file, never whole in memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from portee.core.errors import ParameterError
from portee.core.progress import Progress
from portee.kernels.shortest import UNREACHED
from portee.network.network import Network
from portee.reach.reach import Chunk, Reach
from portee.reports.stream import ParquetStream, check_ending
from portee.services.record import percentile_name, result_record
from portee.territory.places import Places

__all__ = ["MatrixReport", "check_matrix_output", "matrix_columns", "matrix_facts", "matrix_tables", "write_matrix"]

MOST_CSV_ROWS = 20_000_000
ENDINGS = (".parquet", ".csv")


@dataclass(frozen=True)
class MatrixReport:
    """What was written.

    Attributes:
        path: the file.
        origins, destinations: places asked.
        unattached_origins, unattached_destinations: those with no street within reach of them.
        rows: rows written. pairs: pairs reached in at least one percentile.
        percentiles: as asked. reached: pairs reached at each percentile.
        notes: remarks the result carries.
    """

    path: Path
    origins: int
    destinations: int
    unattached_origins: int
    unattached_destinations: int
    rows: int
    pairs: int
    percentiles: tuple[float, ...]
    reached: tuple[int, ...]
    notes: tuple[str, ...]


def matrix_facts(report: MatrixReport) -> dict[str, Any]:
    """What was written, as JSON values."""
    return {**asdict(report), "path": str(report.path)}


def matrix_columns(percentiles: tuple[float, ...]) -> dict[str, str]:
    """Meaning of each column of travel times."""
    meaning = {}
    for p in percentiles:
        what = "median of" if p == 50 else f"percentile {p:g} of"
        meaning[f"travel_time_{percentile_name(p)}"] = f"travel time, {what} all minutes of the window, minutes"
    return meaning


def check_matrix_output(path: Path) -> None:
    """Refuse, before long work, a file that cannot hold a matrix. Raises ParameterError."""
    if path.suffix.lower() in (".gpkg", ".geojson"):
        raise ParameterError(
            "A matrix has no geometries.", where=str(path), mend="Give a name that ends in .parquet or .csv."
        )
    check_ending(path, endings=ENDINGS)


def matrix_tables(reach: Reach, chunks: Iterator[Chunk], *, all_pairs: bool = False) -> Iterator[pa.Table]:
    """Rows of a matrix, chunk by chunk, in the order of origins, then destinations.

    One row per pair reached in at least one percentile, or every pair with `all_pairs`; a percentile that is beyond
    reach is null. Minutes are float32, not rounded.
    """
    to_ids = pa.array(reach.destinations.ids.tolist(), pa.string())
    from_ids = pa.array(reach.origins.ids.tolist(), pa.string())
    names = list(matrix_columns(reach.percentiles))
    for chunk in chunks:
        # Percentiles are in order, so a pair beyond reach at the first is beyond reach at all.
        kept = np.ones_like(chunk.seconds[:, 0, :], np.bool_) if all_pairs else chunk.seconds[:, 0, :] != UNREACHED
        row, column = np.nonzero(kept)
        columns: dict[str, Any] = {
            "from_id": from_ids.take(pa.array(row + chunk.first)),
            "to_id": to_ids.take(pa.array(column)),
        }
        for number, name in enumerate(names):
            seconds = chunk.seconds[:, number, :][row, column]
            minutes = (seconds / 60).astype(np.float32)
            columns[name] = pa.array(minutes, pa.float32(), mask=seconds == UNREACHED)
        yield pa.table(columns)


def write_matrix(
    path: Path | str,
    network: Network,
    reach: Reach,
    *,
    all_pairs: bool = False,
    park_and_ride: Places | None = None,
    progress: Progress | None = None,
) -> MatrixReport:
    """Compute a reach and write it as it comes.

    Columns: `from_id`, `to_id`, and `travel_time_pNN` in minutes for each percentile.

    Args:
        path: .parquet, or .csv for a small one.
        network: what is searched, for the record.
        reach: what to compute.
        all_pairs: also write pairs beyond reach, as null.
        park_and_ride: car parks used, for the record.
        progress: told of each root searched.

    Raises:
        ParameterError: another ending, or too many rows for CSV.
        OutputError: the file could not be written; nothing is left of it.
    """
    path = Path(path)
    check_matrix_output(path)
    places = {"origins": reach.origins, "destinations": reach.destinations}
    if park_and_ride is not None:
        places["park_and_ride"] = park_and_ride
    record = result_record(
        "matrix", network, places, reach.travel, reach.window, percentiles=reach.percentiles, notes=reach.notes,
        parameters={"all_pairs": all_pairs},
    )  # fmt: skip
    docs = matrix_columns(reach.percentiles)
    reached = np.zeros(len(reach.percentiles), np.int64)
    tables = matrix_tables(reach, reach.chunks(progress), all_pairs=all_pairs)
    if path.suffix.lower() == ".csv":
        rows = _write_csv(path, tables, record, docs, reached)
    else:
        fields = [pa.field(name, pa.string()) for name in ("from_id", "to_id")]
        fields += [pa.field(name, pa.float32(), metadata={"description": text}) for name, text in docs.items()]
        with ParquetStream(path, pa.schema(fields), {**record, "columns": docs}) as stream:
            for table in tables:
                _count(table, reached)
                stream.write_batch(table)
        rows = stream.rows
    return MatrixReport(
        path, len(reach.origins), len(reach.destinations), reach.unattached_origins, reach.unattached_destinations,
        rows, int(reached.max()), reach.percentiles, tuple(reached.tolist()), reach.notes,
    )  # fmt: skip


def _count(table: pa.Table, reached: np.ndarray[Any, np.dtype[np.int64]]) -> None:
    for number, name in enumerate(table.column_names[2:]):
        reached[number] += table.num_rows - table[name].null_count


def _write_csv(
    path: Path,
    tables: Iterator[pa.Table],
    record: dict[str, Any],
    docs: dict[str, str],
    reached: np.ndarray[Any, np.dtype[np.int64]],
) -> int:
    from portee.reports.tables import write_table

    gathered: list[pa.Table] = []
    rows = 0
    for table in tables:
        _count(table, reached)
        rows += table.num_rows
        if rows > MOST_CSV_ROWS:
            raise ParameterError(
                f"The matrix has more than {MOST_CSV_ROWS:,} rows, too many for CSV.",
                where=str(path),
                mend="Give a name that ends in .parquet.",
            )
        gathered.append(table)
    # There is at least one origin, and so one chunk.
    write_table(pa.concat_tables(gathered), path, provenance=record, column_docs=docs)
    return rows
