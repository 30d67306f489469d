"""The slow, obvious twin of every kernel: plain Python over plain lists, no cleverness."""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

__all__ = [
    "Pairs",
    "Point",
    "Street",
    "along_streets",
    "arrive_by",
    "backwards",
    "best_stop",
    "change_rules",
    "depart_at",
    "dijkstra",
    "entry",
    "latest_in_time",
    "nearest_edge",
    "parts_without_overtaking",
    "percentile",
    "ride",
    "window",
]

INFINITE = math.inf

Arc = tuple[int, int, int]
"""tail, head, cost"""

Call = tuple[int, int, int, bool, bool]
"""stop, arrival, departure, may board, may alight"""

Street = tuple[int, int, int, int]
"""first node, last node, cost with its direction, cost against it; negative where forbidden"""

Point = tuple[int, float, int]
"""edge (-1 for none), share of the edge before the point, cost between the point and its edge"""

Pairs = dict[tuple[int, int], int]


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


def backwards(
    trips: Sequence[Sequence[Call]], seat_next: dict[int, int], zero: int
) -> tuple[list[list[Call]], dict[int, int]]:
    """The same trips seen in a mirror of time: time t becomes zero − t."""
    turned = [
        [
            (stop, zero - departure, zero - arrival, alight, board)
            for stop, arrival, departure, board, alight in calls[::-1]
        ]
        for calls in trips
    ]
    return turned, {b: a for a, b in seat_next.items()}


def percentile(values: Sequence[float], p: float) -> float:
    """Nearest rank: the smallest value with at least p % of the values not larger."""
    ordered = sorted(values)
    return ordered[max(math.ceil(round(p * len(ordered) / 100, 9)) - 1, 0)]


def window(arrivals: Sequence[dict[int, int]], egress: Mapping[int, int], direct: float, longest: int) -> list[float]:
    """Travel time to one destination for each departure: arrivals by stop relative to the departure."""
    times = []
    for by_stop in arrivals:
        total = min([direct, *(by_stop[s] + w for s, w in egress.items() if s in by_stop)])
        times.append(total if total <= longest else INFINITE)
    return times


def depart_at(
    trips: Sequence[Sequence[Call]],
    seat_next: dict[int, int],
    walks: Pairs,
    stay: Sequence[int],
    access: Mapping[int, int],
    egress: Sequence[Mapping[int, int]],
    direct: Mapping[int, int],
    leave: int,
    longest: int,
    rides: int,
    slack: int,
) -> list[float]:
    """Travel time to each destination (its egress by stop) when leaving at one moment."""
    ready = {stop: leave + seconds for stop, seconds in access.items()}
    by_stop = ride(trips, seat_next, walks, stay, ready, leave + longest, rides, slack)
    relative = {stop: time - leave for stop, time in by_stop.items()}
    return [window([relative], legs, direct.get(d, INFINITE), longest)[0] for d, legs in enumerate(egress)]


def arrive_by(
    trips: Sequence[Sequence[Call]],
    seat_next: dict[int, int],
    walks: Pairs,
    stay: Sequence[int],
    access: Mapping[int, int],
    egress: Sequence[Mapping[int, int]],
    direct: Mapping[int, int],
    moments: Sequence[int],
    longest: int,
    rides: int,
    slack: int,
) -> list[list[float]]:
    """Least time before each moment to leave, in order to be at each destination by then, by trying every departure.

    Leaving earlier than to catch some vehicle just in time is never needed.
    """
    tried = {
        departure - slack - access[stop]
        for calls in trips
        for stop, _, departure, board, _ in calls
        if board and stop in access and moments[0] - longest <= departure - slack - access[stop] <= moments[-1]
    }
    found = [[float(direct.get(d, INFINITE))] * len(moments) for d in range(len(egress))]
    for leave in tried:
        times = depart_at(trips, seat_next, walks, stay, access, egress, {}, leave, longest, rides, slack)
        for d, seconds in enumerate(times):
            for m, moment in enumerate(moments):
                if leave + seconds <= moment:
                    found[d][m] = min(found[d][m], moment - leave)
    return [[time if time <= longest else INFINITE for time in row] for row in found]


