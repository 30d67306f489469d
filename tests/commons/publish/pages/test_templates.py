from __future__ import annotations

import re
from importlib.resources import files

import pytest

from portee.commons.publish.pages.templates import POLICY, asset, render
from portee.commons.publish.pages.view import View
from portee.commons.publish.words import _words
from tests.commons.publish.pages.released import released

FOLDER = files("portee.commons.publish.pages")
TEMPLATES = sorted(path.name for path in FOLDER.joinpath("templates").iterdir())
ASSETS = sorted(path.name for path in FOLDER.joinpath("assets").iterdir())


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_word_of_a_template_is_known(name: str) -> None:
    text = FOLDER.joinpath("templates", name).read_text(encoding="utf-8")
    keys = re.findall(r"\bt\('([a-z_-]+)'[,)]", text)
    assert set(keys) <= set(_words())
    assert "|safe" not in text.replace(" ", "")


@pytest.mark.parametrize("name", ASSETS)
def test_an_asset_loads_nothing_from_afar_and_makes_no_markup(name: str) -> None:
    text = asset(name).decode("utf-8")
    assert not re.search(r"https?:|@import|innerHTML|insertAdjacentHTML|document\.write|eval\(", text)


def test_the_policy_lets_nothing_in_from_afar() -> None:
    assert POLICY.startswith("default-src 'none'")
    assert "http" not in POLICY
    assert "unsafe" not in POLICY


def test_a_template_that_misses_a_value_is_a_defect() -> None:
    page = View(released(), "fr", "fr/index.html")
    with pytest.raises(Exception, match="undefined"):
        render("type.html", page)
