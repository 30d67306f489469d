"""A street between two junctions."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Piece"]


@dataclass
class Piece:
    """A street between two junctions, while the network is being thinned out.

    Attributes:
        line: index of the street line of the mesh it belongs to.
        vertices: vertices from end to end.
        kind: OSM's highway value. style: character of its quarter.
        length: metres. climb: rise per metre from the first vertex to the last.
        tree: whether the network falls apart without it. oneway: for vehicles, in the order of the vertices.
    """

    line: int
    vertices: list[int]
    kind: str
    style: str
    length: float
    climb: float
    tree: bool = False
    oneway: bool = False

    @property
    def grade(self) -> float:
        """Rise or fall per metre, not signed."""
        return abs(self.climb)
