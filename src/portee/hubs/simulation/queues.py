"""Queues whose answers are known: what a simulation must come to in simple cases.

Arrivals are Poisson, `rate` per hour; a hire lasts `hours` on average; `load` = rate × hours, in erlangs.

References:
    Shortle, Thompson, Gross, Harris, Fundamentals of Queueing Theory, 5th edition, 2018, ISBN 978-1-118-94352-6
    (Erlang B and C, M/M/c/K, M/G/1).
    Jagerman 1974, Some properties of the Erlang loss function, Bell System Technical Journal 53, 525-551 (recursion).
    Pollaczek 1930, doi:10.1007/BF01194620 (mean wait of M/G/1).
    Garnett, Mandelbaum, Reiman 2002, doi:10.1287/msom.4.3.208.7753 (Erlang A: users who leave).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from portee.core.errors import ParameterError

__all__ = ["Steady", "erlang_a", "erlang_b", "erlang_c", "least_servers", "mg1_wait", "mmck"]

LEAST_STATE = 1e-16
"""States of Erlang A less likely than this, against the likeliest, are left out."""


@dataclass(frozen=True)
class Steady:
    """Long-run figures of a queue. lost: share of arrivals. wait: mean hours of all who come in, waiting or not."""

    lost: float
    wait: float
    busy: float
    waiting: float


def erlang_b(servers: int, load: float) -> float:
    """Share lost when nobody waits (M/G/c/c: the law of lengths does not matter)."""
    blocked = 1.0
    for count in range(1, servers + 1):
        blocked = load * blocked / (count + load * blocked)
    return blocked


def erlang_c(servers: int, load: float) -> float:
    """Share that waits when everybody waits for as long as it takes (M/M/c); 1 when the load is too much."""
    if load >= servers:
        return 1.0
    blocked = erlang_b(servers, load)
    return blocked / (1 - load / servers * (1 - blocked))


def mmck(servers: int, room: int, rate: float, hours: float) -> Steady:
    """M/M/c/K: `room` users may wait, so K = servers + room."""
    weights = [1.0]
    for state in range(1, servers + room + 1):
        weights.append(weights[-1] * rate * hours / min(state, servers) if servers else 0.0)
    blocked = weights[-1] / math.fsum(weights) if servers else 1.0
    busy, waiting = _means(weights, servers)
    return Steady(blocked, waiting / (rate * (1 - blocked)) if blocked < 1 else 0.0, busy, waiting)


def erlang_a(servers: int, rate: float, hours: float, patience: float) -> Steady:
    """M/M/c+M: whoever waits leaves after exponential patience, `patience` hours on average."""
    weights, state = [1.0], 0
    while state <= servers or weights[-1] > LEAST_STATE * max(weights):
        state += 1
        leaving = min(state, servers) / hours + max(state - servers, 0) / patience
        weights.append(weights[-1] * rate / leaving)
    busy, waiting = _means(weights, servers)
    return Steady(waiting / patience / rate, waiting / rate, busy, waiting)


def mg1_wait(rate: float, hours: float, square: float) -> float:
    """Mean wait of M/G/1, Pollaczek–Khinchine. square: mean of the squared lengths, h²."""
    if rate * hours >= 1:
        return math.inf
    return rate * square / (2 * (1 - rate * hours))


def least_servers(load: float, lost: float) -> int:
    """Fewest servers with at most this share lost, by Erlang B."""
    if not 0 < lost <= 1:
        raise ParameterError(f"{lost:g} is not a share lost above 0.", mend="Give one up to 1.")
    servers, blocked = 0, 1.0
    while blocked > lost:
        servers += 1
        blocked = load * blocked / (servers + load * blocked)
    return servers


def _means(weights: list[float], servers: int) -> tuple[float, float]:
    """Mean busy and mean waiting, from how likely each number of users is."""
    total = math.fsum(weights)
    busy = math.fsum(min(count, servers) * weight for count, weight in enumerate(weights)) / total
    waiting = math.fsum(max(count - servers, 0) * weight for count, weight in enumerate(weights)) / total
    return busy, waiting
