"""Pricing plans of a feed (`system_pricing_plans.json`)."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from portee.core.errors import ParameterError, Where
from portee.offers.pricing import EURO, MOST, PricingPlan, Segment
from portee.sources.gbfs.fields import Document, FieldError, Record, flag, identifier, number, told, words
from portee.sources.gbfs.findings import Findings

__all__ = ["MAX_PLANS", "MAX_SEGMENTS", "checked_exchange", "read_plans"]

MAX_PLANS = 10_000
"""Most pricing plans read."""
MAX_SEGMENTS = 1_000
"""Most segments of one plan read."""

_WHAT = "plans"
_DECIMAL = re.compile(r"[0-9]{1,8}([.][0-9]{1,6})?")


def checked_exchange(exchange: Mapping[str, float] | None) -> dict[str, float]:
    """Euros for one unit of each currency, checked.

    Raises:
        ParameterError: a rate is not a finite number above zero, or the euro is not worth 1.
    """
    rates = {currency.upper(): float(rate) for currency, rate in (exchange or {}).items()}
    for currency, rate in rates.items():
        if not (math.isfinite(rate) and rate > 0) or (currency == EURO and rate != 1):
            raise ParameterError(
                f"One {currency[:20]} cannot be worth {rate} euros.",
                where=Where(field="exchange"),
                mend="Give the euros for one unit of the currency, such as {'CHF': 1.05}.",
            )
    return rates


def read_plans(document: Document | None, exchange: Mapping[str, float], findings: Findings) -> tuple[PricingPlan, ...]:
    """The plans of a feed, none without the file. A plan with an unusable price or rate is left out as a whole.

    Args:
        document: system_pricing_plans.json.
        exchange: euros for one unit of each currency but the euro.
        findings: collects what is left out.

    Raises:
        SourceError: a price is in a currency without exchange rate, or no plan is usable.
    """
    if document is None:
        findings.note("The feed has no system_pricing_plans.json: what a trip costs is not known.")
        return ()
    records = document.records(_WHAT, MAX_PLANS, findings)
    plans: dict[str, PricingPlan] = {}
    for record in records:
        _refuse_currency(document, record, exchange)
        try:
            plan = _plan(document, record, exchange, findings)
        except FieldError as problem:
            findings.drop(document.file, _WHAT, str(problem), record.name_of("plan_id"))
            continue
        if plan.id in plans:
            findings.drop(document.file, _WHAT, "plan_id is that of an earlier plan", plan.id)
            continue
        plans[plan.id] = plan
    document.refuse_all_lost(_WHAT, len(records), len(plans), findings)
    for plan in plans.values():
        if plan.is_taxable:
            findings.see(
                f"{document.file}: plans to whose prices a tax is added, which the feed does not tell", plan.id
            )
        if plan.surge:
            findings.see(
                f"{document.file}: plans whose prices were raised for high demand when it was written", plan.id
            )
        if plan.price > 0 and not plan.per_km and not plan.per_min:
            findings.see(f"{document.file}: plans with one price, which may be for a trip or for a pass", plan.id)
    for currency in sorted({plan.currency for plan in plans.values()} - {EURO}):
        findings.note(f"Prices in {currency} are told in euros at {exchange[currency]:g} EUR for one {currency}.")
    return tuple(plans.values())


def _refuse_currency(document: Document, record: Record, exchange: Mapping[str, float]) -> None:
    currency = record.get("currency")
    shown = " ".join(str(currency).split())[:20]
    if isinstance(currency, str) and currency in (EURO, *exchange):
        return
    field = f"{record.path}.currency"
    if isinstance(currency, str) and re.fullmatch("[A-Z]{3}", currency):
        raise document.error(
            field,
            f"Prices are in {currency}, and no exchange rate is given.",
            f"Say how many euros one {currency} is worth (exchange).",
        )
    raise document.error(
        field,
        "The currency is not told." if currency is None else f"'{shown}' is not a currency of ISO 4217.",
        "Three capital letters are wanted, such as EUR.",
    )


def _plan(document: Document, record: Record, exchange: Mapping[str, float], findings: Findings) -> PricingPlan:
    id = identifier(record, "plan_id")
    currency = str(record.get("currency"))
    name = told(words, record, "name", file=document.file, of=id, findings=findings)
    url = told(words, record, "url", file=document.file, of=id, findings=findings)
    return PricingPlan(
        id=id,
        name=name or id,
        currency=currency,
        price=_price(record, document),
        is_taxable=flag(record, "is_taxable", default=False),
        per_km=_segments(record, "per_km_pricing"),
        per_min=_segments(record, "per_min_pricing"),
        surge=flag(record, "surge_pricing", default=False),
        url=url if url is not None and url.startswith(("https://", "http://")) else None,
        euros_per_unit=None if currency == EURO else exchange[currency],
    )


def _price(record: Record, document: Document) -> float:
    """The price; before version 3 it may be decimal text."""
    value = record.get("price")
    if document.major == 2 and isinstance(value, str) and _DECIMAL.fullmatch(value):
        return float(value)
    return number(record, "price", low=0, high=MOST, required=True) or 0.0


def _segments(record: Record, name: str) -> tuple[Segment, ...]:
    values = record.get(name)
    if values is None:
        return ()
    if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
        raise FieldError(name, "is no list of segments")
    if len(values) > MAX_SEGMENTS:
        raise FieldError(name, f"has more than {MAX_SEGMENTS:,} segments")
    return tuple(_segment(Record(value, name), name) for value in values)


def _segment(record: Record, name: str) -> Segment:
    try:
        return Segment(
            start=number(record, "start", low=0, high=MOST, required=True) or 0.0,
            rate=number(record, "rate", low=-MOST, high=MOST, required=True) or 0.0,
            interval=number(record, "interval", low=0, high=MOST, required=True) or 0.0,
            end=number(record, "end", low=0, high=MOST),
        )
    except FieldError as problem:
        raise FieldError(f"{name}.{problem.field}", problem.why) from problem
    except ParameterError as problem:
        field = problem.where.field if problem.where is not None else None
        why = "is not after start" if field == "end" else "is too small to be one"
        raise FieldError(f"{name}.{field}", why) from problem
