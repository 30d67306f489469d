"""Modal shares, called from Python as on the command line.

import datetime
import portee

found = portee.modal_shares(
"marseille", "cells.gpkg", "jobs.csv", weight="jobs", residents="residents",
departure=datetime.datetime(2026, 9, 8, 7, 30), offers="marseille", observed="aix-marseille-provence",
scenarios=["tram.yaml"], years=[2027, 2030], targets="aix-marseille-provence",
)
print(found.base[0].everybody.share, found.cases[-1].progress)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from os import cpu_count
from pathlib import Path
from typing import Any, TypeAlias

from portee.core.errors import ParameterError
from portee.core.progress import Progress
from portee.indicators.decay import Decay
from portee.indicators.declared import parse_decay
from portee.indicators.modal_targets import Targets
from portee.offers.catalogue import Offers
from portee.reach.options import Travel
from portee.scenarios.scenario import Scenario, read_scenario
from portee.services.api import PlacesLike, as_places, as_travel, as_window, as_world
from portee.services.gather import gather_kinds
from portee.services.modal.asked import ModalAsked
from portee.services.modal.compute import ModalResult, compute_modal
from portee.services.modal.flows import Flows, read_flows
from portee.services.modal.plan import observed_shares, open_targets
from portee.services.offers import read_offers
from portee.territory.places import Places
from portee.world import World

__all__ = ["modal_shares"]

OPPORTUNITIES = "opportunities"
"""The kind that scenarios name where one set of places is given."""

ScenarioLike: TypeAlias = Scenario | Path | str


def modal_shares(  # noqa: PLR0913 - one argument per thing a planner may say
    world: World | Path | str,
    origins: PlacesLike,
    opportunities: PlacesLike | Mapping[str, PlacesLike],
    *,
    departure: datetime | None = None,
    arrival: datetime | None = None,
    departure_time_window: timedelta = timedelta(hours=1),
    weight: str = "@count",
    residents: str | None = None,
    decay: Decay | str | None = None,
    observed: Mapping[str, float] | str | None = None,
    offers: Offers | Path | str | None = None,
    scenarios: Sequence[ScenarioLike] = (),
    years: Sequence[int] = (),
    as_of: tuple[int, int] = (6, 1),
    targets: Targets | str | None = None,
    flows: Flows | Path | str | None = None,
    travel: Travel | None = None,
    bounds: bool = False,
    threads: int | None = None,
    progress: Progress | None = None,
    **options: Any,
) -> ModalResult:
    """Modal shares, kilometres and CO2 of a territory, before and after scenarios. Nothing is written.

    Args:
        world: an opened world, or the folder of a network.
        origins, opportunities: GeoDataFrame with a column `id`, `Places`, or a path; opportunities by kind where
            scenarios change several kinds, else their kind is "opportunities".
        departure, arrival: first departure, or first latest arrival, in the network's local time; one of them.
        departure_time_window: how long the window lasts.
        weight: column of the opportunities. residents: column of the origins.
        decay: how opportunities count less with time, such as "half_life=20".
        observed: shares to calibrate on, by mode, sum 1; or the name or file of a plan that tells what was observed.
        offers: fares and prices: a file, a name or `Offers`; those of the world when left out.
        scenarios: files, or `Scenario`s. years, as_of: of a series, and month and day of each year on which
            modifications must hold.
        targets: the plan: a name, a file or `Targets`. flows: counted trips, instead of a gravity model.
        travel: speeds and limits. bounds: whether changes are also computed at the bounds of each figure of the model.
        threads: searches at a time. progress: told of each root searched.
        options: other fields of `portee.services.modal.asked.ModalAsked`, such as without_car=0.35.

    Raises:
        PorteeError: something given is wrong; the message says what, where and how to mend it.
    """
    there = as_world(world)
    known = set(ModalAsked.__dataclass_fields__)
    unknown = sorted(set(options) - known)
    if unknown:
        raise ParameterError(f"There is no option '{unknown[0]}'.", mend=f"Options: {', '.join(sorted(known))}.")
    if isinstance(observed, str):
        observed, _ = observed_shares(observed)
    if decay is not None:
        options["decay"] = parse_decay(decay) if isinstance(decay, str) else decay
    asked = ModalAsked(weight=weight, residents=residents, observed=observed, **options)
    window = as_window(departure, arrival, departure_time_window)
    if window is None:
        raise ParameterError("The day and hour are not told.", mend="Give departure or arrival.")
    if offers is not None:
        there = there.replace(offers=offers if isinstance(offers, Offers) else read_offers(offers, there.network))
    counted = [name for name in (residents, asked.without_car) if isinstance(name, str)]
    homes = as_places(origins, there, "origins", weights=counted)
    kinds = opportunities if isinstance(opportunities, Mapping) else {OPPORTUNITIES: opportunities}
    return compute_modal(
        there, homes, {kind: _there(places, there, kind, weight) for kind, places in kinds.items()}, asked,
        as_travel(travel, {}), window, window.day,
        scenarios=[one if isinstance(one, Scenario) else read_scenario(one) for one in scenarios], years=years,
        as_of=as_of, targets=open_targets(targets) if isinstance(targets, str) else targets,
        flows=flows if flows is None or isinstance(flows, Flows) else read_flows(flows),
        bounds=bounds, threads=threads or cpu_count() or 1, told=progress,
    )  # fmt: skip


def _there(places: PlacesLike, world: World, kind: str, weight: str) -> Places:
    """Where people go; the rows of a file without ids are numbered, as on the command line."""
    if isinstance(places, (str, Path)):
        return next(iter(gather_kinds([places], world.network, weights=[weight]).values()))
    return as_places(places, world, kind, weights=[weight])
