from __future__ import annotations

import errno
import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from portee.reports.tables import read_result
from portee.sources.synthetic import SyntheticTerritory
from tests.cli.conftest import Ran, Run


def test_writes_origins_with_their_figures(portee: Run, commute: list[str]) -> None:
    ran = portee(*commute, "-o", "a.gpkg")
    assert ran.code == 0, ran.err
    assert "Next: portee map a.gpkg -o a.html" in ran.out
    frame, record = read_result(Path("a.gpkg"))
    assert "jobs_within_20_min_p50" in frame.columns
    assert frame["jobs_within_20_min_p50"].max() > 0
    assert frame["residents"].sum() == 3000
    assert set(frame.geom_type) == {"Polygon"}
    assert "jobs, T = 20 min (opportunities)" in record["columns"]["jobs_within_20_min_p50"]
    assert "(opportunités)" in record["meanings"]["fr"]["jobs_within_20_min_p50"]
    assert "Synthetic" in record["notes"][0]


@pytest.mark.parametrize("ending", ["parquet", "gpkg", "csv", "geojson"])
def test_every_format_holds_the_same_and_twice_the_same_bytes(portee: Run, commute: list[str], ending: str) -> None:
    assert portee(*commute, "-o", f"a.{ending}").code == 0
    first = Path(f"a.{ending}").read_bytes()
    assert portee(*commute, "-o", f"a.{ending}").code == 0
    assert Path(f"a.{ending}").read_bytes() == first
    portee(*commute, "-o", "b.parquet")
    one, other = (read_result(Path(name))[0].set_index("id") for name in (f"a.{ending}", "b.parquet"))
    assert np.array_equal(one["jobs_within_20_min_p50"], other.loc[one.index]["jobs_within_20_min_p50"])


def test_every_way_of_counting(portee: Run, commute: list[str], xs_territory: SyntheticTerritory) -> None:
    ran = portee(
        *commute, "--opportunities", xs_territory.childcare, "--weight", "places", "--cutoff", "30",
        "--interval", "10-20",
        "--decay", "half_life=20", "--decay", "power-2", "--nearest", "1", "--nearest", "2", "--percentile", "2.5",
        "--percentile", "50", "-o", "a.csv", "--json",
    )  # fmt: skip
    assert ran.code == 0, ran.err
    columns = json.loads(ran.out)["columns"]
    ways = ("within_20_min", "within_30_min", "mean_10_to_20_min", "half_life_20", "power_2", "nearest_1", "nearest_2")
    assert columns == [f"{weight}_{way}_{p}" for weight in ("jobs", "places") for way in ways for p in ("p2_5", "p50")]
    frame = pl.read_csv("a.csv")
    assert (frame["jobs_within_20_min_p50"] <= frame["jobs_within_30_min_p50"]).all()
    assert (frame["jobs_within_20_min_p50"] <= frame["jobs_within_20_min_p2_5"]).all()
    assert (frame["places_nearest_1_p50"] <= frame["places_nearest_2_p50"].fill_null(1e9)).all()


def test_counting_places_by_what_they_are(portee: Run, commute: list[str], xs_territory: SyntheticTerritory) -> None:
    commute[5] = str(xs_territory.shops)
    commute[7] = "food=1"
    ran = portee(*commute, "--weight", "@count", "-o", "a.csv", "--json")
    assert json.loads(ran.out)["columns"] == ["food_1_within_20_min_p50", "count_within_20_min_p50"]
    frame = pl.read_csv("a.csv")
    assert (frame["food_1_within_20_min_p50"] <= frame["count_within_20_min_p50"]).all()
    assert 0 < frame["food_1_within_20_min_p50"].max() < frame["count_within_20_min_p50"].max()  # type: ignore[operator]


def test_by_hour(portee: Run, commute: list[str]) -> None:
    ran = portee(*commute, "--by-hour", "-o", "a.parquet")
    assert ran.code == 0, ran.err
    frame, record = read_result(Path("a.parquet"))
    assert frame["hour"].unique().tolist() == list(range(24))
    assert len(frame) % 24 == 0
    assert record["parameters"]["hours"] == list(range(24))
    by_hour = frame.groupby("hour")["jobs_within_20_min_p50"].mean()
    assert by_hour[8] > by_hour[3]
    portee(*commute, "--depart", "08:00", "-o", "eight.parquet")
    at_eight = frame[frame["hour"] == 8]["jobs_within_20_min_p50"].to_numpy()
    assert np.array_equal(at_eight, read_result(Path("eight.parquet"))[0]["jobs_within_20_min_p50"])


