from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from portee.services.commons_reading.practices import Spot
from portee.web.commons.world import EUROPE, WORLD, marks


@given(st.floats(-180, 180), st.floats(-90, 90))
def test_a_spot_is_on_one_map_at_most_and_inside_its_drawing(lon: float, lat: float) -> None:
    spots = [(1, Spot("Somewhere", lat, lon, ()))]
    drawn = [(frame, mark) for frame in (EUROPE, WORLD) for mark in marks(frame, spots)]
    assert len(drawn) <= 1
    for frame, mark in drawn:
        assert 0 <= mark.x <= frame.width
        assert 0 <= mark.y <= frame.height


def test_coasts_are_where_one_expects_them() -> None:
    from shapely import Point, Polygon

    from portee.web.commons.world import _coasts

    land = [Polygon(ring) for ring in _coasts()]
    for lon, lat in ((2.4, 48.9), (4.8, 45.8), (-74.1, 4.7), (38.7, 9.0), (-4, 40), (-1.9, 52.5)):
        assert any(ring.contains(Point(lon, lat)) for ring in land)
    for lon, lat in ((-30, 40), (5, 41), (3, 56), (-40, 0)):
        assert not any(ring.contains(Point(lon, lat)) for ring in land)
