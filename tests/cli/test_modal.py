"""portee modal."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from portee.reports.tables import read_result
from tests.cli.conftest import Run

TRAM = """name: Fewer lines
modifications:
  - {type: remove_line, line: "%s", from: 2028-01-01}
"""
PLAN = """plans:
  mine:
    title: {fr: "Mon plan", en: "My plan"}
    years:
      - {year: 2025, shares: {walk: 0.3, bicycle: 0.1, public_transport: 0.2, car: 0.4}}
      - {year: 2030, shares: {walk: 0.3, bicycle: 0.2, public_transport: 0.3, car: 0.2}}
    source: {title: "A plan"}
    observed:
      - year: 2024
        shares: {walk: 0.3, bicycle: 0.05, public_transport: 0.15, car: 0.5}
        source: {title: "A survey"}
"""


@pytest.fixture
def asked(commute: list[str]) -> list[str]:
    kept = [part for at, part in enumerate(commute[1:], 1) if "--cutoff" not in (part, commute[at - 1])]
    return ["modal", *kept, "--residents", "ind"]


@pytest.fixture
def line(xs_world: object) -> str:
    return str(xs_world.network.timetable.route_short_name[0])  # type: ignore[attr-defined]


def test_shares_before_and_after(portee: Run, asked: list[str], line: str) -> None:
    Path("tram.yaml").write_text((TRAM % line).replace(", from: 2028-01-01", ""), encoding="utf-8")
    Path("none.yaml").write_text("name: Nothing\nmodifications: []\n", encoding="utf-8")
    told = (*asked, "--bounds", "--without-car", "0.3", "--scenario", "tram.yaml", "--scenario", "none.yaml")
    ran = portee(*told, "-o", "shares.csv", "--zones", "zones.gpkg")
    assert ran.code == 0, ran.err
    assert "trips a day shared among four modes: shares.csv" in ran.out
    assert "Nothing: nothing changes." in ran.out
    assert "Fewer lines: +" in ran.out, ran.out
    assert "without a car" in ran.out
    assert "At the bounds of the figures of the model: +" in ran.out
    assert "not calibrated" in ran.out
    assert "portee map zones.gpkg --column change_car" in ran.out
    frame = pl.read_csv("shares.csv")
    sums = frame.group_by("scenario", "group").agg(pl.col("share").sum())["share"]
    assert sums.to_list() == pytest.approx([1.0] * 9)
    zones, record = read_result("zones.gpkg")
    assert record["result"] == "modal"
    assert {"base_car", "scenario_walk", "change_public_transport"} <= set(zones.columns)
    found = json.loads(portee(*told, "-o", "shares.csv", "--json").out)
    assert [case["scenario"] for case in found["cases"]] == [None, "Fewer lines", "Nothing"]
    base, _, nothing = (case["groups"] for case in found["cases"])
    assert [group["shares"] for group in nothing] == [group["shares"] for group in base]
    assert found["calibrated"] is False


def test_a_series_beside_the_targets_of_a_plan(portee: Run, asked: list[str], line: str) -> None:
    Path("tram.yaml").write_text(TRAM % line, encoding="utf-8")
    Path("plan.yaml").write_text(PLAN, encoding="utf-8")
    series = (
        *(*asked, "--scenario", "tram.yaml", "--year", "2027", "--year", "2030"),
        *("--targets", "plan.yaml", "--observed", "plan.yaml", "-o", "shares.parquet"),
    )
    ran = portee(*series, "--lang", "fr", "--page", "page.html")
    assert ran.code == 0, ran.err
    assert "Calé sur les parts observées en 2024 (A survey)." in ran.out
    assert "Objectifs : Mon plan." in ran.out
    assert "n'ont pas été lus dans le plan lui-même" in ran.out
    assert "voiture : " in ran.out
    assert "20,0 % visés" in ran.out
    assert "il manque 15,0 points" in ran.out
    assert "La même chose en une page : page.html" in ran.out
    assert "Que change « Fewer lines »" in Path("page.html").read_text(encoding="utf-8").replace("\u00a0", " ")
    found = json.loads(portee(*series, "--json").out)
    assert [(case["scenario"], case["year"]) for case in found["cases"]] == [
        (None, 2027), (None, 2030), ("Fewer lines", 2027), ("Fewer lines", 2030),
    ]  # fmt: skip
    assert found["cases"][1]["gap_points"]["car"] == pytest.approx(30)
    assert found["cases"][2]["groups"] == found["cases"][0]["groups"]
    assert found["cases"][3]["groups"] != found["cases"][1]["groups"]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--mode", "car"), "Leave out --mode"),
        (("--as-of", "02-30"), "no day of the year"),
        (("--targets", "nowhere"), "No plan named 'nowhere'"),
        (("--targets", "aix-marseille-provence", "--year", "2040"), "no target for 2040"),
        (("--observed", "walk=3"), "observed for walk"),
        (("--without-car", "nobody"), "nobody"),
        (("--decay", "sometimes"), "sometimes"),
        (("--flows", "flows.csv"), "cannot be read"),
        (("--zones", "zones.txt"), "zones.txt"),
        (("--page", "page.txt"), "page.txt"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_written(
    portee: Run, asked: list[str], more: tuple[str, ...], told: str
) -> None:
    ran = portee(*asked, *more, "-o", "shares.csv")
    assert ran.code == 2
    assert told in ran.err
    assert not Path("shares.csv").exists()


def test_a_table_without_shapes(portee: Run, asked: list[str]) -> None:
    ran = portee(*asked, "-o", "shares.gpkg")
    assert ran.code == 2
    assert ".csv" in ran.err


def test_counted_flows(portee: Run, asked: list[str], xs_territory: object) -> None:
    import pyogrio

    cells = pyogrio.read_dataframe(xs_territory.cells, read_geometry=False)  # type: ignore[attr-defined]
    jobs = pl.read_csv(xs_territory.jobs)  # type: ignore[attr-defined]
    rows = [f"{cells['idcar_200m'][k]},{jobs['id'][k]},12" for k in range(3)]
    Path("flows.csv").write_text("\n".join(["origin,destination,trips", *rows]), encoding="utf-8")
    ran = portee(*asked, "--flows", "flows.csv", "-o", "shares.csv", "--json")
    assert ran.code == 0, ran.err
    assert json.loads(ran.out)["cases"][0]["groups"][0]["trips"] == pytest.approx(36)
