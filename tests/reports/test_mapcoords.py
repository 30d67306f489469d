from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from portee.reports.mapcoords import Grid, decode, encode, geometry_texts

point = st.tuples(st.integers(-(2**30), 2**30), st.integers(-(2**30), 2**30))
MARSEILLE = (5.30, 43.20, 5.50, 43.40)


@given(st.lists(st.lists(point, min_size=1, max_size=6), max_size=5))
def test_what_is_encoded_is_decoded(lines: list[list[tuple[int, int]]]) -> None:
    texts = encode([np.asarray(line, dtype=np.int64) for line in lines])
    assert len(texts) == len(lines)
    for line, text in zip(lines, texts, strict=True):
        kept = [one for number, one in enumerate(line) if number == 0 or one != line[number - 1]]
        assert decode(text) == kept
        assert not set(text) & set("<>&'\" ")


def test_known_text() -> None:
    # The example published with the format, in its unit of 1e-5 degrees.
    line = np.array([[3850000, -12020000], [4070000, -12095000], [4325200, -12645300]])
    assert encode([line]) == ["_p~iF~ps|U_ulLnnqC_mqNvxq`@"]


def test_the_grid_is_metric_and_points_south() -> None:
    grid = Grid.over(MARSEILLE)
    corners = grid.place(np.array([[5.30, 43.40], [5.50, 43.20]]))
    assert corners[0].tolist() == [0, 0]
    assert abs(corners[1] - [grid.width, grid.height]).max() <= 1
    # 0.2 degrees of longitude at 43.3 degrees north.
    assert grid.width * grid.metres == pytest.approx(0.2 * 111_319.5 * np.cos(np.radians(43.3)), rel=1e-3)
    assert grid.metres <= 0.6


def test_wide_bounds_hold_half_as_much_again() -> None:
    west, south, east, north = Grid.over(MARSEILLE).wide_bounds
    assert (west, east) == pytest.approx((5.20, 5.60), abs=1e-4)
    assert (south, north) == pytest.approx((43.10, 43.50), abs=1e-3)


def test_a_country_fits_too() -> None:
    grid = Grid.over((-5.0, 41.0, 9.0, 51.0))
    assert max(grid.width, grid.height) <= 2**16 + 1


def test_geometries_keep_their_parts_and_holes() -> None:
    grid = Grid.over((0.0, 0.0, 0.1, 0.1))
    ring = shapely.Polygon([(0, 0), (0.1, 0), (0.1, 0.1)], [[(0.05, 0.02), (0.06, 0.02), (0.06, 0.03)]])
    shapes = [
        ring,
        None,
        shapely.Polygon(),
        shapely.MultiPoint([(0, 0), (0.1, 0.1)]),
        shapely.MultiPolygon([ring, shapely.box(0.01, 0.08, 0.02, 0.09)]),
        shapely.LineString([(0, 0), (0.1, 0.1)]),
    ]
    array = np.empty(len(shapes), dtype=object)
    array[:] = shapes
    texts = geometry_texts(array, grid)
    assert [len(text.split()) for text in texts] == [2, 0, 0, 2, 3, 1]
    outer = decode(texts[0].split()[0])
    assert outer[0] == outer[-1] == (0, grid.height)
    assert decode(texts[5]) == [(0, grid.height), (grid.width, 0)]


def test_neighbours_share_their_border() -> None:
    grid = Grid.over((5.0, 43.0, 5.3, 43.3))
    shapes = np.array(
        [shapely.box(5.1, 43.1, 5.1037, 43.1029), shapely.box(5.1037, 43.1, 5.109, 43.1029)], dtype=object
    )
    first, second = (set(decode(text)) for text in geometry_texts(shapes, grid))
    assert len(first & second) == 2
