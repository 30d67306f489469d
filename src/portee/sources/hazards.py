"""Hazard zones for scenarios: drawn polygons, rasters of water depth, and buffers of waterways as a proxy.

Columns of polygons: `depth_m`, metres of water, or `intensity`, share of speed lost from 0 to 1; further, where there
are, `velocity_ms`, `smoke` (true or false), and `from` and `until`, times of day between which the row holds.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
import pyproj
import rasterio
import rasterio.features
import shapely
from pydantic import ValidationError
from rasterio.errors import RasterioError
from shapely.geometry.base import BaseGeometry

from portee.core.declared import Wrong
from portee.core.errors import ParameterError, SourceError, Where
from portee.core.provenance import Dropped, Provenance, sha256_of
from portee.kernels.nearest_edge import metres_per_e7
from portee.offers.areas import area_from
from portee.scenarios.kinds.hazard import Zone
from portee.scenarios.scenario import Scenario
from portee.scenarios.shipped import Replay, replayed
from portee.sources.places.read import read_places
from portee.sources.places.values import ROW_ID
from portee.sources.projections import projection
from portee.territory.columns import known_names
from portee.territory.places import Places
from portee.world import World

__all__ = ["LEVELS_M", "PROXY", "HazardLayer", "flood_replay", "read_depth_raster", "read_hazards", "waterway_buffers"]

Floats = npt.NDArray[np.float64]

LEVELS_M = (0.05, 0.15, 0.3, 0.5)
"""Depths between which cells of a raster are taken together, metres: less than the first is no water, and the last two
are those that stop cars and buses."""

MOST_CELLS = 100_000_000

PROXY = (
    "A proxy, not a flood map: every place within {metres:g} m of a waterway counts as under {depth:g} m of water. "
    "Neither relief, rain nor drains are looked at."
)

YES, NO = ("true", "1", "1.0", "yes", "oui", "vrai"), ("false", "0", "0.0", "no", "non", "faux", "")
NUMBERS = ("depth_m", "velocity_ms", "intensity")
TIMES = ("from", "until")
AREAS = (3, 6)
LINES = (1, 2, 5)


@dataclass(frozen=True, eq=False)
class HazardLayer:
    """Zones of a hazard, for `Hazard(type="hazard", zones=...)`.

    Attributes:
        zones: each with its area and strength. provenance: of the file, None for geometries given as such.
        notes: remarks that every result must carry.
    """

    zones: tuple[Zone, ...]
    provenance: Provenance | None = None
    notes: tuple[str, ...] = ()


def read_hazards(path: Path | str, *, layer: str | None = None, licence: str | None = None) -> HazardLayer:
    """Zones from polygons.

    Args:
        path: GeoPackage, GeoJSON or any other file that `portee.sources.places.read.read_places` reads.
        layer: of a file that has several. licence: of the data, for the provenance.

    Raises:
        SourceError: the file or a cell of it is wrong, or a row is no polygon or tells no hazard; row and field are
            told. ParameterError: as `read_places`.
    """
    path = Path(path)
    places = read_places(path, id_column=ROW_ID, layer=layer, licence=licence, source="hazard")
    (provenance,) = places.provenance
    known = places.attributes.columns
    if not {"depth_m", "intensity", "smoke"} & set(known):
        mend = f"{known_names('depth_m', known)} Give metres of water in 'depth_m', or a share of speed in 'intensity'."
        raise SourceError("There is no column 'depth_m' or 'intensity'.", where=Where(path.name), mend=mend)
    columns = {name: _texts(places, name) for name in (*NUMBERS, *TIMES, "smoke")}
    geometry = [shapely.Point()] * len(places) if places.geometry is None else list(places.geometry)
    zones = tuple(_zone(path.name, row, geometry[row], columns) for row in range(len(places)))
    return HazardLayer(zones, provenance, provenance.notes)


def _texts(places: Places, name: str) -> list[str]:
    if name not in places.attributes.columns or places.attributes[name].dtype.is_nested():
        return [""] * len(places)
    texts = places.attributes[name].cast(pl.String, strict=False).to_list()
    return ["" if text is None else text.strip() for text in texts]


def _zone(file: str, row: int, shape: BaseGeometry, columns: dict[str, list[str]]) -> Zone:
    if shapely.get_type_id(shape) not in AREAS:
        raise SourceError(f"Row {row + 1} is not a polygon.", where=Where(file), mend="Draw the area of the hazard.")
    told: dict[str, Any] = {"area": area_from(shapely.make_valid(shape))}
    if told["area"] is None:
        raise SourceError(f"Row {row + 1} holds no area.", where=Where(file), mend="Draw the area of the hazard.")
    for name in NUMBERS:
        if columns[name][row]:
            told[name] = _number(file, row, name, columns[name][row])
    for name in TIMES:
        if columns[name][row]:
            told[name] = columns[name][row]
    word = columns["smoke"][row].casefold()
    if word not in (*YES, *NO):
        what = f"Row {row + 1} says '{word[:30]}' in 'smoke'."
        raise SourceError(what, where=Where(file, field="smoke"), mend="Write true or false.")
    return _declared(file, row, {**told, "smoke": word in YES})


def _number(file: str, row: int, name: str, text: str) -> float:
    try:
        found = float(text.replace(",", "."))
    except ValueError:
        found = math.nan
    if not math.isfinite(found):
        what = f"Row {row + 1} has '{text[:30]}' as its {name}."
        raise SourceError(what, where=Where(file, field=name), mend="Give a number.")
    return found


def _declared(file: str, row: int, told: dict[str, Any]) -> Zone:
    try:
        return Zone.model_validate(told)
    except ValidationError as problem:
        first = problem.errors()[0]
        raised = first.get("ctx", {}).get("error")
        field = str(first["loc"][0]) if first["loc"] else None
        what, mend = (raised.what, raised.mend) if isinstance(raised, Wrong) else (f"{first['msg']}.", "Correct it.")
        raise SourceError(f"Row {row + 1}: {what}", where=Where(file, field=field), mend=mend) from None


def read_depth_raster(
    path: Path | str, *, levels_m: Sequence[float] = LEVELS_M, licence: str | None = None
) -> HazardLayer:
    """Zones from a raster of water depth: one for the cells between each level and the next.

    Args:
        path: GeoTIFF in any projection that PROJ knows; its first band is the depth, metres.
        levels_m: rising depths; cells of the first one or less are dry. The depth of a zone is the mean of its cells.
        licence: of the data, for the provenance.

    Returns:
        the zones, from shallow to deep; none for a raster without water.

    Raises:
        SourceError: the file is missing, is no raster, is too large, tells no projection, or its outline is too fine.
        ParameterError: levels that do not rise, or are no depths.
    """
    path = Path(path)
    levels = np.asarray(levels_m, np.float64)
    if levels.ndim != 1 or not len(levels) or not np.isfinite(levels).all() or levels[0] < 0:
        raise ParameterError("The levels are no depths.", where=Where(field="levels_m"), mend="Give metres from 0 on.")
    if (np.diff(levels) <= 0).any():
        raise ParameterError("The levels do not rise.", where=Where(field="levels_m"), mend="List the lowest first.")
    if not path.is_file():
        raise SourceError("There is no such file.", where=str(path), mend="Check the path of the raster.")
    try:
        zones, wet = _polygonised(path, levels)
    except (RasterioError, pyproj.exceptions.ProjError) as problem:
        first = (str(problem).splitlines() or ["unreadable"])[0].rstrip(".")
        what = f"This file cannot be read as a raster ({first})."
        raise SourceError(what, where=str(path), mend="Give a complete GeoTIFF.") from None
    digest, size = sha256_of(path)
    notes = (f"Depths of a raster are means between {', '.join(f'{level:g}' for level in levels)} m and more.",)
    provenance = Provenance("hazard", path.name, digest, size, licence=licence, rows={"cells": wet}, notes=notes)
    return HazardLayer(zones, provenance, notes)


def _polygonised(path: Path, levels: Floats) -> tuple[tuple[Zone, ...], int]:
    with rasterio.open(path) as source:
        if source.crs is None:
            mend = "Assign one, for instance with `gdal_edit.py -a_srs EPSG:4326`."
            raise SourceError("The raster does not tell its projection.", where=str(path), mend=mend)
        if source.width * source.height > MOST_CELLS:
            what = f"The raster has {source.width * source.height:,} cells; at most {MOST_CELLS:,} are read."
            raise SourceError(what, where=str(path), mend="Cut it to the area, or make it coarser.")
        # To a tenth of a millimetre: 0.3 m in single precision is not above 0.3 m.
        depth = np.round(source.read(1, masked=True).astype(np.float64).filled(np.nan), 4)
        to_degrees = projection(pyproj.CRS.from_wkt(source.crs.to_wkt()), "EPSG:4326")
        transform = source.transform
    with np.errstate(invalid="ignore"):
        depth[~(depth > levels[0])] = np.nan
    if np.isinf(depth).any():
        raise SourceError("The raster holds infinite depths.", where=str(path), mend="Mark such cells as without data.")
    between = np.searchsorted(levels, depth, side="left").astype(np.uint8)
    between[np.isnan(depth)] = 0
    zones = []
    for band in range(1, len(levels) + 1):
        cells = between == band
        if not cells.any():
            continue
        found = rasterio.features.shapes(cells.astype(np.uint8), mask=cells, transform=transform)
        outlines = [_in_degrees(shapely.geometry.shape(outline), to_degrees) for outline, _ in found]
        shape = shapely.make_valid(shapely.GeometryCollection([shapely.union_all(outlines)]))
        told = {"area": area_from(shape), "depth_m": float(depth[cells].mean())}
        zones.append(_declared(path.name, band - 1, told))
    return tuple(zones), int((between > 0).sum())


def _in_degrees(shape: BaseGeometry, to_degrees: pyproj.Transformer) -> BaseGeometry:
    moved: BaseGeometry = shapely.transform(
        shape, lambda at: np.column_stack(to_degrees.transform(at[:, 0], at[:, 1])).astype(np.float64)
    )
    return shapely.make_valid(moved)


def waterway_buffers(
    lines: Path | str | Sequence[BaseGeometry], metres: float, *, depth_m: float,
    kinds: Sequence[str] = ("river", "stream"), covered: bool = False, licence: str | None = None,
) -> HazardLayer:  # fmt: skip
    """What lies near waterways, as a declared proxy for what a flash flood may reach.

    Args:
        lines: a file of lines as `read_places` reads it, or lines in degrees WGS 84.
        metres: on both sides. depth_m: of the water everywhere there.
        kinds: of a file with a column `waterway` as OpenStreetMap has it, those that count; canals do not rise by rain.
        covered: of a file with a column `tunnel`, whether stretches under ground count too.
        licence: of the data, for the provenance.

    Returns:
        one zone; its note says that it is a proxy, and with which figures.

    Raises:
        SourceError: the file is wrong or holds no such line. ParameterError: no lines, or a distance or depth that is
            none.
    """
    for name, value in (("metres", metres), ("depth_m", depth_m)):
        if not (math.isfinite(value) and 0 < value <= 10_000):
            raise ParameterError(f"{value:g} is no {name} of a flood.", where=Where(field=name), mend="Give metres.")
    provenance = None
    if isinstance(lines, (str, Path)):
        shapes, provenance = _waterways(Path(lines), kinds, covered=covered, licence=licence)
    else:
        shapes = list(lines)
    if not shapes or not all(shapely.get_type_id(shape) in LINES and not shape.is_empty for shape in shapes):
        raise ParameterError("These are no lines.", where=Where(field="lines"), mend="Give LineStrings in degrees.")
    notes = (PROXY.format(metres=metres, depth=depth_m),)
    file = "lines" if provenance is None else provenance.file
    zone = _declared(file, 0, {"area": area_from(_around(shapes, metres)), "depth_m": depth_m})
    return HazardLayer((zone,), provenance, (*notes, *(() if provenance is None else provenance.notes)))


def flood_replay(
    replay: Replay, world: World, lines: Path | str | Sequence[BaseGeometry], *, licence: str | None = None
) -> tuple[Scenario, HazardLayer]:  # fmt: skip
    """A shipped flood, built from waterways with the figures that its file declares.

    Args:
        replay: of `portee.scenarios.shipped`, with `waterways`. world, lines, licence: as `replayed` and
            `waterway_buffers` take them.

    Returns:
        the scenario, and the zones with all notes: that it is a proxy, and what the world lacks.

    Raises:
        ParameterError: the replay is no flood. SourceError: as `waterway_buffers`.
    """
    told = replay.waterways
    if told is None:
        mend = "Give replayed(replay, world) the replay of something else."
        raise ParameterError(f"'{replay.id}' is no flood.", where=Where(field="replay"), mend=mend)
    layer = waterway_buffers(
        lines, told.metres, depth_m=told.depth_m, kinds=told.kinds, covered=told.covered, licence=licence
    )
    hours = {"from_": told.from_, "until": told.until}
    zones = tuple(zone.model_copy(update=hours) for zone in layer.zones)
    scenario, notes = replayed(replay, world, zones)
    return scenario, HazardLayer(zones, layer.provenance, (*layer.notes, *notes))


def _waterways(
    path: Path, kinds: Sequence[str], *, covered: bool, licence: str | None
) -> tuple[list[BaseGeometry], Provenance]:  # fmt: skip
    places = read_places(path, id_column=ROW_ID, licence=licence, source="waterways")
    (read,) = places.provenance
    geometry = [] if places.geometry is None else list(places.geometry)
    kind, tunnel = _texts(places, "waterway"), _texts(places, "tunnel")
    told = "waterway" in places.attributes.columns
    kept, left = [], Counter[str]()
    for row, shape in enumerate(geometry):
        if shapely.get_type_id(shape) not in LINES:
            left["not a line"] += 1
        elif told and kind[row] not in kinds:
            left[f"of another kind than {', '.join(kinds)}"] += 1
        elif not covered and tunnel[row] not in ("", "no"):
            left["under ground"] += 1
        else:
            kept.append(shape)
    if not kept:
        mend = f"Give lines whose 'waterway' is one of: {', '.join(kinds)}."
        raise SourceError("The file holds no such waterway.", where=Where(path.name), mend=mend)
    dropped = tuple(Dropped("waterways", count, why) for why, count in sorted(left.items()))
    provenance = Provenance(
        read.source, read.file, read.sha256, read.size_bytes, licence=licence, rows={"waterways": len(kept)},
        dropped=(*read.dropped, *dropped), notes=read.notes,
    )  # fmt: skip
    return kept, provenance


def _around(shapes: Sequence[BaseGeometry], metres: float) -> BaseGeometry:
    """Everything within some metres of lines in degrees, in degrees."""
    all_of_them = shapely.GeometryCollection([shapely.force_2d(shape) for shape in shapes])
    _, south, _, north = all_of_them.bounds
    scale = np.array(metres_per_e7(round((south + north) / 2 * 1e7))) * 1e7
    flat = [shapely.transform(shape, lambda at: at * scale) for shape in all_of_them.geoms]
    around = shapely.union_all(shapely.buffer(flat, metres, quad_segs=4))
    return shapely.make_valid(shapely.transform(shapely.GeometryCollection([around]), lambda at: at / scale))
