"""What every kind of resident has within reach of every cell, as long work."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from portee.core.errors import ParameterError
from portee.people.library import find_profile, shipped_profiles
from portee.people.profile import Profile
from portee.services.asked import Clock, Day
from portee.services.groups import group_labels
from portee.services.jobs.asked import Column, Kind, ReachAsked, checked, checked_kinds, kinds_together, one_kind
from portee.services.jobs.kinds import JobKind, Work, register
from portee.services.neighbourhood.asked import LONGEST_MIN, energy_factor, evening_end, longest_way
from portee.services.neighbourhood.equity import equity_table, incomes_of
from portee.services.neighbourhood.opportunities import by_kind
from portee.services.neighbourhood.remarks import remarks_of
from portee.services.neighbourhood.write import access_facts, answer_record, write_answer
from portee.services.offers import read_offers
from portee.services.profile_access import profile_access, what_ifs
from portee.services.residents import residents_of
from portee.services.workspace.workspace import Workspace
from portee.world import World

__all__ = ["PROFILE_ACCESS", "ProfilesAsked"]

FILE, SUMMARY = "profile-access.csv", "profile-access.summary.csv"


class ProfilesAsked(BaseModel):
    """The options of `portee profile-access`, but for files: zones of low emission, scenarios, own profiles."""

    model_config = ConfigDict(extra="forbid")

    territory: Kind = "cells"
    opportunities: Annotated[tuple[Kind, ...], Field(min_length=1, max_length=8)]
    weight: Annotated[tuple[Column, ...], Field(min_length=1, max_length=8)]
    profiles: Annotated[tuple[Annotated[str, Field(max_length=60)], ...], Field(max_length=40)] = ()
    date: Day | None = None
    max_time: Annotated[float, Field(gt=0, le=LONGEST_MIN, allow_inf_nan=False)] | None = None
    merge_m: Annotated[float, Field(ge=0, le=10_000, allow_inf_nan=False)] = 0.0
    wide: bool = False
    energy_shock: Annotated[str, Field(max_length=20)] | None = None
    no_evening_after: Clock | None = None
    group: Column | None = None
    group_quantiles: Annotated[int, Field(ge=2, le=20)] | None = None
    income: Column | None = None
    poverty_line: Annotated[float, Field(gt=0, le=1, allow_inf_nan=False)] = 0.5

    def who(self) -> tuple[Profile, ...]:
        """Kinds of residents that come with Portée, all of them when none is named. Raises ParameterError."""
        known = {profile.id for profile in shipped_profiles()}
        for name in self.profiles:
            if name not in known:
                raise ParameterError(f"There is no profile '{name}'.", mend=f"Choose from: {', '.join(sorted(known))}.")
        return tuple(find_profile(name) for name in self.profiles) or shipped_profiles()


def _check(workspace: Workspace, asked: Mapping[str, Any]) -> Mapping[str, Any]:
    wanted = checked(ProfilesAsked, asked)
    wanted.who()
    longest_way(wanted.max_time)
    energy_factor(wanted.energy_shock)
    evening_end(wanted.no_evening_after)
    known = checked_kinds(
        workspace, ReachAsked(origins=wanted.territory, opportunities=list(wanted.opportunities), date=wanted.date)
    )
    return {**wanted.model_dump(mode="json"), "date": known["date"]}


def _run(work: Work) -> Mapping[str, Any]:
    asked = checked(ProfilesAsked, work.asked)
    limit, factor = longest_way(asked.max_time), energy_factor(asked.energy_shock)
    evening, day = evening_end(asked.no_evening_after), date.fromisoformat(str(asked.date))
    world = World.open(work.workspace.network)
    offers = read_offers(work.workspace.offers, world.network)
    homes = one_kind(work.workspace, world.network, asked.territory)
    residents = residents_of(homes, asked.who(), world.network)
    incomes_of(residents.homes, asked.income)
    living = residents.people[0] if residents.mix is None else residents.mix.totals
    labels = None
    if asked.group is not None:
        labels = group_labels(residents.homes, asked.group, living, asked.group_quantiles)
    there = kinds_together(work.workspace, world.network, asked.opportunities, asked.weight)
    targets, kinds = by_kind(there, asked.weight, merge_m=asked.merge_m)
    scenarios = what_ifs(offers, zones=(), zones_from=None, energy=factor, evening_s=evening)
    found = profile_access(
        world, residents, targets, kinds, scenarios=scenarios, day=day, limit_min=limit,
        threads=os.cpu_count() or 1, progress=work.progress,
    )  # fmt: skip
    table = equity_table(found, groups=labels, income=asked.income, line=asked.poverty_line)
    remarks = remarks_of(found, table, scenarios, merge_m=asked.merge_m)
    record = answer_record(
        world.network, found, table, scenarios, targets, remarks, parameters=asked.model_dump(mode="json")
    )
    write_answer(work.folder / FILE, found, table, record, wide=asked.wide, groups=labels, lang="en")
    facts: dict[str, Any] = json.loads(json.dumps(access_facts(found, table, record, "en"), default=str))
    return {**facts, "files": [FILE, SUMMARY]}


PROFILE_ACCESS = register(JobKind("profile-access", _check, _run))
