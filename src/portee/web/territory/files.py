"""Tables of the portrait as files: CSV for a spreadsheet, GeoPackage where rows have a shape."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

import numpy as np
import polars as pl

import portee
from portee.core.spreadsheets import cell_text
from portee.reports.tables import write_table
from portee.services.portrait.ground import outlines_of
from portee.services.portrait.portrait import CELL, ZONE, Portrait, PortraitTable, Row
from portee.territory.places import Places
from portee.web.site import Site
from portee.web.territory.shown import row_words

__all__ = ["shapes_of", "table_csv", "table_gpkg"]


def table_csv(table: PortraitTable, lang: str) -> str:
    """The table as CSV: names and their ids, numbers with a point, empty where nothing is told."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(["id", table.of.replace("-", "_"), *table.columns])
    for place, row in enumerate(table.rows):
        figures = ["" if values[place] is None else f"{values[place]:.6g}" for values in table.columns.values()]
        rows.writerow([cell_text(row.id), cell_text(_name(row, table.of, lang)), *figures])
    return text.getvalue()


def _name(row: Row, of: str, lang: str) -> str:
    return row.id if of in (CELL, "year") and row.name is None else row_words(row, of, lang)


def shapes_of(site: Site, table: PortraitTable) -> Places | None:
    """The rows of a table that have a shape, with its figures as attributes; None for a table without shapes.

    Row ids that the territory no longer has are left out, and so are all who live in no neighbourhood.
    """
    places = None
    if table.of == ZONE:
        places = site.once("territory zones", lambda: outlines_of(site.workspace, site.world.network))
    elif table.of == CELL:
        places = site.places("cells")
    if places is None:
        return None
    at = {str(id): place for place, id in enumerate(places.ids.tolist())}
    rows = [place for place, row in enumerate(table.rows) if row.id in at]
    there = places.take(np.array([at[table.rows[place].id] for place in rows], np.int64))
    names = [_name(table.rows[place], table.of, "fr") for place in rows]
    figures = {
        name: pl.Series(name, [values[place] for place in rows], pl.Float64) for name, values in table.columns.items()
    }
    named = {} if table.of == CELL else {"name": pl.Series("name", names, pl.String)}
    return Places(there.ids, there.lon, there.lat, pl.DataFrame({**named, **figures}), there.geometry, there.provenance)


def table_gpkg(site: Site, found: Portrait, table: PortraitTable, name: str) -> bytes | None:
    """The table as a GeoPackage, with where its figures come from; None where its rows have no shape."""
    places = shapes_of(site, table)
    if places is None or not len(places):
        return None
    record = {
        "made_by": f"Portée {portee.__version__}", "result": f"territory {found.part}", "days": dict(found.days),
        "network": site.world.network.key, "notes": list(found.notes),
        "sources": [source.to_dict() for source in found.sources],
    }  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="portee-") as folder:
        path = Path(folder) / f"{name}.gpkg"
        write_table(places.to_geodataframe(), path, provenance=record)
        return path.read_bytes()
