from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from docs.indicator_page import DESCRIPTIONS, indicators_page
from docs.words import LANGUAGES


def test_every_field_is_shown_in_the_language_asked(tmp_path: Path) -> None:
    file = tmp_path / "descriptions.yaml"
    file.write_text(
        "thing:\n  title: {fr: Chose, en: Thing}\n  unit: {fr: mètres, en: metres}\n"
        "  description: {fr: Ceci., en: This.}\n"
        "  formula: 'a \\le b'\n  source: Somebody 1999\n  doi: 10.1/x(y)\n  limits: {fr: Peu., en: Little.}\n",
        encoding="utf-8",
    )
    page = indicators_page("fr", file)
    for shown in (
        "## Chose",
        "Ceci.",
        "mètres",
        "Peu.",
        "[Somebody 1999](<https://doi.org/10.1/x(y)>)",
        "<math",
        "`thing`",
    ):
        assert shown in page
    assert "Thing" not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_indicator_is_explained(language: str) -> None:
    page = indicators_page(language)
    described = yaml.safe_load(DESCRIPTIONS.read_text(encoding="utf-8"))
    assert len(re.findall("^## ", page, flags=re.MULTILINE)) == len(described)
    assert page.count("<math") == len(described)
    for name in described:
        assert f"`{name}`" in page
