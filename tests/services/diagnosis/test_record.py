from __future__ import annotations

import json

import pytest

from portee.services.diagnosis.record import diagnosis_dict, diagnosis_record
from tests.services.diagnosis.village import Village


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_whole_answer_is_json(village: Village, lang: str) -> None:
    found = village.diagnosis
    whole = json.loads(json.dumps(diagnosis_dict(village.world.network, found, lang), allow_nan=False))
    assert whole["lang"] == lang
    assert whole["summary"]["reached"] == found.reached
    assert whole["summary"]["total"] == found.total
    assert whole["summary"]["share"] == pytest.approx(found.reached / found.total)
    assert sum(part["weight"] for part in whole["reasons"]) == pytest.approx(found.total - found.reached)
    assert [change["id"] for change in whole["changes"]] == [unlocked.change.id for unlocked in found.changes]
    assert {way["id"] for way in whole["ways"]} == {way.id for way in found.case.ways}
    assert len(whole["places"]) == found.within.reach.sum() == whole["summary"]["places_reached"]
    assert whole["home"] == {"lat": 43.1, "lon": 4.998}


def test_places_have_their_options(village: Village) -> None:
    found = village.diagnosis
    for place in diagnosis_dict(village.world.network, found, "en")["places"]:
        assert place["options"]
        for option in place["options"]:
            assert set(option) == {"way", "out_min", "back_min", "eur_month", "kg_co2_month", "transfers"}
        assert [stop["kind"] for stop in place["stops"]] == ["childcare"]


def test_the_record_tells_what_was_asked_but_not_where_someone_lives(village: Village) -> None:
    record = diagnosis_record(village.world.network, village.diagnosis)
    assert record["result"] == "diagnosis"
    assert record["parameters"]["profile"] == "someone"
    assert record["parameters"]["budget_eur_month"] == 20
    assert record["parameters"]["day"] == "2026-09-08"
    assert {source["source"] for source in record["sources"]} >= {"osm", "gtfs", "offers"}
    assert set(record["places"]) == {"work", "childcare"}
    text = json.dumps(record)
    assert "4.998" not in text
    assert all({"parameter", "value", "unit", "source"} <= set(figure) for figure in record["figures"])
