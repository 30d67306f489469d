"""What several separate networks cost together: which products one would hold at once.

A fare is a combination of products, at most one of each network; none at all is walking. A fare beats another when it
costs as little or less and allows all that the other allows. A product without limits stands for all products that it
covers; one that limits rides or minutes stands for one product at a time. Beaten fares are dropped, so that of fares
that open the same the cheapest is left; of equal ones, that with the fewest products, then the lowest ids.

Many networks make many fares. They are joined one network after another; after each one at most `KEPT_PER_ASKED` times
the fares asked are kept, the cheapest first, and always the cheapest that opens everything that can be opened: in each
network, the product that covers all others, or most openings where none does (tickets by pairs of zones). Below that
number nothing is lost.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from portee.core.errors import ParameterError
from portee.offers.products import Product, covers, micro_eur
from portee.offers.tariffs import Opening

__all__ = ["KEPT_PER_ASKED", "Fare", "Fares", "combine"]

KEPT_PER_ASKED = 16
"""Fares kept while networks are joined, for each one asked for at the end."""


@dataclass(frozen=True)
class Fare:
    """Products of separate networks bought together, in the order of their networks; none for walking."""

    products: tuple[Product, ...] = ()

    @property
    def opens(self) -> tuple[Opening, ...]:
        """What may be used: a vehicle is open when one of these opens it."""
        return tuple(product.opens for product in self.products)

    @property
    def fixed_eur_month(self) -> float:
        return math.fsum(product.fixed_eur_month for product in self.products)

    @property
    def per_trip_eur(self) -> float:
        """What a trip costs that uses all of its networks, before any cap."""
        return math.fsum(product.per_trip_eur for product in self.products)

    @property
    def employer_share_eur_month(self) -> float:
        return math.fsum(product.employer_share_eur_month for product in self.products)

    @property
    def held(self) -> tuple[Product, ...]:
        """Products already paid."""
        return tuple(product for product in self.products if product.held)

    @property
    def eur_month(self) -> float:
        """What the person pays per month for the trips asked, each of which uses all of its networks."""
        return math.fsum(product.eur_month for product in self.products)

    def cost_eur_month(self, trips: float) -> float:
        """As `eur_month`, for a number of trips (one way)."""
        return math.fsum(product.cost_eur_month(trips) for product in self.products)


@dataclass(frozen=True)
class Fares:
    """The fares worth asking, cheapest first, and how many others were left out at least, because of their number."""

    fares: tuple[Fare, ...]
    left_out: int = 0

    def __iter__(self) -> Iterator[Fare]:
        return iter(self.fares)

    def __len__(self) -> int:
        return len(self.fares)


def combine(products_by_network: Mapping[str, Sequence[Product]], most: int = 8) -> Fares:
    """The fares of separate networks that no other one beats, walking included, at most `most`.

    Products to check are left aside. Where more are left than asked, the cheapest are kept, and the last place goes to
    the cheapest that opens everything that can be opened, if it is not among them.

    Args:
        products_by_network: products by the name of their network, as from `products_by_network`.
        most: fares asked for.

    Raises:
        ParameterError: `most` is less than 1.
    """
    if most < 1:
        raise ParameterError(f"At most {most} fares leave none.", mend="Ask for at least 1.")
    shelves = [[p for p in products_by_network[name] if p.usable] for name in sorted(products_by_network)]
    shelf = _Shelf.of([product for shelf in shelves for product in shelf])
    kept, widest = [shelf.bundle(())], shelf.bundle(())
    left_out, start = 0, 0
    for products in filter(None, shelves):
        numbers = range(start, start + len(products))
        start += len(products)
        joined = [shelf.bundle((*one.members, *more)) for one in kept for more in ((), *((k,) for k in numbers))]
        widest = shelf.bundle((*widest.members, shelf.widest(numbers)), reduced=False)
        best = shelf.unbeaten(joined)
        kept = shelf.cut(best, widest, KEPT_PER_ASKED * most)
        left_out += len(best) - len(kept)
    chosen = shelf.cut(kept, widest, most)
    fares = tuple(Fare(tuple(shelf.products[k] for k in bundle.members)) for bundle in chosen)
    return Fares(fares, left_out + len(kept) - len(chosen))


@dataclass(frozen=True)
class _Bundle:
    """A fare by numbers of products; sets of products are bits of whole numbers.

    Attributes:
        order: cost in millionths of a euro, number of products, their ids: the order in which bundles are preferred.
        members: its products. own: the same as a set.
        shared: what its products without limits cover. limited: what those with limits cover, one at a time.
    """

    order: tuple[int, int, tuple[str, ...]]
    members: tuple[int, ...]
    own: int
    shared: int
    limited: int


@dataclass(frozen=True)
class _Shelf:
    """All products with what each covers, as a set of bits, and whether it has limits."""

    products: Sequence[Product]
    covered: Sequence[int]
    has_limits: Sequence[bool]
    costs: Sequence[int]

    @classmethod
    def of(cls, products: Sequence[Product]) -> _Shelf:
        covered = [sum(1 << k for k, other in enumerate(products) if covers(one, other)) for one in products]
        limits = [product.rides is not None or product.minutes is not None for product in products]
        return cls(products, covered, limits, [micro_eur(product.eur_month) for product in products])

    def bundle(self, members: tuple[int, ...], *, reduced: bool = True) -> _Bundle:
        """Products as a bundle, without those that cost nothing and add nothing unless `reduced` is false."""
        shared = self._union(k for k in members if not self.has_limits[k])
        limited = self._union(k for k in members if self.has_limits[k])
        ids = tuple(self.products[k].id for k in members)
        order = sum(self.costs[k] for k in members), len(members), ids
        made = _Bundle(order, members, sum(1 << k for k in members), shared, limited)
        for idle in members if reduced else ():
            if not self.costs[idle]:
                less = self.bundle(tuple(k for k in members if k != idle))
                if self.allows(less, made):
                    return less
        return made

    def _union(self, members: Iterator[int]) -> int:
        return reduce(or_, (self.covered[k] for k in members), 0)

    def allows(self, wide: _Bundle, narrow: _Bundle) -> bool:
        """Whether one may do with `wide` all that `narrow` allows."""
        rest = narrow.own & ~wide.shared
        if not rest or rest & ~wide.limited:
            return not rest
        wanted = [k for k in narrow.members if rest >> k & 1]
        tickets = [k for k in wide.members if self.has_limits[k]]
        stands_for: dict[int, int] = {}

        def place(product: int, tried: set[int]) -> bool:
            """Find a ticket that stands for a product, moving others to another ticket where that helps."""
            for ticket in tickets:
                if ticket not in tried and self.covered[ticket] >> product & 1:
                    tried.add(ticket)
                    if ticket not in stands_for or place(stands_for[ticket], tried):
                        stands_for[ticket] = product
                        return True
            return False

        return all(place(product, set()) for product in wanted)

    def widest(self, numbers: Sequence[int]) -> int:
        """The product of a network that covers all others; else most openings, without limits if possible.

        The cheapest of several.
        """
        network = sum(1 << k for k in numbers)

        def rank(k: int) -> tuple[bool, int, bool, int, str]:
            covered = self.covered[k] & network
            openings = {self.products[n].selectors for n in numbers if covered >> n & 1}
            return covered != network, -len(openings), self.has_limits[k], self.costs[k], self.products[k].id

        return min(numbers, key=rank)

    def unbeaten(self, bundles: Sequence[_Bundle]) -> list[_Bundle]:
        kept: list[_Bundle] = []
        for bundle in sorted(bundles, key=lambda one: one.order):
            if not any(self.allows(one, bundle) for one in kept):
                # One that costs the same may come later and open more.
                kept = [one for one in kept if one.order[0] < bundle.order[0] or not self.allows(bundle, one)]
                kept.append(bundle)
        return kept

    def cut(self, bundles: Sequence[_Bundle], widest: _Bundle, most: int) -> list[_Bundle]:
        """The first ones, the last place for the cheapest that allows all that `widest` allows."""
        first = list(bundles[:most])
        if any(self.allows(one, widest) for one in first):
            return first
        return [*first[:-1], next(one for one in bundles if self.allows(one, widest))]
