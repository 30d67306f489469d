from __future__ import annotations

import json

import pytest

from portee.cli.usage import is_abort, is_help, wrong_usage
from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("arguments", "french"),
    [
        (["nowhere"], "Il n'y a pas de commande « nowhere ». Voyez : portee --help"),
        (["inf"], "Il n'y a pas de commande « inf ». Vouliez-vous dire « info » ? Voyez : portee --help"),
        (["info"], "Il manque « NETWORK ». Voyez : portee info --help"),
        (["info", "a", "b"], "de trop : b. Voyez : portee info --help"),
        (["matrix", "x", "--nowhere"], "Il n'y a pas d'option --nowhere."),
        (["trip", "x", "--max-time", "long"], "La valeur de « --max-time » ne convient pas : il faut un nombre."),
        (["info", "x", "--lang", "de"], "La valeur de « --lang » ne convient pas : « de » n'est pas parmi 'fr', 'en'."),
    ],
)
def test_wrong_usage_is_told_as_any_error(
    portee: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str], french: str
) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    ran = portee(*arguments)
    assert ran.code == 2
    assert ran.err.startswith("Erreur : ")
    assert french in ran.err


def test_programs_read_wrong_usage_too(portee: Run) -> None:
    ran = portee("info", "--json")
    assert ran.code == 2
    assert json.loads(ran.err)["what"] == "Missing argument 'NETWORK'."


def test_other_problems_are_none_of_usage() -> None:
    problem = ValueError("The moon is full.")
    assert wrong_usage(problem) is None
    assert not is_help(problem)
    assert not is_abort(problem)
