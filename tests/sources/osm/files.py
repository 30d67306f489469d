"""Tiny OSM files for the tests of the OSM reader."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import osmium
import rasterio

from portee.network.streets import NOT_PERMITTED, Streets

__all__ = ["Member", "OsmFile", "edge_of_way", "edges_of_way", "open_both", "write_raster"]

LON, LAT = 5.37, 43.30
"""Corner of the toy places, in Marseille."""
STEP = 0.001
"""About 81 m east, 111 m north."""

Member = tuple[str, int, str]


@dataclass
class OsmFile:
    """What to write: nodes by id as (column, row) on a grid of `STEP`, ways and relations in order."""

    nodes: dict[int, tuple[float, float]] = field(default_factory=dict)
    ways: list[tuple[int, list[int], dict[str, str]]] = field(default_factory=list)
    node_tags: dict[int, dict[str, str]] = field(default_factory=dict)
    relations: list[tuple[int, list[Member], dict[str, str]]] = field(default_factory=list)
    timestamp: str | None = None

    def way(self, osm_id: int, refs: list[int], **tags: str) -> OsmFile:
        """Add a way; a tag such as `oneway__bicycle` stands for `oneway:bicycle`."""
        self.ways.append((osm_id, refs, {key.replace("__", ":"): value for key, value in tags.items()}))
        return self

    def restriction(self, osm_id: int, kind: str, from_way: int, via: int, to_way: int, **tags: str) -> OsmFile:
        """Add a turn restriction with a via node."""
        members = [("w", from_way, "from"), ("n", via, "via"), ("w", to_way, "to")]
        self.relations.append((osm_id, members, {"type": "restriction", "restriction": kind, **tags}))
        return self

    def write(self, path: Path) -> Path:
        """Write in the format told by the name."""
        header = osmium.io.Header()
        if self.timestamp:
            header.set("osmosis_replication_timestamp", self.timestamp)
        with osmium.SimpleWriter(str(path), header=header, overwrite=True) as writer:
            for osm_id in sorted(self.nodes):
                column, row = self.nodes[osm_id]
                place = (LON + column * STEP, LAT + row * STEP)
                writer.add_node(_item(osm_id, location=place, tags=self.node_tags.get(osm_id, {})))
            for osm_id, refs, tags in self.ways:
                writer.add_way(_item(osm_id, nodes=refs, tags=tags))
            for osm_id, members, tags in self.relations:
                writer.add_relation(_item(osm_id, members=members, tags=tags))
        return path


def _item(osm_id: int, **values: Any) -> Any:
    kind = (
        osmium.osm.mutable.Node
        if "location" in values
        else osmium.osm.mutable.Way
        if "nodes" in values
        else osmium.osm.mutable.Relation
    )
    return kind(id=osm_id, version=1, visible=True, **values)


def edges_of_way(streets: Streets, osm_id: int) -> list[int]:
    """Edges of a way in no promised order, gates left out."""
    return [int(i) for i in np.flatnonzero(streets.edge_osm_way == osm_id) if streets.edge_length_mm[i] > 1]


def edge_of_way(streets: Streets, osm_id: int) -> int:
    """The one edge of a way."""
    (edge,) = edges_of_way(streets, osm_id)
    return edge


def open_both(streets: Streets, mode: str, edge: int) -> tuple[bool, bool]:
    """Whether a mode may use an edge (forward, backward)."""
    return (
        bool(streets.cost_forward[mode][edge] != NOT_PERMITTED),
        bool(streets.cost_backward[mode][edge] != NOT_PERMITTED),
    )


def write_raster(
    path: Path,
    heights: np.ndarray[Any, Any],
    *,
    crs: str | None = "EPSG:4326",
    west: float = LON - 2 * STEP,
    north: float = LAT + 8 * STEP,
    cell: float = STEP / 4,
    nodata: float | None = None,
) -> Path:
    """A GeoTIFF whose first row is the northernmost."""
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        height=heights.shape[0],
        width=heights.shape[1],
        count=1,
        dtype=heights.dtype,
        crs=crs,
        transform=rasterio.Affine(cell, 0, west, 0, -cell, north),
        nodata=nodata,
    ) as target:
        target.write(heights, 1)
    return path
