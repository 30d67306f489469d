"""The pages on modal shares: examples are what the code computes, files are read, figures are those declared."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from portee.indicators.decay import Exponential
from portee.indicators.modal_targets import declared_targets, read_targets
from portee.indicators.mode_choice import MODES, Trips, declared_coefficients, mode_choice_parameters, mode_shares
from portee.indicators.trip_distribution import distributed_by_origin
from tests.docs.test_pages import DOCS, fences

DAY = date(2026, 11, 25)
LANGUAGES = ["fr", "en"]


def _text(language: str, folder: str) -> str:
    """A page, its numbers written in English."""
    text = (DOCS / language / folder / "modal-shares.md").read_text(encoding="utf-8")
    return text if language == "en" else text.replace(",", ".").replace(" %", "%")


def _numbers() -> list[str]:
    minutes, euros = np.array([[60.0], [30.0], [30.0], [15.0]]), np.array([[0.0], [0.0], [1.0], [2.0]])
    trips = Trips(minutes, euros, np.ones((4, 1), np.bool_), np.ones(1), np.ones((4, 1)))
    model = declared_coefficients(DAY)
    shares = mode_shares(trips, model).share
    plan = declared_targets()["aix-marseille-provence"]
    target = plan.at(2021).shares["public_transport"]
    flows = distributed_by_origin([[0.0, 20.0]], [100.0], [30.0, 20.0], Exponential.from_half_life(20))
    rows = [*(year.shares for year in plan.years), *(seen.shares for seen in plan.observed)]
    told = [value for shares_told in rows for value in shares_told.values()]
    return [
        *(f"{100 * part:.1f}%" for part in shares), f"{100 * target:.1f}%", *(f"{part:.0f} " for part in flows[0]),
        *(f"{100 * part:.0f}%" for part in told), f"{model.occupancy:g}",
        f"{model.cost_sensitivity * model.value_of_time / 60:.3f}",
    ]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_are_computed(language: str) -> None:
    text = _text(language, "explanation")
    for number in _numbers():
        assert number in text, number


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_of_the_model_is_told(language: str) -> None:
    text = _text(language, "explanation")
    for name, parameter in mode_choice_parameters().items():
        bounds = parameter.values[-1].value
        assert isinstance(bounds, dict)
        for value in bounds.values():
            assert f"{abs(value):g}" in text, name


def test_both_languages_show_the_same_plan(tmp_path: Path) -> None:
    shown = []
    for language in LANGUAGES:
        page = DOCS / language / "how-to" / "modal-shares.md"
        (block,) = [text for kind, text in fences(page) if kind == "yaml"]
        shown.append(block)
    assert shown[0] == shown[1]
    path = tmp_path / "plan.yaml"
    path.write_text(shown[0], encoding="utf-8")
    (plan,) = read_targets(path).values()
    assert set(plan.years[0].shares) == set(MODES)
    assert plan.observed[0].year < plan.years[0].year
