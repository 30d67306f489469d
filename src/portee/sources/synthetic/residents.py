"""Residents by 200 m cell under INSEE's Filosofi column names, and the six priority neighbourhoods."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyogrio
import pyogrio.raw
import shapely
from shapely.geometry.base import BaseGeometry

from portee.sources.projections import projection
from portee.sources.synthetic.frame import Floats, Frame, WaveNoise
from portee.sources.synthetic.homes import Frontages, apportion
from portee.sources.synthetic.mesh import Mesh
from portee.sources.synthetic.plan import CENTRE, PRIORITY

__all__ = ["Cells", "make_cells", "priority_polygons", "write_cells", "write_priority"]

Ints = npt.NDArray[np.int64]
AGES = (
    "ind_0_3",
    "ind_4_5",
    "ind_6_10",
    "ind_11_17",
    "ind_18_24",
    "ind_25_39",
    "ind_40_54",
    "ind_55_64",
    "ind_65_79",
    "ind_80p",
)
AGE_SHARES = np.array([0.042, 0.022, 0.056, 0.082, 0.082, 0.185, 0.190, 0.126, 0.150, 0.065])
AGE_SHARES_POOR = np.array([0.062, 0.033, 0.083, 0.110, 0.100, 0.205, 0.185, 0.103, 0.090, 0.029])
BUILT = ("log_av45", "log_45_70", "log_70_90", "log_ap90", "log_inc")
CELL = 200
STAMP = "2026-09-01T00:00:00.000Z"
FEWEST = 3


@dataclass(frozen=True)
class Cells:
    """Inhabited cells.

    Attributes:
        north, east: lower left corners in EPSG:3035 metres, (n,).
        x, y: middles in plan metres, (n,).
        columns: whole numbers or floats by Filosofi column, each (n,).
        priority: index in PRIORITY of the neighbourhood a cell's middle lies in, -1 for none.
    """

    north: Ints
    east: Ints
    x: Floats
    y: Floats
    columns: dict[str, npt.NDArray[np.generic]]
    priority: Ints


def priority_polygons(frame: Frame, mesh: Mesh) -> list[BaseGeometry]:
    """The blocks around each priority neighbourhood's middle, joined; plan metres."""
    points = [mesh.points(face.ring) for face in mesh.blocks]
    blocks = shapely.make_valid(np.array([shapely.Polygon(p) for p in points], dtype=object))
    middles = shapely.point_on_surface(blocks)
    x, y, area = shapely.get_x(middles), shapely.get_y(middles), shapely.area(blocks)
    taken = np.zeros(len(blocks), dtype=bool)
    polygons = []
    for quarter in PRIORITY:
        radius = quarter.radius * 1000.0 * max(frame.scale, 0.3)
        gap = np.hypot(x - quarter.x * frame.km, y - quarter.y * frame.km)
        inside = (gap < radius) & (area < 0.9 * radius * radius) & ~taken
        if not inside.any():
            inside = (gap == np.where(taken, np.inf, gap).min()) & ~taken
        taken |= inside
        joined = shapely.union_all(blocks[inside].tolist(), grid_size=0.1)
        whole = joined.buffer(6.0).buffer(-6.0)
        largest = max(shapely.get_parts(whole).tolist(), key=lambda part: part.area)
        disc = shapely.Point(quarter.x * frame.km, quarter.y * frame.km).buffer(radius)
        within = shapely.Polygon(largest.exterior).intersection(disc)
        polygons.append(
            max(shapely.get_parts(within).tolist(), key=lambda part: part.area) if within.area > 0 else disc
        )
    return polygons


