from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from portee.services.logistics.facts import goods_facts
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.services.logistics.answers import village_answer


def test_all_is_json_and_adds_up(xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path) -> None:
    answer = village_answer(tmp_path, xs_world, xs_territory)
    told = json.loads(json.dumps(goods_facts(answer)))
    assert told["plan"]["parcels"] == told["vans"]["parcels"] == 20
    assert told["plan"]["per_parcel"]["cost"] == pytest.approx(told["plan"]["cost"] / 20)
    assert [one["order"] for one in told["unserved"]] == ["early"] == [one["order"] for one in told["unserved_vans"]]
    assert len(told["micro_hubs"]["opened"]) == 2
    alone = goods_facts(replace(answer, vans=None, hubs=None))
    assert alone["parcels"] == 20
    assert "micro_hubs" not in alone
