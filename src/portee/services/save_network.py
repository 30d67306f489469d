"""A network made in memory, such as that of a scenario, written as a folder that opens like any other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from portee.core.progress import Progress, Silent
from portee.network.network import Network, write_mode
from portee.network.snapping import count_moved
from portee.network.store import draft, key_of

__all__ = ["save_network"]


def save_network(network: Network, folder: Path | str, *, progress: Progress | None = None) -> None:
    """Write a network. Nothing but a network is ever replaced.

    Args:
        network: with the graphs of all modes.
        folder: where it goes; its parent exists.

    Raises:
        OutputError: the folder cannot be written, or something else is there. Nothing half-written is left.
    """
    progress = progress or Silent()
    streets, timetable = network.streets, network.timetable
    by_source: dict[str, list[dict[str, Any]]] = {"osm": [], "gtfs": []}
    for record in network.provenance:
        by_source.setdefault(record.source, []).append(record.to_dict())
    with draft(Path(folder)) as work:
        progress.start("Graphs of each mode", None)
        facts: dict[str, Any] = {"nodes": streets.node_count, "edges": streets.edge_count}
        if by_source["osm"]:
            facts["provenance"] = by_source["osm"][0]
        work.write("streets", key_of("streets", network.key), streets, facts)
        for mode, part in network.modes.items():
            write_mode(work, mode, part, streets, key_of("mode", mode, network.key))
        if timetable is not None and network.walks is not None:
            told_of = {"provenance": by_source["gtfs"], "problems": []}
            work.write("timetable", key_of("timetable", network.key), timetable, told_of)
            for mode, snapped in network.stops.items():
                told = {
                    "stops": len(snapped.edge), "unattached": int((~snapped.attached).sum()),
                    "moved": count_moved(
                        streets, network.modes[mode].graph, snapped, timetable.stop_lon, timetable.stop_lat
                    ),
                }  # fmt: skip
                work.write(f"stops-{mode}", key_of("stops", mode, network.key), snapped, told)
            longest = {"pairs": len(network.walks.to), "longest_m": network.walks.limit // 1000}
            work.write("links", key_of("links", network.key), network.walks, longest)
        work.facts = {
            "key": network.key, "notes": list(network.notes),
            "provenance": [record.to_dict() for record in network.provenance],
            "parameters": {"transfer_m": None if network.walks is None else network.walks.limit // 1000},
            "may_stand_still": network.may_stand_still,
        }  # fmt: skip
        progress.done()
