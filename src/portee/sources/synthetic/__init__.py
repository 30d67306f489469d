"""A synthetic territory written as ordinary open-data files, then read as if it came from outside."""

from portee.sources.synthetic.territory import SyntheticTerritory, write_territory

__all__ = ["SyntheticTerritory", "write_territory"]
