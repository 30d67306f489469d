from __future__ import annotations

import numpy as np
import polars as pl
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from portee.core.declared import Words
from portee.services.features import FeatureLayer, box_of
from portee.territory.places import Places

NAME = Words(fr="Lieux", en="Places")


def layer(lon: list[float], lat: list[float], **columns: list[object]) -> FeatureLayer:
    ids = np.array([f"p{k}" for k in range(len(lon))], object)
    return FeatureLayer("places", NAME, NAME, Places(ids, np.array(lon), np.array(lat), pl.DataFrame(columns)))


@given(st.lists(st.tuples(st.integers(-179, 179), st.integers(-89, 89)), max_size=20), st.integers(1, 7))
def test_pages_hold_each_feature_once_and_in_order(points: list[tuple[int, int]], limit: int) -> None:
    whole = layer([float(x) for x, _ in points], [float(y) for _, y in points])
    box = (-100.0, -50.0, 100.0, 50.0)
    seen: list[str] = []
    for offset in range(0, len(points) + limit, limit):
        page = whole.page(box=box, limit=limit, offset=offset)
        assert page.matched == sum(-100 <= x <= 100 and -50 <= y <= 50 for x, y in points)
        assert len(page.features) <= limit
        seen += [feature["id"] for feature in page.features]
    assert seen == [f"p{k}" for k, (x, y) in enumerate(points) if -100 <= x <= 100 and -50 <= y <= 50]


def test_a_box_may_cross_the_180th_meridian() -> None:
    page = layer([179.5, -179.5, 0.0], [0.0, 0.0, 0.0]).page(box=(179.0, -1.0, -179.0, 1.0), limit=9)
    assert [feature["id"] for feature in page.features] == ["p0", "p1"]


def test_polygons_meet_a_box_with_their_shape_not_their_middle() -> None:
    places = Places(
        np.array(["zone"], object), np.array([5.0]), np.array([43.0]),
        geometry=np.array([shapely.box(4.0, 42.0, 6.0, 44.0)], object),
    )  # fmt: skip
    zones = FeatureLayer("zones", NAME, NAME, places)
    assert zones.page(box=(3.0, 41.0, 4.1, 42.1), limit=1).matched == 1
    assert zones.page(box=(7.0, 41.0, 8.0, 42.1), limit=1).matched == 0
    assert zones.extent == (4.0, 42.0, 6.0, 44.0)


def test_values_are_those_that_json_holds() -> None:
    feature = layer([5.0], [43.0], jobs=[float("nan")], name=["<é>"], open=[True]).one("p0")
    assert feature is not None
    assert feature["properties"] == {"jobs": None, "name": "<é>", "open": True}
    assert feature["geometry"] == {"type": "Point", "coordinates": (5.0, 43.0)}


def test_what_is_not_there_is_none() -> None:
    assert layer([5.0], [43.0]).one("nobody") is None
    assert layer([], []).extent is None


@pytest.mark.parametrize("text", ["4,42,6,44", "4,42,0,6,44,100", "179,-1,-179,1"])
def test_a_box_has_four_numbers_or_six(text: str) -> None:
    assert len(box_of(text)) == 4


@pytest.mark.parametrize(
    "text", ["", "1,2,3", "a,b,c,d", "1,2,3,nan", "1,5,3,4", "-181,0,1,1", "0,-91,1,1", "1,2,3,4,5"]
)
def test_anything_else_is_none(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - it carries what was asked alone
        box_of(text)
