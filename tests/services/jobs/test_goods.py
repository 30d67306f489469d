from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from portee.core.errors import PorteeError
from portee.services.jobs.desk import JobDesk
from portee.services.jobs.goods import GOODS, LONGEST, MOST_ORDERS, SHAPES, read_goods_text
from portee.services.jobs.results import result_file
from portee.services.logistics.api import goods_rounds
from portee.services.workspace.workspace import Workspace
from portee.sources.synthetic import SyntheticTerritory
from tests.services.jobs.doing import worked
from tests.services.logistics.villages import village_design, village_plan

TABLE = "id,lon,lat,parcels\n"


@pytest.fixture
def plan(tmp_path: Path, xs_territory: SyntheticTerritory) -> str:
    return village_plan(tmp_path, xs_territory).read_text(encoding="utf-8")


def drawn(tmp_path: Path, village: SyntheticTerritory, cells: str, total: int = 12) -> str:
    orders = f"drawn: {{places: {cells}, residents: residents, total: {total}}}\n"
    return village_plan(tmp_path, village, orders=orders).read_text(encoding="utf-8")


def test_a_plan_reads_the_same_when_it_was_checked(workspace: Workspace, plan: str) -> None:
    whole = GOODS.check(workspace, {"plans": [plan.replace("\n", "\r\n")]})
    assert whole == {"plans": [plan.strip() + "\n"], "orders": ""}
    assert GOODS.check(workspace, whole) == whole


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({}, "no plan"), ({"plans": []}, "no plan"), ({"plans": [3]}, "no plan"), ({"plans": ["x"] * 3}, "no plan"),
        ({"plans": ["name: a\nname: b\n"]}, "twice"), ({"plans": ["name: a\n"], "more": 1}, "no 'more'"),
        ({"plans": ["name: a\n"], "orders": "x" * (LONGEST + 1)}, "too long"), ({"plans": ["- 1\n"]}, "a list"),
    ],
    ids=range(8),
)  # fmt: skip
def test_what_is_wrong_is_told(workspace: Workspace, asked: dict[str, Any], told: str) -> None:
    with pytest.raises(PorteeError) as problem:
        GOODS.check(workspace, asked)
    assert told in str(problem.value)


def test_no_file_is_read_but_those_of_the_territory(
    workspace: Workspace, tmp_path: Path, xs_territory: SyntheticTerritory, plan: str
) -> None:
    for name in ("../private/portee.sqlite", "/etc/passwd", "workspace.yaml", "orders.csv"):
        text = village_plan(tmp_path, xs_territory, orders=f"orders_file: {name}\n").read_text(encoding="utf-8")
        with pytest.raises(PorteeError, match="which is not here"):
            GOODS.check(workspace, {"plans": [text]})
        with pytest.raises(PorteeError, match="which is not here"):
            GOODS.check(workspace, {"plans": [drawn(tmp_path, xs_territory, name)]})
    far = village_plan(
        tmp_path, xs_territory, orders=f"orders:\n  - {{id: a, lon: {xs_territory.centre_lon}, lat: 12}}\n"
    )
    job = GOODS.check(workspace, {"plans": [far.read_text(encoding="utf-8")]})
    assert job["orders"] == "", "doors away from the streets are told by the work itself"


def test_too_much_is_refused_before_it_waits(
    workspace: Workspace, tmp_path: Path, xs_territory: SyntheticTerritory, plan: str
) -> None:
    cells = workspace.places("cells")
    assert cells is not None
    with pytest.raises(PorteeError, match="are routed here at most"):
        GOODS.check(workspace, {"plans": [drawn(tmp_path, xs_territory, cells.name, MOST_ORDERS + 1)]})
    _, (told,) = read_goods_text(plan.replace("iterations: 100", "iterations: 2000000"))
    assert "iterations" in str(told)
    _, (told,) = read_goods_text("x" * (LONGEST + 1))
    assert "letters" in str(told)


def answered(desk: JobDesk, **asked: Any) -> tuple[Any, str]:
    job, result = worked(desk, "goods", asked, "Colis")
    for name in (*result["files"], "body.fr.html", "body.en.html"):
        assert result_file(desk.workspace, job.key, name) is not None, name
    return result, job.key


def test_two_plans_of_one_table_are_routed_beside_vans_as_on_the_command_line(
    desk: JobDesk, tmp_path: Path, xs_territory: SyntheticTerritory
) -> None:
    lon, lat = xs_territory.centre_lon, xs_territory.centre_lat
    table = TABLE + "".join(f"o{n},{lon + 0.002 * (n % 3 - 1)},{lat + 0.002 * (n // 3 - 1)},2\n" for n in range(8))
    text = village_plan(tmp_path, xs_territory, orders="orders_file: orders.csv\n").read_text(encoding="utf-8")
    other = text.replace("id: bikes, kind: cargo_bike, home: hub, count: 2", "id: bikes, kind: cargo_trike, home: hub")
    result, key = answered(desk, plans=[text, other], orders=table)
    assert [one["id"] for one in result["views"]] == ["plan", "plan-2", "vans"]
    path = result_file(desk.workspace, key, SHAPES)
    assert path is not None
    views = json.loads(path.read_text(encoding="utf-8"))["views"]
    assert all(view["features"] for view in views)
    # The plan that is taken along, its orders beside it, gives the same rounds on the command line.
    folder = path.parent
    again = goods_rounds(desk.workspace.network, folder / "goods.yaml")
    first = sum(one["properties"]["parcels"] for one in views[0]["features"] if one["properties"].get("look", -1) >= 0)
    assert again.figures.parcels == first == 16
    assert goods_rounds(desk.workspace.network, folder / "goods-2.yaml").figures.rounds > 0


def test_sites_that_a_plan_asks_for_are_found_and_kept_in_its_file(
    desk: JobDesk, tmp_path: Path, xs_territory: SyntheticTerritory
) -> None:
    text = village_design(tmp_path, xs_territory, count=1).read_text(encoding="utf-8")
    result, key = answered(desk, plans=[text])
    assert [one["id"] for one in result["views"]] == ["plan", "vans"]
    path = result_file(desk.workspace, key, "goods.yaml")
    assert path is not None
    plan, problems = read_goods_text(path.read_text(encoding="utf-8"))
    assert problems == ()
    assert plan is not None
    assert plan.siting is None
    assert len(plan.micro_hubs) == 1
