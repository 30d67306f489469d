"""A designed plan as files of its own: every site, vehicle and order told, ready for `portee logistics route`."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import yaml

from portee.core.clock import format_time_of_day
from portee.core.provenance import Provenance
from portee.core.spreadsheets import cell_text
from portee.reports.fluent import say
from portee.services.logistics.declared import DeclaredOrder, GoodsFile

__all__ = ["ORDERS", "evidence_text", "order_table", "plan_text"]

ORDERS = "orders.csv"
"""Name of the table of orders, beside the plan."""
HEIGHTS = re.compile(r"slopes from (?P<file>.+), sha256 ")
"""How the sources of streets tell the raster of heights."""
CLOCKS = ("opens", "closes", "starts", "ends", "from_", "from", "until", "ready")
COLUMNS = (
    "id", "lon", "lat", "from", "until", "service_minutes", "kg", "litres", "parcels", "pickup_kg", "pickup_litres",
    "pickup_parcels", "ready", "locker", "shop",
)  # fmt: skip


def plan_text(declared: GoodsFile) -> str:
    """The plan in YAML, its orders in the table `ORDERS` beside it."""
    return _yaml(_plan(declared))


def evidence_text(declared: GoodsFile, streets: Provenance, figure: str) -> str:
    """What `portee commons evidence --record` computes again from the plan and its orders: one figure per parcel.

    Args:
        declared: the plan with its sites. streets: what the network was built from, the heights told among its notes.
        figure: one of those of the recipe goods-per-parcel. Beside vans where the plan has any, it is the difference.
    """
    of = "difference" if declared.vans else "plan"
    names = {lang: declared.name if declared.title is None else declared.title.in_(lang) for lang in ("fr", "en")}
    title = {lang: say(lang, f"goods-evidence-{of}", figure=say(lang, f"goods-figure-{figure}"), name=name)
             for lang, name in names.items()}  # fmt: skip
    heights = next((found["file"] for note in streets.notes if (found := HEIGHTS.match(note))), None)
    network = {"streets": streets.file} | ({} if heights is None else {"elevation": heights})
    settings = {"network": network, "plan": _plan(declared), "figure": figure, "of": of}
    names_used = [(name, "not-stated") for name in (ORDERS, heights) if name is not None]
    inputs = [{"name": name, "licence": one} for name, one in ((streets.file, streets.licence), *names_used)]
    inputs = [one if one["licence"] else {"name": one["name"]} for one in inputs]
    return _yaml({"recipe": "goods-per-parcel", "settings": settings, "inputs": inputs, "title": title})


def _plan(declared: GoodsFile) -> dict[str, Any]:
    told = declared.model_dump(
        mode="json", by_alias=True, exclude_none=True, exclude_defaults=True, exclude={"orders", "drawn", "siting"}
    )  # fmt: skip
    return {**_clocked(told), "date": declared.date.isoformat(), "orders_file": ORDERS}


def _yaml(values: dict[str, Any]) -> str:
    text: str = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=120)
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
        row["shop"] = cell_text(row["shop"])
        table.writerow("" if row[name] is None else row[name] for name in COLUMNS)
    return text.getvalue()


def _clocked(value: Any, key: str = "") -> Any:
    """The same with times of day written as people write them."""
    if isinstance(value, dict):
        return {name: _clocked(part, name) for name, part in value.items()}
    if isinstance(value, list):
        return [_clocked(part, key) for part in value]
    return format_time_of_day(value) if key in CLOCKS and isinstance(value, int) else value
