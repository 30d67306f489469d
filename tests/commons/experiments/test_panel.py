from __future__ import annotations

import numpy as np
import pytest

from portee.commons.experiments.panel import NEVER, Panel
from portee.core.errors import ParameterError


def test_a_panel_from_arrays() -> None:
    panel = Panel.of([[1, 2, 3], [4, 5, 6]], [1, NEVER])
    assert panel.units == ("1", "2")
    assert panel.periods == ("1", "2", "3")
    assert panel.starts == (1,)
    assert panel.treated.tolist() == [True, False]
    assert panel.cluster.tolist() == [0, 1]


def test_some_units_of_a_panel() -> None:
    panel = Panel.of([[1, 2], [4, 5], [7, 8]], [1, NEVER, NEVER], units=["a", "b", "c"], cluster=["x", "x", "y"])
    few = panel.take(np.array([2, 0]))
    assert few.units == ("c", "a")
    assert few.values.tolist() == [[7, 8], [1, 2]]
    assert few.cluster.tolist() == [1, 0]
    assert panel.take(panel.treated).units == ("a",)


def test_values_are_a_copy() -> None:
    values = np.ones((2, 2))
    panel = Panel.of(values, [1, NEVER])
    values[0, 0] = 9
    assert panel.values[0, 0] == 1


@pytest.mark.parametrize(
    ("values", "start", "names", "what"),
    [
        ([[1, 2]], [1, NEVER], {}, "not as many"),
        ([[1, 2]], [1], {"periods": ["a"]}, "Periods and figures"),
        ([[1, float("nan")]], [1], {"units": ["nord"]}, "'nord' has no figure in 2"),
        ([[1, 2]], [0], {}, "from place 0"),
        ([[1, 2]], [2], {}, "from place 2"),
    ],
)
def test_what_is_no_panel_is_refused(
    values: list[list[float]], start: list[int], names: dict[str, list[str]], what: str
) -> None:
    with pytest.raises(ParameterError, match=what):
        Panel.of(values, start, **names)