def test_groups_of_residents(portee: Run, commute: list[str]) -> None:
    groups = ("--group", "imputed", "--group-weight", "residents", "--population", "poor_households")
    ran = portee(*commute, *groups, "-o", "a.gpkg")
    assert ran.code == 0, ran.err
    assert "poor_households" in ran.out
    summary = pl.read_csv("a.summary.csv")
    everyone = summary.filter(pl.col("group") == "all")
    parts = summary.filter(pl.col("group").is_in(["true", "false"]))
    assert everyone["residents"].to_list() == [3000.0]
    assert parts["residents"].sum() == 3000.0
    mean = (parts["mean"] * parts["residents"]).sum() / 3000
    assert everyone["mean"][0] == pytest.approx(mean)
    assert json.loads(Path("a.summary.csv.provenance.json").read_text())["result"] == "access summary"


def test_quantiles_of_income(portee: Run, commute: list[str]) -> None:
    quantiles = ("--group", "poverty_rate", "--group-quantiles", "3", "--group-weight", "residents")
    ran = portee(*commute, *quantiles, "-o", "a.gpkg", "--json")
    found = {row["group"]: row["residents"] for row in json.loads(ran.out)["summary"]}
    assert set(found) == {"all", "1", "2", "3"}
    assert sum(found[k] for k in "123") == found["all"]


def refused(ran: Ran, *words: str, left: tuple[str, ...] = ()) -> None:
    assert ran.code == 2, ran
    assert ran.out == ""
    assert ran.err.startswith("Error: ")
    assert ran.err.count("\n") == 1
    for word in words:
        assert word in ran.err, ran.err
    assert sorted(path.name for path in Path.cwd().iterdir()) == sorted(left)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--weight", "job"), ("no column 'job'", "Did you mean 'jobs'")),
        (("--weight", "sector=magic"), ("'magic'", "Its values are")),
        (("--cutoff", "130"), ("130", "--max-time 130")),
        (("--cutoff", "-5"), ("-5",)),
        (("--cutoff", "nan"), ("nan",)),
        (("--cutoff", "20"), ("asked twice",)),
        (("--interval", "60-30"), ("60", "empty")),
        (("--interval", "wide"), ("wide", "30-60")),
        (("--decay", "magic"), ("magic", "half-life-20")),
        (("--decay", "half_life=-1"), ("half_life",)),
        (("--basket", "magic"), ("magic", "everyday")),
        (("--basket", "everyday"), ("food_shop",)),
        (("--group", "colour"), ("colour",)),
        (("--group", "mean_living_standard_eur"), ("--group-quantiles",)),
        (("--group-weight", "colour"), ("colour",)),
        (("--by-hour", "--mode", "walk"), ("--by-hour",)),
    ],
)
def test_impossible_questions(
    portee: Run, commute: list[str], arguments: tuple[str, ...], words: tuple[str, ...]
) -> None:
    refused(portee(*commute, *arguments, "-o", "a.gpkg"), *words)


@pytest.mark.parametrize(
    ("cell", "words"), [("NaN", ("line 3",)), ("-2", ("line 3", "-2")), ("many", ("line 3", "many"))]
)
def test_weights_that_are_none(portee: Run, commute: list[str], cell: str, words: tuple[str, ...]) -> None:
    Path("jobs.csv").write_text(f"id,lon,lat,jobs\na,5.0012,43.104,3\nb,5.0013,43.104,{cell}\n")
    commute[5] = "jobs.csv"
    refused(portee(*commute, "-o", "a.gpkg"), "jobs.csv", "'jobs'", *words, left=("jobs.csv",))


def test_a_column_is_not_overwritten(portee: Run, commute: list[str]) -> None:
    Path("homes.csv").write_text("id,lon,lat,jobs_within_20_min_p50\na,5.0012,43.104,3\n")
    commute[3] = "homes.csv"
    refused(portee(*commute, "-o", "a.csv"), "already have a column", left=("homes.csv",))


def test_a_full_disk_leaves_nothing(commute: list[str], tmp_path: Path) -> None:
    # All endings in one program: it takes long to start.
    endings = ("gpkg", "parquet", "csv", "geojson")
    script = (
        "import resource, signal, sys; from portee.cli.main import main; "
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY)); "
        f"sys.exit([main([*sys.argv[1:], '-o', 'a.' + ending]) for ending in {endings}] != [2] * {len(endings)})"
    )
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    ran = subprocess.run(
        [sys.executable, "-c", script, *commute],
        cwd=tmp_path, capture_output=True, text=True, check=False, env=environment,
    )  # fmt: skip
    assert ran.returncode == 0, ran
    assert "Traceback" not in ran.stderr
    for ending in endings:
        assert f"a.{ending}" in ran.stderr
    assert list(tmp_path.iterdir()) == []
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 4096


def test_no_room_left_says_so(portee: Run, commute: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*arguments: object, **options: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("pyarrow.parquet.write_table", full)
    refused(portee(*commute, "-o", "a.parquet"), "a.parquet", "The disk is full.", "Free some space")
