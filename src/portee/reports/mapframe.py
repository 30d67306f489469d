"""What a map frames and whom it thanks, the same on a page and on an image."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from portee.core.errors import ParameterError, Where
from portee.reports.maplayers import MapLayer, MapSheet, Words

__all__ = ["Bounds", "attribution_of", "map_bounds"]

Bounds = tuple[float, float, float, float]

LEAST_DEGREES = 0.004
"""A single point is framed by about 400 m."""


def map_bounds(layers: Sequence[MapLayer]) -> Bounds:
    """West, south, east, north in degrees around all places of the layers.

    Raises:
        ParameterError: when no layer has a place that can be drawn, or a place is not in degrees.
    """
    boxes = [shapely.total_bounds(layer.geometry) for layer in layers if len(layer.geometry)]
    known = np.array([box for box in boxes if np.isfinite(box).all()]).reshape(-1, 4)
    if not len(known):
        raise ParameterError(
            "There is nothing to draw: no place has a geometry.",
            where=Where(field="geometry"),
            mend="Give a result with points, lines or polygons.",
        )
    west, south = known[:, :2].min(axis=0).tolist()
    east, north = known[:, 2:].max(axis=0).tolist()
    if west < -180 or east > 180 or south < -90 or north > 90:
        raise ParameterError(
            f"The places lie from {west:g}, {south:g} to {east:g}, {north:g}, which are not degrees.",
            where=Where(field="geometry"),
            mend="Give coordinates in WGS 84 (EPSG:4326).",
        )
    wide, high = max(0.0, LEAST_DEGREES - (east - west)) / 2, max(0.0, LEAST_DEGREES - (north - south)) / 2
    return west - wide, south - high, east + wide, north + high


def attribution_of(sheet: MapSheet) -> Words:
    """Whom to thank: the base's own words, else the files and licences of the sources."""
    if sheet.base.attribution is not None:
        return sheet.base.attribution
    named = [f"{source.file} ({source.licence})" if source.licence else source.file for source in sheet.provenance]
    if not named:
        return Words("", "")
    return Words(f"Données : {', '.join(named)}", f"Data: {', '.join(named)}")
