"""Designs of a hub against doing nothing, and against each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from portee.core.declared import Words
from portee.core.errors import ParameterError, Where
from portee.core.parameters import Parameters, shipped_parameters
from portee.core.progress import Progress
from portee.hubs.plan.checks import read_hub
from portee.hubs.plan.whole import HubPlan
from portee.offers.catalogue import Offers
from portee.people.library import shipped_profiles
from portee.people.profile import Profile
from portee.services.hubs.case import NOTHING, HubCase, empty_hub, hub_case
from portee.services.hubs.design import design_hub
from portee.services.hubs.design_asked import DesignAsked, resolved
from portee.services.hubs.designed import DesignedHub
from portee.services.hubs.figures_compared import ComparedFigure, compared_figures
from portee.services.hubs.simulate import SimulatedHub, hub_simulation
from portee.territory.places import Places
from portee.world import World

__all__ = ["DesignGiven", "HubComparison", "compare_designs", "compare_plans", "plans_to_compare"]


@dataclass(frozen=True, eq=False)
class DesignGiven:
    """What demand is computed from, as `portee.services.hubs.design_asked.resolved` takes it.

    Attributes:
        replications: of the simulation; 0 for none.
    """

    world: World
    territory: Places | Path | str
    opportunities: Places | Sequence[Path | str]
    weights: Sequence[str]
    profiles: Sequence[Profile | Path | str] = ()
    offers: Offers | Path | str | None = None
    day: date | None = None
    asked: DesignAsked | None = None
    replications: int = 5


@dataclass(frozen=True)
class HubComparison:
    """Doing nothing and some designs.

    Attributes:
        cases: doing nothing first, then designs in the order given. figures: of all of them.
        notes: what must be told with the figures. world: of the place, None where only files were compared.
    """

    cases: tuple[HubCase, ...]
    figures: tuple[ComparedFigure, ...]
    notes: tuple[Words, ...] = ()
    world: World | None = None

    @property
    def designs(self) -> tuple[HubCase, ...]:
        """Without doing nothing."""
        return self.cases[1:]

    def figure(self, name: str) -> ComparedFigure:
        """A figure by its name."""
        return next(each for each in self.figures if each.name == name)


def plans_to_compare(hubs: Sequence[HubPlan | Path | str], parameters: Parameters | None = None) -> tuple[HubPlan, ...]:
    """Plans from their files, checked to be comparable.

    Raises:
        ParameterError: no hub, one id twice, or hubs of different years. SourceError, ManyProblems: as `read_hub`.
    """
    if not hubs:
        raise ParameterError("There is no hub to compare.", mend="Give the file of one hub or more.")
    plans = tuple(hub if isinstance(hub, HubPlan) else read_hub(hub, parameters) for hub in hubs)
    ids = [plan.id for plan in plans]
    for id in ids:
        if ids.count(id) > 1 or id == NOTHING:
            raise ParameterError(
                f"The id '{id}' is that of several hubs." if id != NOTHING else f"A hub cannot be called '{id}'.",
                where=Where(field="id"), mend="Give each hub an id of its own in its file.",
            )  # fmt: skip
    first = plans[0]
    for plan in plans[1:]:
        if (plan.start, plan.years) != (first.start, first.years):
            raise ParameterError(
                f"'{first.id}' is about {_years(first)}, '{plan.id}' about {_years(plan)}: they cannot be compared.",
                mend="Give both the same 'start' and 'years'.",
            )
    return plans


def _years(plan: HubPlan) -> str:
    return f"{plan.start}–{plan.start + plan.years - 1}"


def compare_plans(
    plans: Sequence[HubPlan], *, profiles: Sequence[Profile] | None = None,
    people: Mapping[str, float] | None = None, parameters: Parameters | None = None, world: World | None = None,
) -> HubComparison:  # fmt: skip
    """Compare plans with doing nothing by what their files tell, with the demand written in them.

    Args:
        plans: as `plans_to_compare` gives them.
        profiles: kinds of residents; None: those that come with Portée. people: how many of each, by id.
        parameters: figures of one's own. world: to measure walks to stops.
    """
    known = shipped_parameters() if parameters is None else parameters
    who = shipped_profiles() if profiles is None else profiles
    cases = tuple(hub_case(plan, who, people, known, world=world) for plan in (empty_hub(plans[0]), *plans))
    return HubComparison(cases, compared_figures(cases), (), world)


def compare_designs(
    plans: Sequence[HubPlan], given: DesignGiven, *, parameters: Parameters | None = None, threads: int = 1,
    progress: Progress | None = None,
) -> HubComparison:  # fmt: skip
    """Compare plans with doing nothing: demand and gains by the model of choice, then all else with the use it gives.

    Users are simulated by the demand of each hub, so that it is known how many find what they came for. Doing nothing
    has no service: nothing is asked of the model.

    Args:
        plans: as `plans_to_compare` gives them. given: network, territory and what draws people.
        threads: searches at a time. progress: told of each search.

    Raises:
        PorteeError: as `portee.services.hubs.design_asked.resolved`, for the first hub that something is wrong with.
    """
    known = shipped_parameters() if parameters is None else parameters
    found = [_designed(plan, given, known, threads, progress) for plan in plans]
    first = found[0]
    nothing = hub_case(empty_hub(plans[0]), first.reach.profiles, first.reach.people, known)
    cases = (nothing, *found)
    notes = dict.fromkeys(note for case in found if case.designed is not None for note in case.designed.notes)
    return HubComparison(cases, compared_figures(cases), tuple(notes), given.world)


def _designed(
    plan: HubPlan, given: DesignGiven, parameters: Parameters, threads: int, progress: Progress | None
) -> HubCase:  # fmt: skip
    to = resolved(
        given.world, plan, given.territory, given.opportunities, given.weights, profiles=given.profiles,
        offers=given.offers, day=given.day, asked=given.asked,
    )  # fmt: skip
    designed = design_hub(to, threads=threads, progress=progress)
    people = dict(zip(designed.gains["profile"].to_list(), designed.gains["people"].to_list(), strict=True))
    who = [profile for profile in to.residents.profiles if profile.id in people]
    simulated = _simulated(designed, given, parameters, progress)
    return hub_case(
        designed.plan, who, people, parameters, world=given.world, designed=designed, simulated=simulated
    )  # fmt: skip


def _simulated(
    designed: DesignedHub, given: DesignGiven, parameters: Parameters, progress: Progress | None
) -> SimulatedHub | None:
    """The hub from event to event, None where nobody uses anything that can be simulated."""
    if not given.replications or not any(use.trips for service in designed.plan.services for use in service.use):
        return None
    # Where use was written by hand too, the hours of the model alone would forget those who come by it.
    by_hand = {each.id for each in designed.plan.services if any(not use.modelled for use in each.use)}
    rows = designed.demand.filter(~designed.demand["service"].is_in(sorted(by_hand)))
    return hub_simulation(
        designed.plan, rows if len(rows) else None, replications=given.replications,
        seed=1 if given.asked is None else given.asked.seed, parameters=parameters, progress=progress,
    )  # fmt: skip
