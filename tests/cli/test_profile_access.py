from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from portee.reports.tables import read_result
from portee.services.neighbourhood.equity import HALF_OF_THE_MEAN
from portee.sources.synthetic import SyntheticTerritory
from tests.cli.conftest import Run

OFFERS = """
tariffs:
- {id: month, title: {fr: mois, en: month}, network: bus, kind: month, price_eur: 40}
- {id: ticket, title: {fr: ticket, en: ticket}, network: bus, kind: single, price_eur: 1.5, minutes: 30}
"""
ZONE = {
    "type": "Feature",
    "properties": {"id": "VILLAGE", "date_debut": "2025-01-01", "vp_critair": "V3"},
    "geometry": {"type": "Polygon", "coordinates": [[[4.9, 43.0], [5.1, 43.0], [5.1, 43.2], [4.9, 43.2], [4.9, 43.0]]]},
}


@pytest.fixture
def asked(portee: Run, xs_network: Path, xs_territory: SyntheticTerritory) -> list[str]:
    """Arguments that work, but for the output."""
    del portee  # which changes to an empty folder
    Path("offers.yaml").write_text(OFFERS, encoding="utf-8")
    return [
        *("profile-access", str(xs_network), "--territory", str(xs_territory.cells)),
        *("--opportunities", str(xs_territory.jobs), "--weight", "jobs", "--date", "2026-09-08"),
        *("--profiles", "night-cleaner,over-55-limited-walking", "--offers", "offers.yaml", "--threads", "2"),
    ]


def test_every_cell_and_profile_has_a_row_and_the_sums_lie_beside(portee: Run, asked: list[str]) -> None:
    ran = portee(*asked, "--no-evening-after", "20:00", "--group", "small", "-o", "p.csv")
    assert ran.code == 0, ran.err
    assert ran.out.startswith("jobs: a mean resident of these profiles has ")
    assert "Evening without public transport: they would lose " in ran.out
    assert "hit most, Night cleaner, without a licence" in ran.out
    assert "All sums, by profile and by group: p.summary.csv" in ran.out
    assert "the same command with --wide" in ran.out
    frame, record = read_result(Path("p.csv"))
    assert len(frame) == 2 * frame["id"].nunique()
    assert (frame["jobs_no_evening"] + frame["jobs_no_evening_loss"] == frame["jobs_within_reach"]).all()
    assert (frame["jobs_within_reach"] <= frame["jobs_in_time"]).all()
    assert frame["people"].isna().any()
    assert not frame["people"].isna().all()
    sums = pl.read_csv("p.summary.csv")
    assert set(sums["profile"]) == {"all", "night-cleaner", "over-55-limited-walking"}
    assert set(sums["group"]) >= {"all"}
    assert set(sums["scenario"]) == {"present", "no_evening"}
    assert record["parameters"]["no_evening_after_s"] == 72_000
    assert record["notes"][0].startswith("Synthetic territory")
    assert record["notes"][-1].startswith("A synthetic mix, not a census.")
    assert any("horaires du profil" in text for text in record["remarks"]["fr"])
    # What is told is what is written.
    every = sums.filter((pl.col("scenario") == "present") & (pl.col("profile") == "all") & (pl.col("group") == "all"))
    assert f" {every['mean'][0]:,.0f} within reach" in ran.out


def test_a_map_of_one_profile(portee: Run, asked: list[str]) -> None:
    ran = portee(*asked, "--wide", "-o", "w.gpkg")
    assert ran.code == 0, ran.err
    command = ran.out.strip().splitlines()[-1].removeprefix("Next: ").split()
    assert command[:3] == ["portee", "map", "w.gpkg"]
    assert portee(*command[1:]).code == 0
    page = Path("w.html").read_text(encoding="utf-8")
    assert "night cleaner jobs within reach" in page
    wide, _ = read_result(Path("w.gpkg"))
    portee(*asked, "-o", "l.parquet")
    long, _ = read_result(Path("l.parquet"))
    mine = long[long["profile"] == "night-cleaner"].set_index("id").loc[wide["id"]]
    np.testing.assert_array_equal(wide["night_cleaner_jobs_within_reach"], mine["jobs_within_reach"])