def along_streets(
    streets: Sequence[Street],
    barred: set[tuple[int, int, int]],
    sources: Sequence[Point],
    targets: Sequence[Point],
    limit: int,
) -> Pairs:
    """Least cost from each source to each target within a limit, on a graph where they are nodes of their own.

    A state is an edge travelled in a direction, so that a barred turn (edge, node, edge) is a missing arc.
    """
    cost = [c for _, _, ahead, against in streets for c in (ahead, against)]
    start = [n for a, b, _, _ in streets for n in (a, b)]
    end = [n for a, b, _, _ in streets for n in (b, a)]
    states = [s for s in range(len(cost)) if cost[s] >= 0]

    def may_follow(s: int, t: int) -> bool:
        return end[s] == start[t] and (s // 2, end[s], t // 2) not in barred

    arcs: list[Arc] = [(s, t, cost[t]) for s in states for t in states if may_follow(s, t)]
    first_source, first_target = len(cost), len(cost) + len(sources)
    for i, (edge, along, aside) in enumerate(sources):
        arcs += [
            (first_source + i, s, round((along if s % 2 else 1 - along) * cost[s]) + aside)
            for s in states
            if s // 2 == edge
        ]
    for j, (edge, along, aside) in enumerate(targets):
        for t in [t for t in states if t // 2 == edge]:
            price = round((1 - along if t % 2 else along) * cost[t]) + aside
            arcs += [(s, first_target + j, price) for s in states if may_follow(s, t)]
            for i, (other, place, off) in enumerate(sources):
                gap = place - along if t % 2 else along - place
                if other == edge and gap >= 0:
                    arcs.append((first_source + i, first_target + j, round(gap * cost[t]) + off + aside))
    pairs = {}
    for i in range(len(sources)):
        reached = dijkstra(arcs, {first_source + i: 0}, limit)
        for j in range(len(targets)):
            if first_target + j in reached:
                pairs[i, j] = reached[first_target + j]
    return pairs


def change_rules(
    walks: Pairs,
    pathways: Pairs,
    transfers: Sequence[tuple[int, int, int, int]],
    stops: int,
    slack: int,
) -> tuple[Pairs, list[int]]:
    """Walks between stops, and the least time to change at each (-1: forbidden), under a feed's rules.

    transfers: (from, to, type, least seconds), the last of a pair and type counts.
    """
    found = dict(walks)
    for pair, seconds in pathways.items():
        if pair[0] != pair[1]:
            found[pair] = min(found.get(pair, seconds), seconds)
    stay = [0] * stops
    for a, b, kind, least in transfers:
        if kind == 2 and a == b:
            stay[a] = max(least - slack, 0)
    floors = {(a, b): least - slack for a, b, kind, least in transfers if kind == 2}
    found = {pair: max(seconds, floors.get(pair, 0)) for pair, seconds in found.items()}
    for a, b, kind, _ in transfers:
        if kind == 3:
            found.pop((a, b), None)
            if a == b:
                stay[a] = -1
    return found, stay


def parts_without_overtaking(trips: Sequence[Sequence[tuple[int, int]]]) -> list[list[int]]:
    """Put each trip [(arrival, departure), …] in the first line whose last trip it follows everywhere."""
    lines: list[list[int]] = []
    for number, calls in enumerate(trips):
        for line in lines:
            before = trips[line[-1]]
            if all(a <= c and b <= d for (a, b), (c, d) in zip(before, calls, strict=True)):
                line.append(number)
                break
        else:
            lines.append([number])
    return lines


def nearest_edge(x: float, y: float, segments: Sequence[tuple[float, float, float, float]]) -> tuple[float, int, float]:
    """Distance to the nearest segment, its number, and the share of it before the nearest point, on a plane."""
    found = []
    for number, (ax, ay, bx, by) in enumerate(segments):
        dx, dy = bx - ax, by - ay
        square = dx * dx + dy * dy
        t = 0.0 if square == 0 else min(1.0, max(0.0, ((x - ax) * dx + (y - ay) * dy) / square))
        px, py = ax + t * dx - x, ay + t * dy - y
        found.append((math.sqrt(px * px + py * py), number, t))
    return min(found)


def entry(table: Any, row: int, minute: int, first: int, never: int | np.integer[Any]) -> int | None:
    """Entry of a table by row and minute, None outside it or where it is impossible."""
    at = minute - first
    if at < 0 or at >= table.shape[1] or table[row, at] == never:
        return None
    return int(table[row, at])


def best_stop(
    leave: Callable[[int, int], int | None],
    home: Callable[[int, int], int | None],
    must_go: Sequence[int | None],
    may_come: Sequence[int | None],
    opens: Sequence[int],
    closes: Sequence[int],
    dwell: int,
    start: int | None,
    end: int,
    limit: int,
) -> tuple[int, int, int] | None:
    """(minutes there, minutes back, stop) of the stop with the least sum, the first of several; None for none."""
    if start is None:
        return None
    possible = []
    for c, (go, come) in enumerate(zip(must_go, may_come, strict=True)):
        if go is None or come is None or go - dwell < opens[c] or go > closes[c] or come + dwell > closes[c]:
            continue
        gone, again = leave(c, go - dwell), home(c, come + dwell)
        if gone is not None and again is not None and start - gone <= limit and again - end <= limit:
            possible.append((start - gone + again - end, c, start - gone, again - end))
    if not possible:
        return None
    _, c, way, way_back = min(possible)
    return way, way_back, c


def latest_in_time(
    arrival: Callable[[int], float], spacing: int, lanes: int, deadline: int, longest: int
) -> tuple[int, int] | None:
    """(lane, seconds from leaving to the deadline) of the last departure in time; None when there is none."""
    for lane in range(lanes - 1, -1, -1):
        left = lane * spacing
        if left <= deadline and deadline - left <= longest and arrival(lane) <= deadline:
            return lane, deadline - left
    return None
