"""Areas within reach of a place, over main streets: a picture that stands by itself, readable in greyscale."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from portee.reports.maplayers import BaseMap
from portee.reports.sheet_ground import PAPER, Ground, ground_of, scale_bar

__all__ = ["area_map"]

NEAR, FAR, EDGE, HERE = "#0b3d6e", "#7fa6cc", "#0b3d6e", "#000000"


def area_map(
    base: BaseMap, areas: Sequence[BaseGeometry], place: tuple[float, float], scale_words: Callable[[float], str],
    *, name: str = "",
) -> str:  # fmt: skip
    """The drawing as SVG markup; the same arguments give the same text.

    Args:
        base: streets underneath.
        areas: from the largest to the smallest, degrees; the smallest is drawn darkest.
        place: longitude and latitude of the place.
        scale_words: the length of the scale bar in words, from metres.
        name: what the picture shows, for whoever hears the page.
    """
    corners = [np.array([place])]
    corners += [np.array(area.bounds).reshape(2, 2) for area in areas if not area.is_empty]
    around = np.concatenate(corners)
    ground = ground_of(base, around[:, 0], around[:, 1])
    parts = [_titled(ground.parts[0], name), *ground.parts[1:]]
    shades = [FAR] * (len(areas) - 1) + [NEAR] if len(areas) > 1 else [FAR]
    for area, shade in zip(areas, shades, strict=False):
        path = _path(ground, area)
        if path:
            parts.append(
                f'<path class="area" d="{path}" fill="{shade}" fill-opacity=".45" fill-rule="evenodd" stroke="{EDGE}"/>'
            )
    x, y = ground.dots(np.array([place[0]]), np.array([place[1]]))[0].tolist()
    parts.append(f'<circle class="here" cx="{x}" cy="{y}" r="7" fill="{HERE}" stroke="{PAPER}" stroke-width="3"/>')
    parts.append(scale_bar(ground.metres, ground.high, scale_words))
    return "".join(parts) + "</svg>"


def _titled(opening: str, name: str) -> str:
    if not name:
        return opening
    import html

    return opening.replace("<svg ", '<svg role="img" ', 1) + f"<title>{html.escape(name)}</title>"


def _path(ground: Ground, area: BaseGeometry) -> str:
    found = []
    for ring in shapely.get_rings(shapely.get_parts(area)):
        points = shapely.get_coordinates(ring)
        dots = ground.dots(points[:, 0], points[:, 1])
        dots = dots[np.concatenate([[True], (np.diff(dots, axis=0) != 0).any(axis=1)])]
        if len(dots) > 3:
            found.append("M" + "L".join(f"{x} {y}" for x, y in dots.tolist()) + "z")
    return "".join(found)
