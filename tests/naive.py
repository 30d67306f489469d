"""The slow, obvious twin of every kernel: plain Python over plain lists, no cleverness."""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence

__all__ = ["backwards", "dijkstra", "nearest_edge", "percentile", "ride", "window"]

INFINITE = math.inf

Arc = tuple[int, int, int]
"""tail, head, cost"""

Call = tuple[int, int, int, bool, bool]
"""stop, arrival, departure, may board, may alight"""


def dijkstra(arcs: Sequence[Arc], seeds: dict[int, int], limit: int) -> dict[int, int]:
    """Least cost from the seeds to every node within a limit."""
    leaving: dict[int, list[tuple[int, int]]] = {}
    for tail, head, cost in arcs:
        leaving.setdefault(tail, []).append((head, cost))
    reached: dict[int, int] = {}
    queue = [(cost, node) for node, cost in seeds.items() if cost <= limit]
    heapq.heapify(queue)
    while queue:
        near, node = heapq.heappop(queue)
        if node in reached:
            continue
        reached[node] = near
        for head, cost in leaving.get(node, []):
            if near + cost <= limit and head not in reached:
                heapq.heappush(queue, (near + cost, head))
    return reached


def ride(
    trips: Sequence[Sequence[Call]],
    seat_next: dict[int, int],
    walks: dict[tuple[int, int], int],
    stay: Sequence[int],
    ready: dict[int, int],
    deadline: int,
    rides: int,
    slack: int,
) -> dict[int, int]:
    """Earliest arrival by vehicle at every stop with at most `rides` rides, one departure.

    ready: time at each stop that can be walked to; walks: seconds between two stops; stay[s] < 0 forbids changing at s.
    """
    best: dict[int, int] = {}
    for _ in range(rides):
        arrived: dict[int, int] = {}

        def carry(trip: int, first: int, arrived: dict[int, int] = arrived) -> None:
            for stop, arrival, _, _, alight in trips[trip][first:]:
                if alight and arrival <= deadline:
                    arrived[stop] = min(arrived.get(stop, arrival), arrival)
            if trip in seat_next:
                carry(seat_next[trip], 0)

        for number, calls in enumerate(trips):
            for position, (stop, _, departure, board, _) in enumerate(calls):
                if board and stop in ready and ready[stop] + slack <= departure:
                    carry(number, position + 1)
                    break
        for stop, time in arrived.items():
            best[stop] = min(best.get(stop, time), time)
        ready = dict(ready)
        for stop, time in arrived.items():
            if stay[stop] >= 0:
                ready[stop] = min(ready.get(stop, time + stay[stop]), time + stay[stop])
            for (a, b), seconds in walks.items():
                if a == stop:
                    ready[b] = min(ready.get(b, time + seconds), time + seconds)
    return best


def backwards(trips: Sequence[Sequence[Call]], seat_next: dict[int, int], zero: int) -> tuple[list[list[Call]], dict[int, int]]:
    """The same trips seen in a mirror of time: time t becomes zero − t."""
    turned = [
        [(stop, zero - departure, zero - arrival, alight, board) for stop, arrival, departure, board, alight in calls[::-1]]
        for calls in trips
    ]
    return turned, {b: a for a, b in seat_next.items()}


def percentile(values: Sequence[float], p: float) -> float:
    """Nearest rank: the smallest value with at least p % of the values not larger."""
    ordered = sorted(values)
    return ordered[max(math.ceil(round(p * len(ordered) / 100, 9)) - 1, 0)]


def window(arrivals: Sequence[dict[int, int]], egress: dict[int, int], direct: float, longest: int) -> list[float]:
    """Travel time to one destination for each departure: arrivals by stop relative to the departure."""
    times = []
    for by_stop in arrivals:
        total = min([direct, *(by_stop[s] + w for s, w in egress.items() if s in by_stop)])
        times.append(total if total <= longest else INFINITE)
    return times


def nearest_edge(
    x: float, y: float, segments: Sequence[tuple[float, float, float, float]]
) -> tuple[float, int]:
    """Distance to the nearest segment and its number, on a plane."""
    found = []
    for number, (ax, ay, bx, by) in enumerate(segments):
        square = (bx - ax) ** 2 + (by - ay) ** 2
        t = 0.0 if square == 0 else min(1.0, max(0.0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / square))
        found.append((math.hypot(ax + t * (bx - ax) - x, ay + t * (by - ay) - y), number))
    return min(found)
