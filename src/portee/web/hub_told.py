"""What a hub offers, in words for people and for the map: each service with its things, hours and prices."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from portee.hubs.plan.services import Service
from portee.hubs.plan.tariffs import Period
from portee.hubs.plan.whole import HubPlan
from portee.web.wording import say, typeset

__all__ = ["offers_told"]

ALWAYS = ("24/7", None)
PER = ("trip", "km", "hour", "month")


def offers_told(plan: HubPlan, lang: str) -> list[dict[str, Any]]:
    """Each service: title, what it has, when it is open, and the prices of each tariff at its opening."""
    return [
        {
            "title": typeset(lang, service.title.in_(lang)), "things": _things(service, lang),
            "hours": say(lang, "hub-always") if service.opening in ALWAYS else service.opening,
            "prices": [
                say(lang, "hub-tariff", title=tariff.title.in_(lang), prices=", ".join(_prices(tariff.prices[0], lang)))
                for tariff in service.tariffs
            ],
        }
        for service in plan.services
    ]  # fmt: skip


def _things(service: Service, lang: str) -> str:
    return ", ".join(
        say(lang, "hub-things", count=thing.count, what=typeset(lang, thing.title.in_(lang)))
        for thing in service.things
        if thing.count
    )


def _prices(period: Period, lang: str) -> Iterator[str]:
    """The prices of a period; that it is free where there are none."""
    told = [
        say(lang, f"hub-price-{name}", price=value) for name in PER if (value := getattr(period, f"per_{name}")) > 0
    ]
    for step in period.steps:
        if step.to is None:
            told.append(say(lang, "hub-price-from", price=step.eur, hours=step.from_))
        else:
            told.append(say(lang, "hub-price-to", price=step.eur, hours=step.to))
    yield from told or [say(lang, "hub-price-free")]
