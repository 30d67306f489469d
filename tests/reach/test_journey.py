"""What a journey tells of itself."""

from __future__ import annotations

import numpy as np

from portee.reach.journey import Journey, Leg

NONE = np.zeros(0)


def test_lines_and_rides_are_those_of_its_vehicles() -> None:
    walk = Leg("walk", 0, 60, "origin", "A", 60.0, NONE, NONE)
    ride = Leg("ride", 120, 600, "A", "B", 4000.0, NONE, NONE, wait_s=60, route="T1")
    journey = Journey(0, 660, (walk, ride, Leg("walk", 600, 660, "B", "destination", 60.0, NONE, NONE)))
    assert journey.rides == 1
    assert journey.lines == ("T1",)
    assert ride.duration_s == 480
