from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_a_question_finds_rows_and_becomes_a_use_case(portee: Run) -> None:
    portee("commons", "init", "c", "--author", "Mimosa", "--example")
    ran = portee("commons", "ask", "c", "Une navette à l'aube en licorne ?", "--lang", "fr")
    assert ran.code == 0, ran.err
    assert "solution/navette-de-l-aube" in ran.out
    assert "Aucune d'elles ne parle de : licorne." in ran.out
    assert len(list(Path("c/use-case").iterdir())) == 1
    told = json.loads(
        portee(
            "commons", "ask", "c", "Une navette à l'aube ?", "--lang", "fr", "--who", "Une conseillère", "--author",
            "Mimosa", "--json",
        ).out
    )  # fmt: skip
    assert told["use_case"] == "c/use-case/une-navette-a-l-aube.md"
    # Who asked, the question and the rows are all that a use case needs.
    ran = portee("commons", "check", "c")
    assert ran.code == 0, ran.err
    assert "does not answer this question" in portee("commons", "ask", "c", "licorne").out
    assert portee("commons", "ask", "c", "?").code == 2
