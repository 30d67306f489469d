from __future__ import annotations

import numpy as np
import pytest

from portee.core.errors import ParameterError
from portee.hubs.third_places import replaced

PERSONS, THERE = np.array([100.0, 50.0, 10.0]), np.array([10.0, 25.0, np.inf])


def test_trips_there_and_back_some_days_a_week() -> None:
    found = replaced(PERSONS, THERE, share=0.3, days=2, within_min=15)
    assert found.persons.tolist() == [30.0, 0.0, 0.0]
    assert found.trips_week.tolist() == [120.0, 0.0, 0.0]
    assert np.isnan(found.minutes_week).all()


def test_only_who_comes_nearer_goes() -> None:
    found = replaced(PERSONS, THERE, share=0.5, days=1, within_min=30, usual_min=np.array([8.0, 40.0, 60.0]))
    assert found.trips_week.tolist() == [0.0, 50.0, 0.0]
    assert found.minutes_week.tolist() == [0.0, 750.0, 0.0]


@pytest.mark.parametrize(
    ("share", "days", "says"), [(0.0, 1, "share of 0"), (1.1, 1, "share"), (1, 0, "0 days"), (1, 8, "8")]
)
def test_impossible_declarations(share: float, days: float, says: str) -> None:
    with pytest.raises(ParameterError, match=says):
        replaced(PERSONS, THERE, share=share, days=days, within_min=15)
