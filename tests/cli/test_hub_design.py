"""portee hub design."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from portee.hubs.plan.written import plan_to_yaml
from portee.sources.synthetic import SyntheticTerritory
from tests.cli.conftest import Run
from tests.services.hubs.designs import WHO, hub_of


@pytest.fixture
def asked(xs_network: Path, xs_territory: SyntheticTerritory, portee: Run) -> list[str]:
    assert portee is not None
    Path("hub.yaml").write_text(plan_to_yaml(hub_of(xs_territory)), encoding="utf-8")
    who = [part for id in WHO for part in ("--profiles", id)]
    return [
        "hub.yaml", "--network", str(xs_network), "--territory", str(xs_territory.cells), "--opportunities",
        str(xs_territory.jobs), "--weight", "jobs", *who, "--draws", "3", "--threads", "1",
    ]  # fmt: skip


def test_a_hub_is_designed_told_and_written_and_its_accounts_follow(portee: Run, asked: list[str]) -> None:
    ran = portee("hub", "design", *asked, "-o", "out")
    assert ran.code == 0, ran.err
    for part in ("trips a year", "considers", "Vehicles cap nothing", "3 draws of all assumptions"):
        assert part in ran.out
    assert portee("hub", "accounts", "out/village.yaml", "-o", "out.xlsx").code == 0
    again = json.loads(portee("hub", "design", *asked, "-o", "out", "--json").out)
    assert again["id"] == "village"
    assert again["trips_year"] > 0
    assert Path(again["paths"][0]).exists()


def test_in_french_with_wishes(portee: Run, asked: list[str]) -> None:
    options = ["--assume", "considers=0.3", "--jobs", "jobs", "--within", "20", "--table", "parquet", "--replace-use"]
    ran = portee("hub", "design", *asked, *options, "-o", "out", "--lang", "fr")
    assert ran.code == 0, ran.err
    assert "Les véhicules ne limitent rien" in ran.out
    assert "sorties par an" in ran.out
    assert Path("out/demand.parquet").exists()


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--assume", "considers"], "gives no assumption a value"),
        (["--assume", "hope=1"], "no assumption 'hope'"),
        (["--jobs", "shops"], "none of the kinds"),
        (["--draws", "-1"], "draws"),
    ],
)
def test_wrong_wishes_are_refused_and_nothing_is_written(
    portee: Run, asked: list[str], options: list[str], says: str
) -> None:
    ran = portee("hub", "design", *asked, *options, "-o", "out")
    assert ran.code == 2
    assert says in ran.err
    assert not Path("out").exists()
