from __future__ import annotations

import json
from pathlib import Path

import pytest

from portee.cli.main import main
from tests.cli.conftest import as_typed

SHORT = ["--days", "14", "--replications", "3"]


def test_service_is_told_by_group_with_what_was_assumed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = tmp_path / "found"
    assert main(["hub", "simulate", "fabriques", *SHORT, "--size-to", "0.5", "-o", str(folder), "--lang", "en"]) == 0
    told = as_typed(capsys.readouterr().out)
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
    told = as_typed(capsys.readouterr().out)
    assert "retired" in told
    assert "table par profil" in told
    table.write_text(f"{head}retired,tram,plein,sunday,25,2,3,30\n", encoding="utf-8")
    assert main(["hub", "simulate", "fabriques", "--demand", str(table), "-o", str(folder), *SHORT]) == 2
    assert "2 problèmes" in capsys.readouterr().err
    assert not folder.exists()


def test_a_group_that_never_comes_has_dashes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "demand.csv"
    table.write_text(
        "profile,service,day_type,hour,trips_day,hours_trip,km_trip\nretired,autopartage,sunday,10,2,3,30\n"
        "rare,autopartage,sunday,10,0,3,30\n",
        encoding="utf-8",
    )
    assert main(["hub", "simulate", "fabriques", "--demand", str(table), *SHORT, "--lang", "en"]) == 0
    (line,) = [line for line in as_typed(capsys.readouterr().out).splitlines() if line.startswith("rare")]
    assert line.split()[1:3] == ["0", "–"]


def test_stations_are_told_apart_with_what_staff_moves(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hub = tmp_path / "two.yaml"
    hub.write_text(
        "id: two\ntitle: {fr: Deux, en: Two}\nstart: 2027\nyears: 1\nfigures_on: 2026-11-26\nservices:\n"
        "  - id: bikes\n    title: {fr: Vélos, en: Bikes}\n    kind: bike\n"
        "    things:\n"
        "      - {title: {fr: V, en: B}, count: 6, how: new, vehicle: true, life: 4, price: {eur: 9, source: x}}\n"
        "    tariffs: [{id: day, title: {fr: J, en: D}, prices: [{from: 2027-01-01, per_trip: 2}]}]\n"
        "    use: [{tariff: day, trips: 4000, hours: 1, km: 4}]\n"
        "    stations: [{id: haut, share: 0.8, vehicles: 3, docks: 5}, {id: bas, share: 0.2, vehicles: 3, docks: 5}]\n"
        "    one_way: 0.5\n    relocation: {below: 1, above: 4}\n",
        encoding="utf-8",
    )
    assert main(["hub", "simulate", str(hub), *SHORT, "--lang", "en"]) == 0
    told = as_typed(capsys.readouterr().out)
    rows = {line.split()[0]: line.split() for line in told.splitlines() if line.startswith(("haut", "bas"))}
    assert rows["haut"][1] == rows["bas"][1] == "3"
    assert float(rows["haut"][2]) > float(rows["bas"][2])
    assert "vehicles a day." in told
