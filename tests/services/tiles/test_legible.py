from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.services.tiles.legible import CONTRAST, GROUND, contrast, legible

COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"{value:06X}")
THEMES = st.sampled_from(sorted(GROUND))


@given(COLOURS, THEMES)
def test_every_colour_is_seen_on_the_ground(colour: str, theme: str) -> None:
    assert contrast(legible(colour, theme, "#000000"), GROUND[theme]) >= CONTRAST


@given(COLOURS, THEMES)
def test_a_colour_that_is_seen_stays_as_it_is(colour: str, theme: str) -> None:
    seen = contrast(f"#{colour.lower()}", GROUND[theme]) >= CONTRAST
    assert (legible(colour, theme, "#000000") == f"#{colour.lower()}") == seen


@pytest.mark.parametrize("nothing", ["", "red", "12345", "#zzzzzz"])
def test_what_is_no_colour_gives_the_other(nothing: str) -> None:
    assert legible(nothing, "light", "#0072b2") == "#0072b2"


def test_contrast_of_black_and_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)
