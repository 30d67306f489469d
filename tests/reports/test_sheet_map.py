from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest

from portee.core.errors import ParameterError
from portee.reports.maplayers import BaseMap
from portee.reports.sheet_map import NOT, REACHED, SYMBOLS, change_map, frame_of, sheet_map, symbol
from tests.reports.samples import SCRIPT
from tests.reports.sheets import drawing

HOME = (5.38, 43.305)


def points(svg: str, name: str) -> int:
    path = re.search(rf'class="{name}" d="([^"]*)"', svg)
    return 0 if path is None else path[1].count("M")


def lightness(colour: str) -> float:
    red, green, blue = (int(colour[k : k + 2], 16) for k in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_every_place_is_drawn_once_by_what_it_is() -> None:
    svg = drawing().svg
    ET.fromstring(svg)  # noqa: S314 - made here
    assert points(svg, "reached") == 4
    assert points(svg, "not") == 5
    assert points(svg, "home") == 1
    assert points(svg, "major") == 1


def test_marks_differ_without_colour() -> None:
    svg = drawing().svg
    assert abs(lightness(REACHED) - lightness(NOT)) > 60
    assert re.search(r'class="reached"[^>]*stroke-linecap="round"', svg)
    assert re.search(r'class="not"[^>]*stroke-linecap="square"', svg)


def test_places_at_one_spot_are_one_mark_and_reach_wins() -> None:
    lon, lat = np.array([5.36, 5.36, 5.36, 5.40]), np.array([43.30, 43.30, 43.30, 43.31])
    reached = np.array([False, True, False, False])
    svg = sheet_map(BaseMap(), lon, lat, reached, HOME, lambda _: "x")
    assert points(svg, "reached") == 1
    assert points(svg, "not") == 1


def test_nothing_within_reach_and_one_place_alone() -> None:
    svg = sheet_map(BaseMap(), np.array([5.38]), np.array([43.305]), np.array([False]), HOME, lambda _: "x")
    assert points(svg, "reached") == 0
    assert points(svg, "not") == 1


def test_the_scale_is_a_round_length_of_the_drawing() -> None:
    told: list[float] = []

    def words(metres: float) -> str:
        told.append(metres)
        return "scale"

    lon, lat = np.array([5.0, 5.5]), np.array([43.3, 43.3])
    svg = sheet_map(BaseMap(), lon, lat, np.array([True, True]), (5.2, 43.3), words)
    # Half a degree of longitude at latitude 43.3 is 40.5 km, with 4 % of margin on each side 43.7 km over 640 units.
    assert told == [10_000.0]
    end = re.search(r'class="scale" d="M14 \d+H([\d.]+)"', svg)
    assert end is not None
    assert float(end[1]) - 14 == pytest.approx(640 * 10 / 43.7, rel=0.01)


def test_words_stay_words() -> None:
    svg = drawing(SCRIPT).svg
    assert "<script>" not in svg
    assert "&lt;script&gt;" in svg


def test_the_same_places_give_the_same_text() -> None:
    assert drawing().svg == drawing().svg


def test_streets_elsewhere_are_left_out() -> None:
    far = np.array([[8.0, 43.30], [8.1, 43.31]])
    svg = sheet_map(
        BaseMap(lines={"major": (far,)}), np.array([5.36]), np.array([43.3]), np.array([True]), HOME, lambda _: "x"
    )
    assert points(svg, "major") == 0


@pytest.mark.parametrize(("lon", "lat"), [(np.nan, 43.0), (500.0, 43.0), (5.0, 100.0)])
def test_what_is_not_in_degrees_is_refused(lon: float, lat: float) -> None:
    with pytest.raises(ParameterError, match="not in degrees"):
        frame_of(np.array([lon]), np.array([lat]))


@pytest.mark.parametrize("name", SYMBOLS)
def test_marks_of_the_key_are_drawings(name: str) -> None:
    ET.fromstring(symbol(name))  # noqa: S314 - made here


def test_what_is_within_reach_in_part_is_a_ring() -> None:
    lon, lat = np.array([5.36, 5.37, 5.38, 5.39]), np.full(4, 43.30)
    reached, part = np.array([True, False, False, False]), np.array([False, True, True, False])
    svg = sheet_map(BaseMap(), lon, lat, reached, HOME, lambda _: "x", part=part, mark="work")
    ET.fromstring(svg)  # noqa: S314 - made here
    # A ring is a dark disc with a hole of paper in it.
    assert points(svg, "reached") == 3
    assert points(svg, "hole halo") == 2
    assert points(svg, "not") == 1
    assert svg.count('class="home"') == 1
    assert svg != sheet_map(BaseMap(), lon, lat, reached, HOME, lambda _: "x", part=part)


def test_a_change_is_told_by_shape_and_a_loss_is_never_hidden() -> None:
    lon, lat = np.array([5.36, 5.37, 5.38, 5.39, 5.36, 5.37]), np.full(6, 43.30)
    change = np.array([1, 0, -1, 0, -1, 1], np.int8)
    svg = change_map(BaseMap(), lon, lat, change, lambda _: "x")
    ET.fromstring(svg)  # noqa: S314 - made here
    assert [points(svg, name) for name in ("gain", "lose", "not")] == [1, 2, 1]
    shapes = [re.search(rf'class="{name}" d="M\d+ \d+(m[^M"]*)', svg) for name in ("gain", "lose")]
    assert shapes[0] is not None
    assert shapes[1] is not None
    assert shapes[0][1] != shapes[1][1], "told apart without colour"
    assert svg == change_map(BaseMap(), lon, lat, change, lambda _: "x")
    assert 'class="gain"' not in change_map(BaseMap(), lon, lat, -np.abs(change), lambda _: "x")


def test_what_brings_a_change_is_marked_and_within_the_frame() -> None:
    lon, lat, change = np.array([5.36, 5.37]), np.full(2, 43.30), np.array([1, 0], np.int8)
    svg = change_map(BaseMap(), lon, lat, change, lambda _: "x", mark=(5.45, 43.35))
    ET.fromstring(svg)  # noqa: S314 - made here
    at = re.search(r'class="home" d="M(\d+) (\d+)', svg)
    size = re.search(r'viewBox="0 0 (\d+) (\d+)"', svg)
    assert at is not None
    assert size is not None
    assert all(0 <= int(at[k]) <= int(size[k]) for k in (1, 2))
    assert 'class="home"' not in change_map(BaseMap(), lon, lat, change, lambda _: "x")
