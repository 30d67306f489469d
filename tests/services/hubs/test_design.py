from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from portee.core.errors import ParameterError
from portee.hubs.plan.services import Service
from portee.network.network import Network
from portee.services.hubs.design import design_hub
from portee.services.hubs.design_asked import DesignAsked, resolved
from portee.services.hubs.designed import DEMAND, GAINS, SENSITIVITY, TOTALS, DesignedHub
from portee.sources.gtfs import read_gtfs
from portee.sources.osm import read_streets
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.hubs.demand.towns import service
from tests.services.hubs.designs import asked_of, hub_of


@pytest.fixture(scope="module")
def designed(xs_world: World, xs_territory: SyntheticTerritory) -> DesignedHub:
    return design_hub(asked_of(xs_world, xs_territory, draws=20, within_min=15.0))


def test_tables_have_their_columns_and_agree(designed: DesignedHub) -> None:
    assert dict(designed.demand.schema) == DEMAND
    assert dict(designed.totals.schema) == TOTALS
    assert dict(designed.sensitivity.schema) == SENSITIVITY
    assert designed.gains.columns == [*GAINS, "reached_today_jobs", "reached_with_jobs"]
    assert designed.trips_year > 0
    days = {"workday": 252.25, "saturday": 52.0, "sunday": 61.0}
    by_year = sum(row["trips_day"] * days[row["day_type"]] for row in designed.demand.iter_rows(named=True))
    assert by_year == pytest.approx(designed.trips_year)
    assert 12 * designed.gains["trips_month"].sum() == pytest.approx(designed.trips_year)
    assert designed.gains["members"].sum() == pytest.approx(designed.totals["members"].sum())
    assert designed.sensitivity["trips_year_central"].to_numpy() == pytest.approx(designed.trips_year)
    assert designed.sensitivity["swing_trips_year"].is_sorted(descending=True)
    every = designed.intervals.filter(pl.col("service") == "")
    assert every["trips_year_p05"][0] < every["trips_year_p50"][0] < every["trips_year_p95"][0]


def test_who_has_no_smartphone_uses_what_asks_for_none(designed: DesignedHub) -> None:
    able = dict(designed.gains.select("profile", "able_services").iter_rows())
    assert able["no-smartphone-no-card"] == "e-bike"
    assert able["reference-employee-car"] == "e-bike shared-car"
    used = designed.demand.filter(pl.col("profile") == "no-smartphone-no-card")["service"].unique().to_list()
    assert used == ["e-bike"]


def test_closed_hours_have_no_trips_and_reach_never_falls(designed: DesignedHub) -> None:
    bikes = designed.demand.filter(pl.col("service") == "e-bike")
    assert bikes["hour"].min() >= 6  # type: ignore[operator]
    assert bikes["hour"].max() < 22  # type: ignore[operator]
    today, after = (designed.gains[f"reached_{when}_jobs"].to_numpy() for when in ("today", "with"))
    assert (after >= today - 1e-9).all()
    assert (after > today).any()


def test_the_plan_is_filled_and_what_is_not_modelled_is_told(designed: DesignedHub) -> None:
    bikes, cars, repair = designed.plan.services
    assert [use.tariff for use in bikes.use] == ["t"]
    assert all(use.modelled for use in (*bikes.use, *cars.use))
    assert repair.use == ()
    assert designed.not_modelled == ("repair",)
    assert [use.tariff for use in cars.use] == ["t"]
    assert designed.written.services[0].use == ()
    told = " ".join(note.en for note in designed.notes)
    for part in ("shared-car (firms)", "The use of repair is not modelled", "Vehicles cap nothing", "matters most"):
        assert part in told
    assert all(note.fr != note.en for note in designed.notes[:8])
    assert any(row["parameter"] == "hub_demand.considers" and not row["checked"] for row in designed.figures)


