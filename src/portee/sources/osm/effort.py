"""What a slope costs, as a factor on the length: pure functions, 1 on flat ground.

Slopes are rise over run in the direction of travel, positive uphill.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from portee.sources.osm.tables import read_table

__all__ = ["cycling_effort", "rolling_effort", "walking_effort"]

Floats = npt.NDArray[np.float64]
_GRAVITY = 9.80665
"""Standard gravity, m/s² (CGPM 1901)."""
_TABLE_STEP = 0.0005


def walking_effort(slope: Floats) -> Floats:
    """Tobler's hiking function (Tobler 1993, NCGIA 93-1), normalised (s,).

    The speed on the flat over the speed on the slope.
    """
    table = read_table("slopes")["walk"]
    return np.asarray(np.exp(table["rate"] * (np.abs(slope - table["fastest_at"]) - abs(table["fastest_at"]))))


def rolling_effort(slope: Floats) -> Floats:
    """Wheelchair: 1 up to the easy slope, then a straight line to the limit; NaN beyond it, uphill and downhill (s,).

    The two slopes are regulated values, see `rules/wheelchair.yaml`; the line between them is an assumption.
    """
    table = read_table("wheelchair")
    steep = np.abs(slope)
    share = np.clip((steep - table["easy_slope"]) / (table["slope_limit"] - table["easy_slope"]), 0, 1)
    return np.where(steep > table["slope_limit"], np.nan, 1 + share * (table["factor_at_limit"] - 1))


def cycling_effort(mode: str, slope: Floats) -> Floats:
    """Bicycle or e-scooter: speed on the flat over speed on the slope, from a power balance (s,).

    Power grows from its flat to its climbing value (Parkin and Rotheram 2010, doi:10.1016/j.tranpol.2010.03.001);
    the gain downhill is bounded; where riding would be slower than pushing at `walking_effort`, one pushes.

    Args:
        mode: `bicycle` or `e_scooter`.
        slope: (s,).
    """
    steepest = float(read_table("slopes")["sampling"]["steepest"])
    knots = np.arange(-steepest, steepest + _TABLE_STEP, _TABLE_STEP, dtype=np.float64)
    return np.asarray(np.interp(slope, knots, _cycling_table(mode, knots)))


def _cycling_table(mode: str, slope: Floats) -> Floats:
    table, rules = read_table("slopes")[mode], read_table(mode)
    speed = _balanced_speed(table, slope)
    flat = _balanced_speed(table, np.zeros(1))[0]
    effort = np.maximum(flat / speed, table["least_factor"])
    if table["dismount"]:
        pushing = rules["default_speed_kmh"] / rules["pushing_speed_kmh"] * walking_effort(slope)
        effort = np.minimum(effort, np.maximum(pushing, 1))
    return np.asarray(effort)


def _balanced_speed(table: dict[str, Any], slope: Floats) -> Floats:
    """Speed in m/s at which the power is spent on slope, rolling and air, by bisection."""
    climb = np.clip(slope / table["full_power_at"], 0, 1)
    power = table["power_flat_w"] + (table["power_climb_w"] - table["power_flat_w"]) * climb
    weight = table["mass_kg"] * _GRAVITY
    low, high = np.zeros(len(slope)), np.full(len(slope), table.get("fastest_kmh", 180.0) / 3.6)
    for _ in range(60):
        middle = (low + high) / 2
        spare = power - middle * (weight * (table["rolling"] + slope) + table["drag"] * middle * middle)
        low, high = np.where(spare > 0, middle, low), np.where(spare > 0, high, middle)
    return np.asarray((low + high) / 2)
