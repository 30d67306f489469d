from __future__ import annotations

import inspect
import re
from types import ModuleType
from typing import Any

import pytest

from portee.core.errors import ParameterError
from portee.indicators import (
    affordability,
    basket,
    catchment,
    competition,
    concentration,
    cumulative,
    decay,
    demand,
    gravity,
    grouping,
    inequality,
    likeness,
    nearest,
    precarity,
    replicability,
    spatial_availability,
    steadiness,
    sufficiency,
    summaries,
)
from portee.indicators.catalogue import LANGUAGES, describe, described, read_declaration

COMPUTING: tuple[ModuleType, ...] = (
    affordability,
    basket,
    catchment,
    competition,
    concentration,
    cumulative,
    decay,
    demand,
    gravity,
    grouping,
    inequality,
    likeness,
    nearest,
    precarity,
    replicability,
    spatial_availability,
    steadiness,
    sufficiency,
    summaries,
)
NOT_INDICATORS = {"Basket", "Service", "Decay", "GroupSummary", "PovertyGroup", "TheilDecomposition", "TheilGroup"}
NOT_INDICATORS |= {"Likeness", "Medoids", "Steadiness", "EnablingCondition", "Range", "Replicability"}
WITHOUT_DOI = {
    "Definition",
    "Center for Neighborhood Technology, H+T Index",
    "INSEE Première 1530, 2015",
    "Observatoire national de la précarité énergétique, TEE_3D",
}
"""Sources that have no identifier: definitions, and what statistical offices and associations publish."""


def public() -> list[str]:
    names = [name for module in COMPUTING for name in module.__all__]
    return [name for name in names if name not in NOT_INDICATORS]


def test_each_public_indicator_is_described_and_nothing_else() -> None:
    assert sorted(described()) == sorted(public())


def test_what_is_not_an_indicator_computes_nothing() -> None:
    for module in COMPUTING:
        for name in NOT_INDICATORS & set(module.__all__):
            assert inspect.isclass(getattr(module, name))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", described())
def test_words_are_complete(name: str, lang: str) -> None:
    words = describe(name, lang)
    for text in (words.title, words.unit, words.description, words.formula, words.source, words.limits):
        assert isinstance(text, str)
        assert text.strip()
    assert words.description.endswith(".")
    assert words.limits.endswith(".")
    assert words.doi is None or re.fullmatch(r"10\.\d{4,}/\S+", words.doi)
    assert (words.doi is None) == (words.source in WITHOUT_DOI)


@pytest.mark.parametrize("name", described())
def test_languages_differ(name: str) -> None:
    french, english = describe(name, "fr"), describe(name, "en")
    assert french.description != english.description
    assert french.limits != english.limits


def test_formula_braces_balance() -> None:
    for name in described():
        formula = describe(name).formula
        assert formula.count("{") == formula.count("}")


def test_unknown_names_are_refused() -> None:
    with pytest.raises(ParameterError, match="no indicator 'isochrone'"):
        describe("isochrone")
    with pytest.raises(ParameterError, match="'oc'"):
        describe("gravity", "oc")


@pytest.mark.parametrize("file", ["descriptions.yaml", "baskets.yaml", "decays.yaml", "thresholds.yaml"])
def test_every_translation_is_there(file: str) -> None:
    def walk(node: Any, path: str) -> None:
        if isinstance(node, dict):
            if set(node) & set(LANGUAGES):
                assert set(node) == set(LANGUAGES), path
                assert all(isinstance(text, str) and text.strip() for text in node.values()), path
            for key, value in node.items():
                walk(value, f"{path}.{key}")
        elif isinstance(node, list):
            for index, value in enumerate(node):
                walk(value, f"{path}[{index}]")

    walk(read_declaration(file), file)
