from __future__ import annotations

import json

from tests.cli.conftest import Run


def test_where_a_process_stands(portee: Run) -> None:
    portee("commons", "init", "c", "--author", "Mimosa", "--example")
    ran = portee("commons", "process", "c", "process/de-l-ecoute-au-service", "--lang", "en")
    assert ran.code == 0, ran.err
    assert "1 of 3 steps done" in ran.out
    assert "Nobody is accountable" in ran.out
    assert "Waits for the end of 'Mesurer'" in ran.out
    told = json.loads(portee("commons", "process", "c", "process/de-l-ecoute-au-service", "--json").out)
    assert [step["state"] for step in told["steps"]] == ["done", "under-way", "waiting"]
    assert portee("commons", "process", "c", "need/embauche-avant-l-aube").code == 2


def test_the_process_of_the_first_commons(portee: Run) -> None:
    portee("commons", "init", "c", "--author", "Mimosa", "--seed")
    ran = portee("commons", "process", "c", "process/du-diagnostic-au-renouvellement", "--lang", "fr")
    assert ran.code == 0, ran.err
    assert "étapes faites" in ran.out
