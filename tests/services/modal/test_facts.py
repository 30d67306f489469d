from __future__ import annotations

import json

import pytest

from portee.services.modal.facts import modal_facts, notes_of
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.services.modal.ground import EMPTY, shares_of


def test_a_scenario_that_does_nothing_changes_nothing(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    found = shares_of(xs_world, xs_territory, EMPTY)
    told = modal_facts(found)
    json.dumps(told, allow_nan=False)
    before, after = told["cases"]
    assert (before["scenario"], after["scenario"]) == (None, "nothing")
    assert before["groups"][0]["shares"] == pytest.approx(after["groups"][0]["shares"])
    assert set(after["groups"][0]["change_points"].values()) == {0.0}
    assert told["notes"] == list(notes_of(found))
    assert (told["plan"], told["calibrated"]) == (None, found.asked.observed is not None)
