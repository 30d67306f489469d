"""A map of a result file, with the streets of its network underneath."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from portee.core.errors import ParameterError
from portee.core.provenance import Provenance
from portee.network.network import Network
from portee.network.streets import Streets
from portee.reports.basemap import base_from_streets
from portee.reports.mapframe import map_bounds
from portee.reports.maplayers import BaseMap, MapSheet, Words
from portee.reports.result_map import sheet_of, write_sheet
from portee.reports.tables import read_result

__all__ = ["around", "base_of", "draw_map", "provenance_of"]

MARGIN = 0.05
"""Share of the map's size drawn around its places."""
ENDINGS = (".html", ".htm", ".png")


def draw_map(
    result: Path | str,
    path: Path | str,
    *,
    columns: Sequence[str] | None = None,
    title: str | None = None,
    network: Path | str | None = None,
    lang: str = "fr",
) -> None:
    """Draw a result of access, isochrone or trip.

    Args:
        result: the file.
        path: .html or .png.
        columns: what to show, all figures otherwise.
        title: of the map; None names the first figure.
        network: folder of a network whose streets are drawn underneath.
        lang: language of an image; a page speaks both.

    Raises:
        SourceError: the result cannot be read. NetworkError: the network cannot be opened.
        ParameterError: no geometry, no such column, another ending.
        OutputError: the map could not be written.
    """
    path = Path(path)
    if path.suffix.lower() not in ENDINGS:
        raise ParameterError(
            f"A map cannot be written as '{path.suffix or path.name}'.",
            where=str(path),
            mend="Give a name that ends in .html or .png.",
        )
    frame, record = read_result(result)
    notes = record.get("notes", [])
    sheet = sheet_of(
        frame,
        columns=columns or None,
        title=None if title is None else Words.same(title),
        notices=[Words.same(str(note)) for note in notes],
        provenance=provenance_of(record),
    )
    if network is not None:
        sheet = replace(sheet, base=base_of(Network.open(network).streets, sheet))
    write_sheet(path, sheet, lang=lang)


def provenance_of(record: dict[str, Any]) -> tuple[Provenance, ...]:
    """Sources named in the record of a result."""
    return tuple(Provenance.from_dict(source) for source in record.get("sources", []))


def base_of(streets: Streets, sheet: MapSheet) -> BaseMap:
    """Streets around the places of a map."""
    return base_from_streets(streets, bounds=around(map_bounds(sheet.layers)))


def around(bounds: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """Bounds with a margin, degrees."""
    west, south, east, north = bounds
    wide, high = MARGIN * (east - west), MARGIN * (north - south)
    return west - wide, south - high, east + wide, north + high
