"""GBFS feeds (https://gbfs.org/documentation/reference/) to systems of shared vehicles."""

from __future__ import annotations

from portee.sources.gbfs.read import read_gbfs

__all__ = ["read_gbfs"]
