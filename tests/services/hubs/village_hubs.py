"""Two hubs of the invented village, and what their demand is computed from."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from portee.hubs.plan.checks import read_hub
from portee.hubs.plan.whole import HubPlan
from portee.services.hubs.compare import DesignGiven
from portee.services.hubs.design_asked import DesignAsked
from portee.services.offers import no_offers
from portee.sources.grid import read_filosofi
from portee.sources.synthetic import SyntheticTerritory
from portee.territory.places import Places
from portee.world import World
from tests.worlds import places_at

__all__ = ["given_in", "village_hub"]


def village_hub(territory: SyntheticTerritory, example: str, **changes: Any) -> HubPlan:
    """An example of Marseille, put in the middle of the village."""
    cells = read_filosofi(territory.cells)
    at = {"lon": float(np.median(cells.lon)), "lat": float(np.median(cells.lat))}
    plan = read_hub(example).model_dump(by_alias=True)
    return HubPlan.model_validate({**plan, "place": at, **changes})


def given_in(world: World, territory: SyntheticTerritory, **changes: Any) -> DesignGiven:
    """Cells and jobs of the village."""
    table = pl.read_csv(territory.jobs)
    at = places_at(table["lon"].to_list(), table["lat"].to_list(), "w")
    jobs = Places(at.ids, at.lon, at.lat, pl.DataFrame({"jobs": table["jobs"].cast(pl.Float64)}))
    told: dict[str, Any] = {
        "offers": no_offers(), "asked": DesignAsked(draws=20, seed=3), "replications": 2, **changes,
    }  # fmt: skip
    return DesignGiven(world, territory.cells, jobs, ["jobs"], **told)
