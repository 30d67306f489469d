"""Where people live along the streets, and how to draw a place there."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from portee.sources.synthetic.frame import Floats, Frame
from portee.sources.synthetic.skeleton import Quarters
from portee.sources.synthetic.streets import Network

__all__ = ["Frontages", "apportion"]

LIVED = {
    "residential": 1.0,
    "living_street": 1.2,
    "pedestrian": 1.2,
    "unclassified": 0.6,
    "tertiary": 1.0,
    "secondary": 0.8,
    "primary": 0.5,
    "service": 0.7,
}
STYLE = {
    "old": 0.6,
    "estate": 2.4,
    "industrial": 0.03,
    "port": 0.03,
    "business": 0.10,
    "shopping": 0.06,
    "park": 0.0,
    "crossing": 0.0,
    "motorway": 0.0,
    "hillside": 0.6,
}
STEP = 25.0


class Frontages:
    """Points every 25 m along streets that houses stand on.

    Attributes:
        x, y: plan metres, (n,). homes, street: relative number of residents; length of street they stand for, (n,).
        style: style of the street, (n,) str.
    """

    def __init__(self, frame: Frame, quarters: Quarters, network: Network) -> None:
        spots: list[Floats] = []
        factor: list[Floats] = []
        style: list[str] = []
        for piece in network.pieces:
            weight = LIVED.get(piece.kind, 0.0) * STYLE.get(piece.style, 1.0)
            if piece.kind not in LIVED:
                continue
            line = np.column_stack([network.x[piece.vertices], network.y[piece.vertices]])
            at = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
            count = max(1, round(piece.length / STEP))
            wanted = (np.arange(count) + 0.5) / count * at[-1]
            spots.append(np.column_stack([np.interp(wanted, at, line[:, 0]), np.interp(wanted, at, line[:, 1])]))
            factor.append(np.full(count, weight * at[-1] / count))
            style += [piece.style] * count
        points = np.vstack(spots)
        self.x, self.y = points[:, 0], points[:, 1]
        self.density = quarters.density(self.x, self.y)
        self.style = np.array(style)
        self.homes = np.concatenate(factor) * np.maximum(self.density, 0.012)
        self._scatter = WALK_OFF * min(1.0, 0.5 + frame.scale)

    def draw(self, rng: np.random.Generator, weight: Floats, count: int) -> tuple[Floats, Floats]:
        """`count` places beside the street, drawn by weight, each frontage once while there are enough."""
        share = weight / weight.sum()
        chosen = rng.choice(len(share), count, replace=int((share > 0).sum()) < 2 * count, p=share)
        shift = rng.uniform(-1.0, 1.0, (2, count)) * self._scatter
        return self.x[chosen] + shift[0], self.y[chosen] + shift[1]

    def near(self, x: float, y: float, radius: float) -> Floats:
        """Weights that fade around a spot: 1 at it, next to 0 beyond `radius` metres."""
        return np.asarray(np.exp(-2.5 * ((self.x - x) ** 2 + (self.y - y) ** 2) / radius**2))


WALK_OFF = 14.0
"""Metres a place may lie beside the middle of its street."""


def apportion(weights: npt.ArrayLike, total: int) -> npt.NDArray[np.int64]:
    """Whole numbers proportional to weights whose sum is exactly `total` (largest remainders, ties by order)."""
    given = np.asarray(weights, dtype=np.float64)
    quota = given / given.sum() * total
    whole: npt.NDArray[np.int64] = np.floor(quota).astype(np.int64)
    order = np.argsort(-(quota - whole), kind="stable")
    whole[order[: total - int(whole.sum())]] += 1
    return whole
