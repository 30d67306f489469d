from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow.parquet as pq
import pytest

from portee.sources.synthetic import SyntheticTerritory
from tests.cli.conftest import Ran, Run

WHEN = ("--date", "2026-09-08", "--depart", "07:30", "--window", "10", "--draws", "1")


@pytest.fixture
def times(xs_network: Path, xs_territory: SyntheticTerritory) -> list[str]:
    """Arguments of portee matrix that work, but for the time and the output."""
    return [
        *("matrix", str(xs_network), "--origins", str(xs_territory.cells)),
        *("--destinations", str(xs_territory.training)),
    ]


def test_writes_pairs_within_reach(portee: Run, times: list[str]) -> None:
    ran = portee(*times, *WHEN, "--percentile", "25", "--percentile", "50", "--max-time", "15", "-o", "m.parquet")
    assert ran.code == 0, ran.err
    assert "rows in m.parquet" in ran.out
    frame = pl.read_parquet("m.parquet")
    assert frame.columns == ["from_id", "to_id", "travel_time_p25", "travel_time_p50"]
    assert frame.schema["from_id"] == pl.String
    assert frame.schema["travel_time_p50"] == pl.Float32
    assert frame["travel_time_p25"].null_count() == 0
    assert frame["travel_time_p50"].max() <= 15.0  # type: ignore[operator]
    assert (frame["travel_time_p25"] <= frame["travel_time_p50"].fill_null(99.0)).all()
    record = json.loads(pq.read_schema("m.parquet").metadata[b"portee"])
    assert record["parameters"]["window"] == {"date": "2026-09-08", "depart": "07:30", "minutes": 10}
    assert "Synthetic" in record["notes"][0]
    assert {source["source"] for source in record["sources"]} >= {"osm", "gtfs", "filosofi", "places"}


def test_all_pairs_are_null_where_out_of_reach(portee: Run, times: list[str]) -> None:
    some = json.loads(portee(*times, *WHEN, "--max-time", "10", "-o", "m.parquet", "--json").out)
    every = json.loads(portee(*times, *WHEN, "--max-time", "10", "-o", "a.parquet", "--json", "--all-pairs").out)
    assert every["rows"] == every["origins"] * every["destinations"] > some["rows"] == some["pairs"] == every["pairs"]
    full, part = pl.read_parquet("a.parquet"), pl.read_parquet("m.parquet")
    assert full["travel_time_p50"].null_count() == every["rows"] - every["pairs"]
    assert full.drop_nulls().equals(part)


def test_csv_says_the_same(portee: Run, times: list[str]) -> None:
    assert portee(*times, *WHEN, "-o", "m.csv").code == portee(*times, *WHEN, "-o", "m.parquet").code == 0
    text, binary = pl.read_csv("m.csv"), pl.read_parquet("m.parquet")
    assert text["from_id"].to_list() == binary["from_id"].to_list()
    assert np.allclose(text["travel_time_p50"].to_numpy(), binary["travel_time_p50"].to_numpy())
    assert json.loads(Path("m.csv.provenance.json").read_text())["result"] == "matrix"


def test_arrivals(portee: Run, times: list[str]) -> None:
    ran = portee(*times, "--date", "2026-09-08", "--arrive", "09:00", "--window", "5", "-o", "m.parquet")
    assert ran.code == 0, ran.err
    record = json.loads(pq.read_schema("m.parquet").metadata[b"portee"])
    assert record["parameters"]["window"] == {"date": "2026-09-08", "arrive": "09:00", "minutes": 5}


@pytest.mark.parametrize("mode", ["walk", "bicycle", "e_scooter", "car"])
def test_streets_need_no_time(portee: Run, times: list[str], mode: str) -> None:
    assert portee(*times, "--mode", mode, "-o", "m.parquet").code == 0
    assert pl.read_parquet("m.parquet").height > 0


def test_threads_do_not_change_a_byte(portee: Run, times: list[str]) -> None:
    portee(*times, *WHEN, "-o", "one.parquet", "--threads", "1")
    portee(*times, *WHEN, "-o", "two.parquet", "--threads", "2")
    assert pl.read_parquet("one.parquet").equals(pl.read_parquet("two.parquet"))


