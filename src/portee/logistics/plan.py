"""Rounds: which vehicle serves which orders when, and which orders nobody serves."""

from __future__ import annotations

from dataclasses import dataclass

from portee.logistics.goods import MICRO

__all__ = ["Plan", "Round", "Stop", "merged"]


@dataclass(frozen=True)
class Stop:
    """Being at a site, or at an order's door.

    Attributes:
        place: id of the site or order. at_site: which of the two it is.
        arrives_s, begins_s, leaves_s: seconds after midnight; between the first two the vehicle waits.
    """

    place: str
    at_site: bool
    arrives_s: int
    begins_s: int
    leaves_s: int


@dataclass(frozen=True)
class Round:
    """The day of one vehicle: from its site and back, with a stop there wherever it reloads.

    Attributes:
        vehicle: id of its kind. number: which of the vehicles of that kind, from 1.
        stops: in order of time; the first and the last are at the site.
        metres: driven. micro: cost in millionths of a euro.
    """

    vehicle: str
    number: int
    stops: tuple[Stop, ...]
    metres: int
    micro: int

    @property
    def seconds(self) -> int:
        """From beginning to load to being back."""
        return self.stops[-1].arrives_s - self.stops[0].begins_s

    @property
    def orders(self) -> tuple[str, ...]:
        return tuple(stop.place for stop in self.stops if not stop.at_site)

    @property
    def trips(self) -> int:
        return sum(stop.at_site for stop in self.stops) - 1


@dataclass(frozen=True)
class Plan:
    """Rounds that were found.

    Attributes:
        rounds: of every vehicle that goes out. unserved: ids of orders in none of them.
        iterations: of the search. seed: of its draws. bound: no bound is known for such plans, so it is None: a plan is
            the best that was found, not one that was proved.
    """

    rounds: tuple[Round, ...]
    unserved: tuple[str, ...]
    iterations: int
    seed: int
    bound: None = None

    @property
    def micro(self) -> int:
        """Cost of all rounds in millionths of a euro."""
        return sum(one.micro for one in self.rounds)

    @property
    def euros(self) -> float:
        return self.micro / MICRO

    @property
    def metres(self) -> int:
        return sum(one.metres for one in self.rounds)

    @property
    def seconds(self) -> int:
        """Hours of drivers, in seconds."""
        return sum(one.seconds for one in self.rounds)

    def rank(self) -> tuple[int, int]:
        """Better plans first: fewer orders left, then cheaper."""
        return len(self.unserved), self.micro


def merged(plans: tuple[Plan, ...], seed: int) -> Plan:
    """Plans of sites that share no vehicle, as one."""
    return Plan(
        tuple(one for plan in plans for one in plan.rounds), tuple(id for plan in plans for id in plan.unserved),
        sum(plan.iterations for plan in plans), seed,
    )  # fmt: skip
