"""A network: streets, the graph of each mode, the timetable, and the links between stops and streets."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import numpy as np

from portee.core.progress import Progress, Silent
from portee.core.provenance import Provenance
from portee.kernels.nearest_edge import SegmentGrid
from portee.kernels.shortest import Graph
from portee.network.footpaths import StopWalks, stop_walks
from portee.network.modegraph import ModeGraph, mode_graph
from portee.network.snapping import Snapped, count_moved, segment_grid, snap
from portee.network.store import Draft, key_of, load_section, read_manifest
from portee.network.streets import MODES, Streets
from portee.network.timetable import Timetable

__all__ = [
    "DEFAULT_TRANSFER_M",
    "ModeStreets",
    "Network",
    "mode_of",
    "mode_streets",
    "streets_of",
    "write_links",
    "write_mode",
    "write_modes",
]

DEFAULT_TRANSFER_M = 1000
"""Longest walk between two stops that a network stores, metres."""


@dataclass(frozen=True, eq=False)
class ModeStreets:
    """The graph of a mode with the grid that finds its nearest edge."""

    graph: ModeGraph
    grid: SegmentGrid


def mode_streets(streets: Streets, mode: str) -> ModeStreets:
    """Derive the graph and the grid of a mode."""
    graph = mode_graph(streets, mode)
    return ModeStreets(graph, segment_grid(streets, graph.main))


@dataclass(frozen=True, eq=False)
class Network:
    """Everything a search needs, immutable.

    Attributes:
        streets: the street graph.
        modes: graph and grid of each mode of `portee.network.streets.MODES`.
        timetable: all feeds, or None for a network of streets alone.
        stops: where stops attach, by mode (empty without a timetable).
        walks: walks between stops on foot, up to the length given at build (None without a timetable).
        provenance: one record per source.
        notes: plain remarks that every result must carry.
        folder: where it is stored, None for one in memory.
        key: hash of all it was made from.
        may_stand_still: whether a date whose trips are all gone is meant, as on a day of strike: one then walks.
    """

    streets: Streets
    modes: dict[str, ModeStreets]
    timetable: Timetable | None = None
    stops: dict[str, Snapped] = field(default_factory=dict)
    walks: StopWalks | None = None
    provenance: tuple[Provenance, ...] = ()
    notes: tuple[str, ...] = ()
    folder: Path | None = None
    key: str = ""
    may_stand_still: bool = False

    @classmethod
    def of(
        cls,
        streets: Streets,
        timetable: Timetable | None = None,
        *,
        modes: tuple[str, ...] = MODES,
        transfer_m: int = DEFAULT_TRANSFER_M,
        provenance: tuple[Provenance, ...] = (),
    ) -> Self:
        """A network in memory."""
        graphs = {mode: mode_streets(streets, mode) for mode in modes}
        stops, walks = _links(streets, graphs, timetable, transfer_m)
        return cls(streets, graphs, timetable, stops, walks, provenance)

    @classmethod
    def open(cls, folder: Path | str) -> Self:
        """Open a stored network, memory-mapped. Raises NetworkError."""
        folder = Path(folder)
        manifest = read_manifest(folder)
        streets = streets_of(load_section(folder, "streets", manifest))
        modes = {mode: mode_of(mode, load_section(folder, mode, manifest)) for mode in MODES}
        timetable, stops, walks = None, {}, None
        if "timetable" in manifest["sections"]:
            timetable = Timetable(**load_section(folder, "timetable", manifest))
            links = load_section(folder, "links", manifest)
            walks = StopWalks(links["offset"], links["to"], links["cost"], links["limit"])
            stops = {mode: Snapped(**load_section(folder, f"stops-{mode}", manifest)) for mode in MODES}
        return cls(
            streets, modes, timetable, stops, walks,
            tuple(Provenance.from_dict(record) for record in manifest["provenance"]),
            tuple(manifest["notes"]), folder, manifest["key"], bool(manifest.get("may_stand_still", False)),
        )  # fmt: skip

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north in degrees."""
        lon, lat = self.streets.geometry_lon_e7, self.streets.geometry_lat_e7
        return tuple(float(v) / 1e7 for v in (lon.min(), lat.min(), lon.max(), lat.max()))  # type: ignore[return-value]