def refused(ran: Ran, *words: str) -> None:
    assert ran.code == 2, ran
    assert ran.out == ""
    assert ran.err.startswith("Error: ")
    assert ran.err.count("\n") == 1
    for word in words:
        assert word in ran.err, ran.err
    assert not Path("m.parquet").exists()


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ((), ("needs a date", "--date 2026-09")),
        (("--date", "2026-09-08"), ("--depart",)),
        (("--date", "2026-09-08", "--depart", "07:30", "--arrive", "09:00"), ("Both --depart and --arrive",)),
        (("--date", "8/9/2026", "--depart", "07:30"), ("8/9/2026", "2026-03-10")),
        (("--date", "2026-09-08", "--depart", "7:75"), ("7:75", "--depart")),
        (("--date", "2026-09-08", "--depart", "07:30", "--window", "0"), ("0 minutes", "at least 1")),
        (("--date", "2031-01-01", "--depart", "07:30"), ("No trip runs on 2031-01-01", "2026-09-01", "2027-07-04")),
        (("--date", "2027-05-01", "--depart", "07:30"), ("No trip runs on 2027-05-01", "--date")),
        ((*WHEN, "--max-time", "-3"), ("-3", "minutes")),
        ((*WHEN, "--percentile", "0"), ("percentile 0",)),
        ((*WHEN, "--access-mode", "park_and_ride"), ("--park-and-ride",)),
    ],
)
def test_impossible_times(portee: Run, times: list[str], when: tuple[str, ...], words: tuple[str, ...]) -> None:
    refused(portee(*times, *when, "-o", "m.parquet"), *words)


def test_streets_alone_have_no_public_transport(
    portee: Run, times: list[str], xs_territory: SyntheticTerritory
) -> None:
    portee("build", "streets", "--osm", xs_territory.osm)
    times[1] = "streets"
    refused(portee(*times, *WHEN, "-o", "m.parquet"), "no timetable", "--gtfs")


@pytest.mark.parametrize("output", ["m.gpkg", "m.txt", "m"])
def test_a_matrix_goes_into_parquet_or_csv(portee: Run, times: list[str], output: str) -> None:
    refused(portee(*times, *WHEN, "-o", output), output, ".parquet")


def test_the_folder_of_the_result_must_exist(portee: Run, times: list[str]) -> None:
    refused(portee(*times, *WHEN, "-o", "none/m.parquet"), "none/m.parquet", "does not exist")


LON, LAT = "5.0012", "43.1040"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (f"code,lon,lat\na,{LON},{LAT}\n", ("no column 'id'", "--id-column")),
        (f"id,lon,lat\na,{LON},{LAT}\na,{LON},{LAT}\n", ("lines 2 and 3", "'a'")),
        (f"id,lon,lat\na,{LAT},{LON}\n", ("xchange",)),
        ("id,lon,lat\na,2.35,48.85\nb,2.36,48.86\n", ("None of the 2 destinations", "swapped")),
        ("id,lon,lat\na,five,43\n", ("line 2", "'lon'")),
        ("id,lon,lat\na,5.0,143\n", ("line 2",)),
        ("id,lon,lat\n", ("no rows",)),
        ("", ("empty",)),
        ("id\na\n", ("longitude",)),
    ],
)
def test_places_that_are_wrong(portee: Run, times: list[str], content: str, words: tuple[str, ...]) -> None:
    Path("places.csv").write_text(content)
    times[5] = "places.csv"
    refused(portee(*times, *WHEN, "-o", "m.parquet"), *words, "" if "None of" in words[0] else "places.csv")


@pytest.mark.parametrize(
    "content",
    [
        f"\ufeffid,lon,lat\na,{LON},{LAT}\n".encode(),
        f"id,lon,lat\r\na,{LON},{LAT}\r\n".encode(),
        f'id,name,lon,lat\na,"two\nlines",{LON},{LAT}\n'.encode(),
        f"id,name,lon,lat\na,Crèche,{LON},{LAT}\n".encode("latin-1"),
        f"id;lon;lat\na;{LON.replace('.', ',')};{LAT.replace('.', ',')}\n".encode(),
    ],
    ids=["BOM", "CRLF", "quoted newline", "Latin-1", "semicolons"],
)
def test_text_as_people_save_it(portee: Run, times: list[str], content: bytes) -> None:
    Path("places.csv").write_bytes(content)
    times[5] = "places.csv"
    assert portee(*times, *WHEN, "-o", "m.parquet").code == 0
    assert pl.read_parquet("m.parquet")["to_id"].unique().to_list() == ["a"]


def test_places_outside_are_counted(portee: Run, times: list[str]) -> None:
    Path("places.csv").write_text(f"id,lon,lat\na,{LON},{LAT}\nb,2.35,48.85\n")
    times[5] = "places.csv"
    ran = portee(*times, *WHEN, "-o", "m.parquet")
    assert ran.code == 0
    assert "1 of 2 destinations are too far from any street" in ran.out


def test_columns_named_by_the_user_reach_the_file_that_has_them(portee: Run, times: list[str]) -> None:
    Path("places.csv").write_text(f"code,x_deg,y_deg\na,{LON},{LAT}\n")
    times[5] = "places.csv"
    named = ("--id-column", "code", "--lon-column", "x_deg", "--lat-column", "y_deg")
    assert portee(*times, *WHEN, *named, "-o", "m.parquet").code == 0
    frame = pl.read_parquet("m.parquet")
    assert frame["to_id"].unique().to_list() == ["a"]
    assert frame["from_id"][0].startswith("CRS3035RES200m")
