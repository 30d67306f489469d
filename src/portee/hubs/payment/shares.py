"""Which share of residents is served by each service and at each step, and which share offline."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from portee.hubs.payment.means import Means, Step, shipped_means
from portee.hubs.payment.ways import Bookable, Found, Taken, hub_payments, ways_of_service
from portee.people.profile import Profile

__all__ = ["PaymentReach", "ServiceShare", "StepShare", "payment_reach"]


@dataclass(frozen=True)
class ServiceShare:
    """Persons by what keeps them from one service, or does not.

    Attributes:
        served: can book and pay. offline: of these, without a smartphone and without a bank card.
        without_means: left out for want of a telephone or of a way to pay. unable: for want of a licence, of age, or of
            a way of moving. not_told: the file does not tell how it is booked or paid.
    """

    service: str
    served: float = 0.0
    offline: float = 0.0
    without_means: float = 0.0
    unable: float = 0.0
    not_told: float = 0.0

    @property
    def people(self) -> float:
        return self.served + self.without_means + self.unable + self.not_told


@dataclass(frozen=True)
class StepShare:
    """What is reached with the ways of a step and of those below it.

    Attributes:
        services: ids of those that somebody can take. some: persons who can take one service at least.
        all_: persons who can take every service that they are able to use; those who are able to use none are left out.
    """

    step: Step
    services: tuple[str, ...]
    some: float
    all_: float


@dataclass(frozen=True)
class PaymentReach:
    """Who books and pays for what at a hub.

    Attributes:
        profiles: in the order given. people: persons of each, by id. counted: whether they come from a mix of
            residents; otherwise each profile counts as one.
        found: by profile, then by service. services, steps: shares. persons: all of them.
        able: persons able to use one service at least.
    """

    profiles: tuple[Profile, ...]
    people: Mapping[str, float]
    counted: bool
    found: tuple[tuple[Found, ...], ...]
    services: tuple[ServiceShare, ...]
    steps: tuple[StepShare, ...]

    @property
    def persons(self) -> float:
        return sum(self.people.values())

    @property
    def able(self) -> float:
        return self._where(lambda found: found.why != "ability")

    @property
    def served(self) -> float:
        """Persons who can take one service at least."""
        return self._where(lambda found: bool(found.ways))

    @property
    def offline(self) -> float:
        """Persons who can take one service at least without a smartphone and without a bank card."""
        return self._where(lambda found: found.offline)

    @property
    def served_all(self) -> float:
        """Persons who can take every service that they are able to use, and there is one."""
        return self._every(lambda found: bool(found.ways))

    @property
    def offline_all(self) -> float:
        """The same, without a smartphone and without a bank card."""
        return self._every(lambda found: found.offline)

    @property
    def left_out(self) -> tuple[Found, ...]:
        """Profiles and services where only means are missing."""
        return tuple(found for row in self.found for found in row if found.why == "means")

    def _every(self, holds: Callable[[Found], bool]) -> float:
        able = [[found for found in row if found.why != "ability"] for row in self.found]
        return sum(
            self.people[p.id] for p, row in zip(self.profiles, able, strict=True) if row and all(map(holds, row))
        )  # fmt: skip

    def _where(self, holds: Callable[[Found], bool]) -> float:
        return sum(self.people[p.id] for p, row in zip(self.profiles, self.found, strict=True) if any(map(holds, row)))


def payment_reach(
    services: Sequence[Bookable], profiles: Sequence[Profile], people: Mapping[str, float] | None = None,
    means: Means | None = None,
) -> PaymentReach:  # fmt: skip
    """Who books and pays for what.

    Args:
        services: of one hub. profiles: kinds of residents.
        people: persons of each profile by id; None counts each profile as one.
    """
    means = means or shipped_means()
    persons = {profile.id: 1.0 if people is None else float(people.get(profile.id, 0.0)) for profile in profiles}
    found = _found(services, profiles, means)
    shares = tuple(_share(service.id, [row[k] for row in found], persons) for k, service in enumerate(services))
    steps = tuple(_step(place, services, profiles, persons, means) for place in range(len(means.steps)))
    return PaymentReach(tuple(profiles), persons, people is not None, found, shares, steps)


def _found(
    services: Sequence[Bookable], profiles: Sequence[Profile], means: Means
) -> tuple[tuple[Found, ...], ...]:  # fmt: skip
    taken = hub_payments(services)
    return tuple(tuple(ways_of_service(profile, each, taken, means) for each in services) for profile in profiles)


def _share(service: str, found: Sequence[Found], persons: Mapping[str, float]) -> ServiceShare:
    def of(why: str) -> float:
        return sum(persons[each.profile] for each in found if each.why == why)

    return ServiceShare(
        service, sum(persons[each.profile] for each in found if each.ways),
        sum(persons[each.profile] for each in found if each.offline), of("means"), of("ability"), of("not_told"),
    )  # fmt: skip


def _step(
    place: int, services: Sequence[Bookable], profiles: Sequence[Profile], persons: Mapping[str, float], means: Means
) -> StepShare:
    """Services with the ways up to a step alone."""
    below = [_up_to(place, service, means) for service in services]
    rows = _found(below, profiles, means)
    some = sum(persons[p.id] for p, row in zip(profiles, rows, strict=True) if any(each.ways for each in row))
    able = [[each for each in row if each.why != "ability"] for row in rows]
    all_ = sum(
        persons[p.id] for p, row in zip(profiles, able, strict=True) if row and all(each.ways for each in row)
    )  # fmt: skip
    taken = [each.id for k, each in enumerate(below) if any(row[k].ways for row in rows)]
    return StepShare(means.steps[place], tuple(taken), some, all_)


def _up_to(place: int, service: Bookable, means: Means) -> Taken:
    channels = tuple(name for name in service.channels if means.rank(means.channels[name]) <= place)
    payments = tuple(name for name in service.payments if means.rank(means.payments[name]) <= place)
    # A tariff is kept where all payments are left out: what costs something does not become free.
    tariffs = tuple(service.tariffs) or tuple(service.payments)
    return Taken(service.id, channels, payments, tuple(service.asks), tariffs)
