"""The few words that generated pages need, in each language of the site."""

from __future__ import annotations

__all__ = ["LANGUAGES", "WORDS"]

LANGUAGES = ("fr", "en")

WORDS: dict[str, dict[str, str]] = {
    "fr": {
        "api": "Référence Python",
        "api_intro": "Pages tirées du code. Les descriptions sont en anglais, comme le code.",
        "arguments": "Arguments",
        "cli": "Ligne de commande",
        "cli_intro": "Page tirée du programme lui-même ; `portee COMMANDE --help` dit la même chose.",
        "constant": "constante",
        "default": "par défaut",
        "definition": "par définition",
        "indicators": "Indicateurs",
        "indicators_intro": "Page tirée de la description que le programme lit lui-même.",
        "limits": "Limites :",
        "name": "Nom dans le code :",
        "options": "Options",
        "repeatable": "peut être répétée",
        "required": "obligatoire",
        "source": "Source :",
        "unit": "Unité :",
    },
    "en": {
        "api": "Python reference",
        "api_intro": "Pages drawn from the code.",
        "arguments": "Arguments",
        "cli": "Command line",
        "cli_intro": "Page drawn from the program itself; `portee COMMAND --help` says the same.",
        "constant": "constant",
        "default": "default",
        "definition": "by definition",
        "indicators": "Indicators",
        "indicators_intro": "Page drawn from the description that the program itself reads.",
        "limits": "Limits:",
        "name": "Name in the code:",
        "options": "Options",
        "repeatable": "may be repeated",
        "required": "required",
        "source": "Source:",
        "unit": "Unit:",
    },
}
