from __future__ import annotations

from pathlib import Path

import pytest

from portee.services.logistics.compute import route_goods
from portee.services.logistics.frames import (
    CANDIDATE_COLUMNS,
    ROUND_COLUMNS,
    SITE_COLUMNS,
    candidate_frame,
    round_frame,
    site_frame,
)
from portee.services.logistics.lines import round_lines
from portee.services.logistics.resolve import open_goods
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.services.logistics.answers import village_answer
from tests.services.logistics.villages import village_plan


def test_rounds_and_sites_add_up_to_the_figures(
    xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:
    goods = open_goods(village_plan(tmp_path, xs_territory), xs_world.network)
    found = route_goods(xs_world, goods)
    rounds = round_frame(found, goods, round_lines(xs_world, goods, found))
    sites = site_frame(found, goods)
    assert list(rounds.columns) == [*ROUND_COLUMNS, "geometry"]
    assert list(sites.columns) == [*SITE_COLUMNS, "geometry"]
    assert rounds["km"].sum() == pytest.approx(found.figures.km)
    assert rounds["g_co2e"].sum() == pytest.approx(found.figures.g_co2e)
    assert rounds["hours"].sum() == pytest.approx(found.figures.driver_h)
    assert rounds["cost"].sum() + sites["cost_day"].sum() == pytest.approx(found.figures.cost)
    kinds = sites.set_index("id")
    assert kinds["kind"].to_dict() == {"depot": "depot", "hub": "micro_hub", "square": "locker"}
    assert kinds.loc["hub", "parcels"] == kinds.loc["depot", "parcels"] == 20
    assert kinds.loc["hub", "rounds"] == len(found.doors.plan.rounds)


def test_candidates_are_told_opened_or_not(xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path) -> None:
    hubs = village_answer(tmp_path, xs_world, xs_territory).hubs
    assert hubs is not None
    frame = candidate_frame(hubs)
    assert list(frame.columns) == [*CANDIDATE_COLUMNS, "geometry"]
    assert frame["opened"].sum() == 2 < len(frame)
    assert frame["parcels"].sum() == frame.loc[frame["opened"] == 1, "parcels"].sum() == 21
