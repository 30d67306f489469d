"""portee commons replicate: one practice term by term, all of them as a list."""

from __future__ import annotations

import json

from tests.cli.conftest import Run
from tests.commons.examples import EXAMPLE

PRACTICE, TERRITORY = "practice/navette-des-moulins", "territory/quartier-des-moulins"


def test_one_practice_term_by_term(portee: Run) -> None:
    ran = portee("commons", "replicate", EXAMPLE, TERRITORY, PRACTICE)
    assert ran.code == 0, ran.err
    assert "replicability 0.28 to 0.40." in ran.out
    assert "employer-partner (helpful, not told)" in ran.out
    told = json.loads(portee("commons", "replicate", EXAMPLE, TERRITORY, PRACTICE, "--json").out)
    assert (told["low"], told["high"]) == (0.7 * 0.4, 0.4)
    assert told["drivers"] == {"poverty_rate_pct": 2, "households_no_car_pct": 3}


def test_all_practices_as_a_list(portee: Run) -> None:
    ran = portee("commons", "replicate", EXAMPLE, TERRITORY, "--lang", "fr")
    assert ran.code == 0, ran.err
    assert "1 pratiques pour Quartier des Moulins" in ran.out
    assert PRACTICE in ran.out
    told = json.loads(portee("commons", "replicate", EXAMPLE, TERRITORY, "--json").out)
    assert [row["practice"] for row in told["practices"]] == [PRACTICE]


def test_what_cannot_be_asked_is_told(portee: Run) -> None:
    ran = portee("commons", "replicate", EXAMPLE, TERRITORY, "--at", "v1")
    assert ran.code == 2
    assert "--at" in ran.err
    ran = portee("commons", "replicate", EXAMPLE, "territory/ailleurs")
    assert ran.code == 2
    assert "no record" in ran.err
