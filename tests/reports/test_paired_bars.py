from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.reports.paired_bars import paired_bars


@given(st.lists(st.tuples(st.floats(0, 1e6), st.floats(0, 1e6)), min_size=1, max_size=8))
def test_bars_are_as_long_as_their_numbers(pairs: list[tuple[float, float]]) -> None:
    drawing = paired_bars([("a", pair, ("x", "y")) for pair in pairs])
    wide = [float(text) for text in re.findall(r'width="([\d.]+)" height', drawing)]
    most = max(max(pair) for pair in pairs)
    assert len(wide) == 2 * len(pairs)
    for (first, second), (a, b) in zip(pairs, zip(wide[::2], wide[1::2], strict=True), strict=True):
        if most > 0 and first > second:
            assert a >= b


def test_names_are_escaped_and_cut() -> None:
    drawing = paired_bars([("<b>" + "x" * 60, (1.0,), ("1",))])
    assert "<b>" not in drawing
    assert "…" in drawing
    assert "style=" not in drawing


@pytest.mark.parametrize("rows", [[], [("a", (1.0, 2.0, 3.0), ("1", "2", "3"))], [("a", (1.0,), ())]])
def test_what_is_no_pair_is_told(rows: list[tuple[str, tuple[float, ...], tuple[str, ...]]]) -> None:
    with pytest.raises(ParameterError, match="no bars"):
        paired_bars(rows)
