from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.sources.osm.tables import read_table
from portee.sources.osm.values import duration_s, incline_ratio, metres, speed_kmh

LIMITS = read_table("car")["limits"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("50", 50),
        ("50 km/h", 50),
        ("30 mph", 48.28032),
        ("30mph", 48.28032),
        ("10 knots", 18.52),
        ("FR:urban", 50),
        ("FR:rural", 80),
        ("FR:zone30", 30),
        ("DE:urban", 50),
        ("BE:30", 30),
        ("FR:30", 30),
        ("walk", 5),
        ("none", 130),
        ("50;30", 30),
        ("70|50", 50),
        ("2,5", 2.5),
        ("0", None),
        ("-5", None),
        ("fast", None),
        ("signals", None),
        ("", None),
        (None, None),
    ],
)
def test_speed(text: str | None, expected: float | None) -> None:
    assert speed_kmh(text, LIMITS) == (None if expected is None else pytest.approx(expected))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("45", 2700),
        ("00:45", 2700),
        ("1:30", 5400),
        ("01:30:10", 5410),
        ("PT1H30M", 5400),
        ("PT20M", 1200),
        ("P1DT1H", 90000),
        ("0", None),
        ("PT", None),
        ("half an hour", None),
        ("1:2:3:4", None),
        ("", None),
        (None, None),
    ],
)
def test_duration(text: str | None, expected: float | None) -> None:
    assert duration_s(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8%", 0.08),
        ("8 %", 0.08),
        ("-5%", -0.05),
        ("8,5%", 0.085),
        ("0", 0.0),
        ("1:12", 1 / 12),
        ("-1:20", -0.05),
        ("45°", 1.0),
        ("80°", None),
        ("1:0", None),
        ("up", None),
        ("steep", None),
        (None, None),
    ],
)
def test_incline(text: str | None, expected: float | None) -> None:
    assert incline_ratio(text) == (None if expected is None else pytest.approx(expected))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("0.9", 0.9), ("1,2 m", 1.2), ("80 cm", 0.8), ("3'", None), ("narrow", None), (None, None)],
)
def test_metres(text: str | None, expected: float | None) -> None:
    assert metres(text) == (None if expected is None else pytest.approx(expected))


@given(st.text(max_size=20))
def test_free_text_never_breaks(text: str) -> None:
    speed, seconds = speed_kmh(text, LIMITS), duration_s(text)
    assert speed is None or speed > 0
    assert seconds is None or seconds > 0
    incline_ratio(text)
    metres(text)


@given(st.integers(1, 300))
def test_numbers_are_km_per_hour(speed: int) -> None:
    assert speed_kmh(str(speed), LIMITS) == speed
