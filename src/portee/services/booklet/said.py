"""Figures of a booklet in words of one language."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from portee.reports.fluent import eur, say
from portee.reports.wording import figure
from portee.services.booklet.facts import BACK_S, BUSY_S, EARLY_S, Facts, Resident, Spot
from portee.services.explorer import WayAnswer

__all__ = ["Said"]


@dataclass(frozen=True, eq=False)
class Said:
    """Says figures of a territory in a language."""

    facts: Facts
    lang: str

    def __call__(self, id: str, /, **values: Any) -> str:
        """A message, with what all may name: hours, minutes, what is counted, the first place."""
        facts = self.facts
        shared = {
            "busy": BUSY_S, "early": EARLY_S, "back": BACK_S, "minutes": facts.limit_min, "shorter": facts.shorter_min,
            "half": max(5, facts.limit_min // 2), "things": self.things,
            "of-things": self.bare("learn-of-things", kind=facts.kind), "near": self.near(facts.home),
            "total": self.count(facts.total), "seed": str(facts.seed), "steps": str(len(facts.shocks)),
        }  # fmt: skip
        text = say(self.lang, id, **{**shared, **values})
        return text[:1].upper() + text[1:]

    def bare(self, id: str, /, **values: Any) -> str:
        """A message as it stands amid a sentence or at the head of a column."""
        return say(self.lang, id, **values)

    @property
    def things(self) -> str:
        """What is counted, in the plural."""
        return self.bare("learn-things", kind=self.facts.kind)

    def near(self, spot: Spot) -> str:
        return self.bare("learn-near", place=spot.name)

    def count(self, value: float) -> str:
        return figure(value, self.lang)

    def eur(self, amount: float) -> str:
        return eur(amount, self.lang)

    def percent(self, share: float) -> str:
        return self.bare("learn-percent", percent=self.whole_percent(share))

    def whole_percent(self, share: float) -> str:
        """A share in whole percent; a little is not nothing, and nearly all is not all."""
        if 0 < share < 0.01:
            return "< 1"
        return figure(min(100 * share, 99) if 0.99 < share < 1 else 100 * share, self.lang)

    def minutes(self, minutes: float) -> str:
        if not math.isfinite(minutes):
            return self.bare("learn-beyond")
        return self.bare("learn-minutes", minutes=max(1, math.ceil(minutes)))

    def budget(self, resident: Resident) -> str:
        return self.bare("learn-people-unlimited") if resident.budget_eur is None else self.eur(resident.budget_eur)

    def way(self, way: WayAnswer) -> str:
        """A way by its name, "À pied" where it has none."""
        title = way.title.in_(self.lang) if way.title is not None else self.bare("learn-way", kind=way.kind)
        return title[:1].upper() + title[1:]

    def way_price(self, way: WayAnswer) -> str:
        if way.eur_month is None:
            return self.bare("learn-none")
        # A ride of a few hundred metres costs a fraction of a cent: nobody needs it told.
        low, high = (float(round(amount, 1)) if amount < 10 else amount for amount in way.eur_month)
        if self.eur(low) == self.eur(high):
            return self.eur(low)
        return self.bare("learn-money-range", low=self.eur(low), high=self.eur(high))
