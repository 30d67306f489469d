from __future__ import annotations

import pytest

from portee.core.errors import ParameterError
from portee.services.neighbourhood.asked import LONGEST_MIN, energy_factor, evening_end, longest_way


def test_what_is_written_becomes_figures() -> None:
    assert energy_factor("+30%") == pytest.approx(1.3)
    assert energy_factor("−10,5 %") == pytest.approx(0.895)
    assert evening_end("20:00") == 72_000
    assert longest_way(LONGEST_MIN) == LONGEST_MIN
    assert (energy_factor(None), evening_end(None), longest_way(None)) == (None, None, None)


def test_what_is_impossible_is_told() -> None:
    for text in ("30", "-100%", "much"):
        with pytest.raises(ParameterError, match="no change of prices"):
            energy_factor(text)
    with pytest.raises(ParameterError, match="cannot be the limit"):
        longest_way(0)
    with pytest.raises(ParameterError):
        evening_end("24:00")
