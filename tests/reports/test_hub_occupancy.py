"""The drawing of a simulated hub: the same bytes for the same results, one frame per service, words as text."""

from __future__ import annotations

import pytest

from portee.hubs.simulation.given import Law, Span
from portee.hubs.simulation.replications import replicate
from portee.hubs.simulation.results import ServiceResult, result_of
from portee.reports.hub_occupancy import occupancy_plot
from tests.hubs.simulation.services import queue


def _result(days: int) -> ServiceResult:
    service, span = queue(2, 1.0, Law(1.0)), Span(days)
    return result_of(service, span, replicate(service, span, seed=1, replications=2))


@pytest.mark.parametrize(("lang", "told"), [("fr", "empruntés, lundi à vendredi"), ("en", "hired, Monday to Friday")])
def test_svg_holds_its_words_and_is_the_same_each_time(lang: str, told: str) -> None:
    results = [_result(7)] * 2
    drawn = occupancy_plot(results, ["One & two", "Three"], lang, "svg")
    text = drawn.decode()
    assert told in text
    assert "One &amp; two" in text
    assert drawn == occupancy_plot(results, ["One & two", "Three"], lang, "svg")


def test_png_is_an_image_even_of_one_day() -> None:
    drawn = occupancy_plot([_result(1)], ["One"], "fr", "png")
    assert drawn.startswith(b"\x89PNG")
    assert drawn == occupancy_plot([_result(1)], ["One"], "fr", "png")
