"""How long the application may take to answer, by kind of page: what the guide of whoever hosts it promises."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["BUDGETS", "Budget"]


@dataclass(frozen=True)
class Budget:
    """The budget of one kind of page.

    Attributes:
        ms: median of the server's time, on two cores that do nothing else, in a city as large as Marseille, once what
            all questions share was prepared.
        en, fr: what the guide calls the pages.
    """

    ms: float
    en: str
    fr: str


BUDGETS = {
    "page": Budget(100, "a form, a text, the commons", "un formulaire, un texte, le commun"),
    "tile": Budget(100, "a tile of the map", "une tuile de la carte"),
    "explorer": Budget(150, "an answer of the explorer", "une réponse de l'explorateur"),
    "person": Budget(2000, "one person", "une personne"),
    "children": Budget(5000, "one person with two children on the way", "une personne avec deux enfants en chemin"),
    "vacancy": Budget(4000, "one vacancy", "une offre d'emploi"),
}
