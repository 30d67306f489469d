"""Tests of the reader of GTFS fares."""
