"""portee scenario: check, apply, compare."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from portee.reports.tables import read_result
from portee.services import base_results
from tests.cli.conftest import Run

GOOD = "name: Moins\nmodifications:\n  - {type: thin_out, line: '%s', keep: 0.5}\n"
BAD = """name: Faux
modifications:
  - {type: remove_line, line: Nowhere}
  - {type: close_stop, stops: [Nowhere]}
"""


@pytest.fixture
def line(commute: list[str]) -> str:
    from portee.world import World

    timetable = World.open(commute[1]).network.timetable
    assert timetable is not None
    return timetable.route_short_name[1]


def write(text: str) -> str:
    Path("s.yaml").write_text(text, encoding="utf-8")
    return "s.yaml"


def test_a_good_one_is_said_to_be_so(portee: Run, commute: list[str], line: str) -> None:
    ran = portee("scenario", "check", commute[1], write(GOOD % line))
    assert ran.code == 0, ran.err
    assert "all of it can be applied" in ran.out
    found = json.loads(portee("scenario", "check", commute[1], "s.yaml", "--json").out)
    assert (found["modifications"], found["problems"]) == (1, [])


def test_every_problem_is_told_with_its_line(portee: Run, commute: list[str]) -> None:
    ran = portee("scenario", "check", commute[1], write(BAD))
    assert ran.code == 2
    assert "2 problems; nothing was changed" in ran.err
    assert "s.yaml, line 3" in ran.err
    assert "s.yaml, line 4" in ran.err
    told = json.loads(portee("scenario", "check", commute[1], "s.yaml", "--json").err)
    assert [problem["line"] for problem in told["problems"]] == [3, 4]
    refused = portee("scenario", "apply", commute[1], "s.yaml", "-o", "n")
    assert refused.code == 2
    assert not Path("n").exists()


def test_what_is_badly_written_and_what_does_not_fit_are_told_together(portee: Run, commute: list[str]) -> None:
    text = (
        BAD + "  - {type: remove_line, lin: 4}\n  - {type: add_places, places: [{id: a, lon: 5, lat: 43, jobs: 1}]}\n"
    )
    told = json.loads(portee("scenario", "check", commute[1], write(text), "--json").err)
    assert sorted({problem["line"] for problem in told["problems"]}) == [3, 4, 5, 6]
    told = json.loads(portee("scenario", "apply", commute[1], "s.yaml", "-o", "n", "--json").err)
    assert sorted({problem["line"] for problem in told["problems"]}) == [3, 4, 5]
    compared = portee("scenario", "compare", commute[1], "s.yaml", *commute[2:], "-o", "c.csv", "--json")
    assert sorted({problem["line"] for problem in json.loads(compared.err)["problems"]}) == [3, 4, 5]
    assert not Path("c.csv").exists()


def test_apply_then_access_is_compare(portee: Run, commute: list[str], line: str) -> None:
    scenario = write(GOOD % line)
    assert portee("scenario", "apply", commute[1], scenario, "-o", "n").code == 0
    assert portee(*commute, "-o", "before.gpkg").code == 0
    changed = ["n" if part == commute[1] else part for part in commute]
    assert portee(*changed, "-o", "after.gpkg").code == 0
    one = portee("compare", "before.gpkg", "after.gpkg", "--residents", "residents", "-o", "saved.gpkg")
    assert one.code == 0, one.err
    other = portee(
        "scenario", "compare", commute[1], scenario, *commute[2:], "--residents", "residents", "-o", "c.gpkg"
    )
    assert other.code == 0, other.err
    saved, compared = (read_result(Path(name))[0].set_index("id") for name in ("saved.gpkg", "c.gpkg"))
    for part in ("base", "scenario", "change"):
        name = f"{part}_jobs_within_20_min_p50"
        assert (saved[name] == compared.loc[saved.index][name]).all()
    assert "Next: portee map c.gpkg --column change_jobs_within_20_min_p50 -o c.html" in other.out
    record = read_result(Path("c.gpkg"))[1]
    assert record["parameters"]["scenario"]["name"] == "Moins"
    assert record["changes"][0]["group"] == "all"
    assert portee("map", "c.gpkg", "--column", "change_jobs_within_20_min_p50", "-o", "c.html").code == 0


def test_several_hours_and_profiles_in_one_go_are_as_one_by_one(portee: Run, commute: list[str], line: str) -> None:
    scenario = write(GOOD % line)
    at = commute.index("--depart")
    rest = [*commute[2:at], *commute[at + 2 :]]
    asked = ["scenario", "compare", commute[1], scenario, *rest, "--residents", "residents"]
    ran = portee(*asked, "--hours", "07:30,12:00", "--profile", "night-cleaner", "-o", "all.gpkg")
    assert ran.code == 0, ran.err
    assert "12:00  night-cleaner" in ran.out
    frame, record = read_result(Path("all.gpkg"))
    assert [case["hour"] for case in record["parameters"]["cases"]] == ["07:30", "12:00"]
    assert [(change["hour"], change["profile"]) for change in record["changes"]] == [
        ("07:30", "night-cleaner"), ("12:00", "night-cleaner"),
    ]  # fmt: skip
    one = portee(*asked, "--hours", "12:00", "--profile", "night-cleaner", "-o", "one.gpkg")
    assert one.code == 0, one.err
    alone = read_result(Path("one.gpkg"))[0].set_index("id")
    among = frame[frame["hour"] == "12:00"].set_index("id").loc[alone.index]
    for name in alone.columns:
        if name.startswith(("base_", "scenario_")):
            assert (among[name] == alone[name]).all()
    # Saved by case, they are compared by case.
    again = portee("scenario", "compare", commute[1], scenario, *commute[2:], "--hours", "9:00", "-o", "no.csv")
    assert "Both --depart and --hours" in again.err
    page = portee(*asked, "--hours", "07:30,12:00", "--page", "p.html", "-o", "no.csv")
    assert (page.code, "--page" in page.err, Path("no.csv").exists()) == (2, True, False)


def test_a_network_without_any_service_is_asked_as_any_other(portee: Run, commute: list[str]) -> None:
    strike = write("name: Strike\nmodifications: [{type: cancel}]\n")
    assert portee("scenario", "apply", commute[1], strike, "-o", "n").code == 0
    assert portee("info", "n").code == 0
    changed = ["n" if part == commute[1] else part for part in commute]
    ran = portee(*changed, "-o", "after.gpkg")
    assert ran.code == 0, ran.err
    other = portee("scenario", "compare", commute[1], strike, *commute[2:], "-o", "c.gpkg")
    assert other.code == 0, other.err
    after, compared = (read_result(Path(name))[0].set_index("id") for name in ("after.gpkg", "c.gpkg"))
    name = "jobs_within_20_min_p50"
    assert (after[name] == compared.loc[after.index][f"scenario_{name}"]).all()


def test_replays_are_listed_and_compared_by_name(portee: Run, commute: list[str]) -> None:
    assert "curfew-2023-06-30" in portee("scenario", "list").out
    ran = portee("scenario", "compare", commute[1], "fire-2025-07-08", *commute[2:], "-o", "c.csv")
    assert ran.code == 0, ran.err
    assert "Not in this network" in ran.out
    flood = portee("scenario", "compare", commute[1], "flood-2021-10-04", *commute[2:], "-o", "c.csv")
    assert flood.code == 2
    assert "--waterways" in flood.err


def test_a_drill_is_drawn(portee: Run, commute: list[str]) -> None:
    ran = portee("scenario", "drill", commute[1], "--seed", "3", "--steps", "2", "-o", "d")
    assert ran.code == 0, ran.err
    assert "2. " in ran.out
    assert portee("scenario", "check", commute[1], "d/step-1.yaml").code == 0


def test_places_are_not_part_of_a_network(portee: Run, commute: list[str], line: str) -> None:
    text = GOOD % line + "  - {type: add_places, places: [{id: a, lon: 5, lat: 43.1, jobs: 1}]}\n"
    ran = portee("scenario", "apply", commute[1], write(text), "-o", "n")
    assert ran.code == 0, ran.err
    assert "Left out" in ran.out
    # Prices change no access by time, and are no problem there.
    priced = write(GOOD % line + "  - {type: energy_price, factor: 2}\n")
    assert portee("scenario", "compare", commute[1], priced, *commute[2:], "-o", "c.csv").code == 0


def test_the_base_is_kept_and_need_not_be(
    portee: Run, commute: list[str], line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base_results, "kept_folder", lambda: tmp_path / "kept")
    asked = ["scenario", "compare", commute[1], write(GOOD % line), *commute[2:]]
    for name, more in (("none", ["--no-cache"]), ("made", []), ("found", [])):
        ran = portee(*asked, *more, "-o", f"{name}.csv")
        assert ran.code == 0, ran.err
        assert (tmp_path / "kept").exists() == (name != "none")
    assert Path("none.csv").read_bytes() == Path("made.csv").read_bytes() == Path("found.csv").read_bytes()
