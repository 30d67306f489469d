from __future__ import annotations

import polars as pl
import pytest

from portee.sources.synthetic import SyntheticTerritory
from portee.sources.synthetic.opportunities import SHIFTS, TOWN_SECTORS, atypical_share


@pytest.fixture(scope="module")
def jobs(town: SyntheticTerritory) -> pl.DataFrame:
    return pl.read_csv(town.jobs)


def test_there_are_two_jobs_for_five_residents(town: SyntheticTerritory, jobs: pl.DataFrame) -> None:
    assert jobs["jobs"].sum() == town.job_count == 12_000


def test_jobs_have_hours_and_weekend_parts(jobs: pl.DataFrame) -> None:
    assert jobs["id"].n_unique() == jobs.height
    assert (jobs["jobs"] > 0).all()
    assert (jobs["jobs_sunday"] <= jobs["jobs"]).all()
    assert (jobs["jobs_saturday"] <= jobs["jobs"]).all()
    assert jobs["shift_start"].str.contains(r"^\d\d:\d\d$").all()
    assert jobs["shift_end"].str.contains(r"^\d\d:\d\d$").all()
    nights = jobs.filter((pl.col("sector") == "hospital") & (pl.col("shift_start") == "21:00"))
    assert nights["jobs"].sum() > 0
    assert (nights["atypical_share"] == 1).all()
    sunday = jobs.filter(pl.col("sector") == "shopping")
    assert int(sunday["jobs_sunday"].sum()) > 0.4 * int(sunday["jobs"].sum())


def test_a_workplace_stands_in_one_spot(jobs: pl.DataFrame) -> None:
    spots = jobs.group_by("workplace").agg(pl.struct("lon", "lat").n_unique().alias("spots"))
    assert (spots["spots"] == 1).all()


def test_shares_of_shifts_and_sectors_add_up() -> None:
    assert sum(TOWN_SECTORS.values()) == pytest.approx(1)
    for sector, (shifts, saturday, sunday) in SHIFTS.items():
        assert sum(shifts.values()) == pytest.approx(1), sector
        assert 0 <= sunday <= saturday <= 1


@pytest.mark.parametrize(
    ("start", "end", "share"),
    [
        ("09:00", "17:00", 0.0),
        ("21:00", "05:00", 1.0),
        ("05:00", "09:00", 0.5),
        ("17:00", "21:00", 0.5),
        ("21:00", "09:00", 0.833),
    ],
)
def test_atypical_share(start: str, end: str, share: float) -> None:
    assert atypical_share(start, end) == share


@pytest.mark.parametrize(
    ("name", "column"), [("training", "places"), ("childcare", "places"), ("health", "kind"), ("shops", "kind")]
)
def test_tables_have_id_and_place(town: SyntheticTerritory, name: str, column: str) -> None:
    table = pl.read_csv(getattr(town, name))
    assert table.columns[:3] == ["id", "lon", "lat"]
    assert column in table.columns
    assert table["id"].n_unique() == table.height
    assert table["lon"].is_between(town.centre_lon - 0.1, town.centre_lon + 0.1).all()
    assert table["lat"].is_between(town.centre_lat - 0.1, town.centre_lat + 0.1).all()
    assert table.null_count().sum_horizontal().item() == 0


def test_childcare_opens_before_it_closes(town: SyntheticTerritory) -> None:
    table = pl.read_csv(town.childcare)
    assert (table["opens"] < table["closes"]).all()
