"""Open an OSM file of any kind and get its street material."""

from __future__ import annotations

from pathlib import Path

from portee.core.errors import SourceError
from portee.sources.osm.pbf import UnusualPbf, read_pbf
from portee.sources.osm.raw import RawOsm
from portee.sources.osm.through_osmium import read_through_osmium

__all__ = ["read_raw"]


def read_raw(path: Path) -> RawOsm:
    """Street material of an OSM file.

    Raises:
        SourceError: the file is missing, is not OSM data, or is cut short.
    """
    if not path.is_file():
        raise SourceError("There is no such file.", where=str(path), mend="Check the path of the OSM extract.")
    if path.stat().st_size == 0:
        raise SourceError("The file is empty.", where=str(path), mend="Download the OSM extract again.")
    if path.name.lower().endswith(".pbf"):
        try:
            return read_pbf(path)
        except UnusualPbf:
            # libosmium knows every variant, and says best what is wrong with a damaged file.
            pass
    return read_through_osmium(path)
