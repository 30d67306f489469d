"""A network with other costs of some streets: shares all that did not change, and leaves the base as it was."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from portee.network.network import ModeStreets, Network
from portee.network.repricing import repriced, walks_after
from portee.network.store import key_of

__all__ = ["with_costs"]

Int32 = npt.NDArray[np.int32]


def with_costs(network: Network, mode: str, forward: Int32, backward: Int32, *, note: str, kind: str) -> Network:
    """The network with other costs of one mode.

    Places and stops keep the edge they enter the streets by, even one that is now closed: nobody starts elsewhere
    because the own street is, and so dearer streets never make a way shorter.

    Args:
        network: it is not changed.
        mode: one of its modes.
        forward, backward: int32 (e,), cost of each edge by direction, NOT_PERMITTED where forbidden.
        note: what was done, for the notes of every result. kind: of change, a word for the key.

    Returns:
        a network in memory, with a key of its own that is the same for the same costs. Walks between stops are those
        of the new costs when the mode is "walk".
    """
    streets = replace(
        network.streets,
        cost_forward={**network.streets.cost_forward, mode: forward},
        cost_backward={**network.streets.cost_backward, mode: backward},
    )
    before = network.modes[mode]
    graph = repriced(before.graph, streets)
    walks = network.walks
    if mode == "walk" and walks is not None:
        stops = network.stops[mode]
        walks = walks_after(before.graph, graph, streets, stops, stops, walks)
    return replace(
        network,
        streets=streets,
        modes={**network.modes, mode: ModeStreets(graph, before.grid)},
        walks=walks,
        notes=(*network.notes, note),
        folder=None,
        key=key_of(kind, network.key, mode, _digest(forward), _digest(backward)),
    )


def _digest(costs: Int32) -> str:
    return hashlib.sha256(np.ascontiguousarray(costs).tobytes()).hexdigest()
