"""Tickets of a feed to tariffs: euros, networks that add up, and one tariff for each ticket and opening."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from portee.core.declared import Words
from portee.core.errors import ParameterError, SourceError, Where
from portee.core.parameters import Source
from portee.offers.conditions import Condition
from portee.offers.tariffs import Tariff
from portee.sources.gtfs.findings import Findings
from portee.sources.gtfs_fares.ground import Ground, Names

__all__ = ["MAX_TARIFFS", "Money", "Ticket", "tariffs_of"]

EURO = "EUR"
MAX_TARIFFS = 10_000
"""More openings than this come from fares by distance, which are no list of tickets."""
MAX_MINUTES = 1440
_CURRENCY = re.compile(r"[A-Z]{3}")
_NOT_IN_IDS = re.compile(r"[^A-Za-z0-9_.:/ -]+")


@dataclass(frozen=True)
class Money:
    """Amounts in euros.

    Attributes:
        rates: EUR per unit of other currencies, by code (ISO 4217).

    Raises:
        ParameterError: a rate is not a positive number, or its currency no code.
    """

    rates: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for currency, rate in self.rates.items():
            if not _CURRENCY.fullmatch(currency) or not (math.isfinite(rate) and rate > 0):
                raise ParameterError(
                    f"The exchange rate of '{currency[:10]}' is {rate}.",
                    mend="Give EUR per unit by code, such as USD: 0.92.",
                )

    def euros(self, amount: float | None, currency: str | None, where: Where) -> float:
        """An amount in euros.

        Raises:
            SourceError: there is no amount, or its currency has no rate.
        """
        if amount is None:
            raise SourceError("The amount is missing.", where=where, mend="Fill it in the feed.")
        if currency == EURO:
            return amount
        if currency is None or currency not in self.rates:
            raise SourceError(
                f"The fare is in {currency or 'no currency'}, and no exchange rate is given.",
                where=Where(where.file, where.line),
                mend=f"Give the euros per unit of {currency}." if currency else "Fill the currency in the feed.",
            )
        return round(amount * self.rates[currency], 6)


@dataclass(frozen=True)
class Ticket:
    """One ticket on the ground of a feed, before it becomes a tariff.

    Attributes:
        id, name: of the fare; the name as travellers read it. price_eur: of one ticket.
        routes: the routes that it opens. stops, first, last: where it is valid, as in an `Opening`; None: anywhere.
        rides, minutes: what it allows, None for no limit. eligibility: who may have it.
    """

    id: str
    name: str
    price_eur: float
    routes: Names
    stops: Names | None = None
    first: Names | None = None
    last: Names | None = None
    rides: int | None = None
    minutes: float | None = None
    eligibility: tuple[Condition, ...] = ()

    @property
    def same(self) -> tuple[Any, ...]:
        """Equal for tickets that differ in their price alone."""
        told = tuple(sorted(str(condition) for condition in self.eligibility))
        return self.routes, self.stops, self.first, self.last, self.rides, self.minutes, told

    def lasting(self, seconds: int | None) -> Ticket:
        """The same valid for so long; 0 and more than a day are no limit of one trip."""
        minutes = (seconds or 0) / 60
        return replace(self, minutes=minutes if 0 < minutes <= MAX_MINUTES else None)


def tariffs_of(
    tickets: Sequence[Ticket], ground: Ground, label: str, source: Source, findings: Findings
) -> tuple[Tariff, ...]:
    """Tariffs in the order of the tickets; of tickets that differ in price alone, the cheapest.

    Tickets that open a route in common are alternatives: they belong to one network. Others add up.

    Raises:
        SourceError: a price is below 0 or absurd, or there are too many tickets.
    """
    best: dict[tuple[Any, ...], Ticket] = {}
    dearer: list[str] = []
    for ticket in tickets:
        _refuse_price(ticket, findings)
        known = best.setdefault(ticket.same, ticket)
        if known is not ticket and known.price_eur != ticket.price_eur:
            low, high = sorted((known, ticket), key=lambda one: one.price_eur)
            best[ticket.same] = low
            dearer.append(f"{high.id} ({high.price_eur:.2f} EUR) beside {low.id} ({low.price_eur:.2f} EUR)")
    if dearer:
        findings.note(
            f"{len(dearer)} fares differ from a cheaper one in price alone; the cheaper is used, so that costs may be "
            f"too low: {'; '.join(dearer[:5])}{' …' if len(dearer) > 5 else ''}."
        )
    kept = list(best.values())
    if len(kept) > MAX_TARIFFS:
        raise SourceError(
            f"The fares make {len(kept):,} tickets with different openings.",
            where=findings.feed,
            mend=f"At most {MAX_TARIFFS:,} are read; declare the tariffs that matter in an offers file.",
        )
    networks = _networks(kept, ground, label)
    ids: set[str] = set()
    return tuple(
        _tariff(ticket, ground, network, _free_id(ticket, ground, ids), source)
        for ticket, network in zip(kept, networks, strict=True)
    )


def _refuse_price(ticket: Ticket, findings: Findings) -> None:
    highest = next(m.le for m in Tariff.model_fields["price_eur"].metadata if hasattr(m, "le"))
    if not 0 <= ticket.price_eur <= highest:
        raise SourceError(
            f"The fare '{ticket.id}' costs {ticket.price_eur:.2f} EUR.",
            where=findings.feed,
            mend=f"A fare costs from 0 to {highest:,} EUR: check the feed and the exchange rate.",
        )


def _free_id(ticket: Ticket, ground: Ground, taken: set[str]) -> str:
    """The fare's id, cleaned, with a number where it has several openings."""
    clean = _NOT_IN_IDS.sub("_", f"{ground.prefix}{ticket.id}").lstrip("_.:/ -")[:80] or "fare"
    name, number = clean, 1
    while name in taken:
        number += 1
        name = f"{clean}/{number}"
    taken.add(name)
    return name


