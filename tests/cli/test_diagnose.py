from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl
import pytest

from portee.people.library import shipped_profiles
from portee.reports.tables import read_result
from portee.sources.synthetic import SyntheticTerritory
from tests.cli.conftest import Ran, Run, as_typed
from tests.services.diagnosis.village import OFFERS

PROFILE = """
id: someone
title: {fr: Une personne, en: Someone}
as_of: 2026-11-01
age: 30
status: jobseeker
income: [{source: unemployment, eur_month: 700}]
licences: []
bank_card: true
smartphone: true
limits: {max_time_min: 12, budget_eur_month: 20, cycles: false}
schedule: {shifts: [{days: mon-fri, start: "08:00", end: "19:00"}]}
"""


CHANGES = ("os.mkdir", "os.rename", "os.remove", "shutil.copyfile", "sqlite3.connect")
"""Events of the interpreter that tell of files made or changed, beside opening them."""


@pytest.fixture
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder beside the working one with a profile and offers."""
    folder = tmp_path_factory.mktemp("given")
    (folder / "someone.yaml").write_text(PROFILE, encoding="utf-8")
    (folder / "offers.yaml").write_text(OFFERS, encoding="utf-8")
    return folder


@pytest.fixture
def asked(xs_network: Path, xs_territory: SyntheticTerritory, files: Path) -> list[str]:
    """Arguments of portee diagnose that work."""
    return [
        "diagnose", str(xs_network), "--profile", str(files / "someone.yaml"), "--home", "43.1000,4.9980",
        "--jobs", str(xs_territory.jobs), "--offers", str(files / "offers.yaml"), "--date", "2026-09-08",
    ]  # fmt: skip


@contextmanager
def watched() -> Iterator[list[str]]:
    """Paths of every file opened for writing, made, renamed or removed meanwhile."""
    seen: list[str] = []
    on = [True]

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        opened = event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+")
        if on[0] and (opened or event in CHANGES):
            seen.append(str(arguments[0]))

    sys.addaudithook(hook)
    try:
        yield seen
    finally:
        on[0] = False


def refused(ran: Ran, *words: str) -> None:
    assert ran.code == 2, ran
    assert ran.out == ""
    assert ran.err.startswith("Error: ")
    assert ran.err.count("\n") == 1
    for word in words:
        assert word in ran.err, ran.err
    assert list(Path.cwd().iterdir()) == []


def test_the_answer_on_a_terminal(portee: Run, asked: list[str]) -> None:
    ran = portee(*asked)
    assert ran.code == 0, ran.err
    assert ran.err == ""
    first, second, *_ = ran.out.replace("\u00a0", " ").splitlines()
    assert first.startswith("From your home, in at most 12 min each way and for at most €20 a month, ")
    assert second.endswith(" jobs of 1,200.")
    assert "Why the rest is not" in ran.out
    assert ran.out.splitlines()[-1].endswith("-o diagnosis.html")


def test_nothing_about_the_person_is_written_anywhere(
    portee: Run, asked: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert portee(*asked).code == 0  # whatever is compiled once for all is compiled by now
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("TMPDIR", str(home))
    for more in ((), ("--json",), ("--quiet",)):
        with watched() as seen:
            assert portee(*asked, *more).code == 0
        assert [path for path in seen if path != "/dev/null"] == []
    assert list(Path.cwd().iterdir()) == []
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("name", ["a.html", "a.pdf", "a.json", "a.csv", "a.gpkg", "a.geojson", "a.parquet"])
def test_only_the_file_asked_for_is_written(portee: Run, asked: list[str], name: str) -> None:
    ran = portee(*asked, "-o", name)
    assert ran.code == 0, ran.err
    assert f"Written: {name}" in ran.out
    beside = {"a.csv": {"a.csv", "a.csv.provenance.json"}}.get(name, {name})
    assert {path.name for path in Path.cwd().iterdir()} == beside


def test_the_next_command_works(portee: Run, asked: list[str]) -> None:
    ran = portee(*asked, "-o", "a.gpkg")
    assert ran.out.splitlines()[-1] == "Next: portee map a.gpkg -o a.html"
    assert portee("map", "a.gpkg", "-o", "a.html").code == 0
    ran = portee(*asked, "-o", "a.html")
    assert ran.out.splitlines()[-1].endswith("-o a.gpkg")


def test_the_whole_answer_as_json(portee: Run, asked: list[str]) -> None:
    whole = json.loads(portee(*asked, "--json").out)
    assert whole["summary"]["total"] == 1200
    assert whole["places"]
    portee(*asked, "-o", "a.json")
    assert json.loads(as_typed(Path("a.json").read_text(encoding="utf-8"))) == whole


def test_quiet_says_nothing(portee: Run, asked: list[str]) -> None:
    ran = portee(*asked, "--quiet", "-o", "a.csv")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert pl.read_csv("a.csv")["within_reach"].sum() > 0


def test_in_french(portee: Run, asked: list[str]) -> None:
    ran = portee(*asked, "--lang", "fr", "-o", "a.csv")
    assert ran.out.startswith("Depuis chez vous, en 12 min au plus par trajet")
    record = json.loads(Path("a.csv.provenance.json").read_text(encoding="utf-8"))
    assert "durée de l'aller" in record["columns"]["out_min"]


def test_a_profile_that_comes_with_it_and_a_usual_day(
    portee: Run, asked: list[str], xs_territory: SyntheticTerritory
) -> None:
    asked[3] = "single-parent-no-car"
    ran = portee(*asked[:-2], "--childcare", str(xs_territory.childcare), "--json")
    assert ran.code == 0, ran.err
    whole = json.loads(ran.out)
    assert whole["profile"]["id"] == "single-parent-no-car"
    assert any("(school)" in note for note in whole["notes"])
    assert whole["provenance"]["parameters"]["day"].startswith("2026-")


def test_schools_are_brought_in(portee: Run, asked: list[str], xs_territory: SyntheticTerritory) -> None:
    asked[3] = "single-parent-no-car"
    places = str(xs_territory.childcare)
    ran = portee(*asked, "--childcare", places, "--school", places, "-o", "a.csv")
    assert "By way of school and childcare." in ran.out
    frame, _ = read_result(Path("a.csv"))
    assert {"stop_1_school_id", "stop_2_childcare_id"} <= set(frame.columns)


def test_more_money_never_gives_less(portee: Run, asked: list[str]) -> None:
    reached = [
        json.loads(portee(*asked, "--budget", str(euros), "--json").out)["summary"]["reached"] for euros in (0, 30, 500)
    ]
    assert reached == sorted(reached)
    assert reached[0] < reached[2]


def test_places_without_ids_and_counts(portee: Run, asked: list[str], files: Path) -> None:
    (files / "jobs.csv").write_text("lon,lat,name\n4.9976,43.1008,One\n5.0031,43.0988,Two\n", encoding="utf-8")
    asked[7] = str(files / "jobs.csv")
    whole = json.loads(portee(*asked, "--json").out)
    assert whole["summary"]["weight"] == "count"
    assert whole["summary"]["total"] == 2
    assert whole["question"] == "Which places of work are really within reach?"


def test_the_profiles_are_listed(portee: Run) -> None:
    ran = portee("diagnose", "--list-profiles")
    assert ran.code == 0
    for profile in shipped_profiles():
        assert f"{profile.id} " in ran.out
        assert profile.title.en in ran.out


@pytest.mark.parametrize(
    ("place", "value", "words"),
    [
        (3, "nigth-cleaner", ("no profile 'nigth-cleaner'", "Did you mean 'night-cleaner'?", "wheelchair-user")),
        (3, "nowhere.yaml", ("nowhere.yaml",)),
        (5, "4.998,43.1", ("Latitude comes first",)),
        (5, "here", ("not a position", "--home")),
        (7, "none.csv", ("none.csv", "no such file")),
        (9, "none.yaml", ("none.yaml",)),
        (9, "atlantis", ("atlantis",)),
        (11, "tuesday", ("not a date",)),
        (11, "1999-01-05", ("1999",)),
    ],
)
def test_wrong_answers_to_what_is_asked(
    portee: Run, asked: list[str], place: int, value: str, words: tuple[str, ...]
) -> None:
    asked[place] = value
    refused(portee(*asked), *words)


def test_a_home_that_cannot_be(portee: Run, asked: list[str]) -> None:
    refused(portee(*asked, "--commune", "1305"), "no INSEE code")
    refused(portee(*asked, "--commune", "13055", "--tenure", "castle"), "Choose one of: tenant")


@pytest.mark.parametrize("euros", ["nan", "-1", "inf", "1e9"])
def test_no_budget(portee: Run, asked: list[str], euros: str) -> None:
    refused(portee(*asked, "--budget", euros), "--budget", "Give 0 to 100000")


def test_another_ending_is_refused_before_any_work(portee: Run, asked: list[str]) -> None:
    refused(portee(*asked, "-o", "a.docx"), "a.docx", ".html, .pdf, .json")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("id,lon,lat,jobs\na,4.9976,43.1008,many\n", ("line 2", "'jobs'")),
        ("id,lon,lat,jobs\na,4.9976,43.1008,-3\n", ("line 2", "'jobs'")),
        ("id,lon,lat,start,end\na,4.9976,43.1008,16:00,08:00\n", ("line 2", "'end'", "night")),
        ("id,lon,lat,wage\na,4.9976,43.1008,lots\n", ("line 2", "'wage'")),
        ("id,lon,lat,way\na,4.9976,43.1008,x\n", ("column 'way'", "Rename")),
    ],
)
def test_places_of_work_that_are_wrong(
    portee: Run, asked: list[str], files: Path, text: str, words: tuple[str, ...]
) -> None:
    (files / "wrong.csv").write_text(text, encoding="utf-8")
    asked[7] = str(files / "wrong.csv")
    refused(portee(*asked, "-o", "a.csv"), *words)


def test_a_wrong_profile_is_told_with_its_line(portee: Run, asked: list[str], files: Path) -> None:
    (files / "someone.yaml").write_text(PROFILE.replace("age: 30", "age: 300"), encoding="utf-8")
    refused(portee(*asked), "someone.yaml", "age")
    (files / "someone.yaml").write_text(PROFILE.replace('end: "19:00"', 'end: "07:00"'), encoding="utf-8")
    refused(portee(*asked), "someone.yaml", "night: true")


def test_without_a_timetable_a_date_is_asked_for(
    portee: Run, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portee.services.describe.suggested_date", lambda _: None)
    refused(portee(*asked[:-2]), "no timetable to take a date from", "--date")
