from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from portee.commons.claims import Citation, Claim, Judgement
from portee.commons.experiments.axes import AXES, Axis
from portee.core.declared import Words
from portee.reports.fluent import CATALOGUES
from portee.services.experiment.effect import ExperimentResult
from portee.services.experiment.told import (
    answer_words,
    axis_words,
    claim_words,
    how_sure,
    interval_words,
    scale_of,
    trend_words,
    unit_words,
)
from tests.services.experiment.examples import measured

VALUES: dict[str, dict[str, float | str]] = {
    "underpowered": {"power": 0.4, "treated": 30, "control": 45},
    "lag-short": {"lag": 6, "wanted": 24.0},
    "registered-late": {"registered": "2026-02-01"},
    "imbalance": {"apart": 0.61},
    "diverged": {"slope": 0.012},
    "contamination": {"most": 0.4, "mean": 0.2, "units": 3},
    "attrition": {"treated": 0.1, "control": 0.02},
    "few-clusters": {"clusters": 8, "p": 0.03},
    "refused": {"why": "groups"},
    "several": {"count": 3},
}


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> ExperimentResult:
    return measured(tmp_path_factory.mktemp("example"))


def test_the_answer_is_first_and_in_points(result: ExperimentResult) -> None:
    told, found = result.verdict.protocol, result.verdict.found[0]
    assert scale_of(told, "reach") == 100
    assert unit_words(told, "reach", "en") == "percentage points"
    shown = interval_words(found, told, "en")
    assert shown[0].startswith("+5.")
    answer = answer_words(found, told, "en")
    assert answer == (
        f"Residents with a job within reach at dawn: {shown[0]} percentage points. Chance alone does not explain it."
    )


def test_what_is_unsure_or_diverged_is_said(result: ExperimentResult) -> None:
    told, found = result.verdict.protocol, result.verdict.found[0]
    assert found.effect is not None
    assert found.trend is not None
    unsure = replace(found, effect=replace(found.effect, low=-0.01))
    assert "shows no effect" in answer_words(unsure, told, "en")
    slope = replace(found.trend.slope, p=0.001)
    apart = replace(found, trend=replace(found.trend, slope=slope, joint_p=float("nan")))
    assert "already going apart" in answer_words(apart, told, "en")
    assert "already going apart" in trend_words(apart, told, "en")


@pytest.mark.parametrize("lang", CATALOGUES)
def test_how_sure_it_is(result: ExperimentResult, lang: str) -> None:
    sentences = how_sure(result.verdict.found[0], result.verdict.protocol, lang)
    assert len(sentences) == 6
    assert "95" in sentences[0]
    assert "16" in sentences[1]


@pytest.mark.parametrize("lang", CATALOGUES)
@pytest.mark.parametrize("kind", AXES)
def test_every_weakness_has_its_words(result: ExperimentResult, lang: str, kind: str) -> None:
    hypothesis = "rises" if kind == "diverged" else None
    axis = Axis(kind, hypothesis, VALUES.get(kind, {}))  # type: ignore[arg-type]
    text = axis_words(axis, result.verdict.protocol, lang)
    assert text
    assert "{" not in text
    assert text.endswith(".")
    if kind == "lag-short":
        assert " 24 " in text.replace(";", " ")


def test_a_sample_that_would_do_is_told_or_that_none_would(result: ExperimentResult) -> None:
    told = result.verdict.protocol
    assert "30 units" in axis_words(Axis("underpowered", None, VALUES["underpowered"]), told, "en")
    assert "No reasonable size" in axis_words(Axis("underpowered", None, {"power": 0.1}), told, "en")


def test_a_cited_claim_names_its_source() -> None:
    cite = Citation.model_validate({"title": "A trial", "doi": "10.1016/j.jue.2016.10.003", "accessed": "2026-11-25"})
    claim = Claim(id="c", statement=Words(fr="a", en="a"), cites=(cite,))
    assert "A trial" in claim_words(Judgement(claim, held=True, reason="cited"), "en")


def test_a_single_neighbourhood_names_its_mixture(tmp_path: Path) -> None:
    result = measured(tmp_path, "single")
    sentences = " ".join(how_sure(result.verdict.found[0], result.verdict.protocol, "fr"))
    assert "mélange" in sentences
    assert "1 unité concernée" in sentences