def _links(
    streets: Streets, graphs: dict[str, ModeStreets], timetable: Timetable | None, transfer_m: int
) -> tuple[dict[str, Snapped], StopWalks | None]:
    if timetable is None:
        return {}, None
    lon, lat = np.asarray(timetable.stop_lon), np.asarray(timetable.stop_lat)
    stops = {mode: snap(streets, part.grid, lon, lat) for mode, part in graphs.items()}
    return stops, stop_walks(graphs["walk"].graph, stops["walk"], transfer_m * 1000)


def streets_of(items: dict[str, Any]) -> Streets:
    """Streets from the items of their stored section."""
    for name in ("cost_forward", "cost_backward"):
        items[name] = {mode: items.pop(f"{name}.{mode}") for mode in MODES}
    return Streets(**items)


def mode_of(mode: str, items: dict[str, Any]) -> ModeStreets:
    """Graph and grid of a mode from the items of its stored section."""

    def nested(name: str) -> dict[str, Any]:
        cut = len(name) + 1
        return {label[cut:]: items[label] for label in items if label.startswith(f"{name}.")}

    graph = ModeGraph(
        mode, Graph(**nested("ahead")), items["ahead_edge"], Graph(**nested("back")), items["back_edge"],
        items["node_of_copy"], items["forward"], items["backward"], items["main"],
    )  # fmt: skip
    return ModeStreets(graph, SegmentGrid(**nested("grid")))


def write_modes(work: Draft, streets: Streets, key: str, progress: Progress | None = None) -> dict[str, ModeStreets]:
    """Write the section of every mode, or take it over from the previous network; return all of them."""
    progress = progress or Silent()
    parts = {}
    for mode in MODES:
        mode_key = key_of("mode", mode, key)
        if work.reuse(mode, mode_key):
            parts[mode] = mode_of(mode, work.load(mode))
        else:
            parts[mode] = part = mode_streets(streets, mode)
            write_mode(work, mode, part, streets, mode_key)
        progress.advance()
    return parts


def write_mode(work: Draft, mode: str, part: ModeStreets, streets: Streets, key: str) -> None:
    """Write the section of one mode."""
    permitted = (part.graph.forward >= 0) | (part.graph.backward >= 0)
    facts = {
        "arcs": len(part.graph.ahead.head),
        "km": round(float(streets.edge_length_mm[permitted].sum(dtype=np.int64)) / 1e6, 1),
        "km_in_main_part": round(float(streets.edge_length_mm[part.graph.main].sum(dtype=np.int64)) / 1e6, 1),
    }
    work.write(mode, key, _FlatMode(part), facts)


class _FlatMode:
    """A mode's arrays under dotted names, as the store writes them."""

    def __init__(self, part: ModeStreets) -> None:
        self._part = part

    def _asdict(self) -> dict[str, Any]:
        graph = self._part.graph
        items = {name: getattr(graph, name) for name in graph.__dataclass_fields__ if name != "mode"}
        flat = {name: item for name, item in items.items() if not hasattr(item, "_asdict")}
        for name, item in (("ahead", graph.ahead), ("back", graph.back), ("grid", self._part.grid)):
            flat.update({f"{name}.{label}": value for label, value in item._asdict().items()})
        return flat


def write_links(
    work: Draft, streets: Streets, timetable: Timetable, modes: dict[str, ModeStreets], key: str, transfer_m: int
) -> None:
    """Write where stops attach to each mode and the walks between them, or take it all over."""
    names = {"links": key_of("links", key), **{f"stops-{mode}": key_of("stops", mode, key) for mode in MODES}}
    if work.reuse_all(names):
        return
    stops, walks = _links(streets, modes, timetable, transfer_m)
    assert walks is not None
    lon, lat = np.asarray(timetable.stop_lon), np.asarray(timetable.stop_lat)
    for mode, snapped in stops.items():
        facts = {
            "stops": len(snapped.edge),
            "unattached": int((~snapped.attached).sum()),
            "moved": count_moved(streets, modes[mode].graph, snapped, lon, lat),
        }
        work.write(f"stops-{mode}", names[f"stops-{mode}"], snapped, facts)
    work.write("links", names["links"], walks, {"pairs": len(walks.to), "longest_m": transfer_m})
