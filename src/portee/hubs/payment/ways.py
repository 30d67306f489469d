"""By which ways a kind of resident books and pays for a service, and what is missing where there is none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from portee.hubs.payment.means import Mean, Means, means_facts, shipped_means
from portee.offers.conditions import Answer, verdict
from portee.people.facts import Fact
from portee.people.profile import Profile

__all__ = ["FREE", "Bookable", "Found", "Taken", "Way", "hub_payments", "takes_everybody", "ways_of_service"]

FREE = "free"
"""Payment of a service that has no price."""

Why = Literal["ability", "means", "not_told"]


class Bookable(Protocol):
    """What is read of a service (`portee.hubs.plan.services.Service`)."""

    @property
    def id(self) -> str: ...
    @property
    def channels(self) -> Sequence[str]: ...
    @property
    def payments(self) -> Sequence[str]: ...
    @property
    def asks(self) -> Sequence[str]: ...
    @property
    def tariffs(self) -> Sequence[object]: ...


@dataclass(frozen=True)
class Taken:
    """A service as booked and paid for, with some things changed."""

    id: str
    channels: tuple[str, ...]
    payments: tuple[str, ...]
    asks: tuple[str, ...] = ()
    tariffs: tuple[object, ...] = ()


@dataclass(frozen=True)
class Way:
    """A channel and a payment that somebody can use. step: place of the later of their steps, 0 for paper.

    offline: whether neither needs a smartphone, the internet or a bank card, nor does the service.
    """

    channel: str
    payment: str
    step: int
    offline: bool


@dataclass(frozen=True)
class Found:
    """One profile and one service.

    Attributes:
        ways: that can be used, the simplest first; none where the service cannot be taken.
        lacking: names of what is asked and missing or not known: asks of the service, else "channel", "payment".
        why: none of the ways is there for want of ability (licence, age), of means (telephone, money), or because the
            file does not tell how the service is booked; None where there is a way.
    """

    profile: str
    service: str
    ways: tuple[Way, ...]
    lacking: tuple[str, ...] = ()
    why: Why | None = None

    @property
    def offline(self) -> bool:
        """Whether there is a way without a smartphone and without a bank card."""
        return any(way.offline for way in self.ways)


def hub_payments(services: Iterable[Bookable]) -> frozenset[str]:
    """All payments that a hub takes anywhere: they also top up a mobility account."""
    return frozenset(payment for service in services for payment in service.payments)


def takes_everybody(service: Bookable, taken: frozenset[str], means: Means | None = None) -> bool:
    """Whether somebody without smartphone, internet, bank card or rights of any kind can book and pay for a service."""
    means = means or shipped_means()
    if any(means.asks[name].means for name in service.asks):
        return False
    open_ = {name for name, mean in means.payments.items() if mean.offline and not mean.asks and not mean.topped_up}
    filled = {name for name, mean in means.payments.items() if mean.topped_up and taken & open_}
    paid = bool((open_ | filled) & set(service.payments)) or not (service.payments or service.tariffs)
    return paid and any(means.channels[name].offline for name in service.channels)


def ways_of_service(
    profile: Profile, service: Bookable, taken: frozenset[str], means: Means | None = None
) -> Found:  # fmt: skip
    """Ways of one profile to one service.

    What is not known of a person is never taken for yes.

    Args:
        taken: payments that the hub takes (`hub_payments`).
        means: others than those that come with Portée.
    """
    means = means or shipped_means()
    facts = means_facts(profile)
    failed = [name for name in service.asks if verdict(means.asks[name].asks, facts).answer != "yes"]
    if failed:
        able = all(means.asks[name].means for name in failed)
        return Found(profile.id, service.id, (), tuple(failed), "means" if able else "ability")
    free = not service.payments and not service.tariffs
    if not service.channels or not (service.payments or free):
        return Found(profile.id, service.id, (), (), "not_told")
    bare = not any(means.asks[name].means for name in service.asks)
    channels = [name for name in service.channels if _answer(means.channels[name], facts) == "yes"]
    payments = {FREE: (0, True)} if free else _payments(service.payments, taken, facts, means)
    ways = [
        Way(
            channel, payment, max(means.rank(means.channels[channel]), step),
            bare and offline and means.channels[channel].offline,
        )
        for channel in channels
        for payment, (step, offline) in payments.items()
    ]  # fmt: skip
    if ways:
        simple = {name: step for name, (step, _) in payments.items()}
        ways.sort(key=lambda way: (way.step, not way.offline, simple[way.payment]))
        return Found(profile.id, service.id, tuple(ways))
    lacking = (*(() if channels else ("channel",)), *(() if payments else ("payment",)))
    return Found(profile.id, service.id, (), lacking, "means")


def _answer(mean: Mean, facts: Mapping[str, Fact]) -> Answer:
    return verdict(mean.asks, facts).answer


def _payments(
    names: Sequence[str], taken: frozenset[str], facts: Mapping[str, Fact], means: Means
) -> dict[str, tuple[int, bool]]:
    """Payments that somebody can make: the step of each, and whether it works offline."""
    found = {}
    for name in names:
        mean = means.payments[name]
        if _answer(mean, facts) != "yes":
            continue
        step, offline = means.rank(mean), mean.offline
        if mean.topped_up:
            fills = [
                each for key, each in means.payments.items()
                if key in taken and not each.topped_up and _answer(each, facts) == "yes"
            ]  # fmt: skip
            if not fills:
                continue
            offline = offline and any(each.offline for each in fills)
            step = max(step, min(means.rank(each) for each in fills))
        found[name] = (step, offline)
    return found
