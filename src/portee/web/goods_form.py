"""A plan of goods as questions: a first plan from a few answers, then its file after the answers; all else stays."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from portee.core.plain_yaml import parse_yaml, plain_text
from portee.services.gazetteer import Gazetteer, Spot
from portee.services.logistics.declared import GoodsFile
from portee.services.logistics.settled import ORDERS
from portee.web.forms import Typed
from portee.web.placing import circle_around, spots_of
from portee.web.wording import LANGUAGES, say

__all__ = ["FIRST", "PLACES", "answered", "fields_of", "placed", "shown_places", "started", "variant_of", "with_orders"]

PLACES = ("depot", "hub")
"""Places that a form asks for: the first depot, the first micro-hub."""
MOST_PARCELS, MOST_VEHICLES, MOST_RADIUS_M = 2_000, 200, 10_000
FIRST = {"parcels": 120, "bikes": 3, "vans": 3, "radius": 1500}
"""A first plan, until somebody says otherwise."""
ITERATIONS = 2000


def placed(form: Typed, gazetteer: Gazetteer) -> tuple[dict[str, Spot], tuple[Spot, ...]]:
    """Where each place of a form is, and places to choose among for the first that is not clear.

    A place that was chosen among several is written into its field, so that it needs no choice again.
    """
    found: dict[str, Spot] = {}
    for field in PLACES:
        if not form.text(field):
            continue
        spots = spots_of(form, field, gazetteer)
        if len(spots) != 1:
            return found, spots
        found[field] = spots[0]
        form.fields[field] = _written(spots[0].lon, spots[0].lat)
    return found, ()


def started(form: Typed, at: Mapping[str, Spot], day: date, cells: str, residents: str, lang: str) -> str:
    """A first plan: a depot, a micro-hub around which parcels are drawn from residents, cargo trikes, vans to compare.

    Args:
        at: the depot and the micro-hub. day: of figures. cells, residents: file of where people live, and its column.
        lang: of the names that vehicles are told by.
    """
    told = {name: _count(form, name, 1, MOST_VEHICLES) for name in ("bikes", "vans")}
    told["parcels"] = _count(form, "parcels", 1, MOST_PARCELS)
    told["radius"] = _count(form, "radius", 100, MOST_RADIUS_M)
    if form.problems:
        return ""
    depot, hub = ([round(at[name].lon, 6), round(at[name].lat, 6)] for name in PLACES)
    title = form.text("title")
    words = {lang: title or say(lang, "goods-unnamed") for lang in LANGUAGES}
    shuttle, trikes, vans = (say(lang, f"goods-id-{name}") for name in ("shuttle", "trikes", "vans"))
    return plain_text(
        {
            "name": words["fr"], "title": words, "date": day.isoformat(), "seed": 1, "iterations": ITERATIONS,
            "assumptions": [
                {lang: say(lang, f"goods-assumed-{name}") for lang in LANGUAGES} for name in ("drawn", "times")
            ],
            "depots": [{"id": "depot", "at": depot, "opens": "05:00", "closes": "20:00", "load_minutes": 20}],
            "micro_hubs": [{"id": "micro-hub", "at": hub, "opens": "07:30", "closes": "19:30", "load_minutes": 5}],
            "vehicles": [
                {"id": shuttle, "kind": "van_electric", "home": "depot", "supplies": True, "starts": "05:30",
                 "ends": "12:00"},
                {"id": trikes, "kind": "cargo_trike", "home": "micro-hub", "count": told["bikes"], "starts": "07:30",
                 "ends": "18:30", "reloads": 3},
            ],
            "vans": [
                {"id": vans, "kind": "van_diesel", "home": "depot", "count": told["vans"], "starts": "07:00",
                 "ends": "18:30", "reloads": 1},
            ],
            "drawn": {
                "places": cells, "residents": residents, "total": told["parcels"], "seed": 1,
                "area": circle_around(hub[0], hub[1], told["radius"]),
                "windows": [{"share": 0.5, "from": "08:00", "until": "12:00"},
                            {"share": 0.5, "from": "13:00", "until": "17:30"}],
            },
        }
    )  # fmt: skip


def shown_places(plan: GoodsFile) -> dict[str, str]:
    """Where the first depot and the first micro-hub are, as the form shows them; "" for none."""
    found = {"depot": plan.depots, "hub": plan.micro_hubs}
    return {name: _written(*sites[0].at) if sites else "" for name, sites in found.items()}


def fields_of(plan: GoodsFile) -> list[dict[str, Any]]:
    """The vehicles of a plan and how many there are; fields are named by their places in the file."""
    return [
        {"name": f"{part}-{k}", "id": one.id, "kind": one.kind, "home": one.home, "part": part, "count": str(one.count),
         "supplies": one.supplies}
        for part in ("vehicles", "vans") for k, one in enumerate(getattr(plan, part))
    ]  # fmt: skip


def answered(text: str, plan: GoodsFile, form: Typed, at: Mapping[str, Spot], lang: str) -> str:
    """The file after the answers; fields that were left empty, or stand as they were shown, change nothing."""
    told: dict[str, Any] = dict(parse_yaml(text, "goods.yaml")[0])
    title = plan.name if plan.title is None else plan.title.in_(lang)
    if form.text("title") and form.text("title") != Typed({"title": title}).text("title"):
        told["title"] = {**told.get("title", dict.fromkeys(LANGUAGES, plan.name)), lang: form.text("title")}
    shown = shown_places(plan)
    for name, key in zip(PLACES, ("depots", "micro_hubs"), strict=True):
        if name in at and shown[name] and form.text(name) != shown[name]:
            first, *others = told[key]
            told[key] = [{**first, "at": [round(at[name].lon, 6), round(at[name].lat, 6)]}, *others]
    for part in ("vehicles", "vans"):
        if told.get(part):
            told[part] = [_counted(one, form, f"{part}-{k}") for k, one in enumerate(told[part])]
    total = form.whole("parcels", 1, MOST_PARCELS)
    if plan.drawn is not None and total is not None and total != plan.drawn.total:
        told["drawn"] = {**told["drawn"], "total": total}
    return text if told == parse_yaml(text, "goods.yaml")[0] else plain_text(told)


def with_orders(text: str) -> str:
    """The plan with the table of orders that was sent, in the place of those that it had."""
    told = {name: value for name, value in parse_yaml(text, "goods.yaml")[0].items() if name not in ("orders", "drawn")}
    return plain_text({**told, "orders_file": ORDERS})


def variant_of(text: str) -> str:
    """The same plan under another title, to be changed and compared with the first."""
    told: dict[str, Any] = dict(parse_yaml(text, "goods.yaml")[0])
    words = told.get("title", dict.fromkeys(LANGUAGES, told["name"]))
    title = {lang: f"{name} ({say(lang, 'hub-variant-word')})" for lang, name in words.items()}
    return plain_text({**told, "title": title})


def _count(form: Typed, name: str, least: int, most: int) -> int:
    value = form.whole(name, least, most)
    return FIRST[name] if value is None else value


def _counted(one: Mapping[str, Any], form: Typed, field: str) -> dict[str, Any]:
    count = form.whole(field, 1, MOST_VEHICLES)
    return dict(one) if count is None or count == one.get("count", 1) else {**one, "count": count}


def _written(lon: float, lat: float) -> str:
    return f"{lat:.5f}, {lon:.5f}"
