"""Comfort and perceived safety: how much longer a street feels than it is, and the network as it is felt.

Unlit streets after dark, and areas that people name as unpleasant or unsafe, multiply the cost of walking. The cost
that comes out is a *perceived* one: it decides which way is walked and whether that is still near enough. The clock
needs no more than it tells, since nothing is ever felt shorter than it is; `portee.reach.felt` tells how much less.
Refused streets are closed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where
from portee.network.network import Network
from portee.network.streets import LIT, NOT_PERMITTED, UNLIT, Streets
from portee.network.variants import with_costs

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = [
    "CLOSED",
    "MOST_FACTOR",
    "ON_FOOT",
    "Comfort",
    "Layer",
    "Lighting",
    "comfortable",
    "edge_factors",
    "lighting",
]

Floats = npt.NDArray[np.float64]

CLOSED = math.inf
"""Factor or weight of what is refused."""

MOST_FACTOR = 1000.0
"""A street that feels longer than this is refused: give `CLOSED`."""

MOST_COST = 1_000_000_000
"""Cost beyond all limits, equivalent mm: 1,000 km on foot."""

ON_FOOT = ("walk", "wheelchair")
"""Street modes on foot."""


@dataclass(frozen=True, eq=False)
class Layer:
    """Where streets feel longer, day and night.

    Attributes:
        name: of the layer.
        areas: polygons or multipolygons, degrees WGS 84, one per weight; see `Layer.around` for points.
        weights: float64 (k,), share of its cost that a street inside costs more: 0.5 feels half as long again; CLOSED:
            it is not walked at all. Weights of areas that overlap add up.

    Raises:
        ParameterError: not one weight per area, a weight is negative, no number or too large, or an area is no valid
            polygon.
    """

    name: str
    areas: Sequence[BaseGeometry]
    weights: Floats

    def __post_init__(self) -> None:
        import shapely

        if self.weights.shape != (len(self.areas),):
            raise ParameterError(
                f"The layer '{self.name[:40]}' has {len(self.areas)} areas and {len(self.weights)} weights.",
                mend="Give one weight per area.",
            )
        wrong = np.flatnonzero(~((self.weights >= 0) & ((self.weights <= MOST_FACTOR) | (self.weights == CLOSED))))
        if len(wrong):
            raise ParameterError(
                f"Area {wrong[0] + 1} of the layer '{self.name[:40]}' has the weight {self.weights[wrong[0]]:g}.",
                where=Where(field="weight"), mend=f"Give from 0 to {MOST_FACTOR:g}, or refuse the area.",
            )  # fmt: skip
        areas = np.array(self.areas, object)
        flat = np.flatnonzero(~np.isin(shapely.get_type_id(areas), (3, 6)) | ~shapely.is_valid(areas))
        if len(flat):
            raise ParameterError(
                f"Area {flat[0] + 1} of the layer '{self.name[:40]}' is no polygon, or its outline crosses itself.",
                mend="Give plain polygons, or points with a radius.",
            )

    @classmethod
    def around(cls, name: str, lon: Floats, lat: Floats, radius_m: npt.ArrayLike, weights: Floats) -> Layer:
        """A layer of discs around points.

        Args:
            name: of the layer.
            lon, lat: degrees WGS 84, shape (k,).
            radius_m: metres, one for all or shape (k,).
            weights: shape (k,).

        Raises:
            ParameterError: a radius is not more than 0 or more than 10 km; as the class.
        """
        import shapely

        radius = np.broadcast_to(np.asarray(radius_m, np.float64), lon.shape)
        if not ((radius > 0) & (radius <= MOST_RADIUS_M)).all():
            wrong = radius[~((radius > 0) & (radius <= MOST_RADIUS_M))][0]
            raise ParameterError(
                f"A radius of {wrong:g} m is none.", where=Where(field="radius"),
                mend=f"Give more than 0 and at most {MOST_RADIUS_M:,} metres.",
            )  # fmt: skip
        discs = shapely.buffer(shapely.points(np.zeros(len(lon)), np.zeros(len(lon))), radius)
        degree = METRES_PER_DEGREE
        areas = [
            shapely.transform(disc, lambda xy, x=x, y=y: xy / [degree * math.cos(math.radians(y)), degree] + [x, y])  # type: ignore[misc]
            for disc, x, y in zip(discs, lon.tolist(), lat.tolist(), strict=True)
        ]
        return cls(name, areas, weights)


MOST_RADIUS_M = 10_000
METRES_PER_DEGREE = 40_007_863 / 360
"""Of latitude: length of a meridian ellipse of WGS 84 (2 × 20,003,931.5 m) by 360."""


@dataclass(frozen=True)
class Comfort:
    """How streets are felt; 1 and no layer is as they are.

    Attributes:
        unlit_factor: on the cost of streets told to be unlit; CLOSED: not walked.
        unknown_factor: on that of streets that do not tell.
        layers: areas that feel longer.

    Raises:
        ParameterError: a factor is below 1, no number or too large.
    """

    unlit_factor: float = 1.0
    unknown_factor: float = 1.0
    layers: tuple[Layer, ...] = ()

    def __post_init__(self) -> None:
        for name in ("unlit_factor", "unknown_factor"):
            value = getattr(self, name)
            if not (1 <= value <= MOST_FACTOR or value == CLOSED):
                raise ParameterError(
                    f"{name} is {value:g}.", where=Where(field=name),
                    mend=f"Give from 1 to {MOST_FACTOR:g}: nothing feels shorter than it is.",
                )  # fmt: skip


@dataclass(frozen=True)
class Lighting:
    """How many street edges of a mode are lit, unlit, or do not tell; and their kilometres."""

    lit: int
    unlit: int
    unknown: int
    lit_km: float
    unlit_km: float
    unknown_km: float

    @property
    def known_share(self) -> float:
        """Share of the length whose lighting is told; 0 without streets."""
        total = self.lit_km + self.unlit_km + self.unknown_km
        return (self.lit_km + self.unlit_km) / total if total else 0.0


def lighting(streets: Streets, mode: str = "walk") -> Lighting:
    """What is told of the lighting of the streets that a mode may use, by OpenStreetMap's tag `lit`."""
    usable = (streets.cost_forward[mode] >= 0) | (streets.cost_backward[mode] >= 0)
    lit, unlit = (usable & (streets.edge_flags & bit > 0) for bit in (LIT, UNLIT))
    parts = lit, unlit, usable & ~lit & ~unlit
    counts = (int(part.sum()) for part in parts)
    return Lighting(*counts, *(float(streets.edge_length_mm[part].sum(dtype=np.int64)) / 1e6 for part in parts))


