"""A long result comes whole or not at all."""

from __future__ import annotations

import errno
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from portee.core.errors import OutputError, ParameterError
from portee.reports.stream import ParquetStream, provenance_json
from portee.reports.tables import read_result

SCHEMA = pa.schema(
    [pa.field("from_id", pa.string()), pa.field("travel_time_p50", pa.float32(), metadata={"description": "minutes"})]
)


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_batches_of_any_kind_in_any_order_of_columns(tmp_path: Path) -> None:
    path = tmp_path / "m.parquet"
    with ParquetStream(path, SCHEMA, {"z": 1, "a": ["é"]}) as stream:
        stream.write_batch(pl.DataFrame({"travel_time_p50": [1.5, None], "from_id": ["a", "b"]}))
        stream.write_batch(pa.table({"from_id": ["c"], "travel_time_p50": pa.array([2.5], pa.float64())}))
        stream.write_batch(
            pa.record_batch({"from_id": pa.array([], pa.string()), "travel_time_p50": pa.array([], pa.float32())})
        )
        assert not path.exists()
        assert stream.rows == 3
    frame, provenance = read_result(path)
    assert frame["from_id"].tolist() == ["a", "b", "c"]
    assert provenance == {"a": ["é"], "z": 1}
    assert pq.read_schema(path).field("travel_time_p50").metadata == {b"description": b"minutes"}
    assert pq.ParquetFile(path).num_row_groups == 2


def test_same_batches_same_bytes(tmp_path: Path) -> None:
    for name in ("a.parquet", "b.parquet"):
        with ParquetStream(tmp_path / name, SCHEMA, {"z": 1}) as stream:
            stream.write_batch(pl.DataFrame({"from_id": ["a"] * 999, "travel_time_p50": range(999)}))
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()


def test_no_rows_is_still_a_result(tmp_path: Path) -> None:
    with ParquetStream(tmp_path / "m.parquet", SCHEMA, {}):
        pass
    assert len(read_result(tmp_path / "m.parquet")[0]) == 0


@pytest.mark.parametrize(
    ("raised", "seen"),
    [
        (KeyboardInterrupt(), KeyboardInterrupt),
        (ValueError("no"), ValueError),
        (OSError(errno.ENOSPC, "full"), OutputError),
    ],
)
def test_interruption_leaves_nothing_new(tmp_path: Path, raised: BaseException, seen: type[BaseException]) -> None:
    path = tmp_path / "m.parquet"
    path.write_bytes(b"former")

    def write() -> None:
        with ParquetStream(path, SCHEMA, {}) as stream:
            stream.write_batch(pl.DataFrame({"from_id": ["a"], "travel_time_p50": [1.0]}))
            raise raised

    with pytest.raises(seen):
        write()
    assert names(tmp_path) == ["m.parquet"]
    assert path.read_bytes() == b"former"


def test_full_disk_at_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: pq.ParquetWriter) -> None:
        del self
        raise OSError(errno.ENOSPC, "No space left on device")

    def write() -> None:
        with ParquetStream(tmp_path / "m.parquet", SCHEMA, {}) as stream:
            monkeypatch.setattr(type(stream._writer), "close", full)

    with pytest.raises(OutputError, match="disk is full"):
        write()
    monkeypatch.undo()
    assert names(tmp_path) == []


def test_what_does_not_fit_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match=r"'\.csv'"):
        ParquetStream(tmp_path / "m.csv", SCHEMA, {})
    with pytest.raises(ParameterError, match="not be written as JSON"):
        provenance_json({"a": float("nan")}, tmp_path / "m.parquet")
    with pytest.raises(OutputError, match="does not exist"), ParquetStream(tmp_path / "no" / "m.parquet", SCHEMA, {}):
        pass
    stream = ParquetStream(tmp_path / "m.parquet", SCHEMA, {})
    with pytest.raises(OutputError, match="not open"):
        stream.write_batch(pl.DataFrame())
    with stream, pytest.raises(ParameterError, match="A batch has columns x where"):
        stream.write_batch(pl.DataFrame({"x": [1]}))
    with stream, pytest.raises(ParameterError, match="does not fit"):
        stream.write_batch(pl.DataFrame({"from_id": ["a"], "travel_time_p50": ["x"]}))