def _tariff(ticket: Ticket, ground: Ground, network: str, id_: str, source: Source) -> Tariff:
    name = " ".join(ticket.name.split())[:100]
    return Tariff(
        id=id_,
        title=Words(fr=name, en=name),
        network=network,
        kind="single",
        price_eur=ticket.price_eur,
        rides=ticket.rides,
        minutes=ticket.minutes,
        opens=ground.opening(ticket.routes, ticket.stops, ticket.first, ticket.last),
        eligibility=ticket.eligibility,
        source=source,
        checked=True,
    )


def _networks(tickets: Sequence[Ticket], ground: Ground, label: str) -> list[str]:
    """The name of the network of each ticket: `label`, with the agencies or the first fare where there are several."""
    joined: dict[str, str] = {}

    def root(route: str) -> str:
        while joined.setdefault(route, route) != route:
            joined[route] = joined[joined[route]]
            route = joined[route]
        return route

    for ticket in tickets:
        first, *others = sorted(ticket.routes)
        for route in others:
            joined[root(route)] = root(first)
    roots = [root(min(ticket.routes)) for ticket in tickets]
    different = list(dict.fromkeys(roots))
    if len(different) == 1:
        return [label] * len(tickets)
    sellers: dict[str, set[str]] = {one: set() for one in different}
    for ticket, one in zip(tickets, roots, strict=True):
        sellers[one] |= {ground.routes[route] for route in ticket.routes}
    agencies = {one: ", ".join(sorted(names)) for one, names in sellers.items()}
    told = list(agencies.values())
    first_fare = {one: tickets[roots.index(one)].id for one in different}
    names = {
        one: f"{label}: {agencies[one]}" if told.count(agencies[one]) == 1 else f"{label}: {first_fare[one]}"
        for one in different
    }
    return [names[one] for one in roots]
