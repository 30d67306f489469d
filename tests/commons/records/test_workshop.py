from __future__ import annotations

from tests.commons.examples import refused, taken


def test_fewer_than_eleven_people_are_not_counted() -> None:
    assert "people" in refused("workshop", people=7)
    assert taken("workshop", people=None)


def test_dots_are_not_below_zero() -> None:
    assert "dots" in refused("workshop", votes=[{"need": "need/x", "dots": -1}])
