"""What one ride on a shared vehicle costs, as people declare it, and as the pricing plan that it is."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from portee.core.declared import Declared, Wrong
from portee.core.errors import ParameterError
from portee.offers.pricing import LEAST_INTERVAL, PricingPlan, Segment

__all__ = ["RidePrice", "Step", "price_of"]

Rate = Annotated[float, Field(ge=-1000, le=1000)]
Amount = Annotated[float, Field(ge=0, le=100_000)]


class Step(Declared):
    """A rate that falls due at `start` and again every `every` minutes or kilometres, until `end`.

    Attributes:
        start: minute or kilometre of the ride at which it first falls due. eur: each time; negative for a discount.
        every: minutes or kilometres from one charge to the next; 0 charges once. end: where it stops, None for never.
    """

    start: Amount = 0
    eur: Rate
    every: Amount = 1
    end: Amount | None = None

    @model_validator(mode="after")
    def _makes_sense(self) -> Step:
        if 0 < self.every < LEAST_INTERVAL:
            raise Wrong(f"A charge every {self.every:g} is none.", f"Give at least {LEAST_INTERVAL:g}, or 0 for once.")
        if self.end is not None and self.end <= self.start:
            raise Wrong("The step ends before it starts.", "Correct 'start' or 'end'.")
        return self


class RidePrice(Declared):
    """The price of one ride, as GBFS tells it. eur: to unlock; per_min, per_km: what is charged beside, all added."""

    eur: Amount = 0
    per_min: tuple[Step, ...] = ()
    per_km: tuple[Step, ...] = ()

    def plan(self, id: str) -> PricingPlan:
        """The plan by which rides are priced (`portee.offers.pricing.price_eur`)."""
        by_min, by_km = (
            tuple(Segment(step.start, step.eur, step.every, step.end) for step in steps)
            for steps in (self.per_min, self.per_km)
        )
        return PricingPlan(id, price=self.eur, per_min=by_min, per_km=by_km)


def price_of(plan: PricingPlan) -> RidePrice:
    """A published plan as a declared price in euros; taxes on top are not in it, as they are not told.

    Raises:
        ParameterError: an amount of the plan is beyond what a ride costs.
    """
    rate = 1.0 if plan.euros_per_unit is None else plan.euros_per_unit

    def steps(segments: tuple[Segment, ...]) -> list[dict[str, float | None]]:
        return [{"start": s.start, "eur": s.rate * rate, "every": s.interval, "end": s.end} for s in segments]

    try:
        return RidePrice.model_validate(
            {"eur": plan.price * rate, "per_min": steps(plan.per_min), "per_km": steps(plan.per_km)}
        )
    except ValueError:
        raise ParameterError(
            f"The prices of plan '{plan.id[:60]}' are beyond what a ride costs.", mend="Correct them, or leave it out."
        ) from None
