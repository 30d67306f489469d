from __future__ import annotations

import re
from itertools import pairwise

import pytest

from portee.core.errors import ParameterError
from portee.reports.share_bars import FILLS, ShareBar, share_bars


def test_parts_lie_side_by_side_and_fill_the_bar() -> None:
    svg = share_bars([ShareBar("today", (0.3, 0.02, 0.18, 0.5)), ShareBar("aim", (0.25, 0.0, 0.25, 0.5), dashed=True)])
    drawn = [dict(re.findall(r'([a-z-]+)="([^"]*)"', part)) for part in re.findall(r'<rect class="part"[^>]*>', svg)]
    first, second = drawn[:4], drawn[4:]
    assert [rect["fill"] for rect in first] == [fill for fill, _ in FILLS]
    assert len(second) == 3
    for bar in (first, second):
        ends = [(float(rect["x"]), float(rect["x"]) + float(rect["width"])) for rect in bar]
        assert all(abs(a[1] - b[0]) < 0.2 for a, b in pairwise(ends))
        assert ends[-1][1] == pytest.approx(632, abs=0.5)
    assert all("stroke-dasharray" in rect for rect in second)
    # A part too narrow for its figure has none.
    assert re.findall(r">(\d+)</text>", svg) == ["30", "18", "50", "25", "25", "50"]


def test_names_are_escaped_and_cut() -> None:
    svg = share_bars([ShareBar("<script>" + "x" * 40, (1.0,))])
    assert "<script>" not in svg
    assert "…</text>" in svg


def test_impossible_bars_are_refused() -> None:
    for bars in ([], [ShareBar("a", (0.2,) * 5)]):
        with pytest.raises(ParameterError, match="no bars"):
            share_bars(bars)
    with pytest.raises(ParameterError, match="not to 1"):
        share_bars([ShareBar("a", (0.2, 0.2))])
