from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.sources.gbfs.fields import FieldError, Record
from portee.sources.gbfs.positions import anchor_of, check_exchanged, position

PARIS = anchor_of("Europe/Paris")


def place(lat: Any, lon: Any) -> Record:
    return Record({"lat": lat, "lon": lon}, "here")


def test_the_chief_place_of_a_time_zone() -> None:
    # zone.tab: FR +4852+00220 Europe/Paris, that is 48 degrees 52 minutes north; Los Angeles +340308-1181434.
    assert anchor_of("Europe/Paris") == pytest.approx((2 + 20 / 60, 48 + 52 / 60))
    assert anchor_of("America/Los_Angeles") == pytest.approx((-(118 + 14 / 60 + 34 / 3600), 34 + 3 / 60 + 8 / 3600))
    assert anchor_of("UTC") is None


def test_good_places() -> None:
    assert position(place(43.3, 5.37), PARIS) == (5.37, 43.3)
    assert position(place(48, 2), None) == (2.0, 48.0)
    assert position(place(0.0, 5.37), None) == (5.37, 0.0)


@pytest.mark.parametrize(
    ("lat", "lon", "field", "words"),
    [
        (None, 5.0, "lat", "is missing"),
        ("43.3", 5.0, "lat", "is text, not a number"),
        (43.3, float("nan"), "lon", "is not a finite number"),
        (0, 0, "lat", "and lon are 0, which is no place"),
        (95.0, 200.0, "lat", "is beyond 90 degrees"),
        (43.3, 181.0, "lon", "is beyond 180 degrees"),
        (-118.2, 34.0, "lat", "look exchanged"),
        (5.37, 43.3, "lat", "look exchanged"),
    ],
)
def test_places_that_are_none(lat: Any, lon: Any, field: str, words: str) -> None:
    with pytest.raises(FieldError, match=words) as caught:
        position(place(lat, lon), PARIS)
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("timezone", "lat", "lon"),
    [
        ("Europe/Paris", 41.39, 9.16),
        ("Indian/Reunion", -20.88, 55.45),
        ("America/New_York", 25.77, -80.19),
        ("Africa/Cairo", 31.2, 29.9),
        ("Europe/Oslo", 69.65, 18.96),
        ("Asia/Kolkata", 19.07, 72.88),
        ("Europe/Kyiv", 50.45, 30.52),
    ],
)
def test_towns_are_not_taken_for_exchanged(timezone: str, lat: float, lon: float) -> None:
    assert position(place(lat, lon), anchor_of(timezone)) == (lon, lat)


@given(st.floats(41.3, 51.1), st.floats(-5.2, 9.6))
def test_all_of_france_is_told_from_its_mirror(lat: float, lon: float) -> None:
    check_exchanged((lon, lat), PARIS)
    with pytest.raises(FieldError):
        check_exchanged((lat, lon), PARIS)
