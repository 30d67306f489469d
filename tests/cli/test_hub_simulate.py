from __future__ import annotations

import json
from pathlib import Path

import pytest

from portee.cli.main import main

SHORT = ["--days", "14", "--replications", "3"]


def test_service_is_told_by_group_with_what_was_assumed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = tmp_path / "found"
    assert main(["hub", "simulate", "fabriques", *SHORT, "--size-to", "0.5", "-o", str(folder), "--lang", "en"]) == 0
    told = capsys.readouterr().out
    for sentence in ("Solidarity tariff", "served %", "assumed hours", "Erlang", "chargers in use", "not simulated"):
        assert sentence in told
    assert (folder / "simulation.html").is_file()


def test_json_is_the_same_for_equal_seeds(capsys: pytest.CaptureFixture[str]) -> None:
    told = []
    for seed in ("3", "3", "4"):
        assert main(["hub", "simulate", "fabriques", *SHORT, "--seed", seed, "--json"]) == 0
        told.append(json.loads(capsys.readouterr().out))
    assert told[0]["groups"] == told[1]["groups"] != told[2]["groups"]
    assert told[0]["asked"]["seed"] == 3
    assert told[0]["paths"] == []


def test_a_table_of_demand_is_read_and_its_problems_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table, folder = tmp_path / "demand.csv", tmp_path / "found"
    head = "profile,service,tariff,day_type,hour,trips_day,hours_trip,km_trip\n"
    table.write_text(f"{head}retired,autopartage,plein,sunday,10,2,3,30\n", encoding="utf-8")
    assert main(["hub", "simulate", "fabriques", "--demand", str(table), *SHORT, "--lang", "fr"]) == 0
    told = capsys.readouterr().out
    assert "retired" in told
    assert "table par profil" in told
    table.write_text(f"{head}retired,tram,plein,sunday,25,2,3,30\n", encoding="utf-8")
    assert main(["hub", "simulate", "fabriques", "--demand", str(table), "-o", str(folder), *SHORT]) == 2
    assert "2 problems" in capsys.readouterr().err
    assert not folder.exists()


def test_a_group_that_never_comes_has_dashes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "demand.csv"
    table.write_text(
        "profile,service,day_type,hour,trips_day,hours_trip,km_trip\nretired,autopartage,sunday,10,2,3,30\n"
        "rare,autopartage,sunday,10,0,3,30\n",
        encoding="utf-8",
    )
    assert main(["hub", "simulate", "fabriques", "--demand", str(table), *SHORT, "--lang", "en"]) == 0
    (line,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("rare")]
    assert line.split()[1:3] == ["0", "–"]
