"""OpenStreetMap: the street graph of an extract, and its points of interest."""

from portee.sources.osm.points_of_interest import read_osm_places
from portee.sources.osm.streets import read_streets

__all__ = ["read_osm_places", "read_streets"]
