"""Turn restrictions for cars: relations of type restriction → forbidden (from edge, via node, to edge)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.sources.osm.raw import Restriction

__all__ = ["CarEdges", "Turns", "forbidden_turns", "via_nodes"]

Ints = npt.NDArray[np.int64]
_CAR_KEYS = ("restriction:motorcar", "restriction:motor_vehicle", "restriction:vehicle", "restriction")
_CAR_EXCEPTIONS = {"motorcar", "motor_vehicle", "vehicle"}


@dataclass(frozen=True, eq=False)
class CarEdges:
    """What turn restrictions need of the graph. e edges.

    Attributes:
        first, last: int (e,), end nodes.
        way_osm_id: int64 (e,).
        forward, backward: bool (e,), open to cars.
        node_osm_id: int64 (n,).
    """

    first: Ints
    last: Ints
    way_osm_id: Ints
    forward: npt.NDArray[np.bool_]
    backward: npt.NDArray[np.bool_]
    node_osm_id: Ints


@dataclass(frozen=True, eq=False)
class Turns:
    """Forbidden turns, int32 (t,) each, sorted and unique; restrictions applied, and those left out by reason."""

    from_edge: npt.NDArray[np.int32]
    via_node: npt.NDArray[np.int32]
    to_edge: npt.NDArray[np.int32]
    applied: int
    left_out: dict[str, int]


def via_nodes(restrictions: tuple[Restriction, ...]) -> Ints:
    """Ids of nodes that restrictions turn at, so that ways are cut there."""
    ids = {ref for item in restrictions for kind, ref, role in item.members if kind == "n" and role == "via"}
    return np.array(sorted(ids), dtype=np.int64)


def forbidden_turns(restrictions: tuple[Restriction, ...], edges: CarEdges) -> Turns:
    """Apply `no_*` and `only_*` restrictions with one via node.

    `only_*` forbids every other way out of the via node, turning back included. Turns that a car could not make
    anyway are not listed.

    Restrictions through via ways, or holding at some hours only, are left out and counted.
    """
    incident = _incidence(edges, via_nodes(restrictions))
    turns: set[tuple[int, int, int]] = set()
    left_out: Counter[str] = Counter()
    applied = 0
    for item in restrictions:
        reason, kind = _kind(item)
        if reason is None:
            found, reason = _one(item, kind, edges, incident)
            turns |= found
        if reason is None:
            applied += 1
        elif reason:
            left_out[reason] += 1
    table = np.array(sorted(turns), dtype=np.int32).reshape(-1, 3)
    return Turns(table[:, 0], table[:, 1], table[:, 2], applied, dict(sorted(left_out.items())))


def _kind(item: Restriction) -> tuple[str | None, str]:
    """(why it is left out: None when it is not, '' when it does not concern cars; kind such as `no_left_turn`)."""
    for key in _CAR_KEYS:
        value = item.tags.get(key)
        if value:
            if any(part.strip() in _CAR_EXCEPTIONS for part in item.tags.get("except", "").split(";")):
                return "", value
            if "@" in value:
                return "holds at some hours only", value
            known = value.startswith(("no_", "only_"))
            return (None if known else "of an unknown kind"), value
    if any(key.endswith(":conditional") and key.removesuffix(":conditional") in _CAR_KEYS for key in item.tags):
        return "holds at some hours only", ""
    return "", ""


def _one(
    item: Restriction, kind: str, edges: CarEdges, incident: dict[int, list[int]]
) -> tuple[set[tuple[int, int, int]], str | None]:
    """Turns forbidden by one restriction, or why it is left out."""
    via = [(member, ref) for member, ref, role in item.members if role == "via"]
    if any(member == "w" for member, _ in via):
        return set(), "passes along a via way"
    if len(via) != 1 or via[0][0] != "n":
        return set(), "has no single via node"
    from_ways = sorted({ref for member, ref, role in item.members if role == "from" and member == "w"})
    to_ways = sorted({ref for member, ref, role in item.members if role == "to" and member == "w"})
    if not from_ways or not to_ways:
        return set(), "has no from or to way"
    around = incident.get(via[0][1], [])
    turns: set[tuple[int, int, int]] = set()
    reasons: set[str] = set()
    # A barrier may have split the via node in two copies; each is a corner of its own.
    for node in sorted({int(end) for edge in around for end in (edges.first[edge], edges.last[edge])}):
        if int(edges.node_osm_id[node]) != via[0][1]:
            continue
        entering = [edge for edge in around if _arrives(edge, node, edges)]
        leaving = [edge for edge in around if _leaves(edge, node, edges)]
        for from_way in from_ways:
            sources = [edge for edge in entering if int(edges.way_osm_id[edge]) == from_way]
            targets = [edge for edge in leaving if int(edges.way_osm_id[edge]) in to_ways]
            found, reason = _at_corner(kind, sources, targets, leaving, from_way in to_ways, edges)
            turns |= {(source, node, target) for source, target in found}
            reasons |= {reason} if reason else set()
    if turns:
        return turns, None
    return set(), min(reasons, default="refers to streets outside the extract or closed to cars")


def _at_corner(
    kind: str, sources: list[int], targets: list[int], leaving: list[int], same_way: bool, edges: CarEdges
) -> tuple[set[tuple[int, int]], str | None]:
    """Forbidden (from, to) pairs at one node, or why none can be told."""
    if not sources or not targets:
        return set(), "refers to streets outside the extract or closed to cars"
    if "u_turn" in kind and same_way:
        # Turning back on the same way is turning back on the same edge, not driving on along the way.
        return {(source, source) for source in sources if source in targets}, None
    through = len(sources) > 1 or len(targets) > len({int(edges.way_osm_id[edge]) for edge in targets})
    if through and not same_way:
        return set(), "is ambiguous: one of its ways runs on through the via node"
    if kind.startswith("only_"):
        return {(source, edge) for source in sources for edge in leaving if edge not in targets or edge == source}, None
    return {(source, target) for source in sources for target in targets if source != target}, None


def _arrives(edge: int, node: int, edges: CarEdges) -> bool:
    return bool(
        (edges.last[edge] == node and edges.forward[edge]) or (edges.first[edge] == node and edges.backward[edge])
    )


def _leaves(edge: int, node: int, edges: CarEdges) -> bool:
    return bool(
        (edges.first[edge] == node and edges.forward[edge]) or (edges.last[edge] == node and edges.backward[edge])
    )


def _incidence(edges: CarEdges, via: Ints) -> dict[int, list[int]]:
    """Edges open to cars at each via node, by the node's OSM id."""
    usable = np.flatnonzero(edges.forward | edges.backward)
    nodes = np.concatenate([edges.first[usable], edges.last[usable]])
    both = np.concatenate([usable, usable])
    at_via = np.isin(edges.node_osm_id[nodes], via)
    incident: dict[int, list[int]] = {}
    for node, edge in zip(edges.node_osm_id[nodes[at_via]].tolist(), both[at_via].tolist(), strict=True):
        around = incident.setdefault(node, [])
        if edge not in around:
            around.append(edge)
    return incident
