"""Designs of a hub against doing nothing, and against each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from portee.core.errors import ParameterError, Where
from portee.core.parameters import Parameters, shipped_parameters
from portee.hubs.plan.checks import read_hub
from portee.hubs.plan.whole import HubPlan
from portee.people.library import shipped_profiles
from portee.people.profile import Profile
from portee.services.hubs.case import NOTHING, HubCase, empty_hub, hub_case
from portee.services.hubs.figures_compared import ComparedFigure, compared_figures
from portee.world import World

__all__ = ["HubComparison", "compare_plans", "plans_to_compare"]


@dataclass(frozen=True)
class HubComparison:
    """Doing nothing and some designs.

    Attributes:
        cases: doing nothing first, then designs in the order given. figures: of all of them.
        notes: what must be told with the figures.
    """

    cases: tuple[HubCase, ...]
    figures: tuple[ComparedFigure, ...]
    notes: tuple[str, ...] = ()

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
    return HubComparison(cases, compared_figures(cases))
