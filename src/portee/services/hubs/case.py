"""One hub as it is compared: its accounts, how far it brings services together, and who can book and pay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from portee.core.errors import Where
from portee.core.parameters import Parameters
from portee.hubs.integration.facts import hub_levels
from portee.hubs.integration.levels import AxisLevel
from portee.hubs.payment.additions import Additions, smallest_additions
from portee.hubs.payment.shares import PaymentReach, payment_reach
from portee.hubs.plan.whole import HubPlan, Place
from portee.network.snapping import FAR_METRES
from portee.people.profile import Profile
from portee.reach.options import Travel
from portee.services.hub_accounts import HubAccounts, hub_accounts
from portee.services.hubs.designed import DesignedHub
from portee.services.hubs.simulate import SimulatedHub
from portee.services.hubs.site import minutes_between
from portee.services.network_area import outside_area
from portee.territory.places import Places
from portee.world import World

__all__ = ["NOTHING", "HubCase", "empty_hub", "hub_case", "walk_to_stop_m"]

NOTHING = "nothing"
"""Id of doing nothing: a hub without anything."""

MOST_WALK = Travel(mode="walk", max_time_min=60.0)
"""How the nearest stop is looked for."""


@dataclass(frozen=True)
class HubCase:
    """A hub, or doing nothing.

    Attributes:
        plan: with its demand. accounts: by year. levels: on the axes of the integration ladder, what lacks included.
        walk_m: on foot to the nearest stop, as the network tells, None without one; infinite beyond an hour.
        reach: who can book and pay. added: the least that would let everybody.
        designed: demand and gains by the model of choice, None where they were not computed.
        simulated: vehicles and users from event to event, likewise.
    """

    plan: HubPlan
    accounts: HubAccounts
    levels: tuple[AxisLevel, ...]
    walk_m: float | None
    reach: PaymentReach
    added: Additions
    designed: DesignedHub | None = None
    simulated: SimulatedHub | None = None

    @property
    def nothing(self) -> bool:
        """Whether this is doing nothing."""
        return self.plan.id == NOTHING

    def level(self, axis: str) -> int:
        """Level on an axis of the ladder."""
        return next(each.level for each in self.levels if each.axis.id == axis)


def empty_hub(plan: HubPlan) -> HubPlan:
    """Doing nothing over the same years: no service, no money, no answers."""
    words = {"fr": "Sans pôle", "en": "Without a hub"}
    return HubPlan.model_validate(
        {"id": NOTHING, "title": words, "start": plan.start, "years": plan.years, "figures_on": plan.figures_on}
    )


def hub_case(
    plan: HubPlan, profiles: Sequence[Profile], people: Mapping[str, float] | None, parameters: Parameters, *,
    world: World | None = None, designed: DesignedHub | None = None, simulated: SimulatedHub | None = None,
) -> HubCase:  # fmt: skip
    """What is told of one hub.

    Args:
        profiles, people: kinds of residents and how many of each; None counts each kind as one.
        world: to measure the walk to the nearest stop, where the hub says where it stands.
        designed, simulated: of this plan.
    """
    walk = None
    if world is not None and plan.place is not None:
        outside = outside_area(
            world.network, plan.place.lon, plan.place.lat, what=f"The hub '{plan.id}'", where=Where(field="place"),
            written="{{lon: {lon:g}, lat: {lat:g}}}", beyond_m=FAR_METRES,
        )  # fmt: skip
        if outside is not None:
            raise outside
        walk = walk_to_stop_m(world, plan.place)
    return HubCase(
        plan, hub_accounts(plan, parameters=parameters), hub_levels(plan, walk), walk,
        payment_reach(plan.services, profiles, people), smallest_additions(plan.services, profiles),
        designed, simulated,
    )  # fmt: skip


def walk_to_stop_m(world: World, place: Place) -> float | None:
    """Metres on foot along streets from a place to the nearest stop that is served; None without a timetable.

    Infinite where none is within an hour. Raises OutsideNetworkError where the place is outside the network.
    """
    table = world.network.timetable
    if table is None:
        return None
    rows = np.unique(np.asarray(table.pattern_stop))
    if not len(rows):
        return None
    ids = np.array([table.stop_id[row] for row in rows.tolist()], object)
    stops = Places(ids, np.asarray(table.stop_lon)[rows], np.asarray(table.stop_lat)[rows], pl.DataFrame())
    here = Places(np.array(["hub"], object), np.array([place.lon]), np.array([place.lat]), pl.DataFrame())
    minutes, _ = minutes_between(world, here, stops, MOST_WALK, None)
    return float(minutes.min()) / 60 * MOST_WALK.walk_speed_kmh * 1000
