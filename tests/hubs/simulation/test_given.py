"""What a simulation is given is checked, and what is wrong is told with how to mend it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portee.core.errors import ParameterError
from portee.hubs.simulation.given import Arrivals, Fleet, Law, Relocation, Simulated, Span, Station
from tests.hubs.simulation.services import flat, queue

BASE = queue(2, 1.0, Law(1.0))


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: Law(-1.0), "from 0 up"),
        (lambda: Law(float("nan")), "from 0 up"),
        (lambda: Law(1.0, "gamma"), "no law 'gamma'"),  # type: ignore[arg-type]
        (lambda: Station("a", (3,), docks=2), "3 vehicles and 2 docks"),
        (lambda: Station("a", (-1,)), "fewer than no"),
        (lambda: Station("a", (1,), chargers=-1), "from 0 up"),
        (lambda: Fleet("car", 40.0), "never filled or never used"),
        (lambda: Arrivals("g", "a", (1.0,), Law(1.0)), "1 hours are given"),
        (lambda: Arrivals("g", "a", flat(-1.0), Law(1.0)), "from 0 up"),
        (lambda: Relocation((1,), at_hours=(200.0,)), "outside the week"),
        (lambda: replace(BASE, stations=()), "none"),
        (lambda: replace(BASE, arrivals=BASE.arrivals * 2), "comes twice"),
        (lambda: replace(BASE, arrivals=(Arrivals("g", "x", flat(1.0), Law(1.0)),)), "no station 'x'"),
        (lambda: replace(BASE, fleet=()), "counts 1 kinds"),
        (lambda: replace(BASE, opens=((10.0, 8.0),)), "not in order"),
        (lambda: replace(BASE, relocation=Relocation((1, 2))), "one target per station"),
        (lambda: Span(0), "from 1 up"),
    ],
)
def test_what_cannot_be_is_refused(make: object, told: str) -> None:
    with pytest.raises(ParameterError, match=told):
        make()  # type: ignore[operator]


def test_groups_and_vehicles_are_counted() -> None:
    assert isinstance(BASE, Simulated)
    assert (BASE.groups, BASE.vehicles) == (("all",), 2)
    assert Law(2.0, "exponential").square == 8.0
    assert Arrivals("g", "a", flat(2.0), Law(1.0)).per_week == 336.0
