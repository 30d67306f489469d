"""The main fields of a hub's file as questions, and the file after the answers; all else in it stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from portee.core.declared import Words
from portee.core.plain_yaml import parse_yaml, plain_text
from portee.hubs.plan.checks import read_hub, shipped_hubs
from portee.hubs.plan.whole import HubPlan
from portee.services.gazetteer import Spot
from portee.web.forms import Typed

__all__ = ["answered", "changed_answers", "example_text", "example_titles", "fields_of", "shown_place", "variant_of"]

MOST_EUR = 100_000_000
MOST_THINGS = 1_000
PRICES = ("per_trip", "per_km", "per_hour", "per_month")
WHOLE = 100
"""Per cent of today's price."""


def example_text(id: str) -> str:
    """The file of an example that comes with Portée."""
    return files("portee.hubs.plan").joinpath("shipped", f"{id}.yaml").read_text(encoding="utf-8")


@cache
def example_titles() -> Mapping[str, Words]:
    """The examples that come with Portée by id, with their titles: they change with Portée alone, and are read once."""
    return MappingProxyType({id: read_hub(id).title for id in shipped_hubs()})


def fields_of(plan: HubPlan, lang: str) -> list[dict[str, Any]]:
    """Each service, its things and how many there are; fields are named by their places in the file."""
    return [
        {
            "name": f"keep-{k}", "price": f"price-{k}", "title": service.title.in_(lang),
            "priced": bool(service.tariffs),
            "things": [
                {"name": f"count-{k}-{n}", "title": thing.title.in_(lang), "count": f"{thing.count:g}"}
                for n, thing in enumerate(service.things)
            ],
        }
        for k, service in enumerate(plan.services)
    ]  # fmt: skip


def shown_place(plan: HubPlan) -> str:
    """Its place as the form shows it, to about a metre; "" where it has none."""
    return "" if plan.place is None else f"{plan.place.lat:.5f}, {plan.place.lon:.5f}"


def changed_answers(plan: HubPlan, form: Typed, lang: str) -> Typed:
    """The answers without those that stand as the form showed them, which is rounder than the file."""
    shown = {"title": plan.title.in_(lang), "place": shown_place(plan), "contribution": f"{int(plan.contribution)}"}
    kept = {name: text for name, text in form.fields.items() if name not in shown or text != Typed(shown).text(name)}
    return Typed(kept)


def answered(text: str, form: Typed, spots: tuple[Spot, ...], lang: str) -> str:
    """The file after the answers; fields that were left empty change nothing. What is wrong is told to the form.

    Answers that change nothing leave the text as it is, comments included. A service
    stays that is ticked; a price of 120 per cent raises each price of that service by a fifth.
    """
    told: dict[str, Any] = dict(parse_yaml(text, "hub.yaml")[0])
    if form.text("title"):
        told["title"] = {**told["title"], lang: form.text("title")}
    if len(spots) == 1:
        told["place"] = {"lon": round(spots[0].lon, 6), "lat": round(spots[0].lat, 6)}
    for name, least, most in (("contribution", 0, MOST_EUR), ("years", 1, 40)):
        value = form.whole(name, least, most)
        if value is not None:
            told[name] = value
    services = []
    for k, service in enumerate(told.get("services", ())):
        if form.text(f"keep-{k}") != "1":
            continue
        percent = form.whole(f"price-{k}", 0, 1000)
        changed = {**service, "things": [_counted(thing, form, f"count-{k}-{n}") for n, thing in _things(service)]}
        if not changed["things"]:
            del changed["things"]
        if percent is not None and percent != WHOLE and "tariffs" in changed:
            changed["tariffs"] = [_priced(tariff, percent / WHOLE) for tariff in changed["tariffs"]]
        services.append(changed)
    told["services"] = services
    return text if told == parse_yaml(text, "hub.yaml")[0] else plain_text(told)


def variant_of(text: str, words: Mapping[str, str]) -> str:
    """The same hub under another id and title, to be changed and compared with the first."""
    told: dict[str, Any] = dict(parse_yaml(text, "hub.yaml")[0])
    title = {lang: f"{name} ({words[lang]})" for lang, name in told["title"].items()}
    return plain_text({**told, "id": f"{told['id']}-2", "title": title})


def _things(service: Mapping[str, Any]) -> list[tuple[int, Any]]:
    return list(enumerate(service.get("things", ())))


def _counted(thing: Mapping[str, Any], form: Typed, field: str) -> dict[str, Any]:
    count = form.whole(field, 0, MOST_THINGS)
    return dict(thing) if count is None else {**thing, "count": count}


def _priced(tariff: Mapping[str, Any], factor: float) -> dict[str, Any]:
    """A tariff whose prices are all multiplied, to whole cents of a cent."""

    def period(one: Mapping[str, Any]) -> dict[str, Any]:
        prices = {name: round(one[name] * factor, 4) for name in PRICES if name in one}
        steps = [{**step, "eur": round(step["eur"] * factor, 4)} for step in one.get("steps", ())]
        return {**one, **prices, **({"steps": steps} if steps else {})}

    return {**tariff, "prices": [period(one) for one in tariff["prices"]]}
