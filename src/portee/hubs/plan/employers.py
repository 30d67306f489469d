"""Mobility plans of employers as people write them down."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from portee.core.declared import Declared, Words

__all__ = ["Employees", "EmployerPlan"]

Euros = Annotated[float, Field(ge=0, le=1e7)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,40}$")]


class Employees(Declared):
    """People of one kind of journey.

    Attributes:
        people: how many. parks: whether they have a place. sustainable: whether their mode gives the allowance.
        cost_now, cost_other: EUR a year of one person's journeys now, and without the place.
        allowance_now: EUR a year that the employer pays each of them today. takers: share who give up the place.
    """

    id: Name
    title: Words
    people: Annotated[int, Field(ge=0, le=1_000_000)]
    parks: bool = False
    sustainable: bool = False
    cost_now: Euros = 0.0
    cost_other: Euros = 0.0
    allowance_now: Euros = 0.0
    takers: Annotated[float, Field(ge=0, le=1)] | None = None


class EmployerPlan(Declared):
    """A mobility plan of one employer.

    Attributes:
        place: EUR a year that a parking place costs the employer, saved when it is given up.
        cash_out: EUR a month for a place given up. allowance: EUR a year for sustainable modes.
        parking_fee: EUR a month asked of those who keep a place. running: EUR a year for running the plan.
        protected: whether no employee may lose.
    """

    id: Name
    title: Words
    place: Euros = 0.0
    cash_out: Euros = 0.0
    allowance: Euros = 0.0
    parking_fee: Euros = 0.0
    running: Euros = 0.0
    protected: bool = True
    groups: Annotated[tuple[Employees, ...], Field(min_length=1)]
