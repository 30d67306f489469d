"""Open an OSM file of any kind and get its street material."""

from __future__ import annotations

from pathlib import Path

from portee.core.errors import SourceError
from portee.sources.osm.pbf import UnusualPbf, read_pbf
from portee.sources.osm.raw import RawOsm

__all__ = ["check_osm_file", "read_raw"]

_FORMATS = (".pbf", ".osm", ".osm.bz2", ".osm.gz", ".xml", ".o5m", ".opl")


def check_osm_file(path: Path) -> None:
    """Refuse what cannot be an OSM file by its name, its absence or its emptiness.

    Raises:
        SourceError: there is no such file, it is empty, or its name is not that of an OSM format.
    """
    if path.is_dir():
        raise SourceError("This is a folder, not an OSM file.", where=str(path), mend="Give the .osm.pbf file inside.")
    if not path.is_file():
        raise SourceError("There is no such file.", where=str(path), mend="Check the path of the OSM extract.")
    if path.stat().st_size == 0:
        raise SourceError("The file is empty.", where=str(path), mend="Download the OSM extract again.")
    if not path.name.lower().endswith(_FORMATS):
        raise SourceError(
            f"'{path.suffix or path.name}' is not an OSM format.",
            where=str(path),
            mend="Give an .osm.pbf extract (.osm, .osm.bz2 and .osm.gz are read too).",
        )


def read_raw(path: Path) -> RawOsm:
    """Street material of an OSM file.

    Raises:
        SourceError: the file is missing, is not OSM data, or is cut short.
    """
    check_osm_file(path)
    if path.name.lower().endswith(".pbf"):
        try:
            return read_pbf(path)
        except UnusualPbf:
            # libosmium knows every variant, and says best what is wrong with a damaged file.
            pass
    from portee.sources.osm.through_osmium import read_through_osmium

    return read_through_osmium(path)
