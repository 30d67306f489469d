from __future__ import annotations

import math
import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.reports.classes import NO_FIGURE, UNREACHED, Classes, classify
from portee.reports.maplayers import MapColumn, Words

figures_drawn = st.one_of(st.floats(-1e7, 1e7), st.integers(-500, 500), st.just(math.inf), st.just(math.nan))


def column(values: object, **options: object) -> MapColumn:
    figures = np.asarray(values, dtype=np.float64)
    return MapColumn("c", Words.same("c"), Words.same("u"), figures, **options)  # type: ignore[arg-type]


def luminance(colour: str) -> float:
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def labels(cut: Classes, lang: str = "en") -> list[str]:
    return [one.label.of(lang) for one in cut.classes]


def test_few_values_have_a_class_each() -> None:
    cut = classify(column([30, 15, 45, 15]))
    assert labels(cut) == ["15", "30", "45"]
    assert cut.index.tolist() == [1, 0, 2, 0]


def test_zero_stands_apart() -> None:
    cut = classify(column([0, 0, *range(100, 3000, 7)]))
    assert labels(cut)[0] == "0"
    assert labels(cut)[1].startswith("more than 0, less than")
    assert cut.index.tolist()[:3] == [0, 0, 1]


@pytest.mark.parametrize("kind", ["sequential", "diverging"])
@given(st.lists(figures_drawn, max_size=60))
def test_every_figure_falls_in_a_class_and_classes_follow_the_figures(kind: str, values: list[float]) -> None:
    given_column = column(values, kind=kind)
    cut = classify(given_column)
    figures = given_column.values
    assert np.array_equal(cut.index == UNREACHED, np.isposinf(figures))
    assert np.array_equal(cut.index == NO_FIGURE, np.isnan(figures))
    known = np.isfinite(figures)
    assert np.all(cut.index[known] < len(cut.classes))
    order = np.argsort(figures[known], kind="stable")
    assert np.all(np.diff(cut.index[known][order]) >= 0)
    assert all(re.fullmatch("#[0-9a-f]{6}", one.colour) for one in cut.classes)


@given(st.lists(st.integers(1, 10**6), min_size=30, max_size=200, unique=True))
def test_breaks_are_what_the_words_say(values: list[int]) -> None:
    cut = classify(column(values))
    for value, place in zip(values, cut.index.tolist(), strict=True):
        numbers = [float(text.replace(",", "")) for text in re.findall(r"[\d,.]+", labels(cut)[place])]
        if labels(cut)[place].startswith("less than"):
            assert value < numbers[0]
        elif labels(cut)[place].endswith("and more"):
            assert value >= numbers[0]
        else:
            assert numbers[0] <= value < numbers[1]


def test_sequential_colours_are_told_apart_in_grey() -> None:
    light = [luminance(one.colour) for one in classify(column(range(1, 5000))).classes]
    assert len(light) == 6
    assert all(high - low > 15 for low, high in pairwise(light))
    reverse = [luminance(one.colour) for one in classify(column(range(1, 5000), reverse=True)).classes]
    assert reverse == light[::-1]


def test_diverging_is_centred_on_zero() -> None:
    cut = classify(column([-900, -300, -2, 0, 3, 250, 800], kind="diverging"))
    assert [one.sign for one in cut.classes] == [-1, -1, -1, 0, 1, 1, 1]
    middle = [one for one in cut.classes if one.sign == 0]
    assert len(middle) == 1
    assert middle[0].label.en.startswith("about the same")
    assert luminance(middle[0].colour) == max(luminance(one.colour) for one in cut.classes)
    assert {cut.index[2], cut.index[3], cut.index[4]} == {cut.classes.index(middle[0])}


def test_losses_alone_keep_their_colours() -> None:
    both = classify(column([-900, -300, 0, 300, 900], kind="diverging"))
    losses = classify(column([-900, -300, 0, -300, -900], kind="diverging"))
    lost = [one.colour for one in both.classes if one.sign <= 0]
    assert [one.colour for one in losses.classes] == lost
    assert all(one.sign <= 0 for one in losses.classes)


def test_categories() -> None:
    cut = classify(
        column([1, 0, math.nan], kind="categorical", categories=(Words("à pied", "walking"), Words.same("bus")))
    )
    assert labels(cut) == ["walking", "bus"]
    assert cut.index.tolist() == [1, 0, NO_FIGURE]


def test_nothing_known() -> None:
    cut = classify(column([math.nan, math.inf]))
    assert cut.classes == ()
    assert cut.index.tolist() == [NO_FIGURE, UNREACHED]


def test_french_words() -> None:
    words = labels(classify(column(range(1, 5000))), "fr")
    assert words[0].startswith("moins de ")
    assert words[-1].endswith(" et plus")
    assert re.fullmatch(r"de [\d\u202f]+ à [\d\u202f]+", words[1])
