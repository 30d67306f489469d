from __future__ import annotations

from tests.commons.examples import refused, taken


def test_values_come_in_the_order_of_their_dates() -> None:
    twice = [{"date": "2026-01-01", "value": 1}, {"date": "2026-01-01", "value": 2}]
    assert "order of their dates" in refused("measure", values=twice)


def test_fewer_than_eleven_people_are_never_told() -> None:
    assert "people" in refused("measure", values=[{"date": "2026-01-01", "value": 1, "people": 10}])
    assert taken("measure", values=[{"date": "2026-01-01", "value": 1, "people": 11}])
