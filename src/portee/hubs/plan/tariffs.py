"""What a service asks for, by dates and hours, and who uses it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, model_validator

from portee.core.declared import Declared, Words, Wrong
from portee.hubs.plan.costs import ByYear, Euros, Name, Payer, Share

__all__ = ["Period", "Step", "Tariff", "Use"]


def _residents() -> dict[Payer, float]:
    return {"residents": 1.0}


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
    """Demand under one tariff: trips and members by year, hours and km of one trip, persons that benefit.

    modelled: whether a model gave it; what people wrote is kept when it does so again.
    """

    tariff: Name
    trips: ByYear = 0.0
    members: ByYear = 0.0
    beneficiaries: ByYear | None = None
    hours: Annotated[float, Field(ge=0, le=8760)] = 0.0
    km: Annotated[float, Field(ge=0, le=10_000)] = 0.0
    modelled: bool = False
