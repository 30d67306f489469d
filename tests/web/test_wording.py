from __future__ import annotations

import re
from collections import Counter
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
import yaml
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from portee.core.errors import ParameterError
from portee.reports.fluent import catalogue_text
from portee.reports.wording import per_cent
from portee.web.wording import LANGUAGES, say, typeset, web_text


class Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - the visitor's own naming
        self.names.add(node.id.name)


@cache
def messages(text: str) -> dict[str, set[str]]:
    """Messages of a catalogue, with their variables. Read them, never change them: a text is parsed once."""
    found: dict[str, set[str]] = {}
    for entry in FluentParser().parse(text).body:
        assert not isinstance(entry, ast.Junk), entry.content
        if isinstance(entry, ast.Message):
            variables = Variables()
            variables.visit(entry)
            found[entry.id.name] = variables.names
    return found


def test_all_languages_say_the_same_with_the_same_variables() -> None:
    french, *others = (messages(web_text(lang)) for lang in LANGUAGES)
    assert french
    for other in others:
        assert other == french


def test_each_file_of_words_is_there_in_each_language() -> None:
    names = Counter(item.name.split(".")[0] for item in files("portee.web").joinpath("words").iterdir())
    assert set(names.values()) == {len(LANGUAGES)}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_message_is_written_twice(lang: str) -> None:
    body = FluentParser().parse(f"{catalogue_text(lang)}\n{web_text(lang)}").body
    counted = Counter(entry.id.name for entry in body if isinstance(entry, ast.Message))
    assert [name for name, times in counted.items() if times > 1] == []


FAMILIES = "form(?!-action)|place|person|vacancy|problem|territory|home(?!-care-worker)|commons"
NAMED = re.compile(rf'"((?:{FAMILIES})-[a-z-]+)"')
"""Ids of messages; a kind of resident that begins as one of their families is none."""


def test_messages_that_the_code_names_exist() -> None:
    known = messages(web_text("fr"))
    sources = [path.read_text(encoding="utf-8") for path in Path(str(files("portee.web"))).rglob("*.py")]
    named = {id for source in sources for id in NAMED.findall(source)}
    assert "form-needed" in named
    assert sorted(named - set(known)) == []


def test_a_message_that_is_missing_is_an_error() -> None:
    with pytest.raises(ParameterError, match="no message"):
        say("fr", "page-nowhere")


def test_french_signs_stay_on_their_line() -> None:
    assert typeset("fr", "Quoi ?") == "Quoi\u00a0?"
    assert typeset("en", "What ?") == "What ?"


BADLY_SET = re.compile(r" (?:[:;?!](?![/\w])|»)|« |[a-zà-ÿA-ZÀ-Ý]'[a-zà-ÿA-ZÀ-Ý]")
"""A sign that may begin a line, or a straight apostrophe."""


def test_no_sign_of_a_french_page_begins_a_line_and_apostrophes_are_those_of_typography() -> None:
    text = re.sub(r"^#.*$", "", f"{catalogue_text('fr')}\n{web_text('fr')}", flags=re.MULTILINE)
    wrong = [line for line in typeset("fr", text).splitlines() if BADLY_SET.search(line)]
    assert wrong == []


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
