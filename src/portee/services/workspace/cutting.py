"""The part of a file of the whole country or region that lies in a territory: a site reads it at every start."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from portee.core.atomic import atomic_file
from portee.core.errors import ParameterError, SourceError
from portee.services.recognise import columns_of, kind_of
from portee.sources.places.archive import members_of
from portee.sources.zip_members import refuse_member

__all__ = ["Area", "cut", "cut_name", "parse_area"]

Area = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

FRANCE: Area = (-6.0, 41.0, 10.0, 52.0)
"""Around the mainland and Corsica, whose metres are EPSG:2154."""

LARGEST_MEMBER = 6_000_000_000
"""Bytes: the squares of 200 m of the whole mainland have about a tenth of it."""

_VECTOR = (".geojson", ".json", ".gpkg", ".fgb")
_TABLE = (".csv", ".txt", ".parquet", ".geoparquet", ".pq")
_CELL = re.compile(r"CRS(\d{4,5})RES\d{2,6}mN-?\d+E-?\d+")


def parse_area(text: str) -> Area:
    """An area written "west,south,east,north" in degrees. Raises ParameterError."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        west = south = east = north = 0.0
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise ParameterError(
            f"'{text[:60]}' is no area.", mend="Write west,south,east,north in degrees, such as 5.2,43.2,5.6,43.4."
        )
    return west, south, east, north


def cut_name(file: Path) -> str:
    """Name of the part of a file: the same, except that what was in a zip is a file by itself."""
    if file.suffix.lower() != ".zip":
        return file.name
    member = _member(file, None)
    return file.name if member is None else Path(member).name


def cut(file: Path, area: Area, target: Path) -> bool:
    """Write the part of a file that lies in an area; False, and nothing written, where the file is of another kind.

    Extracts of OpenStreetMap keep whole streets that reach into the area; grids, facilities and workplaces of INSEE
    keep their rows, shapes those that touch it.

    Raises:
        SourceError: the file is not what its name says, or nothing of it lies in the area.
    """
    if file.name.lower().endswith((".osm.pbf", ".osm", ".pbf")):
        with atomic_file(target) as partial:
            _streets(file, area, partial)
        return True
    if file.suffix.lower() == ".zip":
        member = _member(file, area)
        if member is None:
            return False
        with TemporaryDirectory(prefix="portee-", dir=target.parent) as folder:
            return cut(_unpacked(file, member, Path(folder)), area, target)
    if file.suffix.lower() in _TABLE:
        return _rows(file, area, target)
    if file.suffix.lower() in _VECTOR:
        return _shapes(file, area, target)
    return False


def _streets(file: Path, area: Area, target: Path) -> None:
    """All nodes in the area, all ways that have one of them, whole, and the relations of these."""
    import osmium

    west, south, east, north = area
    kept = 0
    # The writer tells the format from the ending; the partial file has another one.
    written = target.with_name(f"{target.name}.osm.pbf")
    writer = osmium.ForwardReferenceWriter(
        str(written), str(file), overwrite=True, remove_tags=False, forward_relation_depth=1
    )
    try:
        for node in osmium.FileProcessor(str(file), osmium.osm.NODE):
            assert isinstance(node, osmium.osm.Node), "nodes were asked for"
            if west <= node.lon <= east and south <= node.lat <= north:
                writer.add_node(node)
                kept += 1
        if kept:
            writer.close()
    except RuntimeError as problem:
        written.unlink(missing_ok=True)
        raise SourceError(
            f"This is no readable OpenStreetMap file ({str(problem)[:100]}).", where=str(file),
            mend="Download it again.",
        ) from problem  # fmt: skip
    finally:
        if writer.tmpdir is not None:
            writer.tmpdir.cleanup()
    if not kept:
        raise _nothing(file)
    written.replace(target)


def _nothing(file: Path) -> SourceError:
    return SourceError(
        "Nothing of this file lies in the territory.", where=str(file), mend="Give a file of the right area."
    )


def _member(file: Path, area: Area | None) -> str | None:
    """The member of a zip that is read: INSEE and ANCT pack one file per part of the country or projection."""
    names = [info.filename for info in members_of(file) if not info.is_dir()]
    tables = sorted(name for name in names if name.lower().endswith((".csv", ".geojson")))
    if any(Path(name).name in ("stops.txt", "stop_times.txt") for name in names) or not tables:
        return None
    degrees = [name for name in tables if "wgs84" in name.lower()]
    mainland = [name for name in tables if re.search(r"_met\b|_met\.", name.lower())]
    overseas = {"_mart": (-61.5, 14.2, -60.6, 15.1), "_reun": (55.0, -21.6, 56.0, -20.7)}
    if area is not None:
        for mark, box in overseas.items():
            if _meets(area, box):
                mainland = [name for name in tables if mark in name.lower()] or mainland
    chosen = degrees or mainland or (tables if len(tables) == 1 else [])
    return max(chosen, key=len) if chosen else None


