"""A hub as people write it down: services, vehicles, space, staff, tariffs, aid, loans, and who uses what each year.

Every unit cost says where it comes from: a figure of Portée by its name, or euros of one's own with their source.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from portee.core.declared import Declared, Words, Wrong
from portee.hubs.accounts.employer import EmployerPlan

__all__ = [
    "PARTIES",
    "PAYERS",
    "Cost",
    "Gain",
    "Grant",
    "HubPlan",
    "Loan",
    "Other",
    "Period",
    "Post",
    "Service",
    "Space",
    "Step",
    "Subsidy",
    "Tariff",
    "Thing",
    "Use",
]

PAYERS = ("residents", "employers", "city", "state")
"""Who may pay a tariff or an aid. "city" is the town, its authority of transport and its developer."""
PARTIES = (*PAYERS, "operator", "staff", "suppliers", "lenders")
"""Everyone among whom money goes."""

Payer = Literal["residents", "employers", "city", "state"]
Euros = Annotated[float, Field(ge=0, le=1e9)]
Count = Annotated[float, Field(ge=0, le=1e7)]
Share = Annotated[float, Field(ge=0, le=1)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,40}$")]
ByYear = Count | Annotated[tuple[Count, ...], Field(min_length=1, max_length=40)]
"""One number for every year, or one per year; the last one goes on."""


def _residents() -> dict[Payer, float]:
    return {"residents": 1.0}


class Cost(Declared):
    """A unit cost.

    Attributes:
        figure, key: name of a figure of Portée, and which of its values where it is a table.
        eur: an amount of one's own, with its source. on: when it was true.
    """

    figure: str | None = None
    key: str | None = None
    eur: Euros | None = None
    source: str | None = None
    on: date | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Cost:
        if (self.figure is None) == (self.eur is None):
            raise Wrong("A cost is either a figure or an amount.", "Give 'figure', or 'eur' with its 'source'.")
        if self.eur is not None and not self.source:
            raise Wrong("The amount has no source.", "Say in 'source' where it comes from: quote, bill, convention.")
        if self.eur is not None and self.key is not None:
            raise Wrong("'key' goes with 'figure' alone.", "Remove it.")
        return self


class Thing(Declared):
    """Vehicles or equipment of one kind, bought new, bought used, or leased.

    Attributes:
        price: EUR for one, or EUR a month for one that is leased. life: years of use. residual: share of the price
            left at the end, received on sale. count: how many. first: year of the plan in which they come, 0 at first.
        insurance, upkeep: EUR a year for one. subscription: EUR a month for one. upkeep_km: EUR/km.
        per_100km: consumption per 100 km, kWh or litres. energy: EUR per kWh or litre.
        renewed: whether they are bought again at the end of their life, at the prices of that year.
    """

    title: Words
    count: Annotated[int, Field(ge=0, le=100_000)]
    how: Literal["new", "used", "lease"]
    price: Cost
    life: Annotated[int, Field(ge=1, le=40)] = 5
    residual: Share = 0.0
    first: Annotated[int, Field(ge=0, le=39)] = 0
    renewed: bool = True
    vehicle: bool = False
    insurance: Cost | None = None
    upkeep: Cost | None = None
    subscription: Cost | None = None
    upkeep_km: Cost | None = None
    per_100km: Cost | None = None
    energy: Cost | None = None

    @model_validator(mode="after")
    def _complete(self) -> Thing:
        if (self.per_100km is None) != (self.energy is None):
            raise Wrong("Consumption and price of energy go together.", "Give both 'per_100km' and 'energy'.")
        return self


class Step(Declared):
    """Price of a hire by its hours: from some hours (included) to others (not included); None has no end."""

    from_: Annotated[float, Field(alias="from", ge=0)]
    to: Annotated[float, Field(gt=0)] | None = None
    eur: Euros


class Period(Declared):
    """Prices in force from a day to another, both included; None has no end."""

    from_: Annotated[date, Field(alias="from")]
    until: date | None = None
    per_trip: Euros = 0.0
    per_km: Euros = 0.0
    per_hour: Euros = 0.0
    per_month: Euros = 0.0
    steps: tuple[Step, ...] = ()

    def trip(self, hours: float) -> float:
        """EUR of one hire without its kilometres."""
        inside = [step.eur for step in self.steps if step.from_ <= hours and (step.to is None or hours < step.to)]
        return self.per_trip + (inside[0] if inside else 0.0)


class Tariff(Declared):
    """What one kind of user pays. solidarity: whether it is one for people of small means. paid_by: shares."""

    id: Name
    title: Words
    solidarity: bool = False
    indexed: bool = False
    prices: Annotated[tuple[Period, ...], Field(min_length=1)]
    paid_by: dict[Payer, Share] = Field(default_factory=_residents)

    @model_validator(mode="after")
    def _all_is_paid(self) -> Tariff:
        if abs(sum(self.paid_by.values()) - 1) > 1e-9:
            raise Wrong("The shares in 'paid_by' do not make one.", "Share out the whole price.")
        return self


class Use(Declared):
    """Demand under one tariff: trips and members by year, hours and km of one trip, persons that benefit."""

    tariff: Name
    trips: ByYear = 0.0
    members: ByYear = 0.0
    beneficiaries: ByYear | None = None
    hours: Annotated[float, Field(ge=0, le=8760)] = 0.0
    km: Annotated[float, Field(ge=0, le=10_000)] = 0.0


class Service(Declared):
    """One service of the hub: what it has, what it asks, who uses it. open_hours: of a week."""

    id: Name
    title: Words
    open_hours: Annotated[float, Field(ge=0, le=168)] = 168.0
    things: tuple[Thing, ...] = ()
    tariffs: tuple[Tariff, ...] = ()
    use: tuple[Use, ...] = ()


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


class HubPlan(Declared):
    """A hub over some years, from the first of January of `start`.

    Attributes:
        inflation, wage_inflation, energy_inflation: rates a year; the two last ones as the first without their own.
        discount: rate of present values. contribution: EUR that the operator brings in at the start.
        figures_on: day at which figures of Portée are read.
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
    assumptions: tuple[Words, ...] = ()
