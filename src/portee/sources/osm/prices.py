"""What each mode pays on each edge, in each direction."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from portee.core.provenance import sha256_of
from portee.network.streets import MODES, NOT_PERMITTED
from portee.sources.osm.barriers import Gates
from portee.sources.osm.graph import Graph
from portee.sources.osm.raw import RawOsm
from portee.sources.osm.split import Edges
from portee.sources.osm.tables import read_table
from portee.sources.osm.ways import FERRIES, WayRule

if TYPE_CHECKING:
    from portee.sources.osm.slopes import SlopeEfforts

__all__ = ["Costs", "price"]

Costs32 = dict[str, npt.NDArray[np.int32]]
_MS_PER_MM_AT_1_KMH = 3.6
"""1 mm at 1 km/h takes 3.6 ms."""


@dataclass(frozen=True, eq=False)
class Costs:
    """Costs by mode, as in `network.streets.Streets`, and remarks for the provenance."""

    forward: Costs32
    backward: Costs32
    notes: tuple[str, ...]


def price(raw: RawOsm, rules: list[WayRule], edges: Edges, graph: Graph, gates: Gates, elevation: Path | None) -> Costs:
    """Cost of every edge for every mode: length × effort of tags × effort of slope; driving time for car.

    Ferries cost their time on board at the mode's default speed. A gate costs 1 for those who pass it.

    Raises:
        SourceError: the elevation cannot be read or covers another place.
    """
    is_gate = graph.source < 0
    tagset = raw.way_tagset[graph.edge_way]
    length = graph.length_mm.astype(np.float64)
    ferry_ms = _ferry_ms(raw, rules, edges, graph)
    is_ferry = ~np.isnan(ferry_ms)
    slopes, notes = _slopes(raw, rules, graph, is_ferry, elevation)
    forward: Costs32 = {}
    backward: Costs32 = {}
    for mode in MODES:
        for direction, costs in (("forward", forward), ("backward", backward)):
            factor = np.array([_factor(rule, mode, direction) for rule in rules])[tagset]
            open_ms = np.where(np.isnan(factor), np.nan, ferry_ms)
            if mode == "car":
                costs[mode] = _as_int32(np.where(is_ferry, open_ms, length * _MS_PER_MM_AT_1_KMH / factor))
                continue
            if slopes is not None:
                factor = factor * _effort(slopes, rules, tagset, mode, direction)
            mm_per_ms = float(read_table(mode)["default_speed_kmh"]) / _MS_PER_MM_AT_1_KMH
            costs[mode] = _as_int32(np.where(is_ferry, open_ms * mm_per_ms, length * factor))
    _open_gates(forward, backward, graph, gates, is_gate)
    return Costs(forward, backward, notes)


def _slopes(
    raw: RawOsm, rules: list[WayRule], graph: Graph, is_ferry: npt.NDArray[np.bool_], elevation: Path | None
) -> tuple[SlopeEfforts | None, tuple[str, ...]]:
    if elevation is None:
        return None, ("no elevation given: slopes are not in the costs",)
    # Rasters and sparse matrices are slow to import, and most builds have no elevation.
    from portee.sources.osm.slopes import slope_efforts

    lifted = np.array([rule.structure for rule in rules], dtype=bool)[raw.way_tagset[graph.edge_way]]
    slopes = slope_efforts(raw, graph, lifted | is_ferry, elevation)
    note = f"slopes from {elevation.name}, sha256 {sha256_of(elevation)[0]}"
    if slopes.unknown:
        note += f"; {slopes.unknown} edges run where it tells no height and are taken as flat there"
    return slopes, (note,)


def _effort(
    slopes: SlopeEfforts, rules: list[WayRule], tagset: npt.NDArray[np.int32], mode: str, direction: str
) -> npt.NDArray[np.float64]:
    """Effort of slope (e,): that of walking where the vehicle is pushed; vouched for wheelchairs where tags say so."""
    efforts = getattr(slopes, direction)
    effort: npt.NDArray[np.float64] = efforts[mode]
    if mode == "wheelchair":
        vouched = np.array([rule.wheelchair_vouched for rule in rules], dtype=bool)[tagset]
        most = float(read_table("wheelchair")["factor_at_limit"])
        return np.where(np.isnan(effort) & vouched, most, effort)
    side = ("forward", "backward").index(direction)
    pushed = np.array([mode in rule.passages and rule.passages[mode].pushed[side] for rule in rules], dtype=bool)
    return np.where(pushed[tagset], efforts["walk"], effort)


def _factor(rule: WayRule, mode: str, direction: str) -> float:
    passage = rule.passages.get(mode) if rule.dropped is None else None
    value = getattr(passage, direction) if passage is not None else None
    return np.nan if value is None else float(value)


def _ferry_ms(raw: RawOsm, rules: list[WayRule], edges: Edges, graph: Graph) -> npt.NDArray[np.float64]:
    """Milliseconds on board per edge, NaN where the edge is not a ferry: (e,)."""
    speeds = read_table("ferries")["speed_kmh"]
    time = np.full(len(graph.edge_way), np.nan)
    ferry = np.array([rule.way_class in FERRIES for rule in rules], dtype=bool)[raw.way_tagset[graph.edge_way]]
    if not ferry.any():
        return time
    way_length = np.bincount(edges.way, weights=edges.length_mm, minlength=len(raw.way_id))
    for edge in np.flatnonzero(ferry).tolist():
        way = int(graph.edge_way[edge])
        rule, length = rules[int(raw.way_tagset[way])], float(graph.length_mm[edge])
        if rule.ferry_s is not None and way_length[way] > 0:
            time[edge] = rule.ferry_s * 1000 * length / way_length[way]
        else:
            time[edge] = length * _MS_PER_MM_AT_1_KMH / speeds[rule.way_class]
    return time


def _as_int32(cost: npt.NDArray[np.float64]) -> npt.NDArray[np.int32]:
    closed = np.isnan(cost)
    rounded = np.clip(np.rint(np.where(closed, 0, cost)), 1, np.iinfo(np.int32).max)
    return np.where(closed, NOT_PERMITTED, rounded).astype(np.int32)


def _open_gates(
    forward: Costs32, backward: Costs32, graph: Graph, gates: Gates, is_gate: npt.NDArray[np.bool_]
) -> None:
    """Price the gates: whoever may be on both sides and passes the barrier pays 1, in both directions."""
    if not len(gates.node):
        return
    position = np.zeros(len(graph.source), dtype=np.int64)
    position[graph.source[~is_gate]] = np.flatnonzero(~is_gate)
    at = np.flatnonzero(is_gate)
    row = -1 - graph.source[at]
    before, after = position[gates.before[row]], position[gates.after[row]]
    for mode in MODES:
        usable = (forward[mode] != NOT_PERMITTED) | (backward[mode] != NOT_PERMITTED)
        open_gate = usable[before] & usable[after] & gates.passes[mode][row]
        forward[mode][at] = backward[mode][at] = np.where(open_gate, 1, NOT_PERMITTED).astype(np.int32)
