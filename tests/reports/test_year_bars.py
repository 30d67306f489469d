from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.reports.year_bars import YearBars, year_bars

MONEY = st.floats(-1e9, 1e9, allow_nan=False)


def said(value: float) -> str:
    return f"{value:.0f} €"


@given(st.lists(st.tuples(MONEY, MONEY), min_size=1, max_size=12))
def test_every_year_has_a_bar_within_the_drawing(figures: list[tuple[float, float]]) -> None:
    years = range(2027, 2027 + len(figures))
    results, cash = (tuple(values) for values in zip(*figures, strict=True))
    svg = year_bars(years, [YearBars("<Pôle> & co", results, cash)], said)
    drawn = ElementTree.fromstring(svg)  # noqa: S314 - made here
    _, _, wide, high = (float(part) for part in drawn.attrib["viewBox"].split())
    bars = [one for one in drawn if one.tag.endswith("rect")]
    assert len(bars) == len(figures)
    for bar, result in zip(bars, results, strict=True):
        x, y, w, h = (float(bar.attrib[name]) for name in ("x", "y", "width", "height"))
        assert x >= 0
        assert x + w <= wide
        assert y >= 0
        assert y + h <= high
        assert bar.attrib["class"] == ("gain" if result >= 0 else "lose")
    assert len(re.findall('<circle class="cash"', svg)) == len(figures)


def test_bars_are_as_long_as_their_figures() -> None:
    svg = year_bars([2027, 2028], [YearBars("a", (100.0, -50.0), (0.0, 0.0))], said)
    up, down = (float(found) for found in re.findall(r'<rect [^>]*height="([\d.]+)"', svg))
    assert up == pytest.approx(2 * down, abs=0.2)


def test_panels_share_a_scale() -> None:
    svg = year_bars([2027], [YearBars("a", (100.0,), (0.0,)), YearBars("b", (25.0,), (0.0,))], said)
    first, second = (float(found) for found in re.findall(r'<rect [^>]*height="([\d.]+)"', svg))
    assert first == pytest.approx(4 * second, abs=0.2)
    assert "0 €" in svg


@pytest.mark.parametrize(
    ("years", "panels"),
    [([], [YearBars("a", (), ())]), ([2027], []), ([2027], [YearBars("a", (1.0, 2.0), (1.0,))])],
    ids=range(3),
)
def test_figures_that_do_not_fit_are_refused(years: list[int], panels: list[YearBars]) -> None:
    with pytest.raises(ParameterError):
        year_bars(years, panels, said)
