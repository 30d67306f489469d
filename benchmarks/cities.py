"""The places that are measured: three real cities and a synthetic one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.setting import Setting
from portee.network.snapping import snap
from portee.reach import Travel, Window
from portee.services.build import build_network
from portee.sources.places import read_places
from portee.sources.synthetic import write_territory
from portee.territory.places import Places
from portee.world import World

__all__ = ["City", "main_city", "random_places", "real_cities", "sample", "synthetic"]

GRID_M = 250.0
NEAR_STREET_M = 56.5
"""Grid points farther from a walkable street are left out: chosen for about as many in Marseille as R5 was given."""

DEGREE_M = 111_320.0
SEED = 7


def sample(places: Places, count: int) -> Places:
    """The same places every time, in their order."""
    if count >= len(places):
        return places
    chosen = np.random.default_rng(SEED).choice(len(places), count, replace=False)
    return places.take(np.sort(chosen))


def _points(lon: npt.NDArray[np.float64], lat: npt.NDArray[np.float64]) -> Places:
    return Places(np.array([str(k) for k in range(len(lon))], object), lon, lat)


def random_places(world: World, count: int) -> Places:
    """Points within some 50 m of random corners of streets."""
    streets = world.network.streets
    rng = np.random.default_rng(SEED)
    corner = rng.integers(0, streets.node_count, count)
    lon, lat = (np.asarray(v)[corner] / 1e7 for v in (streets.node_lon_e7, streets.node_lat_e7))
    return _points(lon + rng.uniform(-6e-4, 6e-4, count), lat + rng.uniform(-4.5e-4, 4.5e-4, count))


@dataclass(frozen=True)
class City:
    """A place with its files, and how it is measured.

    Attributes:
        name: for readers. folder: where its network is built.
        osm, gtfs: sources. day, start_s: window. max_walk_min: limit of each walk.
        origins: how many are searched (0: all).
    """

    name: str
    folder: Path
    osm: Path
    gtfs: tuple[Path, ...]
    day: date
    start_s: int
    max_walk_min: float
    origins: int

    @cached_property
    def world(self) -> World:
        """Opened; built first when it is not there or its sources or the code changed."""
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        build_network(self.folder, osm=self.osm, gtfs=self.gtfs)
        return World.open(self.folder)

    @property
    def travel(self) -> Travel:
        """As R5 was asked: 3.6 km/h, 4 rides, 120 minutes."""
        return Travel(max_walk_min=self.max_walk_min, max_time_min=120, max_rides=4, walk_speed_kmh=3.6)

    def window(self, minutes: int) -> Window:
        return Window(self.day, self.start_s, minutes)

    @cached_property
    def destinations(self) -> Places:
        near = self.osm.parent
        for name in ("poa_hexgrid.csv", "points.csv"):
            if (near / name).is_file():
                return read_places(near / name)
        if (near / "quartiers.geojson").is_file():
            return _grid(self.world, near / "quartiers.geojson")
        return random_places(self.world, 60)

    @cached_property
    def chosen_origins(self) -> Places:
        return sample(self.destinations, self.origins) if self.origins else self.destinations


def _grid(world: World, quarters: Path) -> Places:
    """A grid of `GRID_M` over the box of some polygons: points in one of them and near a walkable street."""
    import shapely

    shapes = [shapely.geometry.shape(f["geometry"]) for f in json.loads(quarters.read_text())["features"]]
    area = shapely.union_all(shapely.make_valid(shapes))
    west, south, east, north = area.bounds
    step_lat = GRID_M / DEGREE_M
    step_lon = step_lat / np.cos(np.radians((south + north) / 2))
    lon, lat = np.meshgrid(np.arange(west, east, step_lon), np.arange(south, north, step_lat))
    inside = shapely.contains_xy(area, lon.ravel(), lat.ravel())
    lon, lat = lon.ravel()[inside], lat.ravel()[inside]
    found = snap(world.network.streets, world.network.modes["walk"].grid, lon, lat)
    near = found.attached & (found.aside_mm <= NEAR_STREET_M * 1000)
    return _points(lon[near], lat[near])


def real_cities(setting: Setting) -> list[City]:
    """The cities in which R5 was measured; none without the real data."""
    if setting.data is None:
        return []
    poa, marseille, lyon = (setting.data / name for name in ("porto_alegre", "marseille", "lyon"))
    work = setting.work
    tuesday = date(2026, 11, 10)
    return [
        City(
            "Porto Alegre", work / "porto_alegre", poa / "poa_osm.pbf",
            (poa / "poa_eptc.zip", poa / "poa_trensurb.zip"), date(2019, 5, 13), 14 * 3600, 30, 0,
        ),
        City(
            "Marseille", work / "marseille", marseille / "streets.osm.pbf", (marseille / "gtfs.zip",),
            tuesday, 8 * 3600, 20, 100,
        ),
        City("Lyon", work / "lyon", lyon / "streets.osm.pbf", (lyon / "gtfs.zip",), tuesday, 8 * 3600, 20, 100),
    ]  # fmt: skip


def synthetic(setting: Setting) -> City:
    """The synthetic territory, tiny in a smoke run."""
    size = "XS" if setting.smoke else "M"
    folder = setting.work / f"synthetic_{size}"
    made = write_territory(folder / "files", size="XS" if setting.smoke else "M")
    day = made.first_date + timedelta(days=(1 - made.first_date.weekday()) % 7)
    return City(f"synthetic {size}", folder / "network", made.osm, (made.gtfs,), day, 8 * 3600, 20, 30)


def main_city(setting: Setting) -> City:
    """Where things other than the comparison with R5 are measured: Marseille, or the synthetic territory."""
    if not setting.smoke:
        for city in real_cities(setting):
            if city.name == "Marseille":
                return city
    return synthetic(setting)
