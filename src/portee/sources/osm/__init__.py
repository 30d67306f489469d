"""OpenStreetMap: the street graph of an extract."""

from portee.sources.osm.streets import read_streets

__all__ = ["read_streets"]
