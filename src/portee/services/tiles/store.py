"""Tiles of one workspace: made when first asked for, kept in a folder named after what they were made from."""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from portee.core.atomic import atomic_file
from portee.core.errors import OutputError
from portee.core.progress import Progress, Silent
from portee.services.tiles.encode import encode_tile
from portee.services.tiles.layers import GroundSources, Layer, ground_bounds, ground_layers
from portee.services.tiles.mercator import Tile, tiles_of
from portee.services.tiles.transit import transit_layers

__all__ = ["MAX_ZOOM", "TileStore"]

MAX_ZOOM = 14
"""Largest zoom that has tiles of its own: a street's shape needs no finer ones."""

VERSION = b"2"
"""Raised when the same sources would give other tiles."""


class TileStore:
    """Tiles of the ground.

    Args:
        folder: where they are kept. sources: what they are made from.
    """

    def __init__(self, folder: Path, sources: GroundSources) -> None:
        self.folder, self.sources = folder, sources
        self._lock = threading.Lock()

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north in degrees: those of the streets, with some of what lies around them."""
        return ground_bounds(self.sources.network)

    @cached_property
    def key(self) -> str:
        """Of all that tiles are made from: the network's own key, and size and time of the other files."""
        digest = hashlib.sha256(VERSION)
        digest.update(self.sources.network.key.encode())
        files = {"osm": self.sources.osm, **self.sources.extra}
        for name, path in sorted(files.items()):
            if path is not None and path.exists():
                told = path.stat()
                digest.update(f"{name}\0{path.name}\0{told.st_size}\0{told.st_mtime_ns}\n".encode())
        for place in self.sources.names:
            digest.update(repr(place).encode())
        return digest.hexdigest()[:16]

    @cached_property
    def layers(self) -> tuple[Layer, ...]:
        """Shapes by layer, read at the first tile that is not kept yet."""
        timetable = self.sources.network.timetable
        return (*ground_layers(self.sources), *(() if timetable is None else transit_layers(timetable)))

    def get(self, tile: Tile) -> bytes:
        """The tile, gzipped; empty where nothing is shown.

        A tile that cannot be kept, on a full disk, is given all the same.
        """
        if not tile.exists or tile.z > MAX_ZOOM or not self._touches(tile):
            return b""
        path = self.folder / self.key / str(tile.z) / str(tile.x) / f"{tile.y}.pbf.gz"
        try:
            return path.read_bytes()
        except OSError:
            pass
        with self._lock:
            # The layers are read once, whoever comes first.
            layers = self.layers
        raw = encode_tile(layers, tile)
        data = gzip.compress(raw, 6, mtime=0) if raw else b""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with atomic_file(path) as partial:
                partial.write_bytes(data)
        except (OSError, OutputError):
            return data
        return data

    def make(self, zooms: Iterable[int] = range(MAX_ZOOM + 1), progress: Progress | None = None) -> int:
        """Make all tiles of some zooms; how many show something."""
        progress = progress or Silent()
        tiles = [tile for zoom in zooms for tile in tiles_of(self.bounds, zoom)]
        progress.start("tiles", len(tiles))
        shown = 0
        try:
            for tile in tiles:
                shown += bool(self.get(tile))
                progress.advance()
        finally:
            progress.done()
        return shown

    def _touches(self, tile: Tile) -> bool:
        return tile in _Range(self.bounds, tile.z)


class _Range:
    """Tiles of a zoom that bounds touch, without listing them."""

    def __init__(self, bounds: tuple[float, float, float, float], zoom: int) -> None:
        west, south, east, north = bounds
        self._corners = [tiles_of((lon, lat, lon, lat), zoom)[0] for lon, lat in ((west, north), (east, south))]

    def __contains__(self, tile: Tile) -> bool:
        first, last = self._corners
        return first.x <= tile.x <= last.x and first.y <= tile.y <= last.y
