from __future__ import annotations

import re
from importlib.resources import files

import pytest
import yaml

from portee.reports.fluent import catalogue_text
from portee.reports.wording import per_cent
from portee.web.wording import typeset, web_text

APART = re.compile(r"""[\d}][ \u00a0\u202f]%|\{"\\u00A0"\}%""")
"""A sign of per cent that stands apart from its number, by any space."""


def test_the_sign_of_per_cent_touches_its_number_in_english_only() -> None:
    assert per_cent("65", "en") == "65%"
    assert per_cent("65", "fr") == "65\u00a0%"
    assert typeset("en", "65% : 7 h 30 !") == "65% : 7 h 30 !"


def test_english_words_write_per_cent_in_one_way() -> None:
    texts = [catalogue_text("en"), web_text("en")]
    for file in files("portee.cli").iterdir():
        if file.name.startswith("words") and file.name.endswith(".yaml"):
            said = yaml.safe_load(file.read_text(encoding="utf-8"))
            texts += [words["en"] for words in said.values()]
    assert [found for text in texts for found in APART.findall(text)] == []


@pytest.mark.parametrize("text", ["{ $value } %", '{ $value }{"\\u00A0"}%', "1\u00a0%", "1 %"])
def test_a_sign_apart_is_seen(text: str) -> None:
    assert APART.search(text)
    assert not APART.search("{ $value }% and 1%, in % of it")
