from __future__ import annotations

from pathlib import Path

import pytest

from portee.core.errors import ManyProblems, ParameterError
from portee.services.logistics.resolve import DRAWN, open_goods
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.services.logistics.villages import village_plan

TABLE = "id,lon,lat,from,until,parcels,kg,locker\n"


def test_what_the_plan_leaves_out_comes_from_the_figures(
    xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:
    goods = open_goods(village_plan(tmp_path, xs_territory), xs_world.network)
    (bikes,) = goods.vehicles
    assert (bikes.capacity.kg, bikes.capacity.litres, bikes.range_m, bikes.cost_day) == (100, 500, 60_000, 8)
    assert (goods.supply[0].id, goods.supply[0].range_m, goods.vans[0].id) == ("truck", None, "vans")
    assert goods.rides["bikes"].mode == "bicycle"
    assert goods.rides["vans"].crit_air == "V2"
    assert goods.traits["bikes"].insertion == 0.5
    order = goods.orders[0]
    assert (order.delivery.kg, order.delivery.litres, order.service_s) == (4.0, 24.0, 120)
    assert "logistics.parcel" in {row["parameter"] for row in goods.parameters}
    assert any("working assumptions" in note for note in goods.notes)


def test_what_goes_to_one_locker_is_one_stop(xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_text(TABLE + "a,,,,,2,,square\nb,,,,,1,5,square\n", encoding="utf-8")
    goods = open_goods(village_plan(tmp_path, xs_territory, orders="orders_file: orders.csv\n"), xs_world.network)
    (stop,) = goods.orders
    assert (stop.id, stop.delivery.parcels, stop.delivery.kg, stop.service_s) == ("locker-square", 3, 9.0, 600)


def test_drawn_orders_are_labelled_and_the_same_again(
    xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:
    drawn = f"drawn: {{places: '{xs_territory.cells}', residents: ind, total: 25, seed: 2, shops: [a, b]}}\n"
    path = village_plan(tmp_path, xs_territory, orders=drawn)
    goods = open_goods(path, xs_world.network)
    assert len(goods.orders) == 25
    assert DRAWN in goods.notes
    assert all(order.id.startswith("synthetic-") for order in goods.orders)
    assert goods.orders == open_goods(path, xs_world.network).orders


def test_a_folder_of_data_that_is_none_is_told(
    xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:
    with pytest.raises(ParameterError, match="nowhere' is no folder"):
        open_goods(village_plan(tmp_path, xs_territory), xs_world.network, folders=[tmp_path, tmp_path / "nowhere"])


def test_all_problems_are_told_together_with_their_lines(
    xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:
    rows = "a,5,43,09:00,08:00,1,,\nb,5,43,,,1,,moon\nb,5,43,,,1,,\nc,,,,,1,,\n"
    (tmp_path / "orders.csv").write_text(TABLE + rows, encoding="utf-8")
    path = village_plan(tmp_path, xs_territory, orders="orders_file: orders.csv\n")
    text = path.read_text(encoding="utf-8").replace("home: hub", "home: moon").replace("id: vans", "id: bikes")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ManyProblems) as told:
        open_goods(path, xs_world.network)
    found = {
        (Path(problem.where.file or "").name, problem.where.line, problem.where.field)
        for problem in told.value.problems
        if problem.where
    }
    assert {(name, line) for name, line, _ in found} == {
        ("plan.yaml", 13), ("plan.yaml", 15), ("orders.csv", 2), ("orders.csv", 3), ("orders.csv", 4), ("orders.csv", 5)
    }  # fmt: skip
    assert "depot or micro-hub 'moon'" in str(told.value)


def test_a_locker_that_is_too_small_and_an_empty_table_are_refused(
    xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:
    path = village_plan(tmp_path, xs_territory, orders="orders_file: orders.csv\n")
    (tmp_path / "orders.csv").write_text(TABLE, encoding="utf-8")
    with pytest.raises(ManyProblems, match="no order"):
        open_goods(path, xs_world.network)
    (tmp_path / "orders.csv").write_text(TABLE + "a,,,,,9,,square\n", encoding="utf-8")
    path.write_text(
        path.read_text(encoding="utf-8").replace("{id: square,", "{id: square, parcels: 8,"), encoding="utf-8"
    )
    with pytest.raises(ManyProblems, match="holds 8 parcels, and 9 go there"):
        open_goods(path, xs_world.network)
