"""A scenario for kinds of residents with the means that they have: vehicles, passes, rights, hours and budget.

What is counted is what one gets to in time and back from, the same way of living, on every day worked, within the
limits and the budget of the profile (see `portee.services.profile_access`), before and after. Prices that a scenario
changes count too, as they decide what a budget allows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

from portee.core.progress import Progress
from portee.people.profile import Profile
from portee.scenarios.scenario import Scenario, apply_scenario
from portee.services.gather import joined
from portee.services.neighbourhood.opportunities import by_kind
from portee.services.offers import no_offers
from portee.services.profile_access import profile_access, what_ifs
from portee.services.residents import residents_of
from portee.services.winners import GroupChange, group_changes
from portee.territory.places import Places
from portee.territory.territory import Territory
from portee.world import World

__all__ = ["MERGE_M", "compare_means"]

Floats = npt.NDArray[np.float64]

MERGE_M = 250.0
"""Side of the squares of which places are taken as one: metres, as in the portrait of a territory."""


def compare_means(  # noqa: PLR0913 - what a comparison rests on
    world: World, scenario: Scenario, homes: Places, places: Places, weight: str, kind: str, people: Floats,
    profiles: Sequence[Profile], day: date, *, threads: int = 1, progress: Progress | None = None,
) -> tuple[GroupChange, ...]:  # fmt: skip
    """What changes for everybody, were they all of one profile: a line for each.

    Args:
        world: with its offers. homes: where people live. places: of the kind, counted by the column `weight`.
        people: residents of each home of the scenario, new ones last. day: any date of the week asked about.
        threads: homes searched at a time. progress: told of each home.

    Raises:
        ManyProblems: the scenario does not fit the world. NoServiceError, ParameterError: as `profile_access`.
    """
    base = world.replace(territory=Territory(homes, {kind: places}), offers=world.offers or no_offers())
    changed = apply_scenario(scenario, base, day)
    before, after = (_within(one, weight, kind, profiles, day, threads, progress) for one in (base, changed))
    was = np.full(after.shape, np.nan)
    was[:, : len(homes)] = before
    return tuple(
        replace(group_changes(kind, was[p], after[p], people)[0], profile=profile.id)
        for p, profile in enumerate(profiles)
    )


def _within(
    world: World, weight: str, kind: str, profiles: Sequence[Profile], day: date, threads: int,
    progress: Progress | None,
) -> Floats:  # fmt: skip
    """What every home has within reach, float64 (p, n); NaN outside the network."""
    homes, offers = world.territory.zones, world.offers
    assert homes is not None
    assert offers is not None
    there = world.territory.opportunities[kind]
    counted = replace(there, attributes=pl.DataFrame({kind: there.weight(weight)}), geometry=None)
    targets = by_kind(joined([counted], [kind]), [kind], merge_m=MERGE_M)[0]
    residents = residents_of(homes, profiles, world.network)
    found = profile_access(
        world, residents, targets, [kind], scenarios=what_ifs(offers), day=day, threads=threads, progress=progress
    )
    known = {id: place for place, id in enumerate(residents.homes.ids.tolist())}
    values = np.full((len(profiles), len(homes)), np.nan)
    rows = np.array([known.get(id, -1) for id in homes.ids.tolist()], np.int64)
    values[:, rows >= 0] = found.reached[0, :, rows[rows >= 0], 0].T
    return values
