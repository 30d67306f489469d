from __future__ import annotations

import json

from tests.cli.conftest import Run


def test_a_commons_in_ten_minutes(portee: Run) -> None:
    ran = portee("commons", "init", "c", "--author", "Mimosa", "--title", "Les Moulins", "--example")
    assert ran.code == 0, ran.err
    assert "25 records" in ran.out
    assert "portee commons new c" in ran.out
    assert portee("commons", "check", "c").code == 0
    again = portee("commons", "init", "c", "--author", "Mimosa")
    assert again.code == 2
    assert "repository there already" in again.err


def test_the_result_as_json_and_the_author_from_the_environment(portee: Run, monkeypatch: object) -> None:
    told = json.loads(portee("commons", "init", "d", "--author", "Mimosa", "--json").out)
    assert told["records"] == 0
    assert portee("commons", "init", "e").code == 2
    assert "name of your choice" in portee("commons", "init", "e", "--author", "a@b").err