def _meets(one: Area, other: Area) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _unpacked(file: Path, member: str, folder: Path) -> Path:
    with zipfile.ZipFile(file) as archive:
        info = archive.getinfo(member)
        refuse_member(file, info, mend="Unzip it and give the file itself.")
        if info.file_size > LARGEST_MEMBER:
            raise SourceError(
                f"'{member[:80]}' would grow to {info.file_size:,} bytes.", where=str(file),
                mend="Unzip it, if you trust it, and give the file itself.",
            )  # fmt: skip
        target = folder / Path(member).name
        with archive.open(member) as packed, target.open("wb") as out:
            shutil.copyfileobj(packed, out)
    return target


def _rows(file: Path, area: Area, target: Path) -> bool:
    kind = kind_of(file)
    if kind not in ("filosofi", "bpe", "sirene"):
        return False
    packed = file.suffix.lower() in (".parquet", ".geoparquet", ".pq")
    frame = pl.scan_parquet(file) if packed else pl.scan_csv(file, separator=_separator(file), infer_schema=False)
    folded = {name.casefold(): name for name in columns_of(file)}
    inside = _in_cells(frame, folded, area) if kind == "filosofi" else _at_points(folded, area)
    if inside is None:
        return False
    try:
        found = frame.filter(inside).collect()
    except pl.exceptions.PolarsError as problem:
        raise SourceError(
            f"The file cannot be read ({str(problem).splitlines()[0][:100]}).", where=str(file),
            mend="Download it again.",
        ) from problem  # fmt: skip
    if found.is_empty():
        raise _nothing(file)
    with atomic_file(target) as partial:
        if packed:
            found.write_parquet(partial)
        else:
            found.write_csv(partial, separator=_separator(file))
    return True


def _separator(file: Path) -> str:
    with file.open(encoding="utf-8", errors="replace") as text:
        first = text.readline(100_000)
    return max(",;\t", key=first.count)


def _metres(area: Area, epsg: int) -> Area:
    from pyproj import Transformer

    west, south, east, north = Transformer.from_crs(4326, epsg, always_xy=True).transform_bounds(*area)
    return float(west), float(south), float(east), float(north)


def _between(x: pl.Expr, y: pl.Expr, area: Area) -> pl.Expr:
    west, south, east, north = area
    return (x.cast(pl.Float64, strict=False).is_between(west, east)) & (
        y.cast(pl.Float64, strict=False).is_between(south, north)
    )


def _in_cells(frame: pl.LazyFrame, folded: dict[str, str], area: Area) -> pl.Expr | None:
    """Cells whose corner lies in the area; their names hold the projection and the corner."""
    name = next((folded[id] for id in ("idcar_200m", "idcar_1km", "idinspire", "id_inspire") if id in folded), None)
    if name is None:
        return None
    first = frame.select(pl.col(name).cast(pl.String)).head(1).collect()
    found = _CELL.match(str(first.item())) if first.height else None
    if found is None:
        return None
    cells = pl.col(name).cast(pl.String)
    return _between(cells.str.extract(r"E(-?\d+)$"), cells.str.extract(r"N(-?\d+)E"), _metres(area, int(found[1])))


def _at_points(folded: dict[str, str], area: Area) -> pl.Expr | None:
    for x, y in (("longitude", "latitude"), ("x_longitude", "y_latitude")):
        if x in folded and y in folded:
            return _between(pl.col(folded[x]), pl.col(folded[y]), area)
    for x, y in (
        ("coordonneelambertabscisseetablissement", "coordonneelambertordonneeetablissement"),
        ("lambert_x", "lambert_y"),
    ):
        if x in folded and y in folded and _meets(area, FRANCE):
            return _between(pl.col(folded[x]), pl.col(folded[y]), _metres(area, 2154))
    return None


def _shapes(file: Path, area: Area, target: Path) -> bool:
    import geopandas
    import shapely

    try:
        frame = geopandas.GeoSeries([shapely.box(*area)], crs="EPSG:4326")
        found = geopandas.read_file(file, bbox=frame).to_crs("EPSG:4326")
    except (OSError, ValueError, RuntimeError) as problem:
        raise SourceError(
            f"The shapes cannot be read ({str(problem).splitlines()[0][:100]}).", where=str(file),
            mend="Give GeoJSON or GeoPackage.",
        ) from problem  # fmt: skip
    if found.empty:
        raise _nothing(file)
    with atomic_file(target) as partial:
        driver = {".gpkg": "GPKG", ".fgb": "FlatGeobuf"}.get(target.suffix.lower(), "GeoJSON")
        found.to_file(partial, driver=driver)
    return True
