"""Questions about the invented village that several tests ask."""

from __future__ import annotations

from datetime import date

from portee.reach.cluster import ReachRequest
from portee.reach.options import Travel, Window
from portee.services.gather import gather
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World

__all__ = ["TRAVEL", "WINDOW", "request_of"]

TRAVEL = Travel(draws=1, max_time_min=30)
WINDOW = Window(date(2026, 9, 8), 27_000, 10)


def request_of(world: World, territory: SyntheticTerritory, **changes: object) -> ReachRequest:
    """From the cells to the workplaces, on a Tuesday at 07:30."""
    asked = {"travel": TRAVEL, "window": WINDOW, "percentiles": (25.0, 50.0)} | changes
    return ReachRequest(
        gather(territory.cells, world.network),
        gather(territory.jobs, world.network, weights=["jobs"]),
        **asked,  # type: ignore[arg-type]
    )
