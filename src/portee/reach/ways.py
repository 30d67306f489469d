"""Ways of commuting: each opens a part of the network and has its price. All are searched; equal searches once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.core.declared import Words
from portee.kernels.shortest import UNREACHED
from portee.network.network import Network
from portee.offers.conditions import YES, Verdict
from portee.offers.cost import FREE, MonthlyCost
from portee.reach.commute import commute_search
from portee.reach.hours import Hours
from portee.reach.kinds import ByTransit, Search
from portee.reach.links import LinkStore
from portee.reach.street_legs import served_pairs, street_legs
from portee.territory.places import Places

__all__ = ["Stores", "Way", "WayTimes", "search_ways"]

Int32 = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Way:
    """One way of commuting.

    Attributes:
        id, title, kind: name, words, and what it is: "walk", "bicycle", "transit", "car" …
        search: how it is searched. cost: its price by month.
        verdict: whether this resident may use it, and the conditions that fail or are not known.
        grams_km: g CO2e per person and kilometre along streets.
        notes: remarks that every result must carry.
    """

    id: str
    title: Words
    kind: str
    search: Search
    cost: MonthlyCost = FREE
    verdict: Verdict = YES
    grams_km: float = 0.0
    notes: tuple[str, ...] = ()

    @property
    def usable(self) -> bool:
        return self.verdict.answer == "yes"


class Stores:
    """One store of links for each variant of a network."""

    def __init__(self, network: Network, *, threads: int = 1) -> None:
        self.network, self.threads = network, threads
        self._stores: dict[int, LinkStore] = {}

    def of(self, variant: Network | None) -> LinkStore:
        network = self.network if variant is None else variant
        if id(network) not in self._stores:
            self._stores[id(network)] = LinkStore(network, threads=self.threads)
        return self._stores[id(network)]

    def branch(self) -> Stores:
        """Stores that know all that these know, and teach them nothing: for what must be forgotten."""
        found = Stores(self.network, threads=self.threads)
        found._stores = {key: store.branch() for key, store in self._stores.items()}
        return found


@dataclass(frozen=True, eq=False)
class WayTimes:
    """Both legs of every way, for a run of homes; w ways, h homes, d places.

    Attributes:
        ways: as given.
        out, back: int32 (w, h, d) seconds on whole minutes, UNREACHED where impossible.
        km, ride_min: float64 (w, h, d), mean kilometres and minutes ridden of one leg for ways along streets and by
            dock, else 0; anything where impossible.
    """

    ways: tuple[Way, ...]
    out: Int32
    back: Int32
    km: Floats
    ride_min: Floats

    @property
    def possible(self) -> npt.NDArray[np.bool_]:
        """Where one gets there in time and back: bool (w, h, d)."""
        both: npt.NDArray[np.bool_] = (self.out != UNREACHED) & (self.back != UNREACHED)
        return both

    def eur_month(self, commutes_month: npt.ArrayLike) -> Floats:
        """Price in a month, float64 (w, h, d): infinite where impossible.

        commutes_month: journeys there and back in a month, one number or one per place.
        """
        trips = 2.0 * np.broadcast_to(np.asarray(commutes_month, np.float64), self.out.shape[1:])
        price = np.full(self.out.shape, np.inf)
        possible = self.possible
        for w, way in enumerate(self.ways):
            at = possible[w]
            price[w][at] = way.cost.month(trips[at], self.km[w][at], self.ride_min[w][at])
        return price


def search_ways(
    stores: Stores,
    homes: Places,
    places: Places,
    ways: Sequence[Way],
    hours: Sequence[Hours],
    longest_min: float,
    *,
    threads: int = 1,
) -> WayTimes:
    """Both legs of every way between all homes and places.

    Args:
        stores: links of the network and its variants.
        homes, places: where people live; where they are wanted.
        ways: of commuting.
        hours: when they are wanted, one per date worked.
        longest_min: longest minutes of each leg, waiting included.
        threads: homes searched at a time.

    Raises:
        ParameterError, NoServiceError: as `transit_search`.
    """
    shape = (len(ways), len(homes), len(places))
    out, back = np.empty(shape, np.int32), np.empty(shape, np.int32)
    km, ride_min = np.zeros(shape), np.zeros(shape)
    done: dict[object, int] = {}
    for w, way in enumerate(ways):
        search = way.search
        key: object = search.key if isinstance(search, ByTransit) else search
        if key in done:
            for part in (out, back, km, ride_min):
                part[w] = part[done[key]]
            continue
        done[key] = w
        store = stores.of(search.network)
        if isinstance(search, ByTransit):
            prepared = commute_search(
                store, homes, places, search.travel, hours, opened=search.opened, stations=search.stations
            )
            commute = prepared.commutes(threads=threads)
            out[w], back[w] = commute.out, commute.back
        else:
            found = street_legs(store, homes, places, search, longest_min, threads=threads)
            served = served_pairs(homes, places, search, hours, found)
            out[w], back[w] = np.where(served, found.out, UNREACHED), np.where(served, found.back, UNREACHED)
            km[w], ride_min[w] = (found.out_km + found.back_km) / 2, (found.out_min + found.back_min) / 2
    return WayTimes(tuple(ways), out, back, km, ride_min)
