"""Designs of a hub compared from Python, as on the command line.

import portee

found = portee.hub_compare(["fabriques-bikes", "fabriques-cars"], network="euromed")
print({figure.name: figure.values for figure in found.figures})
portee.write_hub_comparison(found, ["hubs.xlsx"], pages=["hubs.html", "hubs.pdf"], lang="en")
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from portee.hubs.plan.whole import HubPlan
from portee.services.api import as_world
from portee.services.hubs.compare import HubComparison, compare_plans, plans_to_compare
from portee.world import World

__all__ = ["hub_compare"]


def hub_compare(
    hubs: Sequence[HubPlan | Path | str] | HubPlan | Path | str, network: World | Path | str | None = None
) -> HubComparison:
    """Compare hubs with doing nothing, by what their files tell. Nothing is written.

    Args:
        hubs: plans, their files, or ids of examples; one or several.
        network: an opened world or the folder of a network, to measure the walk to the nearest stop.

    Raises:
        PorteeError: something given is wrong or cannot be compared; the message says what and how to mend it.
    """
    given = [hubs] if isinstance(hubs, (HubPlan, Path, str)) else list(hubs)
    return compare_plans(plans_to_compare(given), world=None if network is None else as_world(network))
