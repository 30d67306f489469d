from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.reports.effect_plot import event_plot, paths_plot, round_steps

SINCE = np.array([-3, -2, 0, 1, 2])


def plot(effect: list[float], lag: int = 1) -> str:
    middle = np.array(effect)
    return event_plot(SINCE, middle, middle - 1, middle + 1, lag=lag, told=lambda x: f"{x:g}")


def heights(svg: str, name: str) -> list[float]:
    """Of the marks of a kind, from the top of the drawing."""
    return [float(y) for y in re.findall(rf'class="{name}" d="M[\d.]+ ([\d.]+)h', svg)]


def test_every_effect_is_drawn_once_higher_where_it_is_larger() -> None:
    svg = plot([0, 0.1, 1, 2, 3])
    ET.fromstring(svg)  # noqa: S314 - made here
    assert len(heights(svg, "not")) == 2
    after = heights(svg, "reached")
    assert after == sorted(after, reverse=True)
    assert len(set(after)) == 3
    assert len(re.findall(r'class="(?:not|reached)" d="M[\d.]+ [\d.]+V', svg)) == 5


def test_the_line_of_nothing_is_always_drawn() -> None:
    assert ">0<" in plot([5, 6, 7, 8, 9])
    assert ">0<" in plot([-5, -6, -7, -8, -9])


def test_without_lag_there_is_no_band() -> None:
    assert plot([0, 0, 1, 1, 1], lag=0).count("street") < plot([0, 0, 1, 1, 1], lag=1).count("street")


def test_an_unknown_interval_leaves_its_mark() -> None:
    svg = event_plot(SINCE, np.zeros(5), np.full(5, np.nan), np.full(5, np.nan), lag=0, told=str)
    assert len(heights(svg, "reached")) == 3
    assert not re.search(r'class="reached" d="M[\d.]+ [\d.]+V', svg)


def test_two_paths_differ_without_colour() -> None:
    svg = paths_plot(["2025", "2026", "2027"], [1, 2, 3], [1, 1, 1], start=1, lag=0, told=str)
    ET.fromstring(svg)  # noqa: S314 - made here
    dashed = re.search(r'class="not" d="M[^"]*"[^>]*stroke-dasharray', svg)
    plain = re.search(r'class="reached" d="M[^"]*"[^>]*/>', svg)
    assert dashed is not None
    assert plain is not None
    assert "dasharray" not in plain[0]


def test_labels_are_escaped() -> None:
    assert "<b>" not in paths_plot(["<b>", "c"], [1, 2], [1, 2], start=1, lag=0, told=str)


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6))
def test_steps_are_few_and_inside(low: float, wide: float) -> None:
    found = round_steps(low, low + wide)
    assert 1 <= len(found) <= 9
    assert min(found) >= low - 1e-6 * wide - 1e-9 * abs(low)
    assert max(found) <= low + wide + 1e-6 * wide + 1e-9 * abs(low)


def test_a_drawing_of_nothing_is_refused() -> None:
    with pytest.raises(ParameterError, match="nothing to draw"):
        paths_plot([], [], [], start=0, lag=0, told=str)
    assert round_steps(2.0, 2.0) == [2.0]
