"""Tests of the GTFS reader."""
