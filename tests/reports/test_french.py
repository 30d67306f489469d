from __future__ import annotations

from portee.reports.french import french_spaces


def test_french_signs_stay_with_their_word() -> None:
    given = "Le mardi à 7 h 30 : qui ? 37 % de moins ; « loin », (quoi ?) « loin » ! Un lieu à 5 km."
    kept = "Le mardi à 7_h_30_: qui_? 37_% de moins_; «_loin_», (quoi_?) «_loin_»_! Un lieu à 5_km."
    assert french_spaces(given) == kept.replace("_", "\u00a0")
    assert french_spaces("a:b http://x") == "a:b http://x"
    assert french_spaces("Près de « ici », loin de « là ».") == "Près de «\u00a0ici\u00a0», loin de «\u00a0là\u00a0»."


def test_french_apostrophes_are_those_of_typography() -> None:
    assert french_spaces("L'aller qu'on n'a pas, d'« ici »") == "L’aller qu’on n’a pas, d’«\u00a0ici\u00a0»"
    assert french_spaces("Donnez 'eur' ou 'key'.") == "Donnez 'eur' ou 'key'."
