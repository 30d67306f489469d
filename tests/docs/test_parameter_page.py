from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs.build import assemble
from docs.french_pages import set_in_french
from docs.parameter_page import parameters_page
from docs.words import LANGUAGES, WORDS
from portee.core.parameters import Parameters, shipped_parameters

OWN = """parameters:
  energy.petrol:
    title: {fr: "Essence [E10] d'ici", en: Petrol here}
    unit: EUR/L
    values:
      - {from: 2024-01-01, value: 1.8}
      - from: 2025-01-01
        value: 1.75
        source: {title: "Notre *station*", accessed: 2025-01-02}
    source: {title: Ministry, url: "https://example.org/a(b)", accessed: 2024-02-03}
    expires: 2025-07-01
    checked: true
    note: {fr: "Prix <b>relevé</b>.", en: Price read.}
  made_up.table:
    title: {fr: Tableau, en: Table}
    unit: L/100 km
    values: [{from: 2024-01-01, value: {petrol: 6.5, diesel: 5}}]
    source: {title: Somebody}
  tax.scale:
    title: {fr: Barème, en: Scale}
    unit: EUR
    values: [{from: 2024-01-01, value: [{above_km: 0, eur: 1}, {above_km: 10, eur: 2.5}]}]
    source: {title: Somebody}
"""


@pytest.fixture
def own(tmp_path: Path) -> Parameters:
    path = tmp_path / "own.yaml"
    path.write_text(OWN, encoding="utf-8")
    return Parameters.read(path)


def test_every_field_is_shown_in_the_language_asked(own: Parameters) -> None:
    page = parameters_page("fr", own)
    for shown in (
        "## Énergie",
        r"### Essence \[E10\] d'ici",
        "`energy.petrol`",
        "- **Unité :** EUR/L",
        "- **Depuis le 2024-01-01 :** 1,8 ([Ministry](<https://example.org/a(b)>), lu le 2024-02-03)",
        r"- **Depuis le 2025-01-01 :** 1,75 (Notre \*station\*, lu le 2025-01-02)",
        "- **À relire à partir du :** 2025-07-01",
        "- **Lu à la source même :** oui",
        "- **Remarque :** Prix ",
    ):
        assert shown in page
    assert "Petrol here" not in page
    english = parameters_page("en", own)
    for shown in ("### Petrol here", "**Since 2025-01-01:** 1.75", "**Note:** Price read.", "never, it does not age"):
        assert shown in english
    assert "Essence" not in english


def test_no_script_comes_out_of_a_note(own: Parameters) -> None:
    assert "<b>" not in parameters_page("fr", own)


def test_tables_and_scales(own: Parameters) -> None:
    page = parameters_page("en", own)
    assert "| for | value |\n| --- | --- |\n| `petrol` | 6.5 |\n| `diesel` | 5 |" in page
    assert "| above_km | eur |\n| --- | --- |\n| 0 | 1 |\n| 10 | 2.5 |" in page.replace("\\_", "_")
    assert "see the table" in page


def test_a_kind_without_a_title_of_its_own_keeps_its_name(own: Parameters) -> None:
    assert "## made_up" in parameters_page("en", own).replace("\\_", "_")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shipped_parameter_is_explained(language: str) -> None:
    page = parameters_page(language)
    for name in shipped_parameters():
        assert f"`{name}`" in page
    titles = re.findall("^### ", page, flags=re.MULTILINE)
    assert len(titles) == len(shipped_parameters())
    assert page.endswith("\n")
    assert not page.endswith("\n\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_a_title(language: str) -> None:
    for name in shipped_parameters():
        assert f"parameters_{name.partition('.')[0]}" in WORDS[language]


def test_both_languages_have_the_same_words() -> None:
    assert WORDS["fr"].keys() == WORDS["en"].keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_site_holds_the_page(language: str, tmp_path: Path) -> None:
    assemble(language, tmp_path / "site")
    page = tmp_path / "site" / "pages" / "explanation" / "parameters.md"
    told = parameters_page(language)
    assert page.read_text(encoding="utf-8") == (set_in_french(told) if language == "fr" else told)
