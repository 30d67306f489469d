"""Modal shares before and after scenarios, as long work."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from portee.core.errors import ManyProblems, ParameterError
from portee.indicators.declared import parse_decay
from portee.reach.options import Window
from portee.reports.tables import write_table
from portee.scenarios.scenario import Scenario
from portee.services.asked import travel_of, window_of
from portee.services.jobs.asked import Column, ReachAsked, checked, checked_kinds, one_kind
from portee.services.jobs.kinds import JobKind, Work, register
from portee.services.modal.asked import ModalAsked
from portee.services.modal.compute import compute_modal
from portee.services.modal.facts import modal_facts
from portee.services.modal.plan import observed_shares, open_targets
from portee.services.modal.record import modal_docs, modal_frame, modal_record, zone_docs, zone_frame
from portee.services.offers import read_offers
from portee.services.scenario_fit import LONGEST, look_at
from portee.services.workspace.workspace import Workspace
from portee.world import World

__all__ = ["MODAL", "ModalWork"]

FILES = ("modal.csv", "modal-zones.gpkg", "modal-zones.geojson")
AS_OF = (6, 1)
"""Month and day of each year on which modifications must hold: the command's."""

Euros = Annotated[float, Field(ge=0, le=10_000, allow_inf_nan=False)]
Plan = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,60}$")]
"""Name of a plan that comes with Portée."""
Shares = Annotated[str, Field(pattern=r"^([a-z0-9-]{1,60}|[a-z_]+=[0-9.%]+(,[a-z_]+=[0-9.%]+){1,8})$")]


class ModalWork(ReachAsked):
    """The options of `portee modal`; scenario: texts of scenario files. Offers are those of the workspace."""

    mode: Literal["transit"] = "transit"
    weight: Column
    without_car: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] | Column | None = None
    group: Column | None = None
    trips: Annotated[float, Field(gt=0, le=100, allow_inf_nan=False)] = 1.0
    distribution: Literal["origin", "both"] = "origin"
    decay: Annotated[str, Field(max_length=80)] = "half_life=20"
    percentile: Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)] = 50.0
    transit_eur: Euros | None = None
    trips_month: Annotated[float, Field(gt=0, le=1000, allow_inf_nan=False)] | None = None
    car_energy: Literal["petrol", "diesel", "hybrid", "plug_in_hybrid", "electric", "lpg"] = "petrol"
    car_eur_km: Euros | None = None
    parking_eur: Euros | None = None
    observed: Shares | None = None
    targets: Plan | None = None
    scenario: Annotated[list[Annotated[str, Field(max_length=LONGEST)]], Field(max_length=3)] = []  # noqa: RUF012
    year: Annotated[list[Annotated[int, Field(ge=2000, le=2100)]], Field(max_length=10)] = []  # noqa: RUF012
    bounds: bool = False
    merge_m: Annotated[float, Field(ge=0, le=10_000, allow_inf_nan=False)] = 0.0

    def modal(self) -> ModalAsked:
        """The question. Raises ParameterError."""
        observed = None if self.observed is None else observed_shares(self.observed)[0]
        return ModalAsked(
            self.weight, self.residents, self.without_car, self.group, self.trips, self.distribution,
            parse_decay(self.decay), self.percentile, self.car_energy, self.transit_eur, self.car_eur_km,
            self.parking_eur, self.trips_month, observed, self.merge_m,
        )  # fmt: skip


def _world(workspace: Workspace) -> World:
    world = World.open(workspace.network)
    offers = workspace.offers
    return world if offers is None else world.replace(offers=read_offers(offers, world.network))


def _scenarios(asked: ModalWork, world: World) -> list[Scenario]:
    """Scenarios that fit the territory. Raises SourceError, ManyProblems."""
    found = []
    for text in asked.scenario:
        looked = look_at(text, world)
        if looked.problems or looked.scenario is None:
            raise looked.problems[0] if len(looked.problems) == 1 else ManyProblems(list(looked.problems))
        found.append(looked.scenario)
    return found


def _window(asked: ModalWork, world: World) -> Window:
    window = window_of(asked, world)
    if window is None:
        raise ParameterError("All four modes are compared.", mend="Leave mode out.")
    return window


def _check(workspace: Workspace, asked: Mapping[str, Any]) -> Mapping[str, Any]:
    wanted = checked(ModalWork, asked)
    wanted.modal()
    if wanted.targets is not None:
        open_targets(wanted.targets)
    found = checked_kinds(workspace, wanted)
    if wanted.scenario:
        _scenarios(wanted, _world(workspace))
    return found


def _run(work: Work) -> Mapping[str, Any]:
    asked = checked(ModalWork, work.asked)
    modal, world = asked.modal(), _world(work.workspace)
    travel, window, scenarios = travel_of(asked), _window(asked, world), _scenarios(asked, world)
    counted = [name for name in (asked.residents, asked.without_car) if isinstance(name, str)]
    homes = one_kind(work.workspace, world.network, asked.origins, counted)
    kinds = {kind: one_kind(work.workspace, world.network, kind, [asked.weight]) for kind in asked.opportunities}
    years = sorted(set(asked.year))
    found = compute_modal(
        world, homes, kinds, modal, travel, window, window.day, scenarios=scenarios, years=years, as_of=AS_OF,
        targets=None if asked.targets is None else open_targets(asked.targets), bounds=asked.bounds,
        threads=os.cpu_count() or 1, told=work.progress,
    )  # fmt: skip
    record = modal_record(
        world.network, found, {"origins": homes, **kinds}, travel, window, scenarios=scenarios,
        parameters={"years": years, "observed": asked.observed},
    )  # fmt: skip
    table, *zones = (work.folder / name for name in FILES)
    write_table(modal_frame(found), table, provenance=record, column_docs=modal_docs("en"))
    for path in zones:
        write_table(zone_frame(found), path, provenance=record, column_docs=zone_docs(found, "en"))
    return {**modal_facts(found), "files": list(FILES)}


MODAL = register(JobKind("modal", _check, _run))
