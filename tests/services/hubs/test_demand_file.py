"""Tables of demand: read as written, every problem told with its row."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from portee.core.errors import ManyProblems, SourceError
from portee.services.hubs.demand_file import NEEDED, read_demand
from portee.services.hubs.designed import DEMAND

ROW = "a,cars,plein,workday,8,0.5,0,2,12\n"
HEAD = ",".join(DEMAND) + "\n"


def _write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "demand.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_of_a_design_is_read(tmp_path: Path) -> None:
    assert set(NEEDED) <= set(DEMAND)
    path = _write(tmp_path, HEAD + ROW)
    (row,) = read_demand(path, ("cars",))
    assert (row.profile, row.hour, row.trips_day, row.hours_trip, row.km_trip) == ("a", 8, 0.5, 2.0, 12.0)
    pl.read_csv(path).write_parquet(tmp_path / "demand.parquet")
    assert read_demand(tmp_path / "demand.parquet", ("cars",)) == (row,)


def test_all_that_is_wrong_is_told_with_its_line(tmp_path: Path) -> None:
    path = _write(tmp_path, HEAD + ROW + ",bus,plein,holiday,24,-1,0,x,inf\n")
    with pytest.raises(ManyProblems) as told:
        read_demand(path, ("cars",))
    places = [(problem.where.line, problem.where.field) for problem in told.value.problems if problem.where]
    assert {line for line, _ in places} == {3}
    assert [field for _, field in places] == list(NEEDED)


@pytest.mark.parametrize(
    ("text", "told"),
    [("profile,service\na,cars\n", "no column 'day_type'"), (HEAD, "empty"), ("", "cannot be read")],
)
def test_what_is_no_table_of_demand_is_refused(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(SourceError, match=told):
        read_demand(_write(tmp_path, text), ("cars",))


def test_a_hire_of_years_is_told_with_the_most_there_is(tmp_path: Path) -> None:
    path = _write(tmp_path, HEAD + ROW.replace(",2,12", ",1e6,12"))
    with pytest.raises(SourceError, match="'1e6' is not a number from 0 to 744"):
        read_demand(path, ("cars",))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        read_demand(tmp_path / "none.csv", ("cars",))
