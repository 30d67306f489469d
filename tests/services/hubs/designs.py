"""A hub in the invented village, and what is known of those who live around it."""

from __future__ import annotations

from typing import Any

import numpy as np

from portee.hubs.plan.whole import HubPlan
from portee.services.hubs.design_asked import DesignAsked, ToDesign, resolved
from portee.sources.grid import read_filosofi
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.hubs.demand.towns import service
from tests.hubs.plan.hubs import WORDS, of

__all__ = ["DAY", "WHO", "asked_of", "hub_of"]

DAY = "2026-09-08"
WHO = ("reference-employee-car", "no-smartphone-no-card", "trainee-no-licence")


def hub_of(territory: SyntheticTerritory, *services: Any, **parts: Any) -> HubPlan:
    """A hub in the middle of the village; e-bikes, shared cars booked by app, and a workshop where nothing is told."""
    cells = read_filosofi(territory.cells)
    place = {"lon": float(np.median(cells.lon)), "lat": float(np.median(cells.lat))}
    given = services or (
        service("e_bike", count=5, opening="Mo-Su 06:00-22:00", per_trip=1.0),
        service("shared_car", channels=["app"], tariffs=[
            {"id": "t", "title": WORDS, "prices": [{"from": "2020-01-01", "per_trip": 2}]},
            {"id": "firms", "title": WORDS, "prices": [{"from": "2020-01-01"}], "paid_by": {"employers": 1}},
        ]),
        service("repair"),
    )  # fmt: skip
    told = [one.model_dump(by_alias=True) for one in given]
    return of(**{"id": "village", "place": place, "services": told, **parts})


def asked_of(world: World, territory: SyntheticTerritory, hub: Any = None, **options: Any) -> ToDesign:
    from datetime import date

    asked = DesignAsked(**{"draws": 0, "merge_m": 0.0, **options})
    return resolved(
        world, hub_of(territory) if hub is None else hub, territory.cells, [territory.jobs], ["jobs"],
        profiles=WHO, day=date.fromisoformat(DAY), asked=asked,
    )  # fmt: skip
