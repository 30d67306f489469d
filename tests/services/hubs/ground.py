"""Places of the invented village, small enough to site hubs in a second."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl

from portee.reach.options import Travel
from portee.services.gather import gather
from portee.services.hubs.candidates import candidates_of
from portee.sources.synthetic import SyntheticTerritory
from portee.territory.places import Places
from portee.world import World

WALK = Travel(mode="walk", max_time_min=60.0)


def homes_of(world: World, territory: SyntheticTerritory) -> Places:
    return gather(territory.cells, world.network, weights=["households", "poor_households"])


def grid_of(world: World, side: int = 400) -> Places:
    """A grid whose candidates cost 1, 2, 3, 1, …, and hold as many hundreds of persons."""
    found = candidates_of(f"grid:{side}", world.network)
    costs = np.arange(len(found)) % 3 + 1.0
    return replace(found, attributes=pl.DataFrame({"euros": costs, "room": costs * 500}))
