"""A designed plan as files of its own: every site, vehicle and order told, ready for `portee logistics route`."""

from __future__ import annotations

import csv
import io
from typing import Any

import yaml

from portee.core.clock import format_time_of_day
from portee.services.logistics.declared import DeclaredOrder, GoodsFile

__all__ = ["ORDERS", "order_table", "plan_text"]

ORDERS = "orders.csv"
"""Name of the table of orders, beside the plan."""
CLOCKS = ("opens", "closes", "starts", "ends", "from_", "from", "until", "ready")
COLUMNS = (
    "id", "lon", "lat", "from", "until", "service_minutes", "kg", "litres", "parcels", "pickup_kg", "pickup_litres",
    "pickup_parcels", "ready", "locker", "shop",
)  # fmt: skip


def plan_text(declared: GoodsFile) -> str:
    """The plan in YAML, its orders in the table `ORDERS` beside it."""
    told = declared.model_dump(
        mode="json", by_alias=True, exclude_none=True, exclude_defaults=True, exclude={"orders", "drawn", "siting"}
    )  # fmt: skip
    told = {**_clocked(told), "date": declared.date.isoformat(), "orders_file": ORDERS}
    text: str = yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=120)
    return text


def order_table(orders: tuple[DeclaredOrder, ...]) -> str:
    """The orders as a CSV table that `orders_file` reads."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(COLUMNS)
    for one in orders:
        row: dict[str, Any] = {name: getattr(one, "from_" if name == "from" else name) for name in COLUMNS}
        for name in ("from", "until", "ready"):
            row[name] = format_time_of_day(row[name])
        table.writerow("" if row[name] is None else row[name] for name in COLUMNS)
    return text.getvalue()


def _clocked(value: Any, key: str = "") -> Any:
    """The same with times of day written as people write them."""
    if isinstance(value, dict):
        return {name: _clocked(part, name) for name, part in value.items()}
    if isinstance(value, list):
        return [_clocked(part, key) for part in value]
    return format_time_of_day(value) if key in CLOCKS and isinstance(value, int) else value
