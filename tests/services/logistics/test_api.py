from __future__ import annotations

from pathlib import Path

import pytest

import portee
from portee.core.errors import ParameterError
from portee.services.logistics.api import opened_goods
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.services.logistics.villages import village_plan


def test_python_gives_what_the_command_line_does(
    xs_world: World, xs_network: Path, xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:
    plan = village_plan(tmp_path, xs_territory)
    found = portee.goods_rounds(xs_network, plan)
    assert found.doors.plan == portee.goods_rounds(xs_world, str(plan)).doors.plan
    assert found.figures.parcels == portee.goods_rounds(xs_world, plan, vans=True).figures.parcels == 20
    assert portee.goods_shares(xs_world, plan).total == round(100 * found.doors.plan.euros)


def test_a_plan_without_vans_has_none(xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path) -> None:
    plan = village_plan(tmp_path, xs_territory)
    lines = plan.read_text(encoding="utf-8").splitlines(keepends=True)
    plan.write_text("".join(line for line in lines if "vans" not in line), encoding="utf-8")
    with pytest.raises(ParameterError, match="no vans"):
        portee.goods_rounds(xs_world, plan, vans=True)


def test_without_a_scenario_the_world_is_as_it_was(
    xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:
    world, goods = opened_goods(xs_world, village_plan(tmp_path, xs_territory))
    assert world is xs_world
    assert goods.declared.name == "Village goods"
