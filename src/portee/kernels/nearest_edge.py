"""Nearest edge of a point: a uniform grid over the segments of all edge shapes.

Coordinates are integers of 1e-7 degree. Distances are in metres on a plane that touches the ellipsoid at the point's
latitude; over the two kilometres that matter here its error is below a millimetre per metre.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from portee.kernels.jit import kernel

__all__ = ["SegmentGrid", "build_grid", "metres_per_e7", "nearest_edges", "share_along"]


class SegmentGrid(NamedTuple):
    """Segments by square cell. Segment s joins geometry points s and s + 1 of edge segment_edge[s].

    west, south: int64, 1e-7 degrees; width, height: int64, cell sides in 1e-7 degrees (lon, lat);
    columns, rows: int64; cell_offset int64 (columns × rows + 1,) into cell_segment int32;
    segment_edge int32 (g,), -1 at the last point of a shape.
    """

    west: int
    south: int
    width: int
    height: int
    columns: int
    rows: int
    cell_offset: npt.NDArray[np.int64]
    cell_segment: npt.NDArray[np.int32]
    segment_edge: npt.NDArray[np.int32]


@kernel
def metres_per_e7(lat_e7):
    """Metres per 1e-7 degree of longitude and of latitude at a latitude (WGS 84 radii of curvature)."""
    phi = lat_e7 * 1e-7 * math.pi / 180.0
    a, e2 = 6378137.0, 0.0066943799901413165
    bend = 1.0 - e2 * math.sin(phi) ** 2
    unit = 1e-7 * math.pi / 180.0
    return unit * a / math.sqrt(bend) * math.cos(phi), unit * a * (1.0 - e2) / bend**1.5


@kernel
def build_grid(lon, lat, segment_edge, usable, west, south, width, height, columns, rows):
    """Cells of the segments whose edge is usable: (cell_offset, cell_segment). A segment is in each cell of its box."""
    offset = np.zeros(columns * rows + 1, np.int64)
    cells = np.empty(0, np.int32)
    for turn in range(2):
        for s in range(len(segment_edge)):
            edge = segment_edge[s]
            if edge < 0 or not usable[edge]:
                continue
            c0 = (min(lon[s], lon[s + 1]) - west) // width
            c1 = (max(lon[s], lon[s + 1]) - west) // width
            r0 = (min(lat[s], lat[s + 1]) - south) // height
            r1 = (max(lat[s], lat[s + 1]) - south) // height
            for r in range(r0, r1 + 1):
                for c in range(c0, c1 + 1):
                    cell = r * columns + c
                    if turn == 0:
                        offset[cell + 1] += 1
                    else:
                        cells[offset[cell]] = s
                        offset[cell] += 1
        if turn == 0:
            for cell in range(columns * rows):
                offset[cell + 1] += offset[cell]
            cells = np.empty(offset[columns * rows], np.int32)
    for cell in range(columns * rows, 0, -1):
        offset[cell] = offset[cell - 1]
    offset[0] = 0
    return offset, cells


@kernel
def _to_segment(x, y, ax, ay, bx, by):
    dx, dy = bx - ax, by - ay
    square = dx * dx + dy * dy
    t = 0.0
    if square > 0.0:
        t = ((x - ax) * dx + (y - ay) * dy) / square
        t = min(1.0, max(0.0, t))
    px, py = ax + t * dx - x, ay + t * dy - y
    return math.sqrt(px * px + py * py), t


@kernel
def nearest_edges(lon, lat, geometry_lon, geometry_lat, grid, radius, edge, segment, within, distance):
    """Nearest usable edge of each point within a radius in metres.

    lon, lat: int64 (k,) 1e-7 degrees. Fills edge int32 (k,) with -1 where none is near, segment int32 (k,), within
    float64 (k,) the share of the segment, distance float64 (k,) in metres. Ties go to the lower segment.
    """
    for i in range(len(lon)):
        mx, my = metres_per_e7(lat[i])
        cell_metres = min(grid.width * mx, grid.height * my)
        c, r = (lon[i] - grid.west) // grid.width, (lat[i] - grid.south) // grid.height
        best, best_s, best_t = radius, -1, 0.0
        # Rings that do not touch the grid are left out: near a pole a cell is so narrow that they would never end.
        ring = max(0, -c, c - grid.columns + 1, -r, r - grid.rows + 1)
        last = max(c, grid.columns - 1 - c, r, grid.rows - 1 - r)
        while ring <= last and (ring - 1) * cell_metres <= best:
            for row in range(max(r - ring, 0), min(r + ring, grid.rows - 1) + 1):
                edge_row = row == r - ring or row == r + ring
                step = 1 if edge_row or ring == 0 else 2 * ring
                # An inner row has two cells in the ring; a whole one is cut to the grid.
                west = max(c - ring, 0) if step == 1 else c - ring
                for column in range(west, min(c + ring, grid.columns - 1) + 1, step):
                    if column < 0:
                        continue
                    cell = row * grid.columns + column
                    for k in range(grid.cell_offset[cell], grid.cell_offset[cell + 1]):
                        s = grid.cell_segment[k]
                        far, t = _to_segment(
                            0.0,
                            0.0,
                            (geometry_lon[s] - lon[i]) * mx,
                            (geometry_lat[s] - lat[i]) * my,
                            (geometry_lon[s + 1] - lon[i]) * mx,
                            (geometry_lat[s + 1] - lat[i]) * my,
                        )
                        if far < best or (far == best and (best_s < 0 or s < best_s)):
                            best, best_s, best_t = far, s, t
            ring += 1
        edge[i] = grid.segment_edge[best_s] if best_s >= 0 else -1
        segment[i] = best_s
        within[i] = best_t
        distance[i] = best


@kernel
def share_along(geometry_lon, geometry_lat, offset, edge, segment, within):
    """Share of an edge's length that lies before a place on one of its segments: float64 (k,), 0 where edge is -1.

    offset int64 (e + 1,): first geometry point of each edge; edge, segment int32 (k,), within float64 (k,) as filled
    by `nearest_edges`.
    """
    share = np.zeros(len(edge), np.float64)
    for i in range(len(edge)):
        if edge[i] < 0:
            continue
        first, last = offset[edge[i]], offset[edge[i] + 1] - 1
        mx, my = metres_per_e7(geometry_lat[first])
        before, total = 0.0, 0.0
        for s in range(first, last):
            east = (np.int64(geometry_lon[s + 1]) - geometry_lon[s]) * mx
            north = (np.int64(geometry_lat[s + 1]) - geometry_lat[s]) * my
            length = math.sqrt(east * east + north * north)
            if s < segment[i]:
                before += length
            elif s == segment[i]:
                before += within[i] * length
            total += length
        if total > 0.0:
            share[i] = min(before / total, 1.0)
    return share
