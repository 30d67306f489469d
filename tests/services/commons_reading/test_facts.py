from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from portee.commons.anonymity import LEAST_PEOPLE
from portee.commons.index.index import Hit
from portee.commons.ladder.ladder import ladders
from portee.commons.ladder.survey import read_survey
from portee.commons.network.asking import Answering
from portee.commons.network.help_requests import unanswered
from portee.commons.network.standing import standing
from portee.services.commons_reading.facts import (
    answers_facts,
    help_facts,
    hits_facts,
    ladders_facts,
    process_facts,
)
from tests.commons.network.people import request
from tests.commons.network.test_standing import process

HIT = Hit("need/x", "published", "Un besoin", "…", 1.5)


def test_hits_and_answers_keep_their_score_to_themselves() -> None:
    (hit,) = hits_facts([HIT])
    assert set(hit) == {"id", "title", "excerpt", "status"}
    assert answers_facts([Answering(HIT, ("bus",))])[0]["words"] == ["bus"]


def test_a_request_and_a_step_tell_who_is_asked_next() -> None:
    asked = request("r", asked_on="2026-11-02", answer_within_days=14, escalates_to=["stakeholder/a"])
    (told,) = help_facts(unanswered([asked], date(2026, 11, 3)))
    assert (told["next"], told["on"], told["exhausted"]) == ("stakeholder/a", "2026-11-17", False)
    steps = process_facts("process/p", standing(process({"name": "one"}), frozenset()))
    json.dumps(steps, allow_nan=False)
    assert (steps["done"], [step["name"] for step in steps["steps"]]) == (0, ["one"])


def test_groups_that_are_hidden_have_no_shares(tmp_path: Path) -> None:
    few, many = LEAST_PEOPLE - 1, LEAST_PEOPLE + 5
    rows = [f"{k},{'jeunes' if k < few else 'tous'},moulins,bus,yes,yes,no,no,no" for k in range(few + many)]
    text = "\n".join(["id,group,neighbourhood,service,know,access,afford,use,respect", *rows])
    (tmp_path / "survey.csv").write_text(text, encoding="utf-8")
    (ladder,) = ladders_facts(ladders(read_survey(tmp_path / "survey.csv")))
    shares = {one["group"]: one["shares"] for one in ladder["standings"]}
    assert shares["jeunes"] is None
    json.dumps(ladder, allow_nan=False)
