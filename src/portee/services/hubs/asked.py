"""What is asked of siting, as one value: the model, its limits, who counts more, and what it is to be served."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Literal

from portee.core.errors import ParameterError, Where

__all__ = ["MODELS", "ByReach", "Model", "SitingAsked"]

Model = Literal["p-median", "covering", "set-covering", "p-centre"]
MODELS: tuple[Model, ...] = ("p-median", "covering", "set-covering", "p-centre")


@dataclass(frozen=True)
class ByReach:
    """Coverage by what residents reach with the hub's vehicle, instead of by the time to the hub.

    Attributes:
        weight: column of the opportunities. needed: how much of it must be within reach.
        vehicle: what the hub gives, "bicycle", "e_scooter" or "car". pick_up_min: to take it, minutes.
    """

    weight: str = "@count"
    needed: float = 1.0
    vehicle: Literal["bicycle", "e_scooter", "car"] = "bicycle"
    pick_up_min: float = 0.0

    def __post_init__(self) -> None:
        if not self.needed > 0:
            raise ParameterError(
                f"{self.needed:g} needed is nothing.", where=Where(field="--needed"), mend="Give more."
            )
        if not 0 <= self.pick_up_min <= 60:
            raise ParameterError(
                f"{self.pick_up_min:g} minutes to take a vehicle are impossible.",
                where=Where(field="--pick-up"), mend="Give 0 to 60.",
            )  # fmt: skip


@dataclass(frozen=True)
class SitingAsked:
    """A question.

    Attributes:
        weight: column of the demand that counts persons.
        model: which. count, budget: most places, most money. cost: column of the candidates; None: each costs 1.
        decided, excluded: ids of candidates.
        within_min: minutes to be served; what counts at most for the p-median.
        share: of persons to cover, for set covering.
        equity: by column of the demand that counts members, how many persons each member counts as.
        capacity: column of the candidates, persons that each serves; p-median only.
        by_reach: coverage by reach.
        gap: relative gap that is near enough. time_limit_s: for the solver.
    """

    weight: str
    model: Model = "p-median"
    count: int | None = None
    budget: float | None = None
    cost: str | None = None
    decided: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    within_min: float | None = None
    share: float = 1.0
    equity: dict[str, float] = field(default_factory=dict)
    capacity: str | None = None
    by_reach: ByReach | None = None
    gap: float = 0.0
    time_limit_s: float = 60.0

    def __post_init__(self) -> None:
        covering = self.model in ("covering", "set-covering")
        if self.model not in MODELS:
            raise ParameterError(f"There is no model '{self.model}'.", mend=f"Models: {', '.join(MODELS)}.")
        if self.model != "set-covering" and self.count is None and self.budget is None:
            raise ParameterError("It is not said how much may be opened.", mend="Give --count or --budget.")
        if self.budget is not None and self.cost is None:
            raise ParameterError("A budget needs costs.", mend="Give the column of costs of the candidates: --cost.")
        if covering and self.within_min is None:
            raise ParameterError("It is not said within what people are covered.", mend="Give --within MIN.")
        if self.within_min is not None and not 0 < self.within_min <= 480:
            raise ParameterError(f"{self.within_min:g} minutes are impossible.", mend="Give --within up to 480.")
        if self.by_reach is not None and not covering:
            raise ParameterError(
                f"The model {self.model} counts minutes to hubs, not what is reached.",
                mend="Choose covering or set-covering, or leave out --opportunities.",
            )
        if self.capacity is not None and self.model != "p-median":
            raise ParameterError("Capacities go with the p-median alone.", mend="Choose --model p-median.")
        if self.model == "p-centre" and any(times != 1 for times in self.equity.values()):
            raise ParameterError(
                "The p-centre looks at whoever is worst off: nobody counts more.", mend="Give COL:1, to be told of it."
            )
        if not 0 <= self.gap < 1 or not 0 < self.time_limit_s < math.inf:
            raise ParameterError("The gap or the time is impossible.", mend="Give a gap of 0 to 1 and some seconds.")
