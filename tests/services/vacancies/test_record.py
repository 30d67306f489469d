from __future__ import annotations

import json

import pytest

from portee.services.vacancies.record import vacancy_dict, vacancy_record
from tests.services.vacancies.village import Village


def test_it_is_json_in_both_languages(town: Village) -> None:
    french, english = (vacancy_dict(town.world.network, town.mix, lang) for lang in ("fr", "en"))
    json.dumps(french, allow_nan=False)
    assert list(french) == list(english)
    assert french["answer"] != english["answer"]
    for part in ("summary", "groups", "searches", "provenance"):
        assert french[part] == english[part]
    assert [change["id"] for change in french["changes"]] == [change["id"] for change in english["changes"]]


def test_it_holds_the_whole_answer(town: Village) -> None:
    told = vacancy_dict(town.world.network, town.mix, "fr")
    assert told["summary"]["reached"]["central"] == town.mix.reached.central
    assert told["summary"]["share"] == pytest.approx(town.mix.reached.central / town.mix.total.central)
    assert len(told["profiles"]) == 3
    assert told["basis"]["kind"] == "mix"
    assert told["basis"]["withheld_places"] == int(town.mix.residents.withheld.sum())
    assert {group["name"] for group in told["groups"]} == {str(label) for label in town.labels}
    assert told["changes"][0]["cost"]["words"]
    squares = vacancy_dict(town.world.network, town.squares, "fr")
    assert squares["groups"] is None
    assert squares["basis"]["profiles_add_up"] is False


def test_it_says_what_was_asked(town: Village) -> None:
    record = vacancy_record(town.world.network, town.mix)
    assert record["result"] == "vacancy"
    asked = record["parameters"]
    assert (asked["start"], asked["end"], asked["days"], asked["night"]) == ("06:00", "13:00", "mon-fri", False)
    assert (asked["wage_eur_month"], asked["day"], asked["basis"]) == (1500.0, "2026-09-08", "mix")
    assert "travel" not in asked
    assert {source["source"] for source in record["sources"]} >= {"osm", "gtfs", "filosofi", "offers"}
    assert record["figures"]
    assert record["notes"] == list(town.mix.notes)
