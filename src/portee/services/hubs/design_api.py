"""Design of a hub from Python, as on the command line.

import portee

found = portee.hub_design("euromed", "fabriques", "filosofi_200m.csv", ["pois.csv"], weights=["@count"])
print(found.totals, found.sensitivity.head(3))
portee.write_hub_design(found, "fabriques-designed")
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from os import cpu_count
from pathlib import Path
from typing import Any

from portee.core.errors import ParameterError
from portee.core.progress import Progress
from portee.hubs.plan.whole import HubPlan
from portee.offers.catalogue import Offers
from portee.people.profile import Profile
from portee.services.api import PlacesLike, as_places, as_world
from portee.services.hubs.design import design_hub
from portee.services.hubs.design_asked import DesignAsked, resolved
from portee.services.hubs.designed import DesignedHub
from portee.territory.places import Places
from portee.world import World

__all__ = ["hub_design"]


def hub_design(  # noqa: PLR0913 - one argument per thing a planner may say
    world: World | Path | str,
    hub: HubPlan | Path | str,
    territory: PlacesLike,
    opportunities: PlacesLike | Sequence[Path | str],
    *,
    weights: Sequence[str] = ("@count",),
    profiles: Sequence[Profile | Path | str] = (),
    offers: Offers | Path | str | None = None,
    day: date | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
    **options: Any,
) -> DesignedHub:
    """Who would use which service of a hub, what they gain, and how sure that is. Nothing is written.

    Args:
        world: an opened world, or the folder of a network. hub: a plan, its file, or the id of an example.
        territory: who lives where, with the columns of Filosofi. opportunities: what people want to reach; files, or
            places with a column for each weight. weights: columns that count them, one per kind.
        profiles: kinds of residents, all that come with Portée when left out. offers: fares; None: not known.
        day: any date of the week asked about, a usual one when left out.
        threads: searches at a time. progress: told of each root searched.
        options: other fields of `portee.services.hubs.design_asked.DesignAsked`, such as assume={"considers": 0.2}.

    Raises:
        PorteeError: something given is wrong or impossible; ManyProblems for several.
    """
    unknown = sorted(set(options) - set(DesignAsked.__dataclass_fields__))
    if unknown:
        known = ", ".join(sorted(DesignAsked.__dataclass_fields__))
        raise ParameterError(f"There is no option '{unknown[0]}'.", mend=f"Options: {known}.")
    there = as_world(world)
    homes = territory if isinstance(territory, (Places, Path, str)) else as_places(territory, there, "territory")
    targets: Places | Sequence[Path | str]
    if isinstance(opportunities, (str, Path)):
        targets = [opportunities]
    elif isinstance(opportunities, Sequence):
        targets = opportunities
    else:
        targets = as_places(opportunities, there, "opportunities", weights=weights)
    to = resolved(
        there, hub, homes, targets, weights, profiles=profiles, offers=offers, day=day, asked=DesignAsked(**options)
    )
    return design_hub(to, threads=threads or cpu_count() or 1, progress=progress)
