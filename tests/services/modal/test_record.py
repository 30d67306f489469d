from __future__ import annotations

import json

import numpy as np
import polars as pl
import pytest

from portee.indicators.mode_choice import MODES
from portee.services.modal.compute import ModalResult
from portee.services.modal.record import BASE, modal_docs, modal_frame, modal_record, zone_docs, zone_frame
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.services.modal.ground import EMPTY, TRAVEL, WINDOW, homes_of, scenario, shares_of
from tests.services.modal.test_compute import PLAN


@pytest.fixture(scope="module")
def found(xs_world: World, xs_territory: SyntheticTerritory) -> ModalResult:
    homes = homes_of(xs_world, xs_territory)
    people = (
        f"  - {{type: add_residents, places: [{{id: NEW, lon: {homes.lon[0]}, lat: {homes.lat[0]}, people: 50}}]}}\n"
    )
    return shares_of(xs_world, xs_territory, EMPTY, scenario(people, "people"), years=[2027], targets=PLAN)


def test_a_row_by_case_group_and_mode(found: ModalResult) -> None:
    frame = modal_frame(found)
    assert frame.columns == list(modal_docs("fr")) == list(modal_docs("en"))
    shares = frame.group_by("scenario", "year", "group").agg(pl.col("share").sum())
    assert shares["share"].to_list() == pytest.approx([1.0] * len(shares))
    base = frame.filter((pl.col("scenario") == BASE) & (pl.col("group") == "all"))
    assert base["mode"].to_list() == list(MODES)
    assert base["change_points"].to_list() == [0.0] * 4
    assert base["vehicle_km"].is_null().to_list() == [True, True, True, False]
    assert base["gap_points"].to_list() == pytest.approx((100 * (base["share"] - base["target_share"])).to_list())
    nothing = frame.filter(pl.col("scenario") == "nothing").drop("scenario")
    assert nothing.equals(frame.filter(pl.col("scenario") == BASE).drop("scenario"))
    # Those who move in belong to no side: a group that the base does not have has no change.
    fresh = frame.filter((pl.col("scenario") == "people") & (pl.col("group") == ""))
    assert fresh["change_points"].is_null().all()
    assert frame.filter(pl.col("group") == "east")["target_share"].is_null().all()


def test_a_row_by_origin_of_the_last_scenario(found: ModalResult) -> None:
    frame = zone_frame(found)
    assert set(zone_docs(found, "en")) <= set(frame.columns)
    assert frame["id"].tolist()[-1] == "NEW"
    assert np.isnan(frame["base_car"].to_numpy()[-1])
    assert frame[[f"scenario_{mode}" for mode in MODES]].sum(axis=1).to_numpy() == pytest.approx(np.ones(len(frame)))
    known = frame["change_car"].to_numpy()[:-1]
    assert known == pytest.approx(np.zeros(len(known)))


def test_a_result_says_what_it_rests_on(xs_world: World, found: ModalResult) -> None:
    record = modal_record(
        xs_world.network, found, {"origins": found.base[0].zones}, TRAVEL, WINDOW, scenarios=[EMPTY],
        parameters={"years": [2027]},
    )  # fmt: skip
    json.dumps(record, allow_nan=False)
    assert record["mode_choice"]["calibrated"] is True
    assert record["parameters"]["scenarios"][0]["id"] == EMPTY.id
    assert record["targets"] == {"id": "plan", "checked": False, "source": PLAN.source.model_dump(mode="json")}
    names = {row["parameter"] for row in record["figures"]}
    assert {"mode_choice.value_of_time", "climate.per_person_km", "energy.petrol"} <= names
    assert set(record["mode_choice"]["constants"]) == set(MODES)
