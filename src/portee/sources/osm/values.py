"""Reading the values of OSM tags: speeds, durations, slopes, widths.

Every function returns None for a value it does not understand: in OSM, free text is to be expected.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

__all__ = ["KMH_OF_KNOT", "KMH_OF_MPH", "duration_s", "incline_ratio", "metres", "speed_kmh"]

KMH_OF_MPH = 1.609344
KMH_OF_KNOT = 1.852

_NUMBER = re.compile(r"^([+-]?\d+(?:[.,]\d+)?)\s*(.*)$")
_ISO_DURATION = re.compile(r"^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$")
_SPEED_UNITS = {"": 1.0, "km/h": 1.0, "kmh": 1.0, "kph": 1.0, "mph": KMH_OF_MPH, "knots": KMH_OF_KNOT}


def speed_kmh(value: str | None, words: Mapping[str, float]) -> float | None:
    """Speed in km/h of a `maxspeed` value such as `50`, `30 mph`, `FR:urban`, `walk`, `none`; the least of a list.

    Args:
        value: text of the tag.
        words: km/h of limits written in words, with or without country (`FR:urban`, `urban`).
    """
    if not value:
        return None
    speeds = [speed for part in re.split(r"[;|]", value) if (speed := _one_speed(part.strip(), words)) is not None]
    return min(speeds, default=None)


def _one_speed(text: str, words: Mapping[str, float]) -> float | None:
    if text in words:
        return float(words[text])
    if match := _NUMBER.match(text):
        unit = _SPEED_UNITS.get(match[2].strip().lower())
        speed = float(match[1].replace(",", ".")) * unit if unit is not None else 0.0
        return speed if speed > 0 else None
    country, _, zone = text.partition(":")
    if not zone:
        return None
    if zone in words and len(country) <= 5:
        return float(words[zone])
    return _one_speed(zone, {}) if zone.isdigit() else None


def duration_s(value: str | None) -> float | None:
    """Seconds of a `duration` value: minutes (`45`), `MM`, `HH:MM`, `HH:MM:SS`, or ISO 8601 (`PT1H30M`)."""
    if not value:
        return None
    text = value.strip()
    if match := _ISO_DURATION.match(text):
        days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
        total = ((days * 24 + hours) * 60 + minutes) * 60 + seconds
        return float(total) or None
    parts = text.split(":")
    if not all(part.isdigit() for part in parts) or len(parts) > 3:
        return None
    numbers = [int(part) for part in parts]
    if len(numbers) == 1:
        return float(numbers[0] * 60) or None
    hours, minutes, seconds = (*numbers, 0)[:3]
    return float(hours * 3600 + minutes * 60 + seconds) or None


def incline_ratio(value: str | None) -> float | None:
    """Rise over run of an `incline` value, positive uphill along the way: `8%`, `-5 %`, `1:12`, `4.6°`.

    `up` and `down` tell no number: None.
    """
    if not value:
        return None
    text = value.strip().replace(",", ".")
    if match := re.fullmatch(r"([+-]?\d+(?:\.\d+)?)\s*%?", text):
        return float(match[1]) / 100
    if match := re.fullmatch(r"([+-]?)1:(\d+(?:\.\d+)?)", text):
        run = float(match[2])
        return (-1 if match[1] == "-" else 1) / run if run else None
    if match := re.fullmatch(r"([+-]?\d+(?:\.\d+)?)\s*°", text):
        degrees = float(match[1])
        # Above 45° the value is a typing error for a ramp; the tangent would exceed any street.
        return math.tan(math.radians(degrees)) if abs(degrees) <= 45 else None
    return None


def metres(value: str | None) -> float | None:
    """Metres of a `width` value such as `0.9`, `1,2 m`, `80 cm`."""
    if not value or not (match := _NUMBER.match(value.strip())):
        return None
    factor = {"": 1.0, "m": 1.0, "cm": 0.01}.get(match[2].strip().lower())
    return float(match[1].replace(",", ".")) * factor if factor is not None else None
