"""Questions about people asked in the world of a scenario: its network, its prices, its places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from portee.offers.catalogue import Offers
from portee.scenarios.kinds.add_residents import AddResidents
from portee.scenarios.scenario import ALL, apply_scenario, read_scenario
from portee.territory.places import Places
from portee.territory.territory import Territory
from portee.world import World

__all__ = ["Under", "under_scenario"]


@dataclass(frozen=True, eq=False)
class Under:
    """What a question is asked of: network, prices, where people live, and places by kind."""

    world: World
    offers: Offers
    zones: Places | None
    kinds: Mapping[str, Places]


def under_scenario(
    path: Path | None,
    world: World,
    offers: Offers,
    kinds: Mapping[str, Places],
    day: date,
    *,
    zones: Places | None = None,
    homes_alone: bool = False,
) -> Under:
    """The same things after a scenario, with a remark that names it; as they are without one.

    Args:
        path: scenario file, None for none. day: modifications that hold on it.
        world, offers, kinds, zones: before.
        homes_alone: whether of all places those where people live alone count; changes of others are left out, and that
            is told.

    Raises:
        SourceError, ManyProblems: the file is wrong, or does not fit.
    """
    if path is None:
        return Under(world, offers, zones, kinds)
    base = world.replace(territory=Territory(zones, kinds), offers=offers)
    scenario = read_scenario(path, base, day, touches=("network", "offers") if homes_alone else ALL)
    notes = [f"In the scenario '{scenario.name}'."]
    if homes_alone:
        whole = len(scenario.content.modifications)
        scenario = scenario.where(lambda part: part.touches != "places" or isinstance(part, AddResidents))
        left = whole - len(scenario.content.modifications)
        notes += [f"Changes of places that are left out: {left}."] if left else []
    changed = apply_scenario(scenario, base, day)
    told = changed.offers or offers
    return Under(
        changed, told.replace(notes=(*told.notes, *notes)), changed.territory.zones, changed.territory.opportunities,
    )  # fmt: skip
