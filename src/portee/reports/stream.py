"""A Parquet result written batch by batch, and what all result files share: endings and the provenance's text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from portee.core.atomic import atomic_file
from portee.core.errors import OutputError, ParameterError

__all__ = ["ENDINGS", "PROVENANCE_KEY", "ParquetStream", "check_ending", "provenance_json"]

ENDINGS = (".parquet", ".gpkg", ".csv", ".geojson")
PROVENANCE_KEY = "portee"


def check_ending(path: Path, *, endings: tuple[str, ...] = ENDINGS) -> None:
    """Refuse, before long work, a result file whose ending names no known format.

    Raises:
        ParameterError: the ending is not one of `endings`.
    """
    if path.suffix.lower() not in endings:
        ending = f"'{path.suffix}'" if path.suffix else "no ending"
        raise ParameterError(
            f"A result cannot be written with {ending}.", where=str(path), mend=f"Use one of {', '.join(endings)}."
        )


def provenance_json(values: Mapping[str, Any], path: Path) -> str:
    """Provenance as JSON text, keys in order; `path` is the result's, for the message.

    Raises:
        ParameterError: a value is not JSON.
    """
    try:
        return json.dumps(values, ensure_ascii=False, sort_keys=True, allow_nan=False)
    except (TypeError, ValueError) as problem:
        raise ParameterError(f"The provenance cannot be written as JSON ({problem}).", where=str(path)) from problem


class ParquetStream(AbstractContextManager["ParquetStream"]):
    """A Parquet file written batch by batch, for results too large to hold; it appears when the block ends well.

    Args:
        path: the file, ending in .parquet; it is replaced when it exists.
        schema: the columns of every batch. Field metadata "description" may hold their meaning and unit.
        metadata: JSON values carried in the file under the key "portee", as the provenance of `write_table`.

    Raises:
        ParameterError: another ending, or a batch of other columns.
        OutputError: the file could not be written; nothing is left of it.
    """

    def __init__(self, path: Path | str, schema: pa.Schema, metadata: Mapping[str, Any]) -> None:
        self.path = Path(path)
        check_ending(self.path, endings=(".parquet",))
        self.schema = schema.with_metadata({PROVENANCE_KEY.encode(): provenance_json(metadata, self.path).encode()})
        self.rows = 0
        self._target: AbstractContextManager[Path] | None = None
        self._writer: pq.ParquetWriter | None = None

    def __enter__(self) -> Self:
        target = atomic_file(self.path)
        partial = target.__enter__()
        try:
            self._writer = pq.ParquetWriter(partial, self.schema, compression="zstd")
        except BaseException as problem:
            # The context closes itself, and turns what happened into the error to show.
            target.__exit__(type(problem), problem, problem.__traceback__)
            raise
        self._target = target
        return self

    def write_batch(self, table: pa.Table | pa.RecordBatch | pl.DataFrame) -> None:
        """Append rows; the columns are those of the schema, by name and type, in any order."""
        if self._writer is None:
            raise OutputError("The result is not open for writing.", where=str(self.path))
        batch = table.to_arrow() if isinstance(table, pl.DataFrame) else table
        if isinstance(batch, pa.RecordBatch):
            batch = pa.Table.from_batches([batch])
        if set(batch.column_names) != set(self.schema.names):
            raise ParameterError(
                f"A batch has columns {', '.join(batch.column_names)} where the result has "
                f"{', '.join(self.schema.names)}.",
                where=str(self.path),
            )
        try:
            batch = batch.select(self.schema.names).cast(self.schema)
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as problem:
            raise ParameterError(f"A batch does not fit the result ({problem}).", where=str(self.path)) from problem
        if batch.num_rows:
            self._writer.write_table(batch)
            self.rows += batch.num_rows

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> bool | None:
        writer, target = self._writer, self._target
        self._writer = self._target = None
        if writer is None or target is None:
            return None
        try:
            writer.close()
        except BaseException as closing:
            # Else the writer tries again when it is collected, and prints what it meets then.
            writer.is_open = False
            if problem is None:
                target.__exit__(type(closing), closing, closing.__traceback__)
                raise
        return target.__exit__(kind, problem, trace)
