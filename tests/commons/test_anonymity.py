from __future__ import annotations

import pytest

from portee.commons.anonymity import telling_problems


@pytest.mark.parametrize(
    "text",
    [
        "Écrivez à amina@example.org",
        "amina (at) example.org",
        "amina arobase example point org",
        "Appelez le 06 12 34 56 78",
        "Appelez le 06.12.34.56.78.",
        "Au +49 30 1234 5678",
        "voir www.example.org/amina",
        "je suis @amina13 partout",
        "Je m'appelle Amina",
        "C'est Mme Benali qui garde les enfants",
        "J'habite 12 bis, rue des Moulins",
        "I live at 12 Mill Street",
    ],
)
def test_what_tells_who_somebody_is_is_seen_and_not_repeated(text: str) -> None:
    found = list(telling_problems(text))
    assert found
    assert all("amina" not in what.lower() and "12" not in what for what in found)


@pytest.mark.parametrize(
    "text",
    [
        "Le premier bus passe à 5 h 30, le 2e à 6 h.",
        "Depuis le 12/03/2026 le 35 ne passe plus.",
        "Il me faut 1 200 000 minutes.",
        "La rue des Moulins n'est pas éclairée.",
        "Monsieur le maire devrait venir, madame aussi.",
        "3 places de parking pour 40 logements",
    ],
)
def test_what_people_say_of_their_days_is_left_alone(text: str) -> None:
    assert list(telling_problems(text)) == []
