"""The pages on experiments: their commands and their Python run, and their figures are what the code computes."""

from __future__ import annotations

import math
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from portee.cli.main import main
from portee.commons.experiments.bass import Bass
from portee.commons.experiments.power import Design, design_effect, sample_size, variance_factor
from portee.commons.experiments.protocol import Protocol
from portee.commons.experiments.synthetic import LEAST_BEFORE, LEAST_DONORS, MOST_MISFIT
from portee.core.parameters import shipped_parameters
from tests.docs.test_pages import DOCS, fences

LANGUAGES = ("fr", "en")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_guide_runs(lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    blocks = fences(DOCS / lang / "how-to" / "experiments.md")
    for kind, text in blocks:
        if kind == "sh":
            assert main(shlex.split(text)[1:]) == 0, text
    made: dict[str, Any] = {}
    for kind, text in blocks:
        if kind == "python":
            exec(compile(text, lang, "exec"), made)  # noqa: S102 - the page's own code
    assert made["result"].verdict.found[0].effect.low > 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_guide_tells_the_fields_that_a_protocol_needs(lang: str) -> None:
    text = (DOCS / lang / "how-to" / "experiments.md").read_text(encoding="utf-8")
    optional = {"id", "title", "measure", "method", "missing", "licence"}
    for field in set(Protocol.model_fields) - optional:
        assert f"`{field}`" in text, field
    for field in ("method: did", "missing: drop"):
        assert f"`{field}`" in text


def figures() -> list[str]:
    """Figures of the explanation, as English writes them."""
    shares = sample_size(Design("share", baseline=0.3), 0.1)[0]
    halves = [variance_factor(analysis, 0.5) for analysis in ("change", "ancova")]
    lag = shipped_parameters()["experiments.lag_licence"].values[-1].value
    return [
        f" {sample_size(Design(), 0.5)[0]} person", f" {sample_size(Design(), 0.2)[0]} ", f" {shares} person",
        f" {design_effect(20, 0.05):.2f} ", f"0.5: {halves[0]:g} and {halves[1]:g}", f" {LEAST_DONORS} ",
        f" {LEAST_BEFORE} ", f" {MOST_MISFIT:g} ", f"1/25 = {1 / 25:g}", f" {Bass(0.03, 0.38, 1).peak:.1f} ",
        f" {100 * (1 - 1 / math.e):.0f}", f" {lag:g} m",
    ]  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_explanation_tells_what_the_code_computes(lang: str) -> None:
    text = (DOCS / lang / "explanation" / "experiments.md").read_text(encoding="utf-8")
    if lang == "fr":
        text = re.sub(r"(\d),(\d)", r"\1.\2", text).replace(" : ", ": ").replace(" et ", " and ")
    text = text.replace("\n", " ")
    for figure in figures():
        assert figure in text, figure
