"""OSM file → places: services and amenities by a declared table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import yaml

from portee.core.errors import ParameterError, SourceError
from portee.core.provenance import Dropped, Provenance, sha256_of
from portee.sources.osm.read import check_osm_file
from portee.sources.osm.tables import read_table
from portee.territory.places import Places

__all__ = ["category_of", "read_osm_places"]

_Row = tuple[str, int, str, str | None, float, float]
"""Type letter, id, category, name, lon, lat."""
_RESERVED = ("category", "name", "osm_id")


def read_osm_places(pbf: Path, table: Path | Mapping[str, Any] | None = None) -> Places:
    """Points of interest of an OSM file, by category.

    Nodes stand where they are; closed ways and multipolygons at their centroid.

    Args:
        pbf: OSM file, as for `read_streets`.
        table: which tags make which category: a YAML file or its content, in the form of
            `rules/points_of_interest.yaml`, which is the default.

    Returns:
        places with ids such as `n123`, `w45`, `r6` and the columns `category`, `name`, `osm_id`, and one integer
        column by category, 1 where the place is of it, else 0. In the order nodes, ways, relations, each by id.

    Raises:
        SourceError: the file is missing, is not OSM data or is cut short.
        ParameterError: the table has another form.
    """
    check_osm_file(pbf)
    rules = _checked(table)
    try:
        rows, unplaced, date = _read(pbf, rules)
    except (RuntimeError, UnicodeDecodeError) as problem:
        first = (str(problem).splitlines() or ["unreadable"])[0].rstrip(".")
        raise SourceError(
            f"This is not a complete OSM file ({first}).",
            where=str(pbf),
            mend="Download the extract again, or check that it is an .osm.pbf file.",
        ) from None
    rows.sort(key=lambda row: ("nwr".index(row[0]), row[1]))
    categories = list(rules["categories"])
    chosen = np.array([row[2] for row in rows], dtype=object)
    attributes = pl.DataFrame(
        {
            "category": pl.Series(chosen.tolist(), dtype=pl.String),
            "name": pl.Series([row[3] for row in rows], dtype=pl.String),
            "osm_id": pl.Series([row[1] for row in rows], dtype=pl.Int64),
            **{name: pl.Series((chosen == name).astype(np.int64), dtype=pl.Int64) for name in categories},
        }
    )
    return Places(
        ids=np.array([f"{row[0]}{row[1]}" for row in rows], dtype=object),
        lon=np.array([row[4] for row in rows], dtype=np.float64),
        lat=np.array([row[5] for row in rows], dtype=np.float64),
        attributes=attributes,
        provenance=(_provenance(pbf, date, Counter(chosen.tolist()), unplaced),),
    )


def category_of(tags: Mapping[str, str], rules: Mapping[str, Any]) -> str | None:
    """First category of the table that one of the tags belongs to, or None."""
    if any(tags.get(key) in values for key, values in rules.get("except", {}).items()):
        return None
    for name, patterns in rules["categories"].items():
        for key, values in patterns.items():
            value = tags.get(key)
            if value is not None and (values == "*" or any(part.strip() in values for part in value.split(";"))):
                return str(name)
    return None


def _checked(table: Path | Mapping[str, Any] | None) -> Mapping[str, Any]:
    if table is None:
        return read_table("points_of_interest")
    where = str(table) if isinstance(table, Path) else None
    mend = "Give `categories:`, each with tags such as `amenity: [school]` or `shop: '*'`."
    rules: Any = table
    if isinstance(table, Path):
        try:
            rules = yaml.safe_load(table.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as problem:
            reason = (str(problem).splitlines() or ["unreadable"])[0]
            raise ParameterError(f"The table cannot be read: {reason}.", where=where, mend=mend) from None
    categories = rules.get("categories") if isinstance(rules, Mapping) else None
    exceptions = rules.get("except") or {} if isinstance(rules, Mapping) else {}
    if not isinstance(categories, Mapping) or not categories or not isinstance(exceptions, Mapping):
        raise ParameterError("The table of points of interest has no categories.", where=where, mend=mend)
    for name, patterns in categories.items():
        good = (
            isinstance(patterns, Mapping)
            and patterns
            and all(v == "*" or isinstance(v, list) for v in patterns.values())
        )
        if not good or name in _RESERVED:
            raise ParameterError(f"Category '{name}' of the table is not a list of tags.", where=where, mend=mend)
    return {"categories": categories, "except": exceptions}


def _read(pbf: Path, rules: Mapping[str, Any]) -> tuple[list[_Row], int, str | None]:
    """(rows; areas whose shape is broken; date of the data)."""
    import osmium
    import shapely

    from portee.sources.osm.through_osmium import data_date

    keys = sorted({key for patterns in rules["categories"].values() for key in patterns})
    factory = osmium.geom.WKBFactory()
    rows: list[_Row] = []
    unplaced = 0
    # The file is read twice, for the members of multipolygons; what carries none of the keys never reaches Python.
    processor = osmium.FileProcessor(str(pbf)).with_areas(osmium.filter.KeyFilter(*keys))
    for item in processor.with_filter(osmium.filter.KeyFilter(*keys)):
        if not isinstance(item, osmium.osm.Node | osmium.osm.Area):
            continue
        tags = dict(item.tags)
        category = category_of(tags, rules)
        if category is None:
            continue
        if isinstance(item, osmium.osm.Node):
            if item.location.valid():
                rows.append(("n", item.id, category, tags.get("name"), item.location.lon, item.location.lat))
            continue
        try:
            centre = shapely.centroid(shapely.from_wkb(factory.create_multipolygon(item)))
        except (RuntimeError, shapely.errors.ShapelyError):
            unplaced += 1
            continue
        letter = "w" if item.from_way() else "r"
        rows.append((letter, item.orig_id(), category, tags.get("name"), round(centre.x, 7), round(centre.y, 7)))
    return rows, unplaced, data_date(pbf)


def _provenance(pbf: Path, date: str | None, counts: Mapping[str, int], unplaced: int) -> Provenance:
    digest, size = sha256_of(pbf)
    dropped = (Dropped("areas", unplaced, "their outline is broken"),) if unplaced else ()
    return Provenance(
        source="osm_points_of_interest",
        file=pbf.name,
        sha256=digest,
        size_bytes=size,
        date=date,
        licence="ODbL 1.0",
        rows={"places": sum(counts.values()), **dict(sorted(counts.items()))},
        dropped=dropped,
        notes=("counts of OSM objects: proxies, not jobs, places or beds",),
    )
