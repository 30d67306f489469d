from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from portee.core.errors import ParameterError, SourceError
from portee.services.modal.flows import flow_table, read_flows
from tests.worlds import places_at

TEXT = "origin,destination,trips\np0,w1,3\np1,w0,2.5\np0,w1,1\n"


def test_flows_of_a_file_are_added_up(tmp_path: Path) -> None:
    path = tmp_path / "flows.csv"
    path.write_text(TEXT, encoding="utf-8")
    here, there = places_at([5.0, 5.1], [43.0, 43.0]), places_at([5.0, 5.1], [43.0, 43.0], "w")
    table, left = flow_table(read_flows(path), here, there)
    assert table.tolist() == [[0, 4], [2.5, 0]]
    assert left == 0
    pl.read_csv(path).write_parquet(tmp_path / "flows.parquet")
    again, _ = flow_table(read_flows(tmp_path / "flows.parquet"), here, there)
    np.testing.assert_array_equal(again, table)
    record = read_flows(path).provenance
    assert record is not None
    assert record.rows == {"flows": 3}


def test_a_place_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "flows.csv"
    path.write_text(TEXT, encoding="utf-8")
    here, there = places_at([5.0, 5.1], [43.0, 43.0]), places_at([5.0], [43.0], "w")
    with pytest.raises(ParameterError, match=r"destination 'w1'.*2 of 3 flows"):
        flow_table(read_flows(path), here, there)
    table, left = flow_table(read_flows(path), here, there, absent=True)
    assert table.tolist() == [[0], [2.5]]
    assert left == 4


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("origin,destination\na,b\n", "no column 'trips'"),
        ("origin,destination,trips\na,b,many\n", "line 2, field 'trips': The trips from 'a' to 'b'"),
        ("origin,destination,trips\na,b,1\na,c,-1\n", "line 3"),
        ("", "cannot be read"),
    ],
)
def test_wrong_files_say_where(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "flows.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=told):
        read_flows(path)


def test_other_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="alone"):
        read_flows(tmp_path / "flows.xlsx")
    with pytest.raises(SourceError, match="cannot be read"):
        read_flows(tmp_path / "none.csv")
