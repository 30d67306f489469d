from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from portee.logistics.unserved import CONSTRAINTS, Hindrance, Unserved
from portee.services.logistics.lines import round_lines
from portee.services.logistics.sheet import goods_sheet
from portee.services.logistics.told import (
    answer_text,
    figure_table,
    how_texts,
    left_table,
    name_of,
    question_text,
    reason,
    round_rows,
    site_table,
    step_table,
    tables_of,
)
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.services.logistics.answers import village_answer


def test_the_answer_is_told_in_both_languages(
    xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:
    answer = village_answer(tmp_path, xs_world, xs_territory)
    assert name_of(answer.goods, "fr") == "Le village"
    assert "The village" in question_text(answer, "en")
    assert answer_text(answer, "fr").startswith("20 colis sont livrés ou repris par ")
    assert "by van from the depot" in answer_text(answer, "en")
    assert len(how_texts(answer, "fr")) == len(how_texts(answer, "en")) == 5
    ids = [[table.id for table in tables_of(answer, lang)] for lang in ("fr", "en")]
    assert ids[0] == ids[1] == ["places", "sites", "left", "rounds", "van-rounds", "steps"]


def test_tables_hold_the_figures(xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path) -> None:
    answer = village_answer(tmp_path, xs_world, xs_territory)
    table = figure_table(answer, "en")
    cost = next(row for row in table.rows if row[0] == "cost, €")
    assert answer.vans is not None
    plan, vans = (one.figures.per_parcel("cost") or 0.0 for one in (answer.found, answer.vans))
    assert cost[1:4] == (f"{plan:.2f}", f"{vans:.2f}", f"{plan - vans:.2f}".replace("-", "−"))
    rows = round_rows(answer.found)
    assert sum(row[6] for row in rows) == pytest.approx(answer.found.figures.cost - 50 - 40)
    assert sum(row[5] for row in rows) == pytest.approx(answer.found.figures.km)
    assert {row[1] for row in site_table(answer, "en").rows} == {"depot", "micro-hub", "locker"}
    steps = step_table(answer.hubs, "steps", "Steps", "en")
    assert steps is not None
    assert [row[0] for row in steps.rows] == ["1", "2"]
    left = left_table(answer.found, "en")
    assert left is not None
    assert left.rows[0][0] == "early"
    assert "after the end of the window" in str(left.rows[0][1])
    # Many with one reason are one row, below what keeps their micro-hub dry.
    why = {"supply": Hindrance("nord", "supply", None, ""), "no_way": Hindrance("van", "no_way", None, "")}
    many = [Unserved(f"o{k}", (why["supply"],), None) for k in range(9)]
    dry = replace(answer.found, unserved=(*many, Unserved("nord:1", (why["no_way"],), None)))
    left = left_table(dry, "en")
    assert left is not None
    assert [row[0] for row in left.rows] == ["supply of nord", "o0 and 8 others"]
    lines = round_lines(xs_world, answer.goods, answer.found)
    lead = goods_sheet(replace(answer, found=dry), xs_world, lines, "en").lead
    assert any(text.startswith("9 stops are in no round") for text in lead)
    assert any(text.startswith("First of all the supply of nord fails: the streets") for text in lead)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("constraint", CONSTRAINTS)
def test_every_reason_has_its_words(constraint: str, lang: str) -> None:
    one = Unserved("o", (Hindrance("bike", constraint, 90.0, "s"),), None)
    assert len(reason(one, lang)) >= 10
