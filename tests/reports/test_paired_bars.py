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


@pytest.mark.parametrize("narrow", [False, True])
def test_nothing_leaves_the_drawing(narrow: bool) -> None:
    drawing = paired_bars([("a", (1.0, 0.5), ("12,345", "x")), ("b", (0.25, 0.0), ("y", "z"))], narrow=narrow)
    found = re.search(r'viewBox="0 0 (\d+) (\d+)"', drawing)
    assert found is not None
    for x, y, wide, high in re.findall(r'x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"', drawing):
        # Room is left for the words of the longest bar.
        assert float(x) + float(wide) <= int(found[1]) - 60
        assert float(y) + float(high) <= int(found[2])


@pytest.mark.parametrize("narrow", [False, True])
def test_names_are_escaped_and_cut(narrow: bool) -> None:
    drawing = paired_bars([("<b>" + "x" * 60, (1.0,), ("1",))], narrow=narrow)
    assert "<b>" not in drawing
    assert "…" in drawing
    assert "style=" not in drawing


@pytest.mark.parametrize("rows", [[], [("a", (1.0, 2.0, 3.0), ("1", "2", "3"))], [("a", (1.0,), ())]])
def test_what_is_no_pair_is_told(rows: list[tuple[str, tuple[float, ...], tuple[str, ...]]]) -> None:
    with pytest.raises(ParameterError, match="no bars"):
        paired_bars(rows)
