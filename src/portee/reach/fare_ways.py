"""Ways of commuting by public transport: one for each sensible fare, on the part of the network that it opens."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from portee.core.declared import Words
from portee.network.timetable import Timetable
from portee.offers.cost import FREE
from portee.offers.fares import Fare, combine
from portee.offers.products import Product, products_by_network
from portee.offers.tariffs import Opening
from portee.reach.kinds import ByTransit
from portee.reach.opening import Opened, opened_part
from portee.reach.priced import fare_cost
from portee.reach.ways import Way

if TYPE_CHECKING:
    from portee.reach.choices import Situation

__all__ = ["MOST_FARES", "MOST_FARES_OF_A_HOME", "MOST_TICKETS", "fare_ways", "without_dearer"]

MOST_FARES = 8
MOST_FARES_OF_A_HOME = 32
"""Fares kept: those of one home are fewer than those of a territory, so that more of them may be asked."""

MOST_TICKETS = 3
"""Tickets one after another on one trip, at most."""


def fare_ways(situation: Situation, near: frozenset[str] | None = None) -> tuple[Way, ...]:
    """One way for each fare that no other one beats, then those that one may not be entitled to.

    Without any tariff known, one way of unknown price, counted as free.

    Args:
        situation: who travels.
        near: ids of the stops from which one may begin, None for not known: fares from other stops are then left out.

    Raises:
        ParameterError: a tariff names what the timetable does not have.
    """
    timetable = situation.network.timetable
    if timetable is None:
        return ()
    offers, travel = situation.offers, situation.travel
    if not offers.tariffs:
        return (
            Way(
                "transit", Words(fr="en transports en commun", en="by public transport"), "transit", ByTransit(travel),
                replace(FREE, known=False), notes=("Fares are not known: public transport is counted as free.",),
            ),
        )  # fmt: skip
    known = {
        name: tuple(product for product in products if near is None or _begins_near(product, near))
        for name, products in products_by_network(
            offers.tariffs, situation.facts, situation.day, situation.use, situation.figures, MOST_TICKETS
        ).items()
    }
    most = MOST_FARES if situation.home is None else MOST_FARES_OF_A_HOME
    fares = combine(known, most)
    notes = tuple(_notes(situation, timetable, known, fares.left_out))
    bought = {fare: None for whole in fares for fare in (whole, *_parts_of(whole)) if fare.products}
    usable = [_way(situation, timetable, fare, notes) for fare in bought]
    barred = [product for products in known.values() for product in products if not product.usable]
    doubtful = (
        replace(_way(situation, timetable, Fare((product,)), notes), verdict=product.verdict) for product in barred
    )
    return (*without_dearer(usable, situation.use.trips_per_month), *doubtful)


def _parts_of(fare: Fare) -> Iterator[Fare]:
    """Some products of a fare alone, where one of them limits the rides or minutes of the whole trip."""
    products = fare.products
    if any(product.rides is not None or product.minutes is not None for product in products):
        for size in range(len(products) - 1, 0, -1):
            yield from (Fare(some) for some in itertools.combinations(products, size))


def _begins_near(product: Product, near: frozenset[str]) -> bool:
    return product.opens.first_stops is None or not near.isdisjoint(product.opens.first_stops)


def _notes(
    situation: Situation, timetable: Timetable, known: Mapping[str, Sequence[Product]], left_out: int
) -> Iterator[str]:
    if left_out:
        yield f"{left_out} dearer fares were left out: places that only they open are told as out of reach."
    openings = tuple(product.opens for products in known.values() for product in products)
    parts = [part for opening in openings if (part := _opened(situation, timetable, (opening,))) is not None]
    if len(parts) == len(openings) and not np.any([part.positions for part in parts], axis=0).all():
        yield "No fare is known for some lines: they are not used."


def _opened(situation: Situation, timetable: Timetable, openings: tuple[Opening, ...]) -> Opened | None:
    """The part that tickets open, None when it is all of the timetable."""
    part = situation.kept.once(("opened", openings), lambda: opened_part(timetable, openings))
    if part is None or (part.positions.all() and part.first is None and part.last is None and part.trips is None):
        return None
    return part


def _way(situation: Situation, timetable: Timetable, fare: Fare, notes: tuple[str, ...]) -> Way:
    travel, products = situation.travel, fare.products
    rides = [product.rides for product in products if product.rides is not None]
    minutes = [product.minutes for product in products if product.minutes is not None]
    if rides:
        # A product without a limit is counted as one ride: it may be used for more alone.
        travel = replace(travel, max_rides=min(travel.max_rides, sum(rides) + len(products) - len(rides)))
    if minutes:
        # A ticket counts from its first stamp; the whole trip within it is sure to be covered.
        travel = replace(travel, max_time_min=min(travel.max_time_min, *minutes))
    if len(products) > 1 and (rides or minutes):
        notes = (*notes, "Limits of tickets of several networks are checked for the whole trip, not for each network.")
    name = Words(
        fr=" + ".join(product.title.fr for product in products),
        en=" + ".join(product.title.en for product in products),
    )
    ids = "+".join(product.id for product in products)
    return Way(
        f"transit:{ids}{':limited' if rides or minutes else ''}", name, "transit",
        ByTransit(travel, _opened(situation, timetable, fare.opens)), fare_cost(fare), notes=notes,
    )  # fmt: skip


def without_dearer(ways: Iterable[Way], trips: float) -> tuple[Way, ...]:
    """The ways by public transport without those that another one replaces at no higher price on this network.

    Args:
        ways: with prices that do not depend on the distance. trips: one-way trips in a month.
    """
    kept: list[tuple[float, Way]] = []
    for way in ways:
        price = float(way.cost.month(trips))
        if any(paid <= price and _replaces(other, way) for paid, other in kept):
            continue
        kept = [(paid, other) for paid, other in kept if not (price <= paid and _replaces(way, other))]
        kept.append((price, way))
    return tuple(way for _, way in kept)


def _replaces(wide: Way, narrow: Way) -> bool:
    """Whether all that the second way can do, the first one can."""
    a, b = wide.search, narrow.search
    assert isinstance(a, ByTransit)
    assert isinstance(b, ByTransit)
    if a.travel.max_rides < b.travel.max_rides or a.travel.max_time_min < b.travel.max_time_min:
        return False
    if a.opened is None or b.opened is None:
        return a.opened is None
    return all(
        ours is None or (theirs is not None and bool((ours | ~theirs).all()))
        for ours, theirs in (
            (getattr(a.opened, name), getattr(b.opened, name)) for name in ("positions", "first", "last")
        )
    )
