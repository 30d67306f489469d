from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer

from portee.cli.french_help import asks_help, french_words, help_in_french, paragraphs_of, without_language
from portee.cli.main import app
from tests.cli.conftest import Run


def spoken(command: Any) -> Iterator[str]:
    """Every paragraph and title of panel of a command and of those below it."""
    texts = [command.help, *(getattr(one, "help", None) for one in command.params)]
    for text in texts:
        yield from paragraphs_of(text or "")
    yield from (one.rich_help_panel for one in command.params if getattr(one, "rich_help_panel", None))
    for below in getattr(command, "commands", {}).values():
        yield from spoken(below)


def test_every_command_and_option_has_french_help_and_nothing_else_is_kept() -> None:
    every = dict.fromkeys(spoken(typer.main.get_command(app)))
    assert len(every) > 500
    assert [text for text in every if text not in french_words()] == []
    assert [text for text in french_words() if text not in every] == []


def test_french_keeps_what_is_typed_as_it_is() -> None:
    for english, french in french_words().items():
        typed = set(re.findall(r"--[a-z][a-z-]+|`[^`]+`|\.(?:gpkg|csv|html|yaml|parquet)\b", english))
        assert all(one in french for one in typed), english
        assert not re.search(r"[^\s]'[a-zéè]|[^\s][;?!](?:\s|$)", re.sub(r"`[^`]+`", "", french)), english


@pytest.mark.parametrize("asked", [["--help"], ["hub", "site", "--help"], ["commons"], ["commons", "workshop"], []])
def test_help_is_french_where_the_system_or_the_option_says_so(
    portee: Run, monkeypatch: pytest.MonkeyPatch, asked: list[str]
) -> None:
    english = portee(*asked).out
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    french = portee(*asked).out
    assert "Montrer cette aide" in french
    assert "Show this message" not in french
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert portee(*asked).out == english
    if "--help" in asked:
        assert portee(*asked, "--lang", "fr").out == french


def test_examples_stay_commands() -> None:
    told = help_in_french("Show what a network holds.\n\nExample: portee info 'a'\n--lang en")
    assert told == "Show what a network holds.\n\nExemple\u00a0: portee info 'a' --lang en"


def test_what_asks_for_help() -> None:
    command = typer.main.get_command(app)
    asking = [["-h"], [], ["hub"], ["hub", "site", "--help"], ["commons", "people"]]
    assert all(asks_help(command, given) for given in asking)
    assert not any(asks_help(command, given) for given in (["info", "a"], ["hub", "site"], ["nothing"], ["hub", "x"]))
    assert without_language(["hub", "--lang", "fr", "--help", "--lang=en"]) == ["hub", "--help"]
