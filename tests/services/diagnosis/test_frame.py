from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from portee.core.errors import ParameterError
from portee.reach.reasons import CONSTRAINTS
from portee.services.diagnosis.frame import diagnosis_column_docs, diagnosis_frame
from portee.territory.places import Places
from tests.services.diagnosis.village import Village


def test_one_row_per_place_with_its_own_columns(village: Village) -> None:
    found = village.diagnosis
    frame = diagnosis_frame(found)
    assert frame["id"].tolist() == found.work.ids.tolist()
    assert frame["sector"].tolist() == found.work.attributes["sector"].to_list()
    assert frame.crs.to_epsg() == 4326
    assert frame.columns[-1] == "geometry"
    assert frame["within_reach"].tolist() == found.within.reach.tolist()


def test_a_place_is_within_reach_or_has_a_reason(village: Village) -> None:
    frame = diagnosis_frame(village.diagnosis, "en")
    reached, others = frame[frame["within_reach"]], frame[~frame["within_reach"]]
    assert set(reached["reason"]) == {""}
    assert set(reached["reason_words"]) == {""}
    assert set(others["reason"]) <= set(CONSTRAINTS[1:])
    assert (others["reason_words"] != "").all()
    assert set(others["way"]) == {""}
    assert others[["out_min", "back_min", "eur_month", "kg_co2_month", "transfers"]].isna().all().all()
    assert (others["options"] == 0).all()
    assert (reached["options"] >= 1).all()
    assert (reached["out_min"] <= 25).all()
    assert (reached["eur_month"] <= 20).all()


def test_details_have_their_unit(village: Village) -> None:
    frame = diagnosis_frame(village.diagnosis)
    missing = frame[frame["reason"] == "stop_hours"]
    assert len(missing) > 0
    assert set(missing["reason_unit"]) == {"min"}
    assert (missing["reason_detail"] > 0).all()
    assert frame[frame["reason_unit"] == ""]["reason_detail"].isna().all()


def test_the_row_of_a_condition_is_no_figure(village: Village) -> None:
    found = village.diagnosis
    code = np.where(found.within.reach, 0, CONSTRAINTS.index("right")).astype(np.int8)
    reasons = replace(found.reasons, code=code, detail=np.zeros(len(code)), conditions=(("e-bike", "x"),))
    frame = diagnosis_frame(replace(found, reasons=reasons))
    assert frame["reason_detail"].isna().all()
    assert "à vélo" in frame[~frame["within_reach"]]["reason_words"].iloc[0]


def test_stops_and_what_is_left_of_the_wage(village: Village) -> None:
    frame = diagnosis_frame(village.diagnosis)
    reached = frame[frame["within_reach"]]
    assert (reached["stop_1_childcare_id"] != "").all()
    assert (frame[~frame["within_reach"]]["stop_1_childcare_id"] == "").all()
    gain = reached["net_gain_before_benefits_eur_month"]
    assert gain.notna().sum() == reached["wage"].notna().sum()
    assert (gain.dropna() < 700).all()
    unknown = replace(village.diagnosis, wages=np.full(len(frame), np.nan))
    assert "net_gain_before_benefits_eur_month" not in diagnosis_frame(unknown).columns


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_column_made_is_documented(village: Village, lang: str) -> None:
    found = village.diagnosis
    docs = diagnosis_column_docs(found, lang)
    own = {"id", "geometry", *found.work.attributes.columns}
    assert set(docs) == set(diagnosis_frame(found).columns) - own
    for code in CONSTRAINTS[1:]:
        assert f"{code} (" in docs["reason"]


def test_a_column_is_not_overwritten(village: Village) -> None:
    work = village.diagnosis.work
    attributes = work.attributes.with_columns(way=pl.lit("x"))
    clash = Places(work.ids, work.lon, work.lat, attributes, None, work.provenance)
    with pytest.raises(ParameterError, match=r"already have a column 'way'.*Rename"):
        diagnosis_frame(replace(village.diagnosis, work=clash))
