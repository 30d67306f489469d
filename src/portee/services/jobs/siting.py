"""Where hubs and third places stand, as long work: kinds of places of the workspace stand for files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from portee.core.errors import ParameterError
from portee.reports.tables import write_table
from portee.services.asked import RoutingAsked, travel_of, window_of
from portee.services.hubs.asked import ByReach, Model, SitingAsked
from portee.services.hubs.candidates import KINDS, candidates_of
from portee.services.hubs.record import column_docs, site_record
from portee.services.hubs.site import facts_of, site_hubs
from portee.services.hubs.third_places import Declared, site_third_places, third_place_facts
from portee.services.jobs.asked import Column, Kind, ReachAsked, checked, checked_kinds, kinds_together, one_kind
from portee.services.jobs.kinds import JobKind, Work, register
from portee.services.workspace.workspace import Workspace
from portee.territory.places import Places
from portee.world import World

__all__ = ["HUB_SITE", "HUB_THIRD_PLACES", "SiteAsked", "ThirdPlacesAsked"]

Id = Annotated[str, Field(max_length=120)]
Euros = Annotated[float, Field(gt=0, le=1e12, allow_inf_nan=False)]
Within = Annotated[float, Field(gt=0, le=240, allow_inf_nan=False)]
Share = Annotated[float, Field(gt=0, le=1, allow_inf_nan=False)]
HUBS, THIRD_PLACES = ("hubs.gpkg", "hubs.geojson"), ("third-places.gpkg", "third-places.geojson")


class LimitsAsked(RoutingAsked):
    """What both commands ask: who is served, where a place may stand, and how much may be opened.

    Attributes:
        demand: kind of places where people live. weight: column that counts persons.
        candidates: stops, grid:METRES, parking or ground_floors of the workspace's OpenStreetMap extract, or a kind.
        count, budget, cost, decided, excluded, gap, time_limit: as the command's.
    """

    demand: Kind = "cells"
    weight: Column
    candidates: Annotated[str, Field(min_length=1, max_length=40)]
    count: Annotated[int, Field(ge=1, le=200)] | None = None
    budget: Euros | None = None
    cost: Column | None = None
    decided: Annotated[tuple[Id, ...], Field(max_length=200)] = ()
    excluded: Annotated[tuple[Id, ...], Field(max_length=5000)] = ()
    gap: Annotated[float, Field(ge=0, lt=1, allow_inf_nan=False)] = 0.0
    time_limit: Annotated[float, Field(gt=0, le=300, allow_inf_nan=False)] = 60.0

    def limits(self) -> dict[str, Any]:
        """As `SitingAsked` takes them."""
        return {
            "count": self.count, "budget": self.budget, "cost": self.cost, "decided": self.decided,
            "excluded": self.excluded, "gap": self.gap, "time_limit_s": self.time_limit,
        }  # fmt: skip


class SiteAsked(LimitsAsked):
    """The options of `portee hub site`; equity: by column of the demand, how many persons each member counts as."""

    model: Model = "p-median"
    within: Within | None = None
    share: Share = 1.0
    equity: Annotated[dict[Column, Annotated[float, Field(gt=0, le=1000)]], Field(max_length=10)] = {}  # noqa: RUF012
    capacity: Column | None = None
    opportunities: Annotated[tuple[Kind, ...], Field(max_length=8)] = ()
    opportunity_weight: Column = "@count"
    needed: Annotated[float, Field(gt=0, le=1e9, allow_inf_nan=False)] = 1.0
    vehicle: Literal["bicycle", "e_scooter", "car"] = "bicycle"
    pick_up: Annotated[float, Field(ge=0, le=60, allow_inf_nan=False)] = 1.0

    def siting(self) -> SitingAsked:
        """The question. Raises ParameterError."""
        by_reach = None
        if self.opportunities:
            by_reach = ByReach(self.opportunity_weight, self.needed, self.vehicle, self.pick_up)
        return SitingAsked(
            self.weight, self.model, within_min=self.within, share=self.share, equity=dict(self.equity),
            capacity=self.capacity, by_reach=by_reach, **self.limits(),
        )  # fmt: skip


class ThirdPlacesAsked(LimitsAsked):
    """The options of `portee hub third-places`."""

    share: Share
    days: Annotated[float, Field(gt=0, le=7, allow_inf_nan=False)]
    within: Within
    usual: Column | None = None

    def siting(self) -> SitingAsked:
        """The question. Raises ParameterError."""
        return SitingAsked(self.weight, "covering", within_min=self.within, **self.limits())


def _checked(workspace: Workspace, asked: SiteAsked | ThirdPlacesAsked) -> Mapping[str, Any]:
    asked.siting()
    routing = {name: value for name, value in asked.model_dump().items() if name in RoutingAsked.model_fields}
    kinds = list(getattr(asked, "opportunities", ())) or [one for one in workspace.kinds if one != "cells"][:1]
    found = checked_kinds(workspace, ReachAsked(origins=asked.demand, opportunities=kinds, **routing))
    _candidates(workspace, asked, None)
    return {**asked.model_dump(mode="json"), "date": found["date"], "depart": found["depart"]}


def _candidates(workspace: Workspace, asked: LimitsAsked, world: World | None) -> Places | None:
    """Where a place may stand; without a world only whether it can be known. Raises ParameterError."""
    wanted, columns = asked.candidates, tuple(name for name in (asked.cost, getattr(asked, "capacity", None)) if name)
    if wanted in workspace.kinds:
        return None if world is None else one_kind(workspace, world.network, wanted, columns)
    if wanted in KINDS:
        if workspace.osm is None:
            raise ParameterError("The workspace has no OpenStreetMap extract.", mend="Choose stops or grid:500.")
        wanted = f"{wanted}:{workspace.osm}"
    elif wanted != "stops" and not wanted.startswith("grid:"):
        known = ", ".join((*KINDS, *workspace.kinds))
        raise ParameterError(f"There are no candidates '{wanted}'.", mend=f"Give stops, grid:500, or one of: {known}.")
    return None if world is None else candidates_of(wanted, world.network, weights=columns)


def _site(work: Work) -> Mapping[str, Any]:
    asked = checked(SiteAsked, work.asked)
    siting, world = asked.siting(), World.open(work.workspace.network)
    travel, window = travel_of(asked), window_of(asked, world)
    homes = one_kind(work.workspace, world.network, asked.demand, [asked.weight, *siting.equity])
    places = _candidates(work.workspace, asked, world)
    assert places is not None, "what waits was checked"
    there = (
        kinds_together(work.workspace, world.network, asked.opportunities, [asked.opportunity_weight])
        if asked.opportunities else None
    )  # fmt: skip
    found = site_hubs(world, homes, places, siting, travel, window, opportunities=there, progress=work.progress)
    inputs = {"demand": homes, "candidates": places, **({"opportunities": there} if there else {})}
    record = site_record(world.network, inputs, found, travel, window)
    for name in HUBS:
        write_table(
            found.to_geodataframe(), work.folder / name, provenance=record, column_docs=column_docs("hubs", "en")
        )
    return {**_plain(facts_of(found)), "files": list(HUBS)}


def _third_places(work: Work) -> Mapping[str, Any]:
    asked = checked(ThirdPlacesAsked, work.asked)
    world = World.open(work.workspace.network)
    travel, window = travel_of(asked), window_of(asked, world)
    weights = [asked.weight, *([asked.usual] if asked.usual else [])]
    homes = one_kind(work.workspace, world.network, asked.demand, weights)
    places = _candidates(work.workspace, asked, world)
    assert places is not None, "what waits was checked"
    found = site_third_places(
        world, homes, places, asked.siting(), Declared(asked.share, asked.days, asked.usual), travel, window,
        progress=work.progress,
    )  # fmt: skip
    record = site_record(world.network, {"demand": homes, "candidates": places}, found, travel, window)
    docs = column_docs("third_places", "en")
    for name in THIRD_PLACES:
        write_table(found.to_geodataframe(), work.folder / name, provenance=record, column_docs=docs)
    return {**_plain(third_place_facts(found)), "files": list(THIRD_PLACES)}


def _plain(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts as the command prints them."""
    found: dict[str, Any] = json.loads(json.dumps(facts, default=str))
    return found


HUB_SITE = register(JobKind("hub-site", lambda w, asked: _checked(w, checked(SiteAsked, asked)), _site))
HUB_THIRD_PLACES = register(
    JobKind("hub-third-places", lambda w, asked: _checked(w, checked(ThirdPlacesAsked, asked)), _third_places)
)
