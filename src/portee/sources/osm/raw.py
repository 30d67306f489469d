"""What the OSM readers hand to the graph builder: ways, nodes, barriers and turn restrictions, as columns."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

__all__ = ["RawOsm", "Restriction"]


@dataclass(frozen=True)
class Restriction:
    """A relation of type restriction: its tags and members as (type letter n, w or r, id, role)."""

    osm_id: int
    tags: dict[str, str]
    members: tuple[tuple[str, int, str], ...]


@dataclass(frozen=True, eq=False)
class RawOsm:
    """Street material of one OSM file. n nodes, w ways, r node references.

    Attributes:
        node_id: int64 (n,), ascending, unique; at least every node of the file that a way refers to.
        node_lon_e7, node_lat_e7: int32 (n,), 1e-7 degrees.
        way_id: int64 (w,), in the order of the file until `in_order`; only ways with a tag that may make a street.
        way_offset: int64 (w + 1,); the nodes of way i are ref[offset[i] : offset[i + 1]].
        ref: int64 (r,), node ids.
        way_tagset: int32 (w,), index in `tagsets`: the tags that rules read.
        tagsets: each distinct set of rule tags once.
        way_name: int32 (w,), index in `names`, -1 when unnamed.
        names: each once.
        barriers: tags of nodes with a `barrier` or a `kerb`, by node id.
        restrictions: relations of type restriction.
        timestamp: date of the data in ISO 8601 where the header tells one.
        objects: number of nodes, ways and relations in the file.
    """

    node_id: npt.NDArray[np.int64]
    node_lon_e7: npt.NDArray[np.int32]
    node_lat_e7: npt.NDArray[np.int32]
    way_id: npt.NDArray[np.int64]
    way_offset: npt.NDArray[np.int64]
    ref: npt.NDArray[np.int64]
    way_tagset: npt.NDArray[np.int32]
    tagsets: tuple[dict[str, str], ...]
    way_name: npt.NDArray[np.int32]
    names: tuple[str, ...]
    barriers: dict[int, dict[str, str]] = field(default_factory=dict)
    restrictions: tuple[Restriction, ...] = ()
    timestamp: str | None = None
    objects: dict[str, int] = field(default_factory=dict)

    def in_order(self) -> RawOsm:
        """The same with the ways in the order of their ids, so that results do not depend on the order of the file."""
        if np.all(self.way_id[1:] > self.way_id[:-1]):
            return self
        order = np.argsort(self.way_id, kind="stable")
        counts = np.diff(self.way_offset)[order]
        offset = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        pick = np.arange(offset[-1]) + np.repeat(self.way_offset[:-1][order] - offset[:-1], counts)
        return replace(
            self,
            way_id=self.way_id[order],
            way_offset=offset,
            ref=self.ref[pick],
            way_tagset=self.way_tagset[order],
            way_name=self.way_name[order],
        )
