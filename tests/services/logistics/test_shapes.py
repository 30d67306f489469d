from __future__ import annotations

import json
from pathlib import Path

from portee.services.logistics.lines import round_lines
from portee.services.logistics.shapes import SUPPLY, round_shapes
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.services.logistics.answers import village_answer


def test_every_round_is_a_line_with_a_look_and_no_door_is_a_point(
    xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:
    answer = village_answer(tmp_path, xs_world, xs_territory)
    shapes = round_shapes(answer.found, answer.goods, round_lines(xs_world, answer.goods, answer.found))
    assert json.loads(json.dumps(shapes, allow_nan=False)) == shapes
    lines = [one for one in shapes["features"] if one["geometry"]["type"] == "LineString"]
    points = [one for one in shapes["features"] if one["geometry"]["type"] == "Point"]
    assert len(lines) == sum(len(leg.plan.rounds) for leg in answer.found.legs)
    looks = [one["properties"]["look"] for one in lines]
    assert {look for look in looks if look != SUPPLY} == set(range(len(shapes["looks"])))
    assert SUPPLY in looks
    assert {one["properties"]["kind"] for one in points} <= {"depot", "micro_hub", "locker"}
    doors = sum(one["properties"]["parcels"] for one in lines if one["properties"]["look"] != SUPPLY)
    assert doors == sum(
        order.delivery.parcels + order.pickup.parcels
        for order in answer.found.doors.problem.orders
        if order.id in {id for one in answer.found.doors.plan.rounds for id in one.orders}
    )


def test_rounds_of_one_site_are_told_apart(xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path) -> None:
    answer = village_answer(tmp_path, xs_world, xs_territory)
    assert answer.vans is not None
    shapes = round_shapes(answer.vans, answer.goods, round_lines(xs_world, answer.goods, answer.vans))
    assert len(shapes["looks"]) == len(answer.vans.doors.plan.rounds)
