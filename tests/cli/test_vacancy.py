from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from portee.reports.tables import read_result
from portee.sources.synthetic import SyntheticTerritory
from tests.cli.conftest import Ran, Run
from tests.people.profiles import profile
from tests.services.vacancies.village import FARES

WORK = "43.1000,4.9980"
OWN = """
id: someone
title: {fr: Une personne, en: Someone}
as_of: 2026-11-01
limits: {max_time_min: 40, budget_eur_month: 20, cycles: false}
schedule: {shifts: [{days: mon-fri, start: "08:00", end: "19:00"}]}
"""


@pytest.fixture
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder beside the working one with fares and a profile."""
    folder = tmp_path_factory.mktemp("given")
    (folder / "fares.yaml").write_text(FARES, encoding="utf-8")
    (folder / "someone.yaml").write_text(OWN, encoding="utf-8")
    return folder


@pytest.fixture
def firm(xs_network: Path) -> list[str]:
    """What a firm says, at the least."""
    return ["vacancy", str(xs_network), "--workplace", WORK, "--start", "06:00", "--end", "13:00"]


@pytest.fixture
def asked(firm: list[str], xs_territory: SyntheticTerritory, files: Path) -> list[str]:
    """Arguments that work, with a territory and few profiles."""
    return [
        *firm, "--territory", str(xs_territory.cells), "--offers", str(files / "fares.yaml"), "--date", "2026-09-08",
        "--profiles", "night-cleaner,reference-employee-car",
    ]  # fmt: skip


def refused(ran: Ran, *words: str) -> None:
    assert ran.code == 2, ran
    assert ran.out == ""
    assert ran.err.startswith("Error: ")
    assert ran.err.count("\n") == 1
    for word in words:
        assert word in ran.err, ran.err
    assert list(Path.cwd().iterdir()) == []


def test_four_words_of_a_firm_are_enough(portee: Run, firm: list[str]) -> None:
    ran = portee(*firm)
    assert ran.code == 0
    assert ran.out.startswith("Monday to Friday from 06:00 to 13:00, the job is within reach from ")
    assert "No file of residents is given: each square of 200 m that has a street counts as one" in ran.out
    assert "Fares are not known" in ran.out
    assert "Next: portee vacancy " in ran.out
    assert list(Path.cwd().iterdir()) == []
    # All profiles that come with Portée.
    assert ran.out.count("%  ") >= 10
    assert not re.search(r"\d\s%", ran.out)


def test_the_answer_who_and_what_would_add(portee: Run, asked: list[str]) -> None:
    ran = portee(*asked, "--wage", 1500, "--lang", "fr")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[0].startswith("Du lundi au vendredi de 6 h à 13 h, ")
    assert lines[0].endswith("venir à l'heure, rentrer ensuite et payer le trajet.")
    assert any(line.startswith("Sur 1\u202f500 € nets par mois") for line in lines)
    assert "Qui peut venir" in lines
    assert "Ce qui ajouterait du monde" in lines
    assert any(line.startswith("À savoir : Mélange synthétique") for line in lines)
    assert ran.err == ""


def test_an_end_before_the_start_is_a_night(portee: Run, asked: list[str]) -> None:
    asked[asked.index("--start") + 1], asked[asked.index("--end") + 1] = "21:00", "05:00"
    ran = portee(*asked, "--days", "ven", "--lang", "fr")
    assert ran.code == 0
    assert ran.out.startswith("Le vendredi de 21 h à 5 h le lendemain, ")
    assert "C'est un poste de nuit : il finit le lendemain." in ran.out


def test_as_json(portee: Run, asked: list[str]) -> None:
    ran = portee(*asked, "--json")
    told = json.loads(ran.out)
    assert told["basis"]["kind"] == "mix"
    assert [p["id"] for p in told["profiles"]] == ["reference-employee-car", "night-cleaner"]
    assert told["provenance"]["parameters"]["days"] == "mon-fri"
    assert portee(*asked, "--quiet").out == ""


@pytest.mark.parametrize("ending", ["html", "json", "csv", "gpkg", "geojson", "parquet", "pdf"])
def test_every_kind_of_file(portee: Run, asked: list[str], ending: str) -> None:
    ran = portee(*asked, "-o", f"out.{ending}")
    assert ran.code == 0
    assert f"Written: out.{ending}" in ran.out
    assert Path(f"out.{ending}").is_file()
    if ending in ("gpkg", "geojson", "parquet"):
        assert f"Next: portee map out.{ending} -o out.html" in ran.out
        frame, record = read_result(f"out.{ending}")
        assert record["result"] == "vacancy"
        assert "reach_night_cleaner" in frame.columns


def test_under_a_scenario(portee: Run, asked: list[str], files: Path) -> None:
    path = files / "strike.yaml"
    path.write_text("name: Grève\nmodifications: [{type: cancel}]\n", encoding="utf-8")
    before = json.loads(portee(*asked, "--json").out)
    ran = portee(*asked, "--scenario", str(path))
    assert ran.code == 0, ran.err
    assert "--scenario" in ran.out.partition("Next: ")[2]
    after = json.loads(portee(*asked, "--scenario", str(path), "--json").out)
    assert after["summary"]["reached"]["central"] < before["summary"]["reached"]["central"]
    assert "In the scenario “Grève”." in after["notes"]


def test_the_next_command_works(portee: Run, asked: list[str]) -> None:
    ran = portee(*asked, "--wage", "1500.5", "-o", "out.html")
    (line,) = (line for line in ran.out.splitlines() if line.startswith("Next: portee "))
    assert "--wage 1500.5" in line
    again = portee(*line.removeprefix("Next: portee ").split())
    assert again.code == 0
    assert Path("out.gpkg").is_file()


def test_groups_by_polygons_and_by_column(portee: Run, asked: list[str], xs_territory: SyntheticTerritory) -> None:
    ran = portee(*asked, "--group", xs_territory.priority, "-o", "out.csv")
    assert ran.code == 0
    assert "By group: priority_neighbourhoods.geojson" in ran.out
    assert "no group" in ran.out
    frame, _ = read_result("out.csv")
    assert frame["group"].notna().any()
    by_column = portee(*asked, "--group", "small", "--json")
    told = json.loads(by_column.out)
    assert {group["name"] for group in told["groups"]} <= {"true", "false"}
    # Cells of too few households, even all together, may have too few to be told.
    assert all((group["people"] is None) == (group["reached"] is None) for group in told["groups"])


def test_a_profile_of_ones_own_is_counted_over_all_residents(portee: Run, asked: list[str], files: Path) -> None:
    asked[asked.index("--profiles") + 1] = f"night-cleaner,{files / 'someone.yaml'}"
    told = json.loads(portee(*asked, "--json").out)
    assert told["basis"]["kind"] == "residents"
    assert told["basis"]["profiles_add_up"] is False
    assert {p["id"] for p in told["profiles"]} == {"night-cleaner", profile().id}


def test_places_of_any_file(portee: Run, firm: list[str], files: Path) -> None:
    plain = files / "homes.csv"
    plain.write_text("lon,lat,residents\n4.998,43.1,30\n5.001,43.101,12\n", encoding="utf-8")
    told = json.loads(portee(*firm, "--territory", plain, "--profiles", "night-cleaner", "--json").out)
    assert (told["basis"]["kind"], told["basis"]["everyone"]) == ("residents", 42)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"--start": "25:00"}, ["--start", "'25:00' is later than 24:00"]),
        ({"--start": "6"}, ["--start", "'6' is not a time of day"]),
        ({"--start": "24:00"}, ["--start", "cannot begin at 24:00"]),
        ({"--end": "06:00"}, ["--end", "starts and ends at 06:00"]),
        ({"--end": "13:00:30"}, ["whole minutes"]),
        ({"--days": "someday"}, ["--days", "'someday' is no day of the week"]),
        ({"--days": ""}, ["--days", "No day of the week"]),
        ({"--wage": "-1"}, ["--wage", "-1 euros is no net wage"]),
        ({"--wage": "nan"}, ["--wage", "no net wage"]),
        ({"--wage": "0"}, ["--wage"]),
        ({"--wage": "1e9"}, ["--wage", "at most 100000"]),
        ({"--workplace": "48.85,2.35"}, ["--workplace", "outside the network"]),
        ({"--workplace": "4.9980,43.1000"}, ["--workplace", "Latitude comes first: 43.1,4.998"]),
        ({"--workplace": "here"}, ["--workplace", "is not a position"]),
        ({"--date": "2031-01-01"}, ["No trip runs on 2031-01-01"]),
        ({"--date": "tomorrow"}, ["--date", "is not a date"]),
        ({"--profiles": "night-cleanr"}, ["There is no profile 'night-cleanr'", "Did you mean 'night-cleaner'?"]),
        ({"--profiles": "night-cleaner,night-cleaner"}, ["--profiles", "given twice"]),
        ({"--profiles": "../nothing.yaml"}, ["nothing.yaml"]),
        ({"--offers": "nowhere"}, ["No offers named 'nowhere'"]),
        ({"--group": "quarter"}, ["--group", "no column 'quarter'"]),
        ({"--territory": "missing.csv"}, ["missing.csv"]),
        ({"-o": "out.xlsx"}, ["out.xlsx", ".html"]),
        ({"-o": "out"}, ["no ending"]),
    ],
)  # fmt: skip
def test_wrong_input_is_told_in_one_line(
    portee: Run, asked: list[str], changes: dict[str, str], words: list[str]
) -> None:
    for option, value in changes.items():
        if option in asked:
            asked[asked.index(option) + 1] = value
        else:
            asked += [option, value]
    refused(portee(*asked), *words)


def test_a_territory_elsewhere_is_refused(portee: Run, firm: list[str], files: Path) -> None:
    far = files / "far.csv"
    far.write_text("lon,lat,residents\n2.35,48.85,30\n", encoding="utf-8")
    refused(portee(*firm, "--territory", far), "far.csv")


def test_what_a_firm_must_say(portee: Run, xs_network: Path) -> None:
    for missing in ("--workplace", "--start", "--end"):
        given = {"--workplace": WORK, "--start": "06:00", "--end": "13:00"}
        del given[missing]
        ran = portee("vacancy", xs_network, *(part for pair in given.items() for part in pair))
        assert ran.code == 2
        assert missing in ran.err


def test_at_most_five_things_come_from_the_firm(portee: Run) -> None:
    ran = portee("vacancy", "--help")
    panel = ran.out.partition("What the firm says")[2].partition("╰")[0]
    assert re.findall(r"--[a-z]+", panel) == ["--workplace", "--start", "--end", "--days", "--wage"]
