"""What a question about goods is answered with: rounds, vans beside them, and how the sites were found."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any

from portee.services.logistics.compute import Rounds
from portee.services.logistics.resolve import Goods
from portee.services.logistics.siting import SitedSpots

__all__ = ["GoodsAnswer", "sited_facts"]


@dataclass(frozen=True, eq=False)
class GoodsAnswer:
    """An answer.

    Attributes:
        goods: the plan, with its sites. found: its rounds.
        vans: the same parcels by van from the depots, None where these were not asked for.
        hubs, lockers: how the sites were found, None where they were given. model: by which micro-hubs were.
    """

    goods: Goods
    found: Rounds
    vans: Rounds | None = None
    hubs: SitedSpots | None = None
    lockers: SitedSpots | None = None
    model: str = "p-median"


def sited_facts(sited: SitedSpots) -> dict[str, Any]:
    """How sites were found, as JSON values."""
    opened = sited.found.opened.tolist()
    minutes, gap = sited.mean_min, sited.found.gap
    return {
        "candidates": len(sited.spots), "left_out": sited.left_out, "method": sited.found.method,
        "optimal": sited.found.optimal, "timed": sited.found.timed,
        "gap": gap if math.isfinite(gap) else None, "within_min": sited.within_min,
        "minutes": minutes if math.isfinite(minutes) else None, "share": sited.share,
        "opened": [
            {"id": one.id, "name": one.name, "kind": one.kind, "lon": one.lon, "lat": one.lat, "m2": one.m2,
             "cost_day": one.cost_day, "room": one.parcels, "parcels": parcels}
            for one, here, parcels in zip(sited.spots, opened, sited.parcels.tolist(), strict=True)
            if here
        ],
        "steps": [asdict(one) for one in sited.steps],
    }  # fmt: skip
