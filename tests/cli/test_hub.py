"""portee hub."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from portee.hubs.plan.checks import shipped_hubs
from portee.reports.tables import read_result
from portee.sources.synthetic import SyntheticTerritory
from tests.cli.conftest import Run


@pytest.fixture
def asked(xs_network: Path, xs_territory: SyntheticTerritory) -> list[str]:
    return [
        str(xs_network), "--demand", str(xs_territory.cells), "--weight", "households", "--candidates", "grid:400",
        "--mode", "walk", "--threads", "1",
    ]  # fmt: skip


def test_hubs_are_sited_told_and_written(portee: Run, asked: list[str]) -> None:
    options = ["--count", "2", "--equity", "poor_households:2", "-o", "hubs.gpkg", "--cells", "cells.parquet"]
    options += ["--page", "hubs.html"]
    ran = portee("hub", "site", *asked, *options)
    assert ran.code == 0, ran.err
    assert "2 of" in ran.out
    assert "proved" in ran.out
    assert "poor_households" in ran.out
    page = Path("hubs.html").read_text(encoding="utf-8")
    assert "whom they serve" in page
    assert "qui ils servent" in page
    frame, record = read_result(Path("hubs.gpkg"))
    assert frame["opened"].sum() == 2
    assert record["siting"]["optimal"]
    cells, _ = read_result(Path("cells.parquet"))
    assert set(cells["hub"].dropna()) <= set(frame.loc[frame["opened"] == 1, "id"])
    again = json.loads(portee("hub", "site", *asked, *options, "--json").out)
    assert [one["id"] for one in again["opened"]] == frame.loc[frame["opened"] == 1, "id"].tolist()


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--model", "covering", "--within", "8", "--count", "1"], "1 lieu ouvert sur"),
        (["--model", "set-covering", "--within", "15", "--share", "0.6"], "desservent au moins 60 %"),
        (["--model", "p-centre", "--count", "2"], "Personne n'est à plus de"),
    ],
)
def test_models_in_french(portee: Run, asked: list[str], options: list[str], says: str) -> None:
    ran = portee("hub", "site", *asked, *options, "-o", "hubs.csv", "--lang", "fr")
    assert ran.code == 0, ran.err
    assert says in ran.out


def test_coverage_by_reach(portee: Run, asked: list[str], xs_territory: SyntheticTerritory) -> None:
    ran = portee(
        "hub", "site", *asked, "--model", "covering", "--within", "12", "--count", "1", "--opportunities",
        xs_territory.jobs, "--opportunity-weight", "jobs", "--needed", "300", "--vehicle", "bicycle", "-o", "hubs.csv",
    )  # fmt: skip
    assert ran.code == 0, ran.err
    assert "300 of 'jobs' within 12.0 minutes" in ran.out
    assert "already were without any place" in ran.out


def test_third_places_tell_trips_and_limits(portee: Run, asked: list[str]) -> None:
    options = [
        "--share",
        "0.3",
        "--days",
        "1.5",
        "--within",
        "8",
        "--count",
        "2",
        "-o",
        "places.gpkg",
        "--page",
        "p.html",
    ]
    ran = portee("hub", "third-places", *asked, *options)
    assert ran.code == 0, ran.err
    assert "nobody knows whether they replace long ones" in ran.out
    assert "Not counted: seats" in ran.out
    assert "who would have one near" in Path("p.html").read_text(encoding="utf-8")
    frame, record = read_result(Path("places.gpkg"))
    assert frame["trips_week"].sum() == pytest.approx(record["siting"]["trips_week"])


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ([], "how much may be opened"),
        (["--count", "2", "--equity", "poor"], "names no column"),
        (["--count", "2", "--decided", "nowhere"], "No candidate has the id 'nowhere'"),
        (["--count", "2", "--model", "covering"], "Give --within"),
        (["--count", "2", "--time-limit", "nan"], "some seconds"),
        (["--count", "2", "--time-limit", "inf"], "some seconds"),
        (["--count", "2", "--threads", "0"], "--threads"),
        (["--count", "2", "--cells", "hubs.gpkg"], "same file"),
        (["--budget", "5", "--cost", "euros"], "have no column 'euros'"),
        (["--count", "1", "--model", "set-covering", "--within", "5", "--share", "0.9"], "At most"),
    ],
)
def test_what_is_wrong_is_told(portee: Run, asked: list[str], options: list[str], says: str) -> None:
    ran = portee("hub", "site", *asked, *options, "-o", "hubs.gpkg")
    assert ran.code == 2
    assert says in ran.err
    assert not Path("hubs.gpkg").exists()


def test_the_files_of_the_question_are_never_written_over(
    portee: Run, asked: list[str], xs_territory: SyntheticTerritory
) -> None:
    homes = Path(xs_territory.cells).read_bytes()
    Path("homes.gpkg").write_bytes(homes)
    asked = [*asked[:2], "homes.gpkg", *asked[3:]]
    trips = ["--share", "0.3", "--days", "1", "--within", "8"]
    for command, more in (("site", []), ("third-places", trips)):
        for option in ("-o", "--cells"):
            written = {"-o": "hubs.gpkg", option: "homes.gpkg"}
            ran = portee(
                "hub", command, *asked, "--count", "1", *more, *(part for one in written.items() for part in one)
            )
            assert ran.code == 2
            assert "made from" in ran.err
    assert Path("homes.gpkg").read_bytes() == homes
    assert not Path("hubs.gpkg").exists()


@pytest.mark.parametrize("grid", ["grid:0", "grid:-5", "grid:nan", "grid:", "grid:1e9", "grid:999999999999"])
def test_a_grid_that_is_none(portee: Run, asked: list[str], grid: str) -> None:
    ran = portee(
        "hub", "site", *[(part == "grid:400" and grid) or part for part in asked], "--count", "1", "-o", "h.gpkg"
    )
    assert ran.code == 2
    assert "is no grid" in ran.err


@pytest.mark.parametrize(
    "words",
    [
        ("check", "fabrique"), ("accounts", "fabrique", "-o", "f.xlsx"), ("compare", "fabrique"),
        ("simulate", "fabrique"),
        ("design", "fabrique", "--network", "NET", "--territory", "CELLS", "--opportunities", "CELLS", "-o", "new"),
    ],
)  # fmt: skip
def test_an_unknown_example_tells_those_that_there_are(
    portee: Run, xs_network: Path, xs_territory: SyntheticTerritory, words: tuple[str, ...]
) -> None:
    files = {"NET": str(xs_network), "CELLS": str(xs_territory.cells)}
    ran = portee("hub", *(files.get(word, word) for word in words))
    assert ran.code == 2
    assert "There is no file 'fabrique', nor an example" in ran.err
    assert all(id in ran.err for id in shipped_hubs())
