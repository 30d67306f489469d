"""Barriers on nodes: a way is interrupted there for the modes that cannot pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.network.streets import MODES
from portee.sources.osm.access import verdict_of
from portee.sources.osm.raw import RawOsm
from portee.sources.osm.split import Edges
from portee.sources.osm.tables import read_table

__all__ = ["Gates", "blocked_modes", "place_gates"]

Ints = npt.NDArray[np.int64]


def blocked_modes(tags: Mapping[str, str]) -> frozenset[str]:
    """Modes that may not pass a barrier node.

    A refusal stops; a grant to the mode itself lifts what the kind of barrier would stop, but foot=yes on a stile
    does not help a wheelchair: only wheelchair=* does. Who may walk through may push a bicycle through.
    """
    table = read_table("barriers")
    physical = {mode for key in ("barrier", "kerb") for mode in table[key].get(tags.get(key), {}).get("stops", ())}
    stopped = {mode for mode in MODES if _stopped(tags, mode, mode in physical)}
    for mode in ("bicycle", "e_scooter"):
        if "walk" not in stopped and mode not in physical:
            stopped.discard(mode)
    wheelchair = verdict_of(tags.get("wheelchair"))
    if wheelchair is not None:
        stopped = stopped - {"wheelchair"} if wheelchair else stopped | {"wheelchair"}
    return frozenset(stopped)


def _stopped(tags: Mapping[str, str], mode: str, physical: bool) -> bool:
    table = read_table(mode)
    refused = lifted = False
    for key in table["access_keys"]:
        value = tags.get(key)
        verdict = True if value in table.get("pushed_values", ()) else verdict_of(value)
        if verdict is not None:
            refused = not verdict
            lifted = verdict and key in table["opening_keys"] and mode != "wheelchair"
    return refused or (physical and not lifted)


@dataclass(frozen=True, eq=False)
class Gates:
    """Edges of zero length put in the middle of a barrier, b of them.

    Attributes:
        node: int64 (b,), the barrier's node index in RawOsm.
        before: int64 (b,), edge that keeps the node; the edge of `after` leaves from a copy of it instead.
        after: int64 (b,).
        after_end: int64 (b,), 0 when the copy replaces the first node of `after`, 1 when its last.
        passes: per mode, bool (b,).
        ignored: barriers at a junction of three edges or more, where no side can be told.
    """

    node: Ints
    before: Ints
    after: Ints
    after_end: Ints
    passes: dict[str, npt.NDArray[np.bool_]]
    ignored: int


def place_gates(raw: RawOsm, edges: Edges, open_to: dict[str, npt.NDArray[np.bool_]]) -> Gates:
    """Find the barriers that matter: on the seam of exactly two edges that some stopped mode could use otherwise.

    Args:
        raw: material of the file, for its barrier nodes.
        edges: the cut ways.
        open_to: per mode, bool (e,), whether the edge is open in some direction.
    """
    stops = {osm_id: stopped for osm_id, tags in sorted(raw.barriers.items()) if (stopped := blocked_modes(tags))}
    ends = np.concatenate([edges.first, edges.last])
    wanted = np.isin(raw.node_id[ends], np.fromiter(stops, dtype=np.int64, count=len(stops))) if stops else None
    at = np.flatnonzero(wanted) if wanted is not None else np.zeros(0, dtype=np.int64)
    by_node: dict[int, list[int]] = {}
    for position in at.tolist():
        by_node.setdefault(int(ends[position]), []).append(position)
    rows, ignored, count = [], 0, len(edges.first)
    for node in sorted(by_node):
        positions = sorted(by_node[node], key=lambda p: (p % count, p // count))
        stopped = stops[int(raw.node_id[node])]
        if len(positions) > 2:
            ignored += 1
        if len(positions) != 2 or positions[0] % count == positions[1] % count:
            continue
        before, after = positions[0] % count, positions[1] % count
        if any(open_to[mode][before] and open_to[mode][after] for mode in stopped):
            rows.append((node, before, after, positions[1] // count))
    table = np.array(rows, dtype=np.int64).reshape(-1, 4)
    stopped_by_row = [stops[int(raw.node_id[node])] for node in table[:, 0]]
    passes = {mode: np.array([mode not in stopped for stopped in stopped_by_row], dtype=bool) for mode in MODES}
    return Gates(table[:, 0], table[:, 1], table[:, 2], table[:, 3], passes, ignored)
