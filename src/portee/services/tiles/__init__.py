"""Vector tiles of the ground, from the territory's own data."""

from portee.services.tiles.layers import GroundSources, check_shapes
from portee.services.tiles.store import MAX_ZOOM, TileStore

__all__ = ["MAX_ZOOM", "GroundSources", "TileStore", "check_shapes"]
