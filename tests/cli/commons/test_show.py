from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Run
from tests.commons.examples import EXAMPLE, PATHS


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_type_is_shown_in_words(portee: Run, path: str, lang: str) -> None:
    ran = portee("commons", "show", EXAMPLE, path.removesuffix(".md"), "--lang", lang)
    assert ran.code == 0, ran.err
    assert "{" not in ran.out


def test_a_need_in_english(portee: Run) -> None:
    ran = portee("commons", "show", EXAMPLE, "need/embauche-avant-l-aube", "--lang", "en")
    assert ran.out.startswith("Starting work before the first bus  (Need, draft)")
    assert "practice/navette-des-moulins" in ran.out
    told = json.loads(portee("commons", "show", EXAMPLE, "need/embauche-avant-l-aube", "--json").out)
    assert told["motive"] == "work"
    assert "cell/aube-navette-moulins" in told["referring"]


def test_what_is_not_there(portee: Run) -> None:
    ran = portee("commons", "show", EXAMPLE, "need/embauche")
    assert ran.code == 2
    assert "Did you mean" in ran.err


def test_an_earlier_version(portee: Run) -> None:
    portee("commons", "init", "c", "--author", "Mimosa", "--example")
    assert portee("commons", "show", "c", "need/embauche-avant-l-aube", "--at", "HEAD").code == 0
    assert "No version is called" in portee("commons", "show", "c", "need/x", "--at", "v9").err
