from __future__ import annotations

import dataclasses
import re

import pytest

from portee.core.errors import ParameterError
from portee.indicators.thresholds import Threshold, declared_threshold, declared_thresholds


def test_published_figures() -> None:
    assert {t.id: t.share for t in declared_thresholds()} == {
        "insee-travel": 0.045,
        "insee-housing": 0.08,
        "onpe-housing": 0.08,
        "geodip-travel": 0.045,
        "cnt-housing-transport": 0.45,
        "alonso-epelde-10": 0.1,
        "alonso-epelde-line": 0.6,
    }
    assert declared_threshold("cnt-housing-transport").country == "US"
    assert declared_threshold("geodip-travel").below_decile == 3
    assert declared_threshold("insee-travel").below_decile is None


@pytest.mark.parametrize("threshold", declared_thresholds(), ids=lambda t: t.id)
def test_each_says_where_it_comes_from(threshold: Threshold) -> None:
    assert declared_threshold(threshold.id) is threshold
    assert re.search(r"https://|doi:10\.", threshold.source)
    assert re.fullmatch(r"\d{4}(-\d{2}){0,2}|unknown", threshold.date)
    assert re.fullmatch("[A-Z]{2}", threshold.country)
    for words in (threshold.title, threshold.numerator, threshold.denominator, threshold.note):
        assert set(words) == {"fr", "en"}
        assert words["fr"] != words["en"]
    assert threshold.note["fr"].endswith(".")


def test_a_threshold_from_abroad_says_so() -> None:
    assert "États-Unis" in declared_threshold("cnt-housing-transport").note["fr"]
    assert "United States" in declared_threshold("cnt-housing-transport").note["en"]


def test_unknown_names_are_refused() -> None:
    with pytest.raises(ParameterError, match="insee-travel"):
        declared_threshold("insee-transport")


@pytest.mark.parametrize(
    "wrong", [{"share": 0.0}, {"share": 1.5}, {"share": float("nan")}, {"below_decile": 0}, {"below_decile": 10}]
)
def test_impossible_thresholds_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ParameterError):
        dataclasses.replace(declared_thresholds()[0], **wrong)  # type: ignore[arg-type]
