"""portee logistics."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from portee.reports.tables import read_result
from portee.sources.synthetic import SyntheticTerritory
from tests.cli.conftest import Run
from tests.services.logistics.villages import village_design, village_plan


@pytest.fixture
def plan(xs_territory: SyntheticTerritory, tmp_path: Path) -> str:
    return str(village_plan(tmp_path, xs_territory))


def test_rounds_are_told_and_written(portee: Run, xs_network: Path, plan: str) -> None:
    ran = portee("logistics", "route", str(xs_network), plan, "-o", "rounds.gpkg", "--lang", "en")
    assert ran.code == 0, ran.err
    assert "serve 10 of 10 stops" in ran.out
    assert "The micro-hubs are supplied in 1 round." in ran.out
    assert "nothing says that there is no cheaper one" in ran.out
    assert "cost per parcel" in ran.out
    assert read_result("rounds.gpkg")[1]["result"] == "goods"


def test_the_same_in_french_and_as_json(portee: Run, xs_network: Path, plan: str) -> None:
    ran = portee("logistics", "route", str(xs_network), plan, "--lang", "fr")
    assert ran.code == 0, ran.err
    assert "servent 10 arrêts sur 10" in ran.out
    told = json.loads(portee("logistics", "route", str(xs_network), plan, "--json").out)
    assert told["parcels"] == 20
    assert told["bound"] is None
    assert told["unserved"] == []
    assert told == json.loads(portee("logistics", "route", str(xs_network), plan, "--json").out)


def test_rounds_stand_beside_vans(portee: Run, xs_network: Path, plan: str) -> None:
    told = json.loads(portee("logistics", "compare", str(xs_network), plan, "--json").out)
    assert told["plan"]["kerb_min"] < told["vans"]["kerb_min"]
    ran = portee("logistics", "compare", str(xs_network), plan, "-o", "rounds.csv", "--lang", "en")
    assert ran.code == 0, ran.err
    assert "vans from the depot" in ran.out
    assert Path("rounds.csv").is_file()


def test_a_plan_without_vans_is_not_compared(portee: Run, xs_network: Path, plan: str) -> None:
    lines = Path(plan).read_text(encoding="utf-8").splitlines(keepends=True)
    Path("alone.yaml").write_text("".join(x for x in lines if "vans" not in x), encoding="utf-8")
    ran = portee("logistics", "compare", str(xs_network), "alone.yaml")
    assert ran.code == 2
    assert "no vans to compare with" in ran.err


def test_shares_of_shops_add_up(portee: Run, xs_network: Path, plan: str) -> None:
    ran = portee("logistics", "share", str(xs_network), plan, "--lang", "en")
    assert ran.code == 0, ran.err
    assert "exact, to the cent" in ran.out
    ran = portee("logistics", "share", str(xs_network), plan, "-o", "s.csv", "-o", "s.json", "--json")
    told = json.loads(ran.out)
    assert told.pop("paths") == ["s.csv", "s.json"]
    kept = json.loads(Path("s.json").read_text(encoding="utf-8"))
    assert kept.pop("provenance")["result"] == "goods shares"
    assert kept == told
    assert len(Path("s.csv").read_text(encoding="utf-8").splitlines()) == 1 + len(told["shops"])
    assert portee("logistics", "share", str(xs_network), plan, "-o", "s.docx").code == 2
    assert portee("logistics", "route", str(xs_network), plan, "-o", "r.csv", "-o", "r.csv").code == 2
    assert sum(round(100 * shop["eur"]) for shop in told["shops"]) == round(100 * told["total_eur"])


def test_all_problems_of_a_plan_are_told_and_nothing_is_written(portee: Run, xs_network: Path, plan: str) -> None:
    text = (
        Path(plan)
        .read_text(encoding="utf-8")
        .replace("home: hub", "home: moon")
        .replace("home: depot,", "home: sun,", 1)
    )
    Path("wrong.yaml").write_text(text, encoding="utf-8")
    ran = portee("logistics", "route", str(xs_network), "wrong.yaml", "-o", "rounds.gpkg")
    assert ran.code == 2
    assert "moon" in ran.err
    assert "sun" in ran.err
    assert "line 1" in ran.err
    assert not Path("rounds.gpkg").exists()


def test_a_plan_that_serves_nobody_tells_why_and_writes_nothing(portee: Run, xs_network: Path, plan: str) -> None:
    text = Path(plan).read_text(encoding="utf-8").replace("ends: '15:00', reloads", "ends: '07:40', reloads")
    Path("none.yaml").write_text(text, encoding="utf-8")
    ran = portee("logistics", "route", str(xs_network), "none.yaml", "-o", "rounds.csv", "--lang", "en")
    assert ran.code == 2, ran.out
    assert "is not served" in ran.out
    assert "serves nobody" in ran.err
    assert not Path("rounds.csv").exists()


def test_a_scenario_closes_streets(portee: Run, xs_network: Path, xs_territory: SyntheticTerritory, plan: str) -> None:
    lon, lat = xs_territory.centre_lon, xs_territory.centre_lat
    area = [[lon - 0.05, lat - 0.05], [lon + 0.05, lat - 0.05], [lon + 0.05, lat + 0.05], [lon - 0.05, lat + 0.05]]
    Path("closed.yaml").write_text(
        f"name: Closed\nmodifications:\n  - {{type: close_streets, area: {area}, modes: [bicycle]}}\n", encoding="utf-8"
    )
    told = portee("logistics", "route", str(xs_network), plan, "--scenario", "closed.yaml", "--json")
    assert told.code == 0, told.err
    found = json.loads(told.out)
    assert {one["hindrances"][0]["constraint"] for one in found["unserved"]} == {"no_way"}
    assert found["cost_per_parcel"] is None if "cost_per_parcel" in found else found["parcels"] == 0


def test_micro_hubs_are_sited_told_and_written(
    portee: Run, xs_network: Path, xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:
    plan = str(village_design(tmp_path, xs_territory))
    ran = portee("logistics", "design", str(xs_network), plan, "--folder", "found", "--lang", "en")
    assert ran.code == 0, ran.err
    assert "2 micro-hubs found among" in ran.out
    assert "1 place is too small" in ran.out
    assert "vans from the depot" in ran.out
    assert Path("found/plan.yaml").is_file()
    told = json.loads(portee("logistics", "design", str(xs_network), plan, "--json").out)
    assert len(told["micro_hubs"]["opened"]) == 2
    assert told["vans"]["parcels"] == told["plan"]["parcels"] == 20
    again = json.loads(portee("logistics", "compare", str(xs_network), "found/plan.yaml", "--json").out)
    assert again["plan"] == told["plan"]


def test_a_place_that_fits_nothing_is_told_and_nothing_is_written(
    portee: Run, xs_network: Path, xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:
    path = village_design(tmp_path, xs_territory)
    path.write_text(path.read_text(encoding="utf-8").replace("least_m2: 9", "least_m2: 90"), encoding="utf-8")
    ran = portee("logistics", "design", str(xs_network), str(path), "--folder", "found")
    assert ran.code == 2
    assert "50 m² too little" in ran.err
    assert not Path("found").exists()
