"""Any OSM file that libosmium reads (PBF, XML, bzip2 or gzip of it) → RawOsm. Plain and complete.

`pbf` does the same for common PBF files several times faster; a test holds them equal.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import osmium

from portee.core.errors import SourceError
from portee.sources.osm.raw import RawOsm, Restriction
from portee.sources.osm.tables import NODE_KEYS, read_table, way_keys

__all__ = ["data_date", "read_through_osmium"]


def read_through_osmium(path: Path) -> RawOsm:
    """Read the street material of an OSM file.

    Raises:
        SourceError: the file is not OSM data, or is cut short.
    """
    try:
        return _read(path)
    except (RuntimeError, UnicodeDecodeError) as problem:
        raise SourceError(
            f"This is not a complete OSM file ({_first_line(problem)}).",
            where=str(path),
            mend="Download the extract again, or check that it is an .osm.pbf file.",
        ) from None


def data_date(path: Path) -> str | None:
    """Date of the data, ISO 8601, where the header of the file tells one."""
    header = _header(path)
    return header.get("osmosis_replication_timestamp") or header.get("timestamp") or None


def _header(path: Path) -> osmium.io.Header:
    reader = osmium.io.Reader(osmium.io.File(str(path)))
    header = reader.header()
    reader.close()
    return header


def _first_line(problem: Exception) -> str:
    return (str(problem).splitlines() or ["unreadable"])[0].rstrip(".")


def _read(path: Path) -> RawOsm:
    keys, class_keys = way_keys(), ("highway", *read_table("ways")["class_of_tag"])
    node_rows: list[tuple[int, int, int]] = []
    barriers: dict[int, dict[str, str]] = {}
    way_id, way_length, refs, way_tagset, way_name = [], [], [], [], []
    tagsets: dict[frozenset[tuple[str, str]], int] = {}
    names: dict[str, int] = {}
    restrictions = []
    objects = {"nodes": 0, "ways": 0, "relations": 0}
    if _header(path).has_multiple_object_versions:
        raise SourceError(
            "This is a history file, with several versions of each object.",
            where=str(path),
            mend="Take one moment of it, for instance with `osmium time-filter`.",
        )
    for item in osmium.FileProcessor(str(path)):
        if isinstance(item, osmium.osm.Node):
            objects["nodes"] += 1
            if not item.location.valid():
                continue
            node_rows.append((item.id, item.location.x, item.location.y))
            if "barrier" in item.tags or "kerb" in item.tags:
                barriers[item.id] = {tag.k: tag.v for tag in item.tags if tag.k in NODE_KEYS}
        elif isinstance(item, osmium.osm.Way):
            objects["ways"] += 1
            if not any(key in item.tags for key in class_keys):
                continue
            rule_tags = frozenset((tag.k, tag.v) for tag in item.tags if tag.k in keys)
            name = item.tags.get("name")
            way_id.append(item.id)
            way_length.append(len(item.nodes))
            refs.extend([node.ref for node in item.nodes])
            # Some files keep places in the ways and leave plain nodes out.
            places = ((node.ref, node.location) for node in item.nodes)
            node_rows.extend((ref, place.x, place.y) for ref, place in places if place.valid())
            way_tagset.append(tagsets.setdefault(rule_tags, len(tagsets)))
            way_name.append(-1 if not name else names.setdefault(name, len(names)))
        elif isinstance(item, osmium.osm.Relation):
            objects["relations"] += 1
            if item.tags.get("type") == "restriction":
                members = tuple((member.type, member.ref, member.role) for member in item.members)
                restrictions.append(Restriction(item.id, dict(item.tags), members))
    nodes = np.array(node_rows, dtype=np.int64).reshape(-1, 3)
    node_id, first = np.unique(nodes[:, 0], return_index=True)
    return RawOsm(
        node_id=node_id,
        node_lon_e7=nodes[first, 1].astype(np.int32),
        node_lat_e7=nodes[first, 2].astype(np.int32),
        way_id=np.array(way_id, dtype=np.int64),
        way_offset=np.concatenate([[0], np.cumsum(np.array(way_length, dtype=np.int64))]).astype(np.int64),
        ref=np.array(refs, dtype=np.int64),
        way_tagset=np.array(way_tagset, dtype=np.int32),
        tagsets=tuple(dict(sorted(tagset)) for tagset in tagsets),
        way_name=np.array(way_name, dtype=np.int32),
        names=tuple(names),
        barriers=barriers,
        restrictions=tuple(restrictions),
        timestamp=data_date(path),
        objects=objects,
    )
