"""Who can use a service at all: what it asks, how it is booked and how it is paid, against what a person has.

What is not known of a person is not given: they are counted as unable, and what to ask them is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from portee.hubs.plan.services import Service
from portee.people.facts import Fact, facts_of
from portee.people.profile import Profile

__all__ = ["Able", "able_to_use", "solidarity", "standard_of_living"]

ADULT = 18
OF_KIND: Mapping[str, tuple[str, ...]] = {
    "shared_car": ("licence_b",), "e_bike": ("cycles",), "bike": ("cycles",), "cargo_bike": ("cycles",),
    "scooter": ("cycles",), "bike_loan": ("cycles",), "carpool_stop": ("carpool",),
}  # fmt: skip
"""What a kind of service asks by its nature, whether or not the file says so."""
ONLINE = frozenset({"app", "web"})
BANKED = frozenset({"bank_card", "direct_debit"})
RIGHTS = frozenset({"rsa", "css", "solidarity_fare"})
"""Rights that open a solidarity tariff."""


@dataclass(frozen=True)
class Able:
    """Whether a person can use a service. missing: what they do not have; unknown: what is not known of them."""

    missing: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def yes(self) -> bool:
        return not self.missing and not self.unknown


def able_to_use(profile: Profile, service: Service) -> Able:
    """What stands between a kind of resident and a service."""
    facts = facts_of(profile)
    answers = dict(_answers(facts, service))
    return Able(
        tuple(name for name, has in answers.items() if has is False),
        tuple(name for name, has in answers.items() if has is None),
    )  # fmt: skip


def _answers(facts: Mapping[str, Fact], service: Service) -> Iterator[tuple[str, bool | None]]:
    for ask in dict.fromkeys((*OF_KIND.get(service.kind, ()), *service.asks)):
        yield ask, _has(facts, ask)
    if service.channels and set(service.channels) <= ONLINE:
        yield "internet", _has(facts, "internet")
    if service.payments and set(service.payments) <= BANKED:
        yield "bank_card", _has(facts, "bank_card")


def _has(facts: Mapping[str, Fact], ask: str) -> bool | None:
    if ask == "adult":
        age = facts["age"]
        return None if not isinstance(age, (int, float)) else age >= ADULT
    if ask == "internet":
        return _known(facts["smartphone"])
    if ask in ("bank_account", "deposit"):
        # A card implies an account that a deposit may be taken on; without a card there may still be one.
        return True if facts["bank_card"] is True else None
    return _known(facts[ask])


def _known(fact: Fact) -> bool | None:
    return None if fact is None else bool(fact)


def solidarity(profile: Profile, poverty_line: float) -> bool:
    """Whether a solidarity tariff is open: by a recognised right, or by a standard of living below the poverty line."""
    if RIGHTS & set(profile.rights):
        return True
    lived = standard_of_living(profile)
    return lived is not None and lived < poverty_line


def standard_of_living(profile: Profile) -> float | None:
    """Net income of the household by consumption unit, EUR a month; None where not known."""
    facts = facts_of(profile)
    income, units = facts["household_income_eur_month"], facts["consumption_units"]
    if not isinstance(income, (int, float)) or not isinstance(units, (int, float)):
        return None
    return float(income) / float(units)
