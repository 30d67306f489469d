from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from portee.core.errors import ParameterError
from portee.indicators.decay import Exponential
from portee.services.modal.asked import ModalAsked, parse_shares, without_car
from portee.territory.places import Places


def _zones(*carless: float) -> Places:
    count = len(carless)
    ids = np.array([f"z{k}" for k in range(count)], object)
    return Places(ids, np.zeros(count), np.zeros(count), pl.DataFrame({"carless": list(carless)}))


def test_what_is_asked_by_default() -> None:
    """The decay is the convention of Portée: half as much every 20 minutes."""
    asked = ModalAsked()
    assert asked.decay == Exponential.from_half_life(20)
    assert (asked.trips, asked.distribution, asked.observed) == (1.0, "origin", None)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"distribution": "neither"}, "cannot be shared by 'neither'"),
        ({"without_car": 1.5}, "without a car is 1.5"),
        ({"trips": 0.0}, "trips is 0"),
        ({"trips_month": float("nan")}, "trips_month is nan"),
        ({"transit_eur": -1.0}, "transit_eur is -1"),
        ({"parking_eur": float("inf")}, "parking_eur is inf"),
        ({"observed": {"walk": 1.0}}, "observed for walk"),
        ({"observed": {"walk": 0.5, "bicycle": 0.1, "public_transport": 0.1, "car": 0.1}}, "sum to 80.00%"),
    ],
)
def test_the_impossible_is_refused(wrong: dict[str, object], told: str) -> None:
    with pytest.raises(ParameterError, match=told):
        ModalAsked(**wrong)  # type: ignore[arg-type]


def test_shares_written_in_percent() -> None:
    found = parse_shares("walk=33, bicycle=1%,public_transport = 11,car=55")
    assert found == pytest.approx({"walk": 0.33, "bicycle": 0.01, "public_transport": 0.11, "car": 0.55})
    for wrong in ("walk", "walk=x", "walk=1,walk=2", "tram=4", "walk=nan"):
        with pytest.raises(ParameterError, match="does not tell observed shares"):
            parse_shares(wrong)


def test_who_has_no_car() -> None:
    zones, residents = _zones(0.0, 5.0, 0.0), np.array([10.0, 20.0, 0.0])
    assert without_car(zones, ModalAsked(), residents).tolist() == [0, 0, 0]
    assert without_car(zones, ModalAsked(without_car=0.3), residents).tolist() == [0.3] * 3
    counted = ModalAsked(residents="people", without_car="carless")
    assert without_car(zones, counted, residents).tolist() == [0, 0.25, 0]
    with pytest.raises(ParameterError, match=r"5 without a car at 'z1', more than the 4 residents"):
        without_car(zones, counted, np.array([10.0, 4.0, 1.0]))
    with pytest.raises(ParameterError, match="more than a share of 1"):
        without_car(zones, ModalAsked(without_car="carless"), np.ones(3))
    with pytest.raises(ParameterError, match="no column 'cars'"):
        without_car(zones, ModalAsked(without_car="cars"), residents)
