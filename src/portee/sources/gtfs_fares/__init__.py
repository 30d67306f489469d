"""Fares of GTFS Schedule feeds, versions 1 and 2 (https://gtfs.org/documentation/schedule/reference/), to tariffs."""

from portee.sources.gtfs_fares.read import read_gtfs_fares

__all__ = ["read_gtfs_fares"]
