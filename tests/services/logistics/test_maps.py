from __future__ import annotations

from pathlib import Path

import numpy as np

from portee.reports.map_html import map_html
from portee.services.logistics.lines import round_lines
from portee.services.logistics.maps import goods_map
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.services.logistics.answers import village_answer


def test_the_map_holds_rounds_doors_and_sites(
    xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:
    answer = village_answer(tmp_path, xs_world, xs_territory)
    sheet = goods_map(answer, xs_world, round_lines(xs_world, answer.goods, answer.found))
    rounds, doors, sites = sheet.layers
    assert (rounds.kind, doors.kind, sites.kind) == ("line", "point", "point")
    assert len(rounds.ids) == sum(len(leg.plan.rounds) for leg in answer.found.legs)
    assert len(doors.ids) == 10
    homes = rounds.columns[0]
    assert {words.fr for words in homes.categories} == {"depot", *(site.id for site in answer.goods.hubs)}
    hours = doors.columns[0].values
    assert np.all((hours >= 8) & (hours <= 12))
    assert "All is invented." in [words.en for words in sheet.methods]
    assert "Le village" in map_html(sheet)
