"""Street links ranked by the access lost when each one is closed alone, along streets without public transport."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where
from portee.kernels.crossing import detour_cost, worth_through_edges, worth_without_edge
from portee.kernels.shortest import UNREACHED, Graph, Workspace, workspace
from portee.kernels.tables import Points, PointSpace, point_space
from portee.network.snapping import attach
from portee.reach.options import Travel
from portee.reach.streetwise import attached_places, cost_limit
from portee.resilience.criticality import AccessAsked, Criticality, by_element, most_critical
from portee.world import World

__all__ = ["CriticalStreets", "critical_streets"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class CriticalStreets:
    """Street links ranked among those that most ways go by.

    Attributes:
        edges: int32 (m,), the links compared, as rows of the street graph.
        beyond: what any other link may cost at most.
        found: the ranking; its elements are `edges`.
    """

    edges: Ints
    beyond: float
    found: Criticality

    @property
    def certain(self) -> int:
        """How many of those ranked are the greatest of all links, not only of those compared."""
        return int((self.found.loss[self.found.greatest] >= self.beyond).sum())


@dataclass(frozen=True, eq=False)
class _Room:
    """What one thread needs."""

    space: Workspace
    marks: PointSpace
    last: Ints
    seen: Ints


class _Streets:
    """The streets of one mode with both ends, prepared."""

    def __init__(self, world: World, asked: AccessAsked, travel: Travel) -> None:
        mode = travel.foot if travel.mode == "walk" else travel.mode
        limit_s = asked.within(travel).longest_s
        if travel.mode == "walk" and travel.max_walk_min is not None:
            limit_s = min(limit_s, travel.limit_s("walk"))
        extra_s = round(travel.parking_min * 60) if mode == "car" else 0
        graph = world.network.modes[mode].graph
        self.limit = cost_limit(max(0, limit_s - extra_s), travel.units_per_second(mode)) if limit_s >= extra_s else -1
        self.graph: Graph = graph.ahead
        self.tail = np.repeat(np.arange(graph.node_count, dtype=np.int32), np.diff(graph.ahead.offset))
        self.edge = (graph.ahead_edge >> 1).astype(np.int32)
        self.edges, self._nodes = len(graph.forward), graph.node_count
        self.starts, self.ends = (
            attach(graph, attached_places(world.network, places, mode))
            for places in (asked.origins, asked.destinations)
        )
        self.people, self.things = np.asarray(asked.residents), np.asarray(asked.opportunities)
        self._by_edge = np.argsort(self.edge, kind="stable")
        self._first = np.searchsorted(self.edge[self._by_edge], np.arange(self.edges + 1))
        self._own = threading.local()

    def room(self) -> _Room:
        """Of the calling thread."""
        if not hasattr(self._own, "room"):
            self._own.room = _Room(
                workspace(self._nodes), point_space(len(self.things)), np.empty(len(self.things), np.int32),
                np.empty(self.edges, np.int32),
            )  # fmt: skip
        found: _Room = self._own.room
        return found

    def arcs_of(self, edge: int) -> npt.NDArray[np.int64]:
        """Arcs on an edge."""
        return self._by_edge[self._first[edge] : self._first[edge + 1]]

    def without(self, edge: int) -> Graph:
        """The graph with an edge closed: no limit is as large as what its arcs cost."""
        cost = self.graph.cost.copy()
        cost[self.arcs_of(edge)] = UNREACHED
        return self.graph._replace(cost=cost)

    def through(self, origin: int, detour: Ints) -> tuple[Ints, Floats, float]:
        """Edges that an origin may lose something by, how much at most by its weight, and its access."""
        if not self.people[origin] or self.starts.edge[origin] < 0:
            return np.zeros(0, np.int32), np.zeros(0), 0.0
        room, bound = self.room(), np.zeros(self.edges)
        access = worth_through_edges(
            self.graph, self.tail, self.edge, detour, self.starts, origin, self.ends, self.limit, self.things,
            room.space, room.marks, room.last, room.seen, bound,
        )  # fmt: skip
        found = np.flatnonzero(bound)
        return found.astype(np.int32), bound[found] * self.people[origin], access

    def detours(self, edge: int) -> list[tuple[int, int]]:
        """(arc, what going round it adds) for every arc on an edge."""
        graph, space = self.without(edge), self.room().space
        return [
            (
                int(arc),
                int(detour_cost(graph, self.tail[arc], graph.head[arc], self.graph.cost[arc], self.limit, space)),
            )
            for arc in self.arcs_of(edge)
        ]

    def left(self, graph: Graph, edge: int, origin: int) -> float:
        """Access of an origin in a graph where an edge is closed."""
        room = self.room()
        starts: Points = self.starts
        return float(
            worth_without_edge(graph, starts, origin, self.ends, self.limit, self.things, edge, room.space, room.marks)
        )


def critical_streets(
    world: World,
    asked: AccessAsked,
    travel: Travel,
    *,
    most_used: int = 500,
    k: int = 10,
    threads: int | None = None,
) -> CriticalStreets:
    """Rank street links by Σ_i w_i (A_i − A_i without the link), closed both ways to the mode.

    Places keep the link they enter the streets by: when it is closed they cannot be left or reached.

    Args:
        world: the network.
        asked: whose access to what; its percentile does not matter, as every minute is alike.
        travel: how to travel, by mode "walk", "bicycle", "e_scooter" or "car".
        most_used: how many links to compare: those on whose least costly ways most is reached.
        k: how many to rank exactly.
        threads: searches at a time (default: all cores).

    Raises:
        ParameterError: public transport, a cutoff beyond the longest travel time, or k or most_used below 1.
    """
    if travel.mode == "transit":
        raise ParameterError(
            "Street links are ranked for one mode along streets.",
            where=Where(field="travel"),
            mend="Choose mode walk, bicycle, e_scooter or car.",
        )
    if most_used < 1:
        raise ParameterError(
            f"{most_used} links are compared.", where=Where(field="most_used"), mend="Give at least 1."
        )
    streets = _Streets(world, asked, travel)
    origins = range(len(streets.people))
    with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:

        def rows(detour: Ints) -> list[tuple[Ints, Floats, float]]:
            return list(pool.map(lambda origin: streets.through(origin, detour), origins))

        detour = np.full(len(streets.edge), UNREACHED, np.int32)
        used = np.zeros(streets.edges)
        for edges, worth, _ in rows(detour):
            used[edges] += worth
        order = np.argsort(-used, kind="stable")[: int((used > 0).sum())]
        compared = order[:most_used].astype(np.int32)
        beyond = float(used[order[most_used]]) if most_used < len(order) else 0.0
        for around in pool.map(streets.detours, compared.tolist()):
            for arc, more in around:
                detour[arc] = more
        found = rows(detour)
        access = np.array([reached for _, _, reached in found])
        return CriticalStreets(
            compared, beyond,
            most_critical(
                [str(edge) for edge in compared.tolist()],
                by_element(_numbered(found, compared, streets.edges), len(compared)),
                _exact(streets, compared, access, pool), k,
                access=float(streets.people @ access), searches=int(np.count_nonzero(streets.people)),
            ),
        )  # fmt: skip


def _numbered(rows: Sequence[tuple[Ints, Floats, float]], compared: Ints, edges: int) -> list[tuple[Ints, Floats]]:
    """What each origin may lose by the links compared alone, numbered in their order."""
    number = np.full(edges, -1, np.int32)
    number[compared] = np.arange(len(compared))
    kept = [(number[edge], worth) for edge, worth, _ in rows]
    return [(element[element >= 0], worth[element >= 0]) for element, worth in kept]


def _exact(
    streets: _Streets, compared: Ints, access: Floats, pool: ThreadPoolExecutor
) -> Callable[[int, Ints], Floats]:
    """What origins lose without a link, worked out by searching from each of them again."""
    closed: dict[int, Graph] = {}

    def exact(element: int, origins: Ints) -> Floats:
        edge = int(compared[element])
        if edge not in closed:
            closed.clear()
            closed[edge] = streets.without(edge)
        graph = closed[edge]
        left = np.array(list(pool.map(lambda origin: streets.left(graph, edge, origin), origins.tolist())))
        # Sums of broken numbers may differ by a hair.
        lost: Floats = np.maximum(0.0, streets.people[origins] * (access[origins] - left))
        return lost

    return exact
