"""Money of a hub beyond its services: staff, premises, other costs, aid, grants, loans, and gains outside its books."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from portee.core.declared import Declared, Words
from portee.hubs.plan.costs import Cost, Euros, Name, Payer, Share

__all__ = ["Gain", "Grant", "Loan", "Other", "Post", "Space", "Subsidy"]


class Post(Declared):
    """Staff. gross: EUR a month for one full-time post. aid: EUR a year for one; aid_share: of the minimum wage."""

    title: Words
    fte: Annotated[float, Field(ge=0, le=1000)]
    contract: Literal["ordinary", "aci", "ei", "pec"] = "ordinary"
    gross: Cost = Cost(figure="wage.smic_gross_month")
    charges: Share | None = None


class Space(Declared):
    """Premises: m², rent and charges in EUR per m² and year."""

    title: Words
    m2: Annotated[float, Field(ge=0, le=1e6)]
    rent: Cost
    charges: Cost | None = None


class Other(Declared):
    """Another cost, EUR a year or a month."""

    title: Words
    cost: Cost
    every: Literal["year", "month"] = "year"


class Subsidy(Declared):
    """Money for running, EUR a year, for the years from `from` to `until`, both included."""

    title: Words
    by: Payer
    eur: Euros
    source: str
    from_: Annotated[int, Field(alias="from", ge=1900, le=2200)]
    until: Annotated[int, Field(ge=1900, le=2200)]


class Grant(Declared):
    """Money for investing, received in one year, taken into income in equal parts over some years."""

    title: Words
    by: Payer
    eur: Euros
    source: str
    year: Annotated[int, Field(ge=1900, le=2200)]
    over: Annotated[int, Field(ge=1, le=40)]


class Loan(Declared):
    """A loan drawn at the start of a year, paid back in equal parts at the end of each."""

    title: Words
    eur: Euros
    rate: Annotated[float, Field(ge=0, le=1)]
    year: Annotated[int, Field(ge=1900, le=2200)]
    over: Annotated[int, Field(ge=1, le=40)]


class Gain(Declared):
    """What somebody gains without any money passing through the hub: EUR per trip of a service, and why."""

    title: Words
    to: Payer
    service: Name
    eur_per_trip: Euros
    source: str