def test_whoever_can_use_nothing_is_named(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    found = run(xs_world, xs_territory, service("shared_car", channels=["app"]))
    told = [note.en for note in found.notes if note.en.startswith("Can use none")]
    assert len(told) == 1
    assert "without a licence" in told[0]
    assert "Reference" not in told[0]


def run(world: World, territory: SyntheticTerritory, *services: Service, **options: Any) -> DesignedHub:
    return design_hub(asked_of(world, territory, hub_of(territory, *services), **options))


def test_an_empty_hub_is_the_baseline_bit_for_bit(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    found = run(xs_world, xs_territory, service("e_bike", count=0), service("shared_car", count=0))
    assert found.trips_year == 0
    assert found.plan == found.written
    today, after = (found.gains[f"reached_{when}_jobs"].to_numpy() for when in ("today", "with"))
    assert (today == after).all()
    for name in ("trips_month", "members", "minutes_saved_month", "eur_saved_month", "surplus_eur_month"):
        assert (found.gains[name].to_numpy() == 0).all()


def test_equal_seeds_give_equal_designs(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    one, other = (run(xs_world, xs_territory, draws=5, seed=3) for _ in range(2))
    assert one.intervals.equals(other.intervals)
    assert one.demand.equals(other.demand)
    assert not one.intervals.equals(run(xs_world, xs_territory, draws=5, seed=4).intervals)


def test_a_value_of_ones_own_is_central_and_widens_its_bounds(
    xs_world: World, xs_territory: SyntheticTerritory
) -> None:  # fmt: skip
    usual = run(xs_world, xs_territory)
    twice = run(xs_world, xs_territory, assume={"considers": 0.6})
    assert twice.trips_year == pytest.approx(4 * usual.trips_year)
    row = twice.sensitivity.filter(pl.col("assumption") == "considers").row(0, named=True)
    assert (row["low"], row["central"], row["high"]) == (0.05, 0.6, 0.6)


def test_work_may_draw_to_a_kind_of_its_own(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    assert run(xs_world, xs_territory, jobs="jobs").trips_year == pytest.approx(run(xs_world, xs_territory).trips_year)


def test_a_hub_where_nobody_lives_is_explained(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    to = asked_of(xs_world, xs_territory)
    empty = replace(to.residents, people=np.zeros_like(to.residents.people))
    with pytest.raises(ParameterError, match="Nobody lives within a walk"):
        design_hub(replace(to, residents=empty))
    few = replace(to.residents, households=np.zeros(len(to.residents.homes)))
    with pytest.raises(ParameterError, match="Too few households"):
        design_hub(replace(to, residents=few))


@pytest.mark.real
@pytest.mark.slow
def test_the_hub_of_the_fabriques_quarter(shared_data: Path) -> None:
    """What the page on the method tells of real data: people, loans, cars, and what cannot be known."""
    folder = shared_data / "euromed"
    streets, _ = read_streets(folder / "streets.osm.pbf")
    timetable, _, _ = read_gtfs([folder / "gtfs.zip"])
    to = resolved(
        World(Network.of(streets, timetable)), "fabriques", folder / "filosofi_200m.csv", [folder / "pois.csv"],
        ["@count"], offers="marseille", asked=DesignAsked(draws=0, within_min=30.0),
    )  # fmt: skip
    found = design_hub(to, threads=2)
    assert found.gains["people"].sum() == pytest.approx(2709, abs=1)
    members = dict(found.totals.group_by("service").agg(pl.col("members").sum()).iter_rows())
    assert members["velos"] == pytest.approx(39, abs=1)
    # Each hires 0.67 times a month, as Citiz tells: the month costs more an outing, so there are fewer outings.
    assert members["autopartage"] == pytest.approx(12, abs=0.5)
    cars = found.totals.filter(pl.col("service") == "autopartage")["trips_year"].sum()
    assert cars == pytest.approx(97, abs=1)
    assert found.trips_year == pytest.approx(9550, rel=0.005)
    without = found.gains.filter(pl.col("profile") == "no-smartphone-no-card").row(0, named=True)
    assert without["reached_with_count"] > 2 * without["reached_today_count"]
    assert found.sensitivity["assumption"][0] == "considers"
