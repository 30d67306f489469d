"""Modal shares of the invented village, as several tests ask for them."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from portee.reach.options import Travel, Window
from portee.scenarios.scenario import Scenario, parse_scenario
from portee.services.gather import gather
from portee.services.modal.asked import ModalAsked
from portee.services.modal.compute import ModalResult, compute_modal
from portee.sources.synthetic import SyntheticTerritory
from portee.territory.places import Places
from portee.world import World

__all__ = ["ASKED", "DAY", "EMPTY", "OBSERVED", "TRAVEL", "WINDOW", "homes_of", "kinds_of", "scenario", "shares_of"]

DAY = date(2026, 9, 8)
WINDOW = Window(DAY, 27_000, 10)
TRAVEL = Travel(draws=1, max_time_min=120)
OBSERVED = {"walk": 0.3, "bicycle": 0.05, "public_transport": 0.15, "car": 0.5}
ASKED = ModalAsked(weight="jobs", residents="people", without_car="carless", group="side", observed=OBSERVED)
EMPTY = parse_scenario("name: nothing\nmodifications: []\n")


def homes_of(world: World, territory: SyntheticTerritory) -> Places:
    """The cells, with people, those without a car, and two sides."""
    cells = gather(territory.cells, world.network)
    count = len(cells)
    people = 10.0 + np.arange(count) % 7
    attributes = pl.DataFrame(
        {
            "people": people, "carless": np.floor(people * (np.arange(count) % 3) / 4),
            "side": ["west" if k % 2 else "east" for k in range(count)],
        }
    )  # fmt: skip
    return Places(cells.ids, cells.lon, cells.lat, attributes, None, cells.provenance)


def kinds_of(world: World, territory: SyntheticTerritory) -> dict[str, Places]:
    """The workplaces."""
    return {"jobs": gather(territory.jobs, world.network, weights=["jobs"])}


def scenario(body: str, name: str = "test") -> Scenario:
    """A scenario of some modifications."""
    return parse_scenario(f"name: {name}\nmodifications:\n{body}")


def shares_of(
    world: World, territory: SyntheticTerritory, *scenarios: Scenario, asked: ModalAsked = ASKED, **options: object
) -> ModalResult:  # fmt: skip
    """Modal shares of the village on a Tuesday at 07:30."""
    return compute_modal(
        world, homes_of(world, territory), kinds_of(world, territory), asked, TRAVEL, WINDOW, DAY,
        scenarios=scenarios, **options,  # type: ignore[arg-type]
    )  # fmt: skip
