"""The smallest thing to add at a hub so that nobody is left out for want of a telephone or of a way to pay."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from portee.hubs.payment.means import Means, shipped_means
from portee.hubs.payment.ways import Bookable, Taken, hub_payments, ways_of_service
from portee.people.profile import Profile

__all__ = ["Additions", "smallest_additions", "with_additions"]


@dataclass(frozen=True)
class Additions:
    """Channels and payments to take everywhere, and what services should no longer ask."""

    channels: tuple[str, ...] = ()
    payments: tuple[str, ...] = ()
    waived: tuple[str, ...] = field(default=())

    def __len__(self) -> int:
        return len(self.channels) + len(self.payments) + len(self.waived)


def with_additions(services: Iterable[Bookable], added: Additions) -> tuple[Taken, ...]:
    """The services with additions; a service without price is still not paid for."""
    return tuple(
        Taken(
            each.id, tuple(dict.fromkeys((*each.channels, *added.channels))),
            tuple(dict.fromkeys((*each.payments, *(added.payments if each.payments or each.tariffs else ())))),
            tuple(name for name in each.asks if name not in added.waived), tuple(each.tariffs),
        )
        for each in services
    )  # fmt: skip


def smallest_additions(
    services: Sequence[Bookable], profiles: Sequence[Profile], means: Means | None = None
) -> Additions:
    """The fewest additions with which every profile can take every service that it is able to use.

    What services ask must go where somebody who could use the service otherwise lacks it; then all sets of channels and
    payments are tried by their size, the simplest first. A desk that takes cash is always enough, so that at most two
    are added. Nothing is added where nobody is left out.
    """
    means = means or shipped_means()
    waived = tuple(
        name for name, asked in means.asks.items() if asked.means and _missed(name, services, profiles, means)
    )
    names = [("channels", name) for name in means.channels] + [("payments", name) for name in means.payments]
    for size in range(len(names) + 1):
        for chosen in itertools.combinations(names, size):
            added = Additions(
                tuple(name for kind, name in chosen if kind == "channels"),
                tuple(name for kind, name in chosen if kind == "payments"), waived,
            )  # fmt: skip
            if _all_served(with_additions(services, added), profiles, means):
                return added
    raise AssertionError("a desk and cash serve everybody")


def _missed(name: str, services: Sequence[Bookable], profiles: Sequence[Profile], means: Means) -> bool:
    """Whether somebody who has all else that a service asks lacks one thing."""
    taken = hub_payments(services)
    found = (ways_of_service(profile, each, taken, means) for profile in profiles for each in services)
    return any(each.why == "means" and name in each.lacking for each in found)


def _all_served(services: Sequence[Taken], profiles: Sequence[Profile], means: Means) -> bool:
    taken = hub_payments(services)
    return all(
        ways_of_service(profile, each, taken, means).why in (None, "ability")
        for profile in profiles
        for each in services
    )