def make_cells(frame: Frame, homes: Frontages, priority: list[BaseGeometry]) -> Cells:
    """Settle the residents of the frame in cells, poor and well-off apart as in real towns."""
    rng = frame.rng("residents")
    to_grid = projection("EPSG:4326", "EPSG:3035")
    lon, lat = frame.to_lonlat(homes.x, homes.y)
    east, north = to_grid.transform(lon, lat)
    column, row = np.floor(east / CELL).astype(np.int64), np.floor(north / CELL).astype(np.int64)
    code, where = np.unique(row * 100_000 + column, return_inverse=True)
    weight = np.bincount(where, weights=homes.homes) * rng.uniform(0.75, 1.3, len(code))
    people = apportion(weight, frame.residents)
    keep = people >= FEWEST
    people = apportion(np.where(keep, weight, 0.0)[keep], frame.residents)
    rows, columns = code[keep] // 100_000, code[keep] % 100_000
    middle_lon, middle_lat = to_grid.transform(columns * CELL + CELL / 2, rows * CELL + CELL / 2, direction="INVERSE")
    x, y = frame.to_plan(middle_lon, middle_lat)
    inside = np.full(len(x), -1, dtype=np.int64)
    for index, polygon in enumerate(priority):
        inside[shapely.contains_xy(polygon, x, y)] = index
    poverty = _poverty(frame, x, y, priority)
    return Cells(rows * CELL, columns * CELL, x, y, _columns(rng, people, poverty, homes_far(frame, x, y)), inside)


def homes_far(frame: Frame, x: Floats, y: Floats) -> Floats:
    """Distance to the old centre in km at size M."""
    return np.asarray(np.hypot(x / frame.km - CENTRE[0], y / frame.km - CENTRE[1]))


def _poverty(frame: Frame, x: Floats, y: Floats, priority: list[BaseGeometry]) -> Floats:
    """Share of poor households: high in and around priority neighbourhoods, low on the seaside hills."""
    noise = WaveNoise(frame.rng("poverty"), 1100.0 * max(0.3, frame.scale))
    share = 0.13 + 0.05 * noise(x, y)
    points = shapely.points(x, y)
    for polygon in priority:
        gap = shapely.distance(points, polygon)
        share = np.maximum(share, 0.44 * np.exp(-((gap / (260.0 * max(0.4, frame.scale))) ** 2)) + 0.02 * noise(y, x))
    old = np.exp(-((homes_far(frame, x, y) / 0.45) ** 2))
    coast = np.exp(-(((x / frame.km - 1.6) / 1.4) ** 2) - ((y / frame.km + 1.1) / 0.7) ** 2)
    return np.asarray(np.clip(share + 0.08 * old - 0.09 * coast, 0.025, 0.6))


def _split(rng: np.random.Generator, total: Ints, shares: Floats) -> Ints:
    """Split totals (n,) by shares (n, k) into whole numbers (n, k) with the right sums."""
    shares = shares * rng.uniform(0.85, 1.15, shares.shape)
    shares = shares / shares.sum(axis=1, keepdims=True)
    bounds = np.round(np.cumsum(shares, axis=1) * total[:, None]).astype(np.int64)
    bounds[:, -1] = total
    return np.diff(bounds, axis=1, prepend=0)


def _part(rng: np.random.Generator, total: Ints, share: Floats) -> Ints:
    return np.asarray(
        np.minimum(total, np.round(total * np.clip(share * rng.uniform(0.88, 1.12, len(total)), 0, 1))), np.int64
    )


