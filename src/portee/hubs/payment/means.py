"""Ways of booking and paying, as data: the step of each, whether it works offline, what it asks of a person."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import Field, model_validator

from portee.core.declared import Declared, Words, Wrong, parse_declared
from portee.offers.conditions import Condition
from portee.people.facts import Fact, facts_of
from portee.people.profile import Profile

__all__ = ["Asked", "Mean", "Means", "Step", "means_facts", "shipped_means"]


class Step(Declared):
    """One step from paper to an application."""

    id: str
    title: Words
    about: Words


class Mean(Declared):
    """A channel or a payment.

    Attributes:
        step: the step that it belongs to. offline: whether it works without a smartphone, the internet or a bank card.
        asks: conditions on a person, all of which must hold. topped_up: whether other payments fill it.
    """

    title: Words
    step: str
    offline: bool
    asks: tuple[Condition, ...] = ()
    topped_up: bool = False


class Asked(Declared):
    """What a service may ask. means: whether it is about a telephone or money, which the hub could do without."""

    title: Words
    asks: Annotated[tuple[Condition, ...], Field(min_length=1)]
    means: bool = False


class Means(Declared):
    """All of them by name; channels and payments in the order in which they would be added, the simplest first."""

    steps: tuple[Step, ...]
    channels: dict[str, Mean]
    payments: dict[str, Mean]
    asks: dict[str, Asked]
    notes: tuple[Words, ...]

    @model_validator(mode="after")
    def _steps_are_known(self) -> Means:
        known = [step.id for step in self.steps]
        for mean in (*self.channels.values(), *self.payments.values()):
            if mean.step not in known:
                raise Wrong(f"There is no step '{mean.step}'.", f"Steps: {', '.join(known)}.")
        return self

    def rank(self, mean: Mean) -> int:
        """Place of its step, 0 for paper."""
        return [step.id for step in self.steps].index(mean.step)


@cache
def shipped_means() -> Means:
    """The means that come with Portée."""
    text = files("portee.hubs.payment").joinpath("means.yaml").read_text(encoding="utf-8")
    return parse_declared(text, Means, "means.yaml")


def means_facts(profile: Profile) -> Mapping[str, Fact]:
    """Facts of a profile with those that booking and paying ask for; None where nothing is known.

    `phone`: a plain telephone, taken as everybody's. `internet`, `bank_account`: of those with a smartphone or a bank
    card. `organisation`: whether an invoice can be addressed to them as a firm.
    """
    facts = facts_of(profile)
    return {
        **facts,
        "phone": True,
        "internet": facts["smartphone"] or None,
        "bank_account": facts["bank_card"] or None,
        "organisation": True if profile.status == "self_employed" else None,
    }
