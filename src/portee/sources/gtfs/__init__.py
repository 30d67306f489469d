"""GTFS Schedule feeds (https://gtfs.org/schedule/reference/) to a timetable, with a validation report."""

from portee.sources.gtfs.findings import Problem, ValidationReport
from portee.sources.gtfs.read import read_gtfs

__all__ = ["Problem", "ValidationReport", "read_gtfs"]
