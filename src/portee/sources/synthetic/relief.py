"""Land and sea, and the height of the ground, of the synthetic territory."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import numpy.typing as npt
import rasterio
import rasterio.features
import shapely
from rasterio import Affine
from scipy.interpolate import PchipInterpolator
from scipy.ndimage import distance_transform_edt, gaussian_filter
from shapely.geometry.base import BaseGeometry

from portee.sources.synthetic.frame import Floats, Frame, WaveNoise
from portee.sources.synthetic.plan import COAST, HILLS, ISLAND, OLD_HARBOUR, PIERS

__all__ = ["Relief", "smooth_line"]

CELL = 25.0
"""Metres between two heights."""


def smooth_line(points: npt.ArrayLike, step: float) -> Floats:
    """A smooth line through points, (n, 2), sampled about every `step` metres."""
    given = np.asarray(points, dtype=np.float64)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(given, axis=0).T))])
    wanted = np.linspace(0.0, along[-1], max(2, round(along[-1] / step) + 1))
    return np.column_stack([PchipInterpolator(along, given[:, k])(wanted) for k in (0, 1)])


class Relief:
    """Coast and ground of one frame.

    Attributes:
        land: mainland, piers included, metres. island: an islet that no street joins to the rest.
        heights: metres above the sea, (rows, columns), first row to the north, 0 at sea.
    """

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self._bounds = frame.bounds
        self.land, self.island, self.coast = self._coast()
        self.heights = self._heights()
        smooth = gaussian_filter(self.heights, 2.0)
        down, right = np.gradient(smooth, CELL)
        self._dx, self._dy = right, -down
        self._smooth = smooth

    def _coast(self) -> tuple[BaseGeometry, shapely.Polygon, Floats]:
        frame, km = self.frame, self.frame.km
        line = smooth_line(np.array(COAST) * km, 40.0 if frame.scale > 0.3 else 20.0)
        along = np.gradient(line, axis=0)
        normal = np.column_stack([-along[:, 1], along[:, 0]]) / np.hypot(*along.T)[:, None]
        rough = np.zeros(len(line))
        for wavelength, height in ((1500.0, 90.0), (500.0, 45.0), (180.0, 18.0)):
            noise = WaveNoise(frame.rng(f"coast {wavelength}"), wavelength * min(1.0, frame.scale))
            rough += height * min(1.0, frame.scale) * noise(line[:, 0], line[:, 1])
        quay = np.clip((np.abs(line[:, 0] + 0.9 * km) - 1.6 * km) / (0.6 * km), 0.0, 1.0)
        line = line + normal * (rough * quay)[:, None]
        west, _south, east, north = frame.bounds
        shore: BaseGeometry = shapely.Polygon([*line.tolist(), (2 * east, 2 * north), (2 * west, 2 * north)]).buffer(0)
        shore = shore.difference(shapely.Polygon(np.array(OLD_HARBOUR) * km))
        shore = shapely.union_all([shore, *(shapely.Polygon(np.array(pier) * km) for pier in PIERS)])
        land = shapely.intersection(shore, shapely.box(*frame.bounds))
        parts = sorted(shapely.get_parts(land).tolist(), key=lambda part: -part.area)
        island = shapely.Polygon(smooth_line(np.array([*ISLAND, ISLAND[0]]) * km, 30.0))
        return shapely.simplify(parts[0], 1.0), island, line

    def _heights(self) -> Floats:
        frame, km = self.frame, self.frame.km
        west, south, east, north = frame.bounds
        columns, rows = math.ceil((east - west) / CELL) + 1, math.ceil((north - south) / CELL) + 1
        self.grid_x, self.grid_y = x, y = (
            west + CELL * np.arange(columns)[None, :],
            north - CELL * np.arange(rows)[:, None],
        )
        tall = min(1.35, frame.scale)
        ground = np.full((rows, columns), 14.0 * tall)
        for hill in HILLS:
            turn = math.radians(hill.turn)
            u = (x / km - hill.x) * math.cos(turn) + (y / km - hill.y) * math.sin(turn)
            v = (y / km - hill.y) * math.cos(turn) - (x / km - hill.x) * math.sin(turn)
            ground = ground + hill.height * tall * np.exp(-((u / hill.long) ** 2) - (v / hill.short) ** 2)
        for wavelength, height in ((1800.0, 0.22), (700.0, 0.10), (280.0, 0.035)):
            noise = WaveNoise(frame.rng(f"relief {wavelength}"), wavelength * min(1.0, frame.scale))
            ground = ground + height * (12.0 * tall + 0.55 * ground) * noise(x, y)
        land = rasterio.features.rasterize(
            [(self.land, 1), (self.island, 1)],
            out_shape=(rows, columns),
            transform=Affine(CELL, 0.0, west - CELL / 2, 0.0, -CELL, north + CELL / 2),
        ).astype(bool)
        land[0], land[-1], land[:, 0], land[:, -1] = land[1], land[-2], land[:, 1], land[:, -2]
        inland = distance_transform_edt(land) * CELL
        rise = np.clip(inland / (650.0 * min(1.0, frame.scale)), 0.0, 1.0)
        ground = np.maximum(ground, 3.0) * (0.10 + 0.90 * rise * rise * (3 - 2 * rise))
        return np.where(land, np.round(np.maximum(ground, 1.0), 1), 0.0)

    def sample(self, grid: Floats, x: npt.ArrayLike, y: npt.ArrayLike) -> Floats:
        rows, columns = grid.shape
        west, _south, _east, north = self.frame.bounds
        """Values of a grid laid like `heights` at plan metres, between its cells by bilinear weights."""
        c = np.minimum(np.maximum((np.asarray(x, dtype=np.float64) - west) / CELL, 0.0), columns - 1.001)
        r = np.minimum(np.maximum((north - np.asarray(y, dtype=np.float64)) / CELL, 0.0), rows - 1.001)
        c0, r0 = c.astype(np.int64), r.astype(np.int64)
        fc, fr = c - c0, r - r0
        top = grid[r0, c0] * (1 - fc) + grid[r0, c0 + 1] * fc
        low = grid[r0 + 1, c0] * (1 - fc) + grid[r0 + 1, c0 + 1] * fc
        return np.asarray(top * (1 - fr) + low * fr)

    def sample_at(self, grid: Floats, x: float, y: float) -> float:
        """The same as `sample` for one spot, many times quicker."""
        rows, columns = grid.shape
        west, _south, _east, north = self._bounds
        c = min(max((x - west) / CELL, 0.0), columns - 1.001)
        r = min(max((north - y) / CELL, 0.0), rows - 1.001)
        c0, r0 = int(c), int(r)
        fc, fr = c - c0, r - r0
        top = grid.item(r0, c0) * (1 - fc) + grid.item(r0, c0 + 1) * fc
        low = grid.item(r0 + 1, c0) * (1 - fc) + grid.item(r0 + 1, c0 + 1) * fc
        return float(top * (1 - fr) + low * fr)

    def height(self, x: npt.ArrayLike, y: npt.ArrayLike) -> Floats:
        """Metres above the sea."""
        return self.sample(self.heights, x, y)

    def smooth_height(self, x: npt.ArrayLike, y: npt.ArrayLike) -> Floats:
        """Metres above the sea of the ground smoothed over about 50 m."""
        return self.sample(self._smooth, x, y)

    def gradient(self, x: npt.ArrayLike, y: npt.ArrayLike) -> tuple[Floats, Floats]:
        """Rise per metre to the east and to the north, smoothed."""
        return self.sample(self._dx, x, y), self.sample(self._dy, x, y)

    def gradient_at(self, x: float, y: float) -> tuple[float, float]:
        """The same as `gradient` for one spot."""
        return self.sample_at(self._dx, x, y), self.sample_at(self._dy, x, y)

    def slope(self, x: npt.ArrayLike, y: npt.ArrayLike) -> Floats:
        """Steepest rise per metre."""
        gx, gy = self.gradient(x, y)
        return np.asarray(np.hypot(gx, gy))

    def write_geotiff(self, path: Path) -> None:
        """Heights in decimetre steps as a float32 GeoTIFF in WGS 84."""
        west, _south, _east, north = self.frame.bounds
        lon, lat = self.frame.to_lonlat([west - CELL / 2, west + CELL / 2], [north + CELL / 2, north - CELL / 2])
        rows, columns = self.heights.shape
        profile = {
            "driver": "GTiff",
            "height": rows,
            "width": columns,
            "count": 1,
            "dtype": "float32",
            "crs": "EPSG:4326",
            "transform": Affine(lon[1] - lon[0], 0.0, lon[0], 0.0, lat[1] - lat[0], lat[0]),
            "compress": "deflate",
            "predictor": 3,
            "tiled": False,
        }
        with rasterio.open(path, "w", **profile) as target:
            target.write(self.heights.astype(np.float32), 1)
