"""A hub as people write it down: where it stands, its services, its money over the years."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from portee.core.declared import Declared, Words
from portee.hubs.integration.answers import LadderAnswers
from portee.hubs.plan.costs import Euros, Name
from portee.hubs.plan.employers import EmployerPlan
from portee.hubs.plan.money import Gain, Grant, Loan, Other, Post, Space, Subsidy
from portee.hubs.plan.services import Service

__all__ = ["HubPlan", "Place"]


class Place(Declared):
    """Where a hub stands, degrees (WGS 84)."""

    lon: Annotated[float, Field(ge=-180, le=180)]
    lat: Annotated[float, Field(ge=-90, le=90)]


class HubPlan(Declared):
    """A hub over some years, from the first of January of `start`.

    Attributes:
        inflation, wage_inflation, energy_inflation: rates a year; the two last ones as the first without their own.
        discount: rate of present values. contribution: EUR that the operator brings in at the start.
        figures_on: day at which figures of Portée are read. place: where it stands, asked for by what looks at a map.
        ladder: what its people answer for the integration ladder.
    """

    id: Name
    title: Words
    start: Annotated[int, Field(ge=1900, le=2160)]
    years: Annotated[int, Field(ge=1, le=40)]
    figures_on: date
    inflation: Annotated[float, Field(ge=-0.5, le=1)] = 0.0
    wage_inflation: Annotated[float, Field(ge=-0.5, le=1)] | None = None
    energy_inflation: Annotated[float, Field(ge=-0.5, le=1)] | None = None
    discount: Annotated[float, Field(ge=0, le=1)] = 0.0
    contribution: Euros = 0.0
    services: tuple[Service, ...] = ()
    staff: tuple[Post, ...] = ()
    spaces: tuple[Space, ...] = ()
    others: tuple[Other, ...] = ()
    subsidies: tuple[Subsidy, ...] = ()
    grants: tuple[Grant, ...] = ()
    loans: tuple[Loan, ...] = ()
    gains: tuple[Gain, ...] = ()
    employers: tuple[EmployerPlan, ...] = ()
    place: Place | None = None
    ladder: LadderAnswers = LadderAnswers()
    assumptions: tuple[Words, ...] = ()