def test_every_what_if_and_several_kinds(portee: Run, asked: list[str], xs_territory: SyntheticTerritory) -> None:
    collection = {"type": "FeatureCollection", "features": [ZONE]}
    Path("zone.geojson").write_text(json.dumps(collection), encoding="utf-8")
    ran = portee(
        *asked, "--profiles", "jobseeker-old-diesel", "--opportunities", xs_territory.childcare, "--weight", "places",
        "--low-emission", "zone.geojson", "--energy-shock", "+30%", "--no-evening-after", "20:00", "--max-time", "9",
        "--merge-m", "150", "--poverty-line", "0.6", "-o", "p.parquet", "--json",
    )  # fmt: skip
    assert ran.code == 0, ran.err
    told = json.loads(ran.out)
    assert told["profiles"] == ["night-cleaner", "over-55-limited-walking", "jobseeker-old-diesel"]
    assert told["opportunities"] < 145
    frame, record = read_result(Path("p.parquet"))
    for kind in ("jobs", "places"):
        for scenario in ("low_emission_zone", "energy", "no_evening"):
            assert (frame[f"{kind}_{scenario}_loss"] >= 0).all()
    diesel = frame[frame["profile"] == "jobseeker-old-diesel"]
    assert diesel["jobs_low_emission_zone_loss"].sum() > 0
    assert (frame[frame["profile"] != "jobseeker-old-diesel"]["jobs_low_emission_zone_loss"] == 0).all()
    assert {"zone.geojson"} <= {source["file"] for source in record["sources"]}
    assert record["parameters"]["poverty_line"] == 0.6
    assert record["parameters"]["max_time_min"] == 9
    assert {row["scenario"] for row in told["summary"]} == {"present", "low_emission_zone", "energy", "no_evening"}


def test_a_profile_of_ones_own_is_counted_over_all_residents(portee: Run, asked: list[str]) -> None:
    """It has no declared share, so that no mix is known."""
    from portee.people.library import find_profile, profile_to_yaml

    mine = find_profile("night-cleaner").replace(id="mine")
    Path("mine.yaml").write_text(profile_to_yaml(mine), encoding="utf-8")
    place = asked.index("--profiles")
    ran = portee(*asked[:place], *asked[place + 2 :], "--profiles", "mine.yaml,night-cleaner", "-o", "p.csv")
    assert ran.code == 0, ran.err
    assert "jobs: by profile, a mean resident has from " in ran.out
    frame, _ = read_result(Path("p.csv"))
    assert "people" not in frame.columns
    one, other = (frame[frame["profile"] == id]["jobs_within_reach"] for id in ("mine", "night-cleaner"))
    np.testing.assert_array_equal(one, other)


def test_all_profiles_when_none_is_named_in_french(portee: Run, asked: list[str]) -> None:
    from portee.people.library import shipped_profiles

    place = asked.index("--profiles")
    ran = portee(*asked[:place], *asked[place + 2 :], "--max-time", "5", "--lang", "fr", "-o", "p.csv")
    assert ran.code == 0, ran.err
    assert "un habitant moyen de ces profils en a" in ran.out
    assert "Pour une carte par profil" in ran.out
    frame, record = read_result(Path("p.csv"))
    assert set(frame["profile"]) == {profile.id for profile in shipped_profiles()}
    assert record["columns"]["jobs_within_reach"].startswith("jobs à portée")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--energy-shock", "30"), "'30' is no change of prices"),
        (("--energy-shock", "-100%"), "no change of prices"),
        (("--energy-shock", "nan%"), "no change of prices"),
        (("--no-evening-after", "25:00"), "25:00"),
        (("--no-evening-after", "24:00"), "24:00"),
        (("--max-time", "0"), "cannot be the limit"),
        (("--max-time", "241"), "cannot be the limit"),
        (("--max-time", "nan"), "cannot be the limit"),
        (("--merge-m", "-1"), "cannot be merged"),
        (("--poverty-line", "0"), "'line' is 0"),
        (("--profiles", "nobody"), "There is no profile 'nobody'"),
        (("--profiles", "night-cleaner"), "given twice"),
        (("--group", "colour"), "no column 'colour'"),
        (("--income", "wealth"), "no column 'wealth'"),
        (("--date", "2031-01-01"), "No trip runs on 2031-01-01"),
        (("--weight", "joobs"), "joobs"),
        (("-o", "p.xlsx"), "p.xlsx"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_written(
    portee: Run, asked: list[str], given: tuple[str, str], said: str
) -> None:
    before = set(Path().iterdir())
    ran = portee(*asked, "-o", "p.csv", *given)
    assert ran.code == 2
    assert said in ran.err
    assert ran.err.count("\n") == 1
    assert set(Path().iterdir()) == before


def test_the_line_of_the_command_is_that_of_the_engine() -> None:
    import inspect

    from portee.cli.profile_access import profile_access

    assert inspect.signature(profile_access).parameters["poverty_line"].default == HALF_OF_THE_MEAN
