from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from portee.services.logistics.lines import round_lines
from portee.services.logistics.sheet import goods_sheet
from portee.services.logistics.variants import variants_table, with_variants
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.services.logistics.answers import village_answer


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_plans_stand_beside_each_other_and_the_vans_of_the_first(
    xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path, lang: str
) -> None:
    answer = village_answer(tmp_path, xs_world, xs_territory)
    assert answer.vans is not None
    # The rounds of the vans as a second plan: its column must then say what that of the vans says.
    other = replace(answer, found=answer.vans, vans=None)
    table = variants_table([answer, other], lang)
    assert len(table.head) == 4
    assert all(row[2] == row[3] for row in table.rows)
    assert any(row[1] != row[2] for row in table.rows)
    sheet = goods_sheet(answer, xs_world, round_lines(xs_world, answer.goods, answer.found), lang)
    assert with_variants(sheet, [answer]) == sheet
    assert with_variants(sheet, [answer, other]).tables == (table, *sheet.tables)
