from __future__ import annotations

import json

from tests.cli.conftest import Run


def test_words_find_records(portee: Run) -> None:
    portee("commons", "init", "c", "--author", "Mimosa", "--example")
    ran = portee("commons", "search", "c", "navettes", "aube", "--lang", "fr")
    assert ran.code == 0, ran.err
    assert "Navette de l'aube  [Solution] solution/navette-de-l-aube" in ran.out
    told = json.loads(portee("commons", "search", "c", "navette", "--type", "practice", "--lang", "fr", "--json").out)
    assert [hit["id"] for hit in told] == ["practice/navette-des-moulins"]
    assert "No record holds all these words" in portee("commons", "search", "c", "astronomie").out
    assert portee("commons", "search", "c", "!").code == 2


def test_the_index_is_made_anew(portee: Run) -> None:
    portee("commons", "init", "c", "--author", "Mimosa", "--example")
    assert "25 records" in portee("commons", "index", "c").out