def _columns(
    rng: np.random.Generator, people: Ints, poverty: Floats, far: Floats
) -> dict[str, npt.NDArray[np.generic]]:
    size = np.clip(2.02 + 1.0 * (poverty - 0.15) + 0.09 * np.minimum(far, 4.0), 1.6, 3.2)
    households = np.maximum(1, np.round(people / size)).astype(np.int64)
    poor = np.clip((poverty - 0.10) / 0.35, 0.0, 1.0)[:, None]
    ages = _split(rng, people, AGE_SHARES * (1 - poor) + AGE_SHARES_POOR * poor)
    children = ages[:, :4].sum(axis=1)
    with_children = np.minimum(households, np.maximum(children // 2, (children > 0).astype(np.int64)))
    single_parent = np.minimum(_part(rng, households, 0.07 + 0.22 * poverty), with_children)
    large = np.minimum(_part(rng, households, 0.05 + 0.22 * poverty), np.maximum(0, people - households) // 4)
    alone = np.minimum(_part(rng, households, 0.42 - 0.05 * np.minimum(far, 4.0)), households - large)
    flats = _part(
        rng, households, np.clip(0.96 - 0.16 * np.maximum(0.0, far - 0.8) + 0.9 * (poverty - 0.13), 0.08, 1.0)
    )
    built = _split(
        rng,
        households,
        np.column_stack(
            [np.exp(-far / 1.2) + 0.03, 0.25 + 0.9 * poverty, 0.28 + 0 * far, 0.08 + 0.06 * far, 0.01 + 0 * far]
        ),
    )
    standard = np.clip(25_500.0 - 29_000.0 * (poverty - 0.13), 10_500.0, 38_000.0) * rng.uniform(
        0.95, 1.05, len(people)
    )
    owners = _part(rng, households, np.clip(0.55 - 0.75 * poverty + 0.04 * np.minimum(far, 4.0), 0.06, 0.9))
    social = np.minimum(_part(rng, households, np.clip(1.25 * (poverty - 0.13) + 0.05, 0.0, 0.9)), households - owners)
    found: dict[str, npt.NDArray[np.generic]] = {
        "ind": people,
        "men": households,
        "men_pauv": _part(rng, households, poverty),
        "men_1ind": alone,
        "men_5ind": large,
        "men_prop": owners,
        "men_fmp": single_parent,
        "ind_snv": np.round(people * standard, 1),
        "men_surf": np.round(households * np.clip(62.0 + 8.0 * far - 20.0 * poverty, 40.0, 120.0), 1),
        "men_coll": flats,
        "men_mais": households - flats,
    }
    found |= {name: built[:, k] for k, name in enumerate(BUILT)}
    found["log_soc"] = social
    found |= {name: ages[:, k] for k, name in enumerate(AGES)}
    found["ind_inc"] = np.zeros(len(people), dtype=np.int64)
    return found


def write_cells(path: Path, cells: Cells) -> None:
    """Cells as polygons in EPSG:3035 in a GeoPackage, ordered by cell id."""
    corner = [f"CRS3035RES{size}mN{{}}E{{}}" for size in (200, 1000)]
    ids = [corner[0].format(n, e) for n, e in zip(cells.north.tolist(), cells.east.tolist(), strict=True)]
    large = [
        corner[1].format(n // 1000 * 1000, e // 1000 * 1000)
        for n, e in zip(cells.north.tolist(), cells.east.tolist(), strict=True)
    ]
    ones = np.zeros(len(ids), dtype=np.int64)
    fields: dict[str, npt.NDArray[np.generic]] = {
        "idcar_200m": np.array(ids, dtype=object),
        "idcar_1km": np.array(large, dtype=object),
        "idcar_nat": np.array(large, dtype=object),
        "i_est_200": ones,
        "i_est_1km": ones,
        "lcog_geo": np.array(["99901"] * len(ids), dtype=object),
        **cells.columns,
    }
    order = np.argsort(np.array(ids), kind="stable")
    boxes = shapely.box(cells.east, cells.north, cells.east + CELL, cells.north + CELL)[order]
    before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": STAMP})
    try:
        pyogrio.raw.write(
            path,
            shapely.to_wkb(boxes),
            [values[order] for values in fields.values()],
            list(fields),
            layer="carreaux_200m",
            driver="GPKG",
            geometry_type="Polygon",
            crs="EPSG:3035",
        )
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": before})


def write_priority(path: Path, frame: Frame, polygons: list[BaseGeometry]) -> None:
    """Priority neighbourhoods as GeoJSON in WGS 84."""
    features = []
    for quarter, polygon in zip(PRIORITY, polygons, strict=True):
        ring = shapely.get_coordinates(shapely.orient_polygons(polygon))
        lon, lat = frame.to_lonlat(ring[:, 0], ring[:, 1])
        points = [[round(a, 7), round(b, 7)] for a, b in zip(lon.tolist(), lat.tolist(), strict=True)]
        features.append(
            {
                "type": "Feature",
                "properties": {"code_qp": quarter.code, "lib_qp": quarter.name, "commune_qp": "99901", "fictif": True},
                "geometry": {"type": "Polygon", "coordinates": [points]},
            }
        )
    text = json.dumps(
        {"type": "FeatureCollection", "name": "quartiers_prioritaires", "features": features}, ensure_ascii=False
    )
    path.write_text(text + "\n", encoding="utf-8")
