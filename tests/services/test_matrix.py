from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from portee.core.errors import OutputError, ParameterError
from portee.core.progress import Cancelled, Silent
from portee.services import matrix
from portee.services.matrix import matrix_columns, matrix_tables, write_matrix
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.services.journeys import request_of


def test_rows_are_the_chunks(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    reach = request_of(xs_world, xs_territory).over(xs_world)
    minutes = reach.minutes()
    every = pa.concat_tables(list(matrix_tables(reach, reach.chunks(), all_pairs=True)))
    some = pa.concat_tables(list(matrix_tables(reach, reach.chunks())))
    origins, _, destinations = reach.shape
    assert every.num_rows == origins * destinations
    for number, name in enumerate(matrix_columns(reach.percentiles)):
        column = every[name].to_numpy(zero_copy_only=False).reshape(origins, destinations)
        assert np.array_equal(np.where(np.isnan(column), np.inf, column), minutes[:, number])
    assert every["from_id"].to_pylist() == np.repeat(reach.origins.ids, destinations).tolist()
    assert every["to_id"].to_pylist() == np.tile(reach.destinations.ids, origins).tolist()
    assert some.num_rows == np.isfinite(minutes).any(axis=1).sum() < every.num_rows
    assert pl.from_arrow(some).equals(pl.from_arrow(every).filter(pl.col("travel_time_p25").is_not_null()))  # type: ignore[arg-type]


def test_file_holds_rows_meanings_and_sources(
    xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:
    reach = request_of(xs_world, xs_territory).over(xs_world)
    report = write_matrix(tmp_path / "m.parquet", xs_world.network, reach)
    assert report.rows == report.pairs == pq.read_metadata(tmp_path / "m.parquet").num_rows
    assert report.reached[0] >= report.reached[1]
    schema = pq.read_schema(tmp_path / "m.parquet")
    assert b"minutes" in schema.field("travel_time_p50").metadata[b"description"]
    record = json.loads(schema.metadata[b"portee"])
    assert record["network"] == xs_world.network.key
    assert record["places"] == {"origins": ["residents_200m.gpkg"], "destinations": ["jobs.csv"]}


def test_same_question_same_bytes(xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_matrix(tmp_path / f"{name}.parquet", xs_world.network, request_of(xs_world, xs_territory).over(xs_world))
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()


def test_names_of_columns() -> None:
    assert list(matrix_columns((2.5, 50.0))) == ["travel_time_p2_5", "travel_time_p50"]


@pytest.mark.parametrize("ending", ["parquet", "csv"])
def test_cancelled_work_leaves_nothing(
    xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path, ending: str
) -> None:
    class Impatient(Silent):
        def advance(self, steps: int = 1) -> None:
            raise Cancelled(steps)

    with pytest.raises(Cancelled):
        write_matrix(
            tmp_path / f"m.{ending}",
            xs_world.network,
            request_of(xs_world, xs_territory).over(xs_world),
            progress=Impatient(),
        )
    assert list(tmp_path.iterdir()) == []


def test_too_much_for_csv(
    xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matrix, "MOST_CSV_ROWS", 10)
    reach = request_of(xs_world, xs_territory).over(xs_world)
    with pytest.raises(ParameterError, match=r"\.parquet"):
        write_matrix(tmp_path / "m.csv", xs_world.network, reach)
    with pytest.raises(ParameterError, match="no geometries"):
        write_matrix(tmp_path / "m.geojson", xs_world.network, reach)
    with pytest.raises(OutputError, match="does not exist"):
        write_matrix(tmp_path / "none" / "m.parquet", xs_world.network, reach)
    assert list(tmp_path.iterdir()) == []
