"""Simulate a hub: who finds a vehicle, who waits, who leaves without and why, and how many vehicles are enough.

import portee

found = portee.hub_simulation("fabriques", size_to=0.95)
for service in found.results:
    for group in service.groups:
        print(service.given.service, group.group, group.served.mean, group.wait_min.mean)
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import polars as pl

from portee.core.declared import Words
from portee.core.errors import ParameterError, Where
from portee.core.parameters import Figures, Parameters
from portee.core.progress import Progress, Silent
from portee.hubs.plan.checks import read_hub
from portee.hubs.plan.whole import HubPlan
from portee.hubs.simulation.assumptions import Assumed, assumed, simulation_parameters
from portee.hubs.simulation.given import Simulated, Span
from portee.hubs.simulation.of_plan import Chosen, DemandRow, Note, Prepared, Skipped, prepared
from portee.hubs.simulation.replications import replicate
from portee.hubs.simulation.results import ServiceResult, result_of
from portee.hubs.simulation.sizing import Sized, sized
from portee.people.library import shipped_profiles
from portee.services.hubs.demand_file import demand_rows, read_demand

__all__ = ["SimulatedHub", "hub_simulation"]

FIXED_WARM_UP_DAYS = 7
"""At least a whole week, so that the hub is as full as on any week."""
HIRES_OF_WARM_UP = 5
"""Mean hires that pass before anything is counted: hires underway grow as 1 − exp(−t / mean), 99.3 % by then."""
MOST_USERS = 50_000_000
"""More take hours."""
MOST_PROCESSES = 256
MOST_DAYS, MOST_REPLICATIONS = 36_525, 10_000
MOST_MINUTES = 7 * 24 * 60.0
"""Nobody waits for longer than the week that the simulation repeats."""
"""A hundred years."""


@dataclass(frozen=True, eq=False)
class SimulatedHub:
    """A simulated hub.

    Attributes:
        title: of the hub. plan: None where services were given ready. results: one by service. sized: likewise, with a
            target; empty without. titles: of services, and by service of groups, where they are known.
        sources: by service, "demand" (a table), "use" (the file's use, spread over the week) or "given".
        skipped: services that are not simulated. notes: by service, what a result must say.
        figures: assumptions and figures read, with their titles and sources. asked: what was asked, for the record.
    """

    title: Words
    plan: HubPlan | None
    results: tuple[ServiceResult, ...]
    sized: tuple[Sized, ...]
    titles: Mapping[str, Words]
    group_titles: Mapping[str, Mapping[str, Words]]
    sources: Mapping[str, str]
    skipped: tuple[Skipped, ...]
    notes: Mapping[str, tuple[Note, ...]]
    figures: tuple[Mapping[str, Any], ...]
    asked: Mapping[str, Any]

    @property
    def users(self) -> int:
        """Users simulated over all services and replications."""
        return sum(result.everyone.users for result in self.results)


def hub_simulation(  # noqa: PLR0913 - one argument per thing that may be said
    hub: HubPlan | Path | str | Sequence[Simulated],
    demand: Path | str | pl.DataFrame | None = None,
    *,
    year: int | None = None,
    days: int = 364,
    warm_up_days: int | None = None,
    replications: int = 20,
    seed: int = 1,
    patience_min: float | None = None,
    held_min: float = 0.0,
    lengths: Literal["lognormal", "exponential", "fixed"] = "lognormal",
    size_to: float | None = None,
    processes: int = 1,
    parameters: Parameters | None = None,
    progress: Progress | None = None,
) -> SimulatedHub:
    """Simulate each service of a hub. Nothing is written.

    Args:
        hub: a plan, its file, or the id of one that comes with Portée; or services of one's own making, which may have
            several stations and staff that moves vehicles (`portee.hubs.simulation.given.Simulated`).
        demand: hires wanted by kind of resident, service, type of day and hour, a table or its file; without it, the
            plan's `use` spread over the week as assumed.
        year: of the plan, whose vehicles and use are taken; its last one without.
        days: simulated and counted in each replication; 364 are 52 whole weeks. warm_up_days: before them; without, a
            week, or five times the longest mean hire.
        replications: independent ones, 2 at least, for the intervals. seed: equal ones give equal results.
        patience_min: minutes that users wait at most, as assumed without. held_min: minutes for which a vehicle is kept
            for whoever reserves on the way. lengths: law of hours and km of hires.
        size_to: share of every group to be served; finds the fleet that is enough.
        processes: at a time; results do not depend on it. parameters: figures in place of those of Portée.

    Raises:
        SourceError, ManyProblems, ParameterError: something given is wrong; what, where, and how to mend it.
    """
    _check(replications, seed, processes, size_to)
    for field, count in (("days", days), ("warm_up_days", warm_up_days or 0)):
        if count > MOST_DAYS:
            raise ParameterError(
                f"{count} days are too many.", where=Where(field=field), mend=f"Give {MOST_DAYS} at most."
            )
    told = progress or Silent()
    if isinstance(hub, (HubPlan, Path, str)):
        plan = hub if isinstance(hub, HubPlan) else read_hub(hub)
        ready, skipped, assumptions, figures, taken = _of_plan(
            plan, demand, year, patience_min, held_min, lengths, parameters
        )
    else:
        if demand is not None:
            raise ParameterError(
                "Services given ready have their own arrivals.", where=Where(field="demand"), mend="Leave it out."
            )
        names = [each.service for each in hub]
        if len(set(names)) < len(names):
            raise ParameterError(
                f"Two services have one name: {', '.join(names)}.", where=Where(field="services"),
                mend="Give each its own.",
            )  # fmt: skip
        plan, assumptions, figures, taken, skipped = None, None, None, None, ()
        ready = tuple(Prepared(each, Words(fr=each.service, en=each.service), {}, "use", False, ()) for each in hub)
    if not ready:
        why = "; ".join(f"{each.service}: {each.why}" for each in skipped) or "there is none"
        raise ParameterError(
            f"No service of the hub can be simulated ({why}).", where=Where(field="services"),
            mend="Give a service vehicles and use, or a table of demand.",
        )  # fmt: skip
    spans = [_span(each.simulated, days, warm_up_days) for each in ready]
    _check_size(ready, spans, replications)
    results, sizes = [], []
    for each, span in zip(ready, spans, strict=True):
        told.start("hub_simulation", None if size_to else replications)
        found = replicate(
            each.simulated, span, seed=seed, replications=replications, processes=processes, progress=told
        )  # fmt: skip
        results.append(result_of(each.simulated, span, found))
        if size_to is not None:
            sizes.append(
                sized(
                    each.simulated, span, size_to, seed=seed, replications=replications, processes=processes,
                    progress=told,
                )
            )  # fmt: skip
        told.done()
    asked = {
        "year": taken, "days": days, "replications": replications, "seed": seed, "lengths": lengths, "size_to": size_to,
        "patience_min": patience_min, "held_min": held_min, "demand": None if demand is None else "table",
    }  # fmt: skip
    known = simulation_parameters() if parameters is None else simulation_parameters().with_(parameters)
    title = plan.title if plan is not None else Words(fr="Services simulés", en="Simulated services")
    read = {row["parameter"]: row for row in (*(assumptions.read if assumptions else ()),
                                              *(figures.record() if figures else ()))}  # fmt: skip
    return SimulatedHub(
        title, plan, tuple(results), tuple(sizes),
        {each.simulated.service: each.title for each in ready},
        {each.simulated.service: _titles(each) for each in ready},
        {each.simulated.service: each.source if plan else "given" for each in ready},
        skipped, {each.simulated.service: each.notes for each in ready},
        tuple({**read[name], "title": known[name].title} for name in sorted(read)),
        asked,
    )  # fmt: skip


def _titles(ready: Prepared) -> Mapping[str, Words]:
    """Titles of groups: of tariffs, or of profiles that come with Portée; of others their id is all there is."""
    if ready.source == "use":
        return ready.titles
    known = {**{profile.id: profile.title for profile in shipped_profiles()}, **ready.titles}
    return {group: known[group] for group in ready.simulated.groups if group in known}


def _of_plan(
    plan: HubPlan, demand: Path | str | pl.DataFrame | None, year: int | None, patience_min: float | None,
    held_min: float, lengths: Literal["lognormal", "exponential", "fixed"], parameters: Parameters | None,
) -> tuple[tuple[Prepared, ...], tuple[Skipped, ...], Assumed, Figures, int]:  # fmt: skip
    last = plan.start + plan.years - 1
    taken = last if year is None else year
    if not plan.start <= taken <= last:
        raise ParameterError(
            f"{taken} is outside the years of the hub.", where=Where(field="year"), mend=f"{plan.start} to {last}."
        )
    for name, minutes in (("patience", patience_min), ("held", held_min)):
        if minutes is not None and not 0 <= minutes <= MOST_MINUTES:
            raise ParameterError(
                f"{minutes:g} minutes cannot be waited.", where=Where(field=name),
                mend=f"Give a number from 0 to {MOST_MINUTES:.0f}.",
            )  # fmt: skip
    known = simulation_parameters() if parameters is None else simulation_parameters().with_(parameters)
    figures = Figures(known, plan.figures_on)
    assumptions = assumed(figures)
    services = tuple(service.id for service in plan.services)
    rows: tuple[DemandRow, ...] = ()
    if isinstance(demand, pl.DataFrame):
        rows = demand_rows(demand, services)
    elif demand is not None:
        rows = read_demand(demand, services)
    chosen = Chosen(taken, patience_min, held_min, lengths)
    ready, skipped = prepared(plan, chosen, assumptions, figures, rows)
    return ready, skipped, assumptions, figures, taken


def _check(replications: int, seed: int, processes: int, size_to: float | None) -> None:
    if replications > MOST_REPLICATIONS:
        raise ParameterError(
            f"{replications} replications are too many.", where=Where(field="replications"),
            mend=f"Give {MOST_REPLICATIONS} at most.",
        )  # fmt: skip
    if replications < 2:
        raise ParameterError(
            f"{replications} replication tells no interval.", where=Where(field="replications"), mend="Give 2 or more."
        )
    if not 0 <= seed < 2**63:
        raise ParameterError(f"{seed} is no seed.", where=Where(field="seed"), mend="Give a whole number from 0 up.")
    if not 1 <= processes <= MOST_PROCESSES:
        raise ParameterError(
            f"{processes} processes cannot run.", where=Where(field="processes"), mend=f"Give 1 to {MOST_PROCESSES}."
        )
    if size_to is not None and not 0 < size_to < 1:
        raise ParameterError(
            f"{size_to:g} is not a share to be served.", where=Where(field="size_to"),
            mend="Give one above 0 and below 1, such as 0.95.",
        )  # fmt: skip


def _span(given: Simulated, days: int, warm_up_days: int | None) -> Span:
    if warm_up_days is not None:
        return Span(days, warm_up_days)
    longest = max((stream.hours.mean for stream in given.arrivals), default=0.0)
    return Span(days, max(FIXED_WARM_UP_DAYS, math.ceil(HIRES_OF_WARM_UP * longest / 24)))


def _check_size(ready: Sequence[Prepared], spans: Sequence[Span], replications: int) -> None:
    for each, span in zip(ready, spans, strict=True):
        weekly = sum(stream.per_week for stream in each.simulated.arrivals)
        users = weekly * span.end_h / 168 * replications
        if users > MOST_USERS:
            raise ParameterError(
                f"Service '{each.simulated.service}' would have {users:,.0f} users simulated; {MOST_USERS:,} is the "
                "most.", where=Where(field="days"), mend="Give fewer days or replications.",
            )  # fmt: skip
