"""Readers of places: points and polygons of any common format."""

from __future__ import annotations

from portee.sources.places.read import places_from_frame, read_places

__all__ = ["places_from_frame", "read_places"]
