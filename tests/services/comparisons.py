"""Comparisons of the invented village that several tests ask."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from portee.scenarios.scenario import Scenario, parse_scenario
from portee.services.compare import Comparison, compare_scenario
from portee.services.measures import Asked
from portee.services.winners import GroupChange, group_changes
from portee.sources.synthetic import SyntheticTerritory
from portee.territory.places import Places
from portee.world import World
from tests.reports.samples import SCRIPT
from tests.services.journeys import WINDOW, request_of

__all__ = ["Told", "told"]

ASKED = Asked(weights=("jobs",), cutoffs=(10.0, 20.0))


@dataclass(frozen=True, eq=False)
class Told:
    """A comparison with all that its page is made of. column: of residents."""

    found: Comparison
    scenario: Scenario
    changes: tuple[GroupChange, ...]
    column: str = "people"


def told(
    world: World, territory: SyntheticTerritory, body: str, *, people: Sequence[float] | None = None,
    labels: Sequence[str] | None = None,
) -> Told:  # fmt: skip
    """The village before and after modifications; residents of each cell, 20 where left out; the scenario and the cell
    that is first have a name that would run as a script if it ever became markup.
    """
    asked = request_of(world, territory)
    count = len(asked.origins)
    residents = np.full(count, 20.0) if people is None else np.array(people)
    attributes = pl.DataFrame({"name": [f"{SCRIPT} {k}" for k in range(count)], "people": residents})
    one = asked.origins
    origins = Places(one.ids, one.lon, one.lat, attributes, None, one.provenance)
    scenario = parse_scenario(f"name: {json.dumps(f'Tram 4 {SCRIPT}')}\nmodifications:\n{body}")
    found = compare_scenario(
        world, scenario, origins, {"jobs": asked.destinations}, ASKED, asked.travel, WINDOW
    )  # fmt: skip
    names = None if labels is None else list(labels)[: len(found.origins)]
    changes = [
        change
        for place, name in enumerate(found.columns)
        for change in group_changes(name, found.base[:, place], found.scenario[:, place], found.people("people"), names)
    ]
    return Told(found, scenario, tuple(changes))
