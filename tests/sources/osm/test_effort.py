from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.sources.osm.effort import cycling_effort, rolling_effort, walking_effort
from portee.sources.osm.tables import read_table

FLAT = np.zeros(1)


def at(slope: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.array([slope])


@pytest.mark.parametrize("mode", ["bicycle", "e_scooter"])
def test_flat_ground_costs_its_length(mode: str) -> None:
    assert walking_effort(FLAT)[0] == pytest.approx(1)
    assert rolling_effort(FLAT)[0] == 1
    assert cycling_effort(mode, FLAT)[0] == pytest.approx(1)


@pytest.mark.parametrize("slope", [-0.3, -0.1, -0.05, 0.0, 0.05, 0.1, 0.3])
def test_walking_is_the_hiking_function(slope: float) -> None:
    speed = 6 * np.exp(-3.5 * abs(slope + 0.05))
    assert walking_effort(at(slope))[0] == pytest.approx(6 * np.exp(-3.5 * 0.05) / speed)


def test_walking_is_fastest_slightly_downhill() -> None:
    slopes = np.linspace(-0.35, 0.35, 141)
    assert slopes[np.argmin(walking_effort(slopes))] == pytest.approx(-0.05)


def test_wheelchairs_stop_at_one_in_twelve() -> None:
    assert np.isnan(rolling_effort(at(0.0834))[0])
    assert np.isnan(rolling_effort(at(-0.0834))[0])
    assert rolling_effort(at(0.0833))[0] == pytest.approx(2)
    assert rolling_effort(at(0.05))[0] == 1


@given(st.floats(-0.35, 0.34), st.sampled_from(["bicycle", "e_scooter"]))
def test_steeper_is_never_faster(slope: float, mode: str) -> None:
    assert cycling_effort(mode, at(slope))[0] <= cycling_effort(mode, at(slope + 0.01))[0] + 1e-9


@given(st.floats(-0.35, 0.35))
def test_a_motor_weakens_the_slope(slope: float) -> None:
    bicycle, scooter = cycling_effort("bicycle", at(slope))[0], cycling_effort("e_scooter", at(slope))[0]
    if 0.01 <= slope <= 0.12:  # steeper, both are pushed
        assert scooter < bicycle
    if slope <= 0:
        assert scooter == pytest.approx(1)


def test_downhill_gain_is_bounded() -> None:
    assert cycling_effort("bicycle", at(-0.2))[0] == pytest.approx(0.88)


def test_power_balance_by_hand() -> None:
    """At 5 %, the speed at which 250 W are spent: checked by putting it back into the balance."""
    table = read_table("slopes")["bicycle"]
    effort = cycling_effort("bicycle", at(0.05))[0]
    speeds = np.linspace(0.1, 12, 200_001)
    drag = table["drag"] * speeds**2
    weight = table["mass_kg"] * 9.80665
    flat = speeds[np.argmin(np.abs(speeds * (weight * table["rolling"] + drag) - 150))]
    climb = speeds[np.argmin(np.abs(speeds * (weight * (table["rolling"] + 0.05) + drag) - 250))]
    assert effort == pytest.approx(flat / climb, rel=1e-3)


def test_nobody_rides_slower_than_pushing() -> None:
    pushing = 15 / 3.6 * walking_effort(at(0.3))[0]
    assert cycling_effort("bicycle", at(0.3))[0] <= pushing + 1e-9
