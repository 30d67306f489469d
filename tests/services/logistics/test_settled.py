from __future__ import annotations

import csv
from pathlib import Path

from portee.core.declared import parse_declared
from portee.services.logistics.declared import GoodsFile
from portee.services.logistics.orders import _table
from portee.services.logistics.settled import order_table, plan_text

PLAN = """name: P
date: 2026-09-08
title: {fr: Un plan, en: A plan}
depots: [{id: d, at: [5.0, 43.0], opens: '05:30', closes: '24:00'}]
vehicles: [{id: v, kind: cargo_bike, home: d, starts: '07:15', ends: '18:00', reloads: 2}]
access_hours: [{area: [[5, 43], [5.1, 43], [5.1, 43.1]], from: '06:00', until: '11:00'}]
orders: [{id: o, lon: 5.0, lat: 43.0, from: '08:00', until: '09:30', pickup_parcels: 1}]
"""


def test_a_plan_is_read_back_as_it_was() -> None:
    plan = parse_declared(PLAN, GoodsFile)
    again = parse_declared(plan_text(plan), GoodsFile)
    assert again == plan.model_copy(update={"orders": (), "orders_file": "orders.csv"})


def test_orders_are_rows_with_times_of_day() -> None:
    head, row = order_table(parse_declared(PLAN, GoodsFile).orders).splitlines()
    told = dict(zip(head.split(","), row.split(","), strict=True))
    assert (told["id"], told["from"], told["until"], told["lon"], told["pickup_parcels"]) == (
        "o", "08:00", "09:30", "5.0", "1",
    )  # fmt: skip


def test_a_name_that_looks_like_a_formula_stays_a_name(tmp_path: Path) -> None:
    plan = parse_declared(PLAN, GoodsFile)
    shop = '=HYPERLINK("https://else.org")'
    text = order_table(tuple(one.model_copy(update={"shop": shop}) for one in plan.orders))
    (tmp_path / "orders.csv").write_text(text, encoding="utf-8")
    (row,) = csv.DictReader(text.splitlines())
    assert row["shop"] == f"'{shop}"
    assert [one.shop for one in _table(tmp_path / "orders.csv", set())] == [shop]
