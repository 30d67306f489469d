from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from portee.reports.french import french_spaces

ROOT = Path(__file__).parents[2]


def test_french_signs_stay_with_their_word() -> None:
    given = "Le mardi à 7 h 30 : qui ? 37 % de moins ; « loin », (quoi ?) « loin » ! Un lieu à 5 km."
    kept = "Le mardi à 7_h_30_: qui_? 37_% de moins_; «_loin_», (quoi_?) «_loin_»_! Un lieu à 5_km."
    assert french_spaces(given) == kept.replace("_", "\u00a0")
    assert french_spaces("a:b http://x") == "a:b http://x"
    assert french_spaces("Près de « ici », loin de « là ».") == "Près de «\u00a0ici\u00a0», loin de «\u00a0là\u00a0»."


def test_french_apostrophes_are_those_of_typography() -> None:
    assert french_spaces("L'aller qu'on n'a pas, d'« ici »") == "L’aller qu’on n’a pas, d’«\u00a0ici\u00a0»"
    assert french_spaces("Donnez 'eur' ou 'key'.") == "Donnez 'eur' ou 'key'."


KEPT = {"single-parent-no-car.yaml", "nord-marseille.yaml"}
"""Files that evidence of the shipped commons names by the hash of what they say."""
ENGLISH_WRONG = re.compile(r"\d[ \u00a0\u202f]%|\d[\u00a0\u202f]\d{3}(?!\d)|(?<![\d,])\d+,\d{1,2}(?![\d,.])")
FRENCH_WRONG = re.compile(r"\d%|(?<![\d,])[1-9]\d{0,2},\d{3}(?= (?:à|en|habitants|lieux|courses|tronçons|emplois)\b)")
TYPED = re.compile(r"`[^`]*`|https?://\S+|'[^']*'|[+-]\d+%|[a-z_]+=\S+|\d+\.\d+,\S+|\d\d:\d\d,\S+")
"""What is repeated as it is typed, whatever the language."""


def _pairs(read: object) -> Iterator[tuple[str, str]]:
    """French and English of every text in what a file declares."""
    if isinstance(read, dict):
        french, english = read.get("fr"), read.get("en")
        if isinstance(french, str) and isinstance(english, str):
            yield french, english
        for value in read.values():
            yield from _pairs(value)
    elif isinstance(read, list):
        for value in read:
            yield from _pairs(value)


def test_numbers_of_shipped_texts_are_written_as_their_language_writes_them() -> None:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    wrong, seen = [], 0
    every = (ROOT / "src" / "portee").rglob("*.yaml")
    # What is wrong, and help, have tests of their own.
    for file in sorted(one for one in every if one.parent.name != "problem_words" and one.name != "help.fr.yaml"):
        for french, english in _pairs(yaml.load(file.read_text(encoding="utf-8"), loader)):  # noqa: S506
            seen += 1
            if file.name not in KEPT:
                wrong += [f"{file.name}: {english}"] if ENGLISH_WRONG.search(TYPED.sub("", english)) else []
            wrong += [f"{file.name}: {french}"] if FRENCH_WRONG.search(TYPED.sub("", french)) else []
    assert seen > 2000
    assert wrong == []
