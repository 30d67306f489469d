"""Designs of a hub compared from Python, as on the command line.

import portee

found = portee.hub_compare(
    ["fabriques-bikes", "fabriques-cars"], "euromed", "filosofi_200m.csv", ["pois.csv"], weights=["@count"],
    offers="marseille",
)
print({figure.name: figure.values for figure in found.figures})
portee.write_hub_comparison(found, ["hubs.xlsx"], pages=["hubs.html", "hubs.pdf"], maps=["hubs.gpkg"], lang="en")
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from portee.core.errors import ParameterError, Where
from portee.core.progress import Progress
from portee.hubs.plan.whole import HubPlan
from portee.offers.catalogue import Offers
from portee.people.profile import Profile
from portee.services.api import as_world
from portee.services.hubs.compare import DesignGiven, HubComparison, compare_designs, compare_plans, plans_to_compare
from portee.services.hubs.design_asked import DesignAsked
from portee.services.hubs.simulate import MOST_REPLICATIONS
from portee.territory.places import Places
from portee.world import World

__all__ = ["hub_compare"]

COUNT = "@count"


def hub_compare(  # noqa: PLR0913 - one argument per thing that may be said
    hubs: Sequence[HubPlan | Path | str] | HubPlan | Path | str,
    network: World | Path | str | None = None,
    territory: Places | Path | str | None = None,
    opportunities: Places | Sequence[Path | str] | None = None,
    *,
    weights: Sequence[str] = (COUNT,),
    profiles: Sequence[Profile | Path | str] = (),
    offers: Offers | Path | str | None = None,
    day: date | None = None,
    asked: DesignAsked | None = None,
    replications: int = 5,
    threads: int = 1,
    progress: Progress | None = None,
) -> HubComparison:
    """Compare hubs with doing nothing. Nothing is written.

    With a network, a territory and opportunities, demand, gains and service are computed; without, what the files tell
    is compared, with the use that they write.

    Args:
        hubs: plans, their files, or ids of examples; one or several.
        network: an opened world or the folder of a network. territory: cells with the columns of Filosofi.
        opportunities: what draws people: files, or places. weights: columns that count it.
        profiles: kinds of residents, all that come with Portée when left out. offers: fares. day: asked about.
        asked: of the model of choice. replications: of the simulation, 0 for none.
        threads: searches at a time. progress: told of each search.

    Raises:
        PorteeError: something given is wrong or cannot be compared; the message says what and how to mend it.
    """
    plans = plans_to_compare([hubs] if isinstance(hubs, (HubPlan, Path, str)) else list(hubs))
    world = None if network is None else as_world(network)
    if territory is None and opportunities is None:
        return compare_plans(plans, world=world)
    for name, there in (("network", world), ("territory", territory), ("opportunities", opportunities)):
        if there is None:
            raise ParameterError(
                f"Demand is computed from a network, a territory and opportunities; --{name} is not given.",
                where=Where(field=f"--{name}"), mend="Give all three, or none.",
            )  # fmt: skip
    if replications == 1 or replications < 0:
        raise ParameterError(
            f"{replications} replications tell no interval.", where=Where(field="--replications"),
            mend="Give 2 or more, or 0 for no simulation.",
        )  # fmt: skip
    if replications > MOST_REPLICATIONS:
        # Told before the model is computed, which takes minutes.
        raise ParameterError(
            f"{replications} replications are too many.", where=Where(field="--replications"),
            mend=f"Give {MOST_REPLICATIONS} at most.",
        )  # fmt: skip
    if asked is not None and asked.seed < 0:
        raise ParameterError(f"{asked.seed} is no seed.", where=Where(field="--seed"), mend="Give a number from 0 up.")
    assert world is not None and territory is not None and opportunities is not None  # noqa: PT018
    given = DesignGiven(world, territory, opportunities, weights, profiles, offers, day, asked, replications)
    return compare_designs(plans, given, threads=threads, progress=progress)
