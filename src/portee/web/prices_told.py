"""Prices that a scenario changes, told on its page: by how much each, drawn beside today's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from portee.reports.paired_bars import paired_bars
from portee.reports.wording import figure
from portee.web.wording import say, typeset

__all__ = ["MOST_BARS", "price_bars", "price_counts", "price_rows"]

MOST_BARS = 12
"""Tickets that are drawn; the table tells all of them."""


def price_counts(prices: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """How many tickets get cheaper, dearer, and are new."""
    old = [one for one in prices if one["before"] is not None]
    return {
        "down": sum(one["after"] < one["before"] for one in old),
        "up": sum(one["after"] > one["before"] for one in old),
        "fresh": len(prices) - len(old),
    }


def price_rows(prices: Sequence[Mapping[str, Any]], lang: str) -> list[dict[str, str]]:
    """Each ticket: its name, its price today and then, and what is between them, in euros and per cent."""
    return [
        {
            "name": typeset(lang, one[lang]), "before": _eur(one["before"], lang), "after": _eur(one["after"], lang),
            "change": _change(one["before"], one["after"], lang),
        }
        for one in prices
    ]  # fmt: skip


def price_bars(prices: Sequence[Mapping[str, Any]], lang: str) -> Markup | None:
    """A full bar for today and an outlined one for the scenario, of tickets that are not new; None for none."""
    rows = [
        (one[lang], (float(one["before"]), float(one["after"])), (_eur(one["before"], lang), _eur(one["after"], lang)))
        for one in prices if one["before"] is not None
    ]  # fmt: skip
    return Markup(paired_bars(rows[:MOST_BARS])) if rows else None  # noqa: S704 - it escapes every text


def _eur(price: float | None, lang: str) -> str:
    return "–" if price is None else say(lang, "whatif-eur", price=price)


def _change(before: float | None, after: float, lang: str) -> str:
    if before is None:
        return say(lang, "whatif-price-new")
    between = after - before
    sign = "+" if between > 0 else ""
    amount = f"{sign}{figure(between, lang, 2)}"
    if not before:
        return say(lang, "whatif-price-change", amount=amount, percent="no")
    return say(lang, "whatif-price-change", amount=amount, percent=f"{sign}{figure(100 * between / before, lang)}")
