"""Minutes by the clock of walks that were chosen by how they feel."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.kernels.carrying import Carried, carried_from
from portee.kernels.shortest import UNREACHED, workspace
from portee.kernels.tables import point_space
from portee.network.network import Network
from portee.reach.kinds import Along
from portee.reach.links import LinkStore
from portee.territory.places import Places

__all__ = ["FeltWalks", "felt_walks"]

Int32 = npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class FeltWalks:
    """Both legs on foot all the way, int32 (homes, d) seconds, UNREACHED where they feel too long.

    Attributes:
        out, back: perceived. out_clock, back_clock: by the clock, of the same way; never more than perceived.
    """

    out: Int32
    back: Int32
    out_clock: Int32
    back_clock: Int32


def felt_walks(store: LinkStore, base: Network, homes: Places, places: Places, search: Along) -> FeltWalks:
    """Perceived seconds, and seconds by the clock, of the walks that feel shortest.

    Args:
        store: links of the network as it is felt (see `portee.reach.comfort.comfortable`).
        base: the network as it is.
        homes, places: the ends.
        search: how one walks; its limit is one of perceived minutes.
    """
    legs = [_leg(store, base, homes, places, search, towards=towards) for towards in (False, True)]
    return FeltWalks(legs[0][0], legs[1][0], legs[0][1], legs[1][1])


def _carried(store: LinkStore, base: Network, mode: str, *, towards: bool) -> Carried:
    graph, streets = store.network.modes[mode].graph, base.streets
    rows, edge = graph.searching(towards), np.asarray(graph.back_edge if towards else graph.ahead_edge)
    forward, backward = (np.asarray(costs[mode]) for costs in (streets.cost_forward, streets.cost_backward))
    arc = np.where(edge & 1, backward[edge >> 1], forward[edge >> 1]).astype(np.int32)
    ahead, against = (backward, forward) if towards else (forward, backward)
    tail = np.repeat(np.arange(graph.node_count, dtype=np.int32), np.diff(rows.offset))
    ends = (np.asarray(column) for column in (streets.edge_from, streets.edge_to, graph.node_of_copy))
    return Carried(tail, arc, ahead, against, *ends)


def _leg(
    store: LinkStore, base: Network, homes: Places, places: Places, search: Along, *, towards: bool
) -> tuple[Int32, Int32]:
    mode, count = search.mode, len(places)
    graph = store.network.modes[mode].graph
    carried = _carried(store, base, mode, towards=towards)
    starts, ends = (store.points(some, mode, towards=towards) for some in (homes, places))
    space, marks, sums = workspace(graph.node_count), point_space(count), np.zeros(graph.node_count, np.int32)
    limit = int(min(search.limit_min * 60 * search.units, int(UNREACHED) - 1))
    cost, real = (np.empty((len(homes), count), np.int32) for _ in range(2))
    for home in range(len(homes)):
        carried_from(
            graph.searching(towards), carried, starts, home, ends, limit, space, marks, sums, cost[home], real[home]
        )  # fmt: skip
    felt, clock = (np.where(costs == UNREACHED, UNREACHED, np.ceil(costs / search.units)) for costs in (cost, real))
    return felt.astype(np.int32), clock.astype(np.int32)
