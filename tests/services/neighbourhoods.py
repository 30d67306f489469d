"""A neighbourhood of the invented village, small enough to be searched way by way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from portee.core.declared import Words
from portee.offers.catalogue import Offers
from portee.offers.tariffs import Tariff
from portee.people.library import find_profile
from portee.people.profile import Profile
from portee.reach.ways import Stores
from portee.services.offers import no_offers
from portee.services.profile_access import ProfileAccess, Scenario, profile_access, what_ifs
from portee.services.residents import residents_of
from portee.sources.grid import read_filosofi
from portee.sources.synthetic import SyntheticTerritory
from portee.territory.places import Places
from portee.world import World
from tests.worlds import places_at

__all__ = ["DAY", "Village", "fares", "people"]

DAY = date(2026, 9, 8)
"""A Tuesday."""


def fares(**options: Any) -> Offers:
    """National offers with a monthly pass and a ticket for half an hour, on one network."""
    same = {"network": "bus", "title": Words(fr="t", en="t")}
    month = Tariff.model_validate({"id": "month", "kind": "month", "price_eur": 40, **same})
    ticket = Tariff.model_validate({"id": "ticket", "kind": "single", "price_eur": 1.5, "minutes": 30, **same})
    return no_offers().replace(tariffs=(month, ticket), **options)


def people(*ids: str, **limits: Any) -> tuple[Profile, ...]:
    """Shipped profiles, with other limits where given."""
    found = [find_profile(id) for id in ids]
    return tuple(p.replace(limits={**p.limits.model_dump(), **limits}) if limits else p for p in found)


class Village:
    """Some cells and places of work, with links made once for all tests."""

    def __init__(self, world: World, territory: SyntheticTerritory, cells: int = 5, work: int = 8) -> None:
        self.world, self.stores = world, Stores(world.network)
        found = read_filosofi(territory.cells)
        self.cells = found.take(np.linspace(0, len(found) - 1, cells).astype(int))
        table = pl.read_csv(territory.jobs)
        rows = np.linspace(0, table.height - 1, work).astype(int)
        at = places_at(table["lon"].to_numpy()[rows].tolist(), table["lat"].to_numpy()[rows].tolist(), "w")
        weights = pl.DataFrame({"jobs": table["jobs"].to_numpy()[rows].astype(float), "count": np.ones(work)})
        self.work = Places(at.ids, at.lon, at.lat, weights)

    def access(
        self,
        profiles: Sequence[Profile],
        scenarios: Sequence[Scenario] | None = None,
        *,
        world: World | None = None,
        **options: Any,
    ) -> ProfileAccess:
        """What profiles have within reach, with the fares of the village."""
        residents = residents_of(self.cells, profiles, self.world.network)
        return profile_access(
            world or self.world, residents, self.work, ("jobs", "count"),
            scenarios=scenarios or what_ifs(fares()), day=DAY,
            stores=self.stores if world is None else None, **options,
        )  # fmt: skip
