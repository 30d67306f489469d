from __future__ import annotations

import numpy as np
import pytest

from portee.core.errors import ParameterError
from portee.hubs.equity import equity_weights

PERSONS = np.array([10.0, 4.0, 0.0])


def test_members_count_several_times() -> None:
    groups = {"poor": (np.array([3.0, 0.0, 0.0]), 2.0), "alone": (np.array([1.0, 4.0, 0.0]), 1.5)}
    assert equity_weights(PERSONS, groups).tolist() == [13.5, 6.0, 0.0]
    assert equity_weights(PERSONS, {}).tolist() == PERSONS.tolist()


def test_a_group_counts_more_and_is_among_the_persons() -> None:
    with pytest.raises(ParameterError, match=r"cannot count as 0\.5 persons"):
        equity_weights(PERSONS, {"poor": (PERSONS, 0.5)})
    with pytest.raises(ParameterError, match="5 members in row 2, of 4 persons"):
        equity_weights(PERSONS, {"poor": (np.array([1.0, 5.0, 0.0]), 2.0)})
