"""The outline of an area as a form takes it: corners typed or drawn, or a GeoJSON file; or why it cannot be one.

RFC 7946. One simple polygon without holes: a rule that people can know has one edge.
"""

from __future__ import annotations

import json
import math
from typing import Any

from portee.commons.records.rule_area import MOST_CORNERS
from portee.core.errors import ParameterError

__all__ = ["LARGEST_FILE", "outline_of_geojson", "outline_of_lines"]

LARGEST_FILE = 200_000
"""Signs of a GeoJSON file: five hundred corners take a tenth of it."""

DEEPEST = 12
DECIMALS = 6


def outline_of_lines(text: str) -> tuple[str, ...]:
    """Corners typed one a line, "latitude, longitude".

    Raises:
        ParameterError: a line is no such pair, or there are too few or too many.
    """
    corners: list[tuple[float, float]] = []
    for line in text.replace(";", "\n").splitlines():
        parts = line.replace(",", " ").split()
        if not parts:
            continue
        try:
            lat, lon = (float(part) for part in parts)
        except ValueError:
            raise ParameterError("A corner is no pair of numbers.", mend="Write 'latitude, longitude'.") from None
        corners.append((lon, lat))
    return _written(corners)


def outline_of_geojson(text: str) -> tuple[str, ...]:
    """Corners of the one polygon of a GeoJSON file.

    Raises:
        ParameterError: it is no GeoJSON, too long, has several polygons or holes, or too many corners.
    """
    if len(text) > LARGEST_FILE:
        raise ParameterError("The file is too long.", mend=f"Draw one area of at most {MOST_CORNERS} corners.")
    if _depth(text) > DEEPEST:
        raise ParameterError("The file is nested too deeply.", mend="Give one polygon.")
    try:
        found = json.loads(text, parse_constant=_refused)
    except (ValueError, RecursionError):
        raise ParameterError("This is no GeoJSON.", mend="Save the area as GeoJSON, UTF-8.") from None
    polygons = _polygons(found, 0)
    if len(polygons) != 1:
        raise ParameterError(f"The file has {len(polygons)} polygons.", mend="Give one; make one rule of each.")
    (rings,) = polygons
    if not isinstance(rings, list) or len(rings) != 1:
        raise ParameterError("The polygon has holes, or no outline.", mend="Draw it without holes.")
    corners: list[tuple[float, float]] = []
    ring = rings[0]
    if not isinstance(ring, list) or len(ring) > MOST_CORNERS + 1:
        raise ParameterError("The outline has too many corners.", mend=f"Draw it with at most {MOST_CORNERS}.")
    for point in ring:
        if not (isinstance(point, list) and 2 <= len(point) <= 3 and all(_is_number(part) for part in point)):
            raise ParameterError("A corner is no pair of numbers.", mend="GeoJSON writes [longitude, latitude].")
        corners.append((float(point[0]), float(point[1])))
    return _written(corners)


def _depth(text: str) -> int:
    """How deeply brackets are nested, found without reading what they hold."""
    deep = most = 0
    for sign in text:
        if sign in "[{":
            deep += 1
            most = max(most, deep)
        elif sign in "]}":
            deep -= 1
    return most


def _refused(name: str) -> Any:
    raise ValueError(name)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e6


def _polygons(found: Any, level: int) -> list[Any]:
    """Coordinates of the polygons of a GeoJSON object; other geometries are none."""
    if not isinstance(found, dict) or level > 3:
        return []
    kind = found.get("type")
    if kind == "FeatureCollection":
        features = found.get("features")
        many = features if isinstance(features, list) else []
        return [ring for one in many[:1000] for ring in _polygons(one, level + 1)]
    if kind == "Feature":
        return _polygons(found.get("geometry"), level + 1)
    if kind == "Polygon":
        return [found.get("coordinates")]
    if kind == "MultiPolygon":
        parts = found.get("coordinates")
        return parts[:1000] if isinstance(parts, list) else []
    return []


def _written(corners: list[tuple[float, float]]) -> tuple[str, ...]:
    if len(corners) > 1 and corners[0] == corners[-1]:
        corners = corners[:-1]
    if not 3 <= len(corners) <= MOST_CORNERS:
        raise ParameterError(
            f"An area of {len(corners)} corners cannot be drawn.", mend=f"Give from 3 to {MOST_CORNERS}."
        )
    if not all(math.isfinite(lon) and math.isfinite(lat) and abs(lat) <= 90 and abs(lon) <= 180
               for lon, lat in corners):  # fmt: skip
        raise ParameterError("A corner is no place on Earth.", mend="Latitude goes from -90 to 90.")
    return tuple(f"{_plain(lat)}, {_plain(lon)}" for lon, lat in corners)


def _plain(degrees: float) -> str:
    """Without an exponent or a needless nought, "-0" for nothing."""
    text = f"{degrees:.{DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
