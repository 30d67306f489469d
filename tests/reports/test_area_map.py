from __future__ import annotations

from xml.etree import ElementTree

import numpy as np
import shapely

from portee.reports.area_map import area_map
from portee.reports.maplayers import BaseMap

BASE = BaseMap({}, np.empty(0, dtype=object), (), None)
HOLE = [(5.04, 43.04), (5.05, 43.04), (5.05, 43.05), (5.04, 43.05)]
LARGE = shapely.MultiPolygon([shapely.Polygon([(5.0, 43.0), (5.1, 43.0), (5.1, 43.1), (5.0, 43.1)], [HOLE])])
SMALL = shapely.MultiPolygon([shapely.box(5.02, 43.02, 5.03, 43.03)])


def drawn(*areas: shapely.MultiPolygon) -> ElementTree.Element:
    svg = area_map(BASE, areas, (5.025, 43.025), lambda metres: f"{metres:g} m", name="A <place> & more")
    return ElementTree.fromstring(svg)  # noqa: S314 - our own drawing


def paths(svg: ElementTree.Element) -> list[ElementTree.Element]:
    return [item for item in svg.iter("{http://www.w3.org/2000/svg}path") if item.get("class") == "area"]


def test_areas_are_drawn_with_their_holes_the_smallest_darkest() -> None:
    found = paths(drawn(LARGE, SMALL))
    assert [path.get("d", "").count("M") for path in found] == [2, 1]
    assert found[0].get("fill") != found[1].get("fill")


def test_it_says_what_it_shows() -> None:
    svg = drawn(LARGE)
    title = svg.find("{http://www.w3.org/2000/svg}title")
    assert title is not None
    assert title.text == "A <place> & more"


def test_nothing_within_reach_is_a_place_alone() -> None:
    svg = drawn(shapely.MultiPolygon())
    assert paths(svg) == []
    assert [item.get("class") for item in svg.iter("{http://www.w3.org/2000/svg}circle")] == ["here"]