def edge_factors(streets: Streets, comfort: Comfort) -> Floats:
    """By how much the cost of each street edge is multiplied: float64 (e,), 1 or more, CLOSED where refused.

    Lighting counts by the whole edge, an area by the share of the edge inside it; a street that runs along the border
    of an area is outside it. An edge of which any part lies inside a refused area is closed.
    """
    lit, unlit = streets.edge_flags & LIT > 0, streets.edge_flags & UNLIT > 0
    factor = np.where(unlit, comfort.unlit_factor, np.where(lit, 1.0, comfort.unknown_factor))
    added = np.zeros(streets.edge_count)
    for layer in comfort.layers:
        area, edge, share = _inside(streets, layer.areas)
        weight = layer.weights[area]
        refused = weight == CLOSED
        np.add.at(added, edge[~refused], weight[~refused] * share[~refused])
        added[edge[refused]] = CLOSED
    return np.asarray(factor * (1 + added))


def _inside(
    streets: Streets, areas: Sequence[BaseGeometry]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], Floats]:
    """(area, edge, share of the edge's length inside) of each pair that meets in more than the border."""
    import shapely

    if not streets.edge_count or not len(areas):
        return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)
    lon, lat = streets.geometry_lon_e7 / 1e7, streets.geometry_lat_e7 / 1e7
    narrow = math.cos(math.radians(float(lat.mean())))
    line = np.repeat(np.arange(streets.edge_count), np.diff(streets.geometry_offset))
    lines = np.asarray(shapely.linestrings(np.column_stack([lon * narrow, lat]), indices=line))
    squeezed = shapely.transform(np.array(areas, object), lambda xy: xy * [narrow, 1.0])
    area, edge = shapely.STRtree(lines).query(squeezed, predicate="intersects")
    enters = shapely.relate_pattern(squeezed[area], lines[edge], "T********")
    area, edge = area[enters], edge[enters]
    whole = shapely.length(lines[edge])
    part = shapely.length(shapely.intersection(squeezed[area], lines[edge]))
    share = np.divide(part, whole, out=np.ones(len(part)), where=whole > 0)
    return area, edge, np.minimum(share, 1.0)


def comfortable(network: Network, comfort: Comfort, modes: Sequence[str] = ON_FOOT) -> Network:
    """The network as it is felt: costs of walking multiplied, refused streets closed.

    Args:
        network: it is not changed.
        comfort: how streets are felt.
        modes: whose costs change; those that the network does not have are passed over.

    Returns:
        a network that shares all that did not change; walks between stops and the links of stops are those of the new
        costs. The very same network when nothing changes.
    """
    if comfort == Comfort():
        return network
    factor = edge_factors(network.streets, comfort)
    made = network
    for mode in modes:
        if mode not in network.modes:
            continue
        costs = [_felt(table[mode], factor) for table in (network.streets.cost_forward, network.streets.cost_backward)]
        before = network.streets.cost_forward[mode], network.streets.cost_backward[mode]
        if all((new == old).all() for new, old in zip(costs, before, strict=True)):
            continue
        usable = (before[0] >= 0) | (before[1] >= 0)
        closed, longer = usable & (factor == CLOSED), usable & (factor > 1) & (factor < CLOSED)
        note = (
            f"{mode}: {int(longer.sum()):,} street edges feel longer than they are and {int(closed.sum()):,} are not "
            "used: minutes on foot are perceived minutes, the clock needs no more."
        )
        made = with_costs(made, mode, costs[0], costs[1], note=note, kind="comfort")
    return made


def _felt(cost: npt.NDArray[np.int32], factor: Floats) -> npt.NDArray[np.int32]:
    """Costs multiplied and rounded up; never less than they were."""
    with np.errstate(invalid="ignore"):
        felt = np.minimum(np.ceil(cost * np.where(factor == CLOSED, 1.0, factor)), MOST_COST)
    felt = np.maximum(felt, cost)
    return np.where((cost < 0) | (factor == CLOSED), np.where(cost < 0, cost, NOT_PERMITTED), felt).astype(np.int32)
