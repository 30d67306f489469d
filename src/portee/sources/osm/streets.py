"""OSM file → street graph: read, judge the ways, cut them, price the edges."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import numpy.typing as npt

from portee.core.errors import SourceError
from portee.core.progress import Progress, Silent
from portee.core.provenance import Dropped, Provenance, sha256_of
from portee.network.streets import MODES, NOT_PERMITTED, Streets
from portee.sources.osm.barriers import Gates, place_gates
from portee.sources.osm.graph import Graph, build_graph
from portee.sources.osm.prices import price
from portee.sources.osm.raw import RawOsm
from portee.sources.osm.read import read_raw
from portee.sources.osm.split import split_ways
from portee.sources.osm.turns import CarEdges, Turns, forbidden_turns, via_nodes
from portee.sources.osm.ways import WayRule, way_rule

__all__ = ["read_streets"]

LICENCE = "ODbL 1.0"


def read_streets(
    pbf: Path, *, elevation: Path | None = None, progress: Progress | None = None
) -> tuple[Streets, Provenance]:
    """Street graph of an OSM file for every mode of `network.streets.MODES`.

    Args:
        pbf: OSM file: .osm.pbf, or .osm XML, plain or compressed by bzip2 or gzip.
        elevation: GeoTIFF of ground heights in metres, in any projection; slopes then enter the costs.
        progress: told of each step.

    Returns:
        the graph, and where it comes from: hash, date, licence, what was kept, what was left out and why.

    Raises:
        SourceError: the file is missing, is not OSM data, is cut short, is empty, or holds no street to walk on;
            the elevation is not a raster, or covers another place.
    """
    progress = progress or Silent()
    progress.start("Streets", 5)
    raw = read_raw(pbf).in_order()
    progress.advance()
    rules = [way_rule(tags) for tags in raw.tagsets]
    kept = np.array([rule.dropped is None for rule in rules], dtype=bool)[raw.way_tagset]
    _refuse_empty(raw, kept, pbf)
    barrier_ids = np.array(sorted(raw.barriers), dtype=np.int64)
    edges = split_ways(raw, kept, np.concatenate([via_nodes(raw.restrictions), barrier_ids]))
    progress.advance()
    open_to = {
        mode: np.array([rule.dropped is None and rule.passages[mode].open for rule in rules])[raw.way_tagset][edges.way]
        for mode in MODES
    }
    gates = place_gates(raw, edges, open_to)
    graph = build_graph(raw, edges, gates)
    progress.advance()
    costs = price(raw, rules, edges, graph, gates, elevation)
    progress.advance()
    if not len(graph.edge_from) or not (costs.forward["walk"] != NOT_PERMITTED).any():
        raise _no_walk(pbf)
    turns = forbidden_turns(
        raw.restrictions,
        CarEdges(
            graph.edge_from,
            graph.edge_to,
            raw.way_id[graph.edge_way],
            costs.forward["car"] != NOT_PERMITTED,
            costs.backward["car"] != NOT_PERMITTED,
            raw.node_id[graph.node],
        ),
    )
    streets = _streets(raw, rules, graph, costs.forward, costs.backward, turns, elevation is not None)
    provenance = _provenance(pbf, raw, rules, streets, gates, turns, edges.missing_refs, costs.notes)
    progress.advance()
    progress.done()
    return streets, provenance


def _refuse_empty(raw: RawOsm, kept: npt.NDArray[np.bool_], pbf: Path) -> None:
    if not len(raw.node_id) or not raw.objects.get("ways"):
        raise SourceError(
            f"The OSM file holds {raw.objects.get('nodes', 0)} nodes and {raw.objects.get('ways', 0)} ways: no street.",
            where=str(pbf),
            mend="Take an extract of an area with streets, and keep the nodes when you filter it.",
        )
    if not kept.any():
        raise _no_walk(pbf)


def _no_walk(pbf: Path) -> SourceError:
    return SourceError(
        "No street of the OSM file can be walked on.",
        where=str(pbf),
        mend="Take an extract that holds ways with a highway tag (residential, footway, …) and the nodes they use.",
    )


def _streets(
    raw: RawOsm,
    rules: list[WayRule],
    graph: Graph,
    forward: dict[str, npt.NDArray[np.int32]],
    backward: dict[str, npt.NDArray[np.int32]],
    turns: Turns,
    elevation: bool,
) -> Streets:
    used = np.unique(raw.way_name[graph.edge_way])
    used = used[used >= 0]
    names = sorted(raw.names[i] for i in used.tolist())
    rank = {name: i for i, name in enumerate(names)}
    new_name = np.full(len(raw.names) + 1, -1, dtype=np.int32)
    new_name[used] = [rank[raw.names[i]] for i in used.tolist()]
    flags = np.array([rule.flags for rule in rules], dtype=np.uint8)
    return Streets(
        node_lon_e7=raw.node_lon_e7[graph.node],
        node_lat_e7=raw.node_lat_e7[graph.node],
        node_osm_id=raw.node_id[graph.node],
        edge_from=graph.edge_from.astype(np.int32),
        edge_to=graph.edge_to.astype(np.int32),
        edge_length_mm=graph.length_mm,
        edge_osm_way=raw.way_id[graph.edge_way],
        edge_name=new_name[raw.way_name[graph.edge_way]],
        edge_flags=flags[raw.way_tagset[graph.edge_way]],
        geometry_offset=graph.geometry_offset,
        geometry_lon_e7=raw.node_lon_e7[graph.geometry_node],
        geometry_lat_e7=raw.node_lat_e7[graph.geometry_node],
        names=tuple(names),
        cost_forward=forward,
        cost_backward=backward,
        car_turn_from=turns.from_edge,
        car_turn_via=turns.via_node,
        car_turn_to=turns.to_edge,
        elevation=elevation,
    )


def _provenance(
    pbf: Path,
    raw: RawOsm,
    rules: list[WayRule],
    streets: Streets,
    gates: Gates,
    turns: Turns,
    missing_refs: int,
    notes: tuple[str, ...],
) -> Provenance:
    digest, size = sha256_of(pbf)
    rows = {f"osm_{kind}": count for kind, count in raw.objects.items()}
    rows |= {"nodes": streets.node_count, "edges": streets.edge_count, "names": len(streets.names)}
    length = streets.edge_length_mm.astype(np.int64)
    for mode in MODES:
        usable = (streets.cost_forward[mode] != NOT_PERMITTED) | (streets.cost_backward[mode] != NOT_PERMITTED)
        rows[f"{mode}_km"] = int(length[usable].sum() // 1_000_000)
    rows |= {"barriers": len(gates.node), "turn_restrictions": turns.applied, "forbidden_turns": len(turns.from_edge)}
    return Provenance(
        source="osm",
        file=pbf.name,
        sha256=digest,
        size_bytes=size,
        date=raw.timestamp,
        licence=LICENCE,
        rows=rows,
        dropped=_dropped(raw, rules, gates, turns, missing_refs),
        notes=notes,
    )


def _dropped(raw: RawOsm, rules: list[WayRule], gates: Gates, turns: Turns, missing_refs: int) -> tuple[Dropped, ...]:
    by_reason: dict[str, Counter[str]] = {}
    ways = np.bincount(raw.way_tagset, minlength=len(rules))
    for rule, count in zip(rules, ways.tolist(), strict=True):
        if rule.dropped is not None:
            by_reason.setdefault(rule.dropped, Counter())[rule.way_class or "other"] += count
    dropped = [
        Dropped("ways", sum(classes.values()), reason, _most(classes)) for reason, classes in sorted(by_reason.items())
    ]
    if missing_refs:
        dropped.append(Dropped("way nodes", missing_refs, "not in the file, as at the border of an extract"))
    if gates.ignored:
        dropped.append(Dropped("barriers", gates.ignored, "on a junction: which street they bar cannot be told"))
    dropped += [Dropped("turn restrictions", count, reason) for reason, count in turns.left_out.items()]
    return tuple(dropped)


def _most(classes: Counter[str]) -> tuple[str, ...]:
    """The five most frequent, as text."""
    ranked = sorted(classes.items(), key=lambda item: (-item[1], item[0]))
    return tuple(f"{name}: {count}" for name, count in ranked[:5])
